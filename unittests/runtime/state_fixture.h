// A state for tests of the runtime. What a test keeps across a collection it pushes on the stack.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "runtime/state.h"

namespace perilune {

struct StateFixture {
  explicit StateFixture(Dialect dialect = Dialect::Lua54) : L(State::create(dialect)) {
    L->global->heap.set_poison(true);
  }
  ~StateFixture() { State::destroy(L); }
  StateFixture(const StateFixture&) = delete;
  StateFixture& operator=(const StateFixture&) = delete;

  // Keeps `v` alive until the stack is popped.
  void root(const Value& v) {
    CHECK(L->ensure_stack(1) == Status::Ok);
    L->push(v);
  }
  template <class T>
  T* root(T* object) {
    root(Value::of(object));
    return object;
  }
  String* str(std::string_view text) { return L->new_string(text); }
  Value str_value(std::string_view text) { return Value::of(str(text)); }
  Table* table() { return Table::make(L); }
  void collect() { L->global->heap.collect(L); }
  gc::Heap& heap() { return L->global->heap; }

  State* L;
};

}  // namespace perilune
