// Names of functions as tracebacks and argument errors give them, and the traceback itself.
#include <cstring>

#include "runtime/debug_info.h"
#include "runtime/number.h"
#include "runtime/proto.h"

namespace perilune {

namespace {

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

std::string name_in_module(const State* L, std::string_view module, const Value& table,
                           const Value& function) {
  const String* key = table.is_table() ? key_of(table.table(), function) : nullptr;
  if (!key) return {};
  if (module == "_G" && !L->global->semantics.globals_prefixed) return std::string(key->view());
  return std::string(module).append(".").append(key->view());
}

Value field(State* L, const Table* table, std::string_view name) {
  const String* key = table ? L->try_string(name) : nullptr;
  return key ? table->get_str(key) : Value();
}

std::string name_in_loaded(const State* L, const Table* loaded, const Value& function) {
  Value key, value, at;
  while (loaded->next(at, &key, &value) == Table::Next::Found) {
    if (key.is_string()) {
      if (raw_equal(value, function)) return std::string(key.string()->view());
      std::string name = name_in_module(L, key.string()->view(), value, function);
      if (!name.empty()) return name;
    }
    at = key;
  }
  return {};
}

std::string name_in_call(State* L, const CallName& call) {
  const char* kind = L->global->semantics.all_functions ? "function" : call.kind;
  return std::string(kind).append(" '").append(call.name).append("'");
}

// "function 'print'", "local 'f'", ...; "" when the function has no name.
std::string function_name(State* L, State* of, const Activation& a, const CallName& call) {
  const Semantics& semantics = L->global->semantics;
  if (a.is_lost) return {};
  bool is_main = a.is_lua() && a.proto().line_defined == 0;
  if (semantics.calls_name_first) {
    if (*call.kind) return name_in_call(L, call);
    if (is_main) return {};
  }
  if (semantics.loaded_names && !(semantics.loaded_natives && a.is_lua())) {
    std::string library = library_name(of, *a.func);
    if (!library.empty()) return "function '" + library + "'";
  }
  return *call.kind ? name_in_call(L, call) : std::string();
}

// "in" and what there is to say of an activation's function.
std::string function_label(State* L, State* of, const Activation& a, const CallName& call) {
  std::string name = function_name(L, of, a, call);
  if (!name.empty()) return "in " + name;
  if (!a.is_lua()) return L->global->semantics.bare_unknowns ? "?" : "in ?";
  uint32_t line = a.proto().line_defined;
  if (line == 0) return "in main chunk";
  return "in function <" + short_source(L, a) + ":" + std::to_string(line) + ">";
}

void append_level(State* L, State* of, const Activation& a, const Activation* caller,
                  std::string* text) {
  text->append("\n\t").append(short_source(L, a));
  int line = current_line(a);
  if (line > 0) text->append(":").append(std::to_string(line));
  text->append(": ").append(function_label(L, of, a, call_name(of, a, caller)));
  if (a.is_tail_call() && !L->global->semantics.lost_tail_calls)
    text->append("\n\t(...tail calls...)");
}

// The level in whose place "..." stands in a traceback from `level` to `last`; behind `last` when
// there is none.
int find_cut(const Semantics& semantics, int level, int last) {
  if (level > last) return last + 1;
  int cut = static_cast<int>(semantics.first_levels);
  if (!semantics.absolute_cuts) cut += level;
  auto follow = static_cast<int>(semantics.last_levels);
  return level <= cut && last - cut > follow ? cut : last + 1;
}

}  // namespace

std::string library_name(State* L, const Value& function) {
  Value loaded = field(L, L->global->registry, "_LOADED");
  if (loaded.is_table()) return name_in_loaded(L, loaded.table(), function);
  if (!L->global->globals) return {};
  std::string name = name_in_module(L, "_G", Value::of(L->global->globals), function);
  for (std::string_view library : kLibraries) {
    if (!name.empty()) return name;
    name = name_in_module(L, library, field(L, L->global->globals, library), function);
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
  if (!L->global->semantics.loaded_names) return "?";
  std::string name = library_name(L, *running.func);
  return name.empty() ? "?" : name;
}

std::string traceback(State* L, State* of, const std::string* message, int level) {
  const Semantics& semantics = L->global->semantics;
  std::string text = message ? *message + "\n" : std::string();
  text += "stack traceback:";
  if (level < 0) return text;
  int count = FrameWalk::depth(of);
  int cut = find_cut(semantics, level, count - 1);
  FrameWalk walk(of);
  walk.skip(level);
  for (; level < count; ++level) {
    if (level == cut) {
      int skipped = count - cut - 1 - static_cast<int>(semantics.last_levels);
      text.append("\n\t...");
      // As in stock Lua, the level in whose place this stands is not counted.
      if (semantics.counted_cuts)
        text.append("\t(skipping ").append(std::to_string(skipped)).append(" levels)");
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
