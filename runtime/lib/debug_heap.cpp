// debug.heapdump, which stock Lua does not have: what the heap consists of.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "runtime/gc/snapshot.h"
#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"

namespace perilune::lib {

namespace {

// nil, what went wrong with the file, and the system's number for it.
NativeResult push_failure(State* L, const std::string& path, int code) {
  L->push(Value());
  L->push(Value::of(L->new_string(path + ": " + std::strerror(code))));
  L->push(L->integer(code));
  return 3;
}

void set_count(State* L, Table* table, const char* name, size_t n) {
  table->set_str(L, L->new_string(name), L->integer(static_cast<int64_t>(n)));
}

}  // namespace

// heapdump([file]) collects garbage and gives a table with the objects and bytes of each kind;
// given a file's name it writes a snapshot there.
NativeResult debug_heapdump(State* L) {
  gc::HeapStatistics statistics;
  if (is_none_or_nil(L, 0)) {
    statistics = gc::take_snapshot(L, nullptr);
  } else {
    String* name;
    if (!check_string(L, 0, &name)) return kNativeError;
    std::string path(name->view());
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (!file) return push_failure(L, path, errno);
    statistics = gc::take_snapshot(L, file);
    bool failed = std::ferror(file);
    if (std::fclose(file) != 0 || failed) return push_failure(L, path, errno);
  }
  Table* kinds = Table::make(L, 0, gc::kObjectKinds);
  if (!kinds) return L->memory_error();
  L->push(Value::of(kinds));
  for (int kind = 0; kind < gc::kObjectKinds; ++kind) {
    std::string text = gc::kind_name(kind);
    text[0] = static_cast<char>(text[0] | 32);
    Table* of_kind = Table::make(L, 0, 2);
    if (!of_kind) return L->memory_error();
    set_count(L, of_kind, "objects", statistics.kinds[kind].objects);
    set_count(L, of_kind, "bytes", statistics.kinds[kind].bytes);
    kinds->set_str(L, L->new_string(text), Value::of(of_kind));
  }
  return 1;
}

}  // namespace perilune::lib
