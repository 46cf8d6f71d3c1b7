// Completion of names by the values that stand behind them.
#include "tools/perilune/completion.h"

#include <algorithm>

#include "runtime/metamethod.h"

namespace perilune::cli {

namespace {

constexpr int kMaxChain = 16;  // tables that are looked through by way of __index

constexpr std::string_view kKeywords[] = {"and",   "break", "do",       "else", "elseif", "end",
                                          "false", "for",   "function", "goto", "if",     "in",
                                          "local", "nil",   "not",      "or",   "repeat", "return",
                                          "then",  "true",  "until",    "while"};

// The table in which the fields of a value that it has not itself are looked for; null when there
// is none.
Table* next_table(State* L, const Value& v) {
  Value index = metamethod(L, v, Event::Index);
  return index.is_table() ? index.table() : nullptr;
}

Value field_of(State* L, Value v, std::string_view name) {
  String* key = L->new_string(name);
  for (int i = 0; key && i < kMaxChain; ++i) {
    Value found = v.is_table() ? v.table()->get_str(key) : Value();
    if (!found.is_nil()) return found;
    Table* next = next_table(L, v);
    if (!next) break;
    v = Value::of(next);
  }
  return Value();
}

bool is_name(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// Adds the names in a table that begin with `start`.
void add_names(const Table* table, std::string_view before, std::string_view start,
               bool methods_only, std::vector<std::string>* out) {
  Value key, value, at;
  while (table->next(at, &key, &value) == Table::Next::Found) {
    at = key;
    if (!key.is_string()) continue;
    std::string_view name = key.string()->view();
    if (!name.starts_with(start) || !is_name(name)) continue;
    if (methods_only && !value.is_function()) continue;
    if (start.empty() && name.starts_with('_')) continue;
    out->push_back(std::string(before) + std::string(name) + (value.is_function() ? "(" : ""));
  }
}

}  // namespace

std::vector<std::string> completions(State* L, std::string_view text) {
  std::vector<std::string> found;
  Value v = Value::of(L->global->globals);
  size_t at = 0;
  bool methods_only = false;
  for (;;) {
    size_t end = text.find_first_of(".:", at);
    if (end == text.npos) break;
    v = field_of(L, v, text.substr(at, end - at));
    methods_only = text[end] == ':';
    at = end + 1;
    if (v.is_nil()) return found;
  }
  std::string_view before = text.substr(0, at), start = text.substr(at);
  for (int i = 0; i < kMaxChain; ++i) {
    if (v.is_table()) add_names(v.table(), before, start, methods_only, &found);
    Table* next = next_table(L, v);
    if (!next) break;
    v = Value::of(next);
  }
  if (before.empty())
    for (std::string_view keyword : kKeywords)
      if (keyword.starts_with(start)) found.emplace_back(keyword);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace perilune::cli
