// Names of functions as tracebacks and argument errors give them, and the traceback itself.
#include <cstring>

#include "runtime/debug_info.h"
#include "runtime/number.h"
#include "runtime/proto.h"

namespace perilune {

namespace {

// A traceback of more levels than both together shows the first and the last ones only.
constexpr int kFirstLevels = 10;
constexpr int kLastLevels = 11;

constexpr std::string_view kLibraries[] = {"coroutine", "debug",  "io",    "math", "os",
                                           "package",   "string", "table", "utf8"};

// The string key under which a table holds a function; null when it does not.
const String* key_of(const Table* table, const Value& function) {
  Value key, value, at;
  while (table->next(at, &key, &value) == Table::Next::Found) {
    if (key.is_string() && raw_equal(value, function)) return key.string();
    at = key;
  }
  return nullptr;
}

std::string name_in_module(std::string_view module, const Value& table, const Value& function) {
  const String* key = table.is_table() ? key_of(table.table(), function) : nullptr;
  if (!key) return {};
  if (module == "_G") return std::string(key->view());
  return std::string(module).append(".").append(key->view());
}

Value field(State* L, const Table* table, std::string_view name) {
  const String* key = table ? L->new_string(name) : nullptr;
  return key ? table->get_str(key) : Value();
}

std::string name_in_loaded(const Table* loaded, const Value& function) {
  Value key, value, at;
  while (loaded->next(at, &key, &value) == Table::Next::Found) {
    if (key.is_string()) {
      std::string name = name_in_module(key.string()->view(), value, function);
      if (!name.empty()) return name;
    }
    at = key;
  }
  return {};
}

std::string name_in_call(const CallName& call) {
  return std::string(call.kind).append(" '").append(call.name).append("'");
}

// "function 'print'", "local 'f'", "main chunk", ... 5.5 prefers what the call says to the name
// that the function has in a library.
std::string function_label(State* L, State* of, const Activation& a, const CallName& call) {
  bool is_main = a.is_lua() && a.proto().line_defined == 0;
  bool call_first = L->global->dialect >= Dialect::Lua55;
  if (call_first && *call.kind) return name_in_call(call);
  if (call_first && is_main) return "main chunk";
  std::string library = library_name(of, *a.func);
  if (!library.empty()) return "function '" + library + "'";
  if (*call.kind) return name_in_call(call);
  if (is_main) return "main chunk";
  if (!a.is_lua()) return "?";
  return "function <" + short_source(a) + ":" + std::to_string(a.proto().line_defined) + ">";
}

void append_level(State* L, State* of, const Activation& a, const Activation* caller,
                  std::string* text) {
  text->append("\n\t").append(short_source(a));
  int line = current_line(a);
  if (line > 0) text->append(":").append(std::to_string(line));
  text->append(": in ").append(function_label(L, of, a, call_name(of, a, caller)));
  if (a.is_tail_call()) text->append("\n\t(...tail calls...)");
}

}  // namespace

std::string library_name(State* L, const Value& function) {
  Value loaded = field(L, L->global->registry, "_LOADED");
  if (loaded.is_table()) return name_in_loaded(loaded.table(), function);
  if (!L->global->globals) return {};
  std::string name = name_in_module("_G", Value::of(L->global->globals), function);
  for (std::string_view library : kLibraries) {
    if (!name.empty()) return name;
    name = name_in_module(library, field(L, L->global->globals, library), function);
  }
  return name;
}

std::string native_name(State* L, bool* is_method) {
  *is_method = false;
  FrameWalk walk(L);
  if (walk.at_end()) return "?";
  Activation running = *walk;
  walk.next();
  CallName call = call_name(L, running, walk.at_end() ? nullptr : &*walk);
  *is_method = std::strcmp(call.kind, "method") == 0;
  if (*call.kind) return call.name;
  std::string name = library_name(L, *running.func);
  return name.empty() ? "?" : name;
}

std::string traceback(State* L, State* of, const std::string* message, int level) {
  std::string text = message ? *message + "\n" : std::string();
  text += "stack traceback:";
  if (level < 0) return text;
  int count = FrameWalk::depth(of);
  int last = count - 1;
  bool is_long = last - level > kFirstLevels + kLastLevels;
  int skip_at = is_long ? level + kFirstLevels : count;

  FrameWalk walk(of);
  walk.skip(level);
  for (; level < count; ++level) {
    if (level == skip_at) {
      int skipped = last - level - kLastLevels;
      text.append("\n\t...\t(skipping ").append(std::to_string(skipped)).append(" levels)");
      // As in stock Lua, the level in whose place this stands is not counted.
      walk.skip(skipped + 1);
      level += skipped;
      continue;
    }
    const Activation a = *walk;
    walk.next();
    append_level(L, of, a, walk.at_end() ? nullptr : &*walk, &text);
  }
  return text;
}

}  // namespace perilune
