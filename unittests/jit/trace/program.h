// A state that runs small Lua programs, for tests of the trace compiler.
#pragma once

#include <doctest/doctest.h>

#include <string_view>

#include "frontend/compile.h"
#include "jit/engine.h"
#include "runtime/call.h"
#include "runtime/lib/lib.h"

namespace perilune::jit {

class Program {
public:
  // With the compiler attached when `options` are given.
  explicit Program(const Options* options = nullptr) : L_(State::create(Dialect::Lua54)) {
    REQUIRE(open_libraries(L_));
    L_->global->compile = frontend::compile;
    if (options) attach(L_, *options);
  }
  ~Program() { State::destroy(L_); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The chunk's prototype; it lives as long as the program, which keeps the chunk on the stack.
  const Proto* load(std::string_view text) {
    Closure* chunk = load_text(L_, text, "=test", Value::of(L_->global->globals));
    REQUIRE(chunk);
    L_->push(Value::of(chunk));
    return chunk->proto;
  }
  // Runs a chunk; whether it ended without an error.
  bool run(std::string_view text) {
    Closure* chunk = load_text(L_, text, "=test", Value::of(L_->global->globals));
    REQUIRE(chunk);
    ptrdiff_t bottom = L_->offset_of(L_->top);
    push_function(L_, Value::of(chunk));
    Status status = protected_call(L_, L_->at_offset(bottom), 0, Value{});
    L_->top = L_->at_offset(bottom);
    return status == Status::Ok;
  }
  Value global(std::string_view name) const {
    return L_->global->globals->get_str(L_->new_string(name));
  }
  Statistics statistics() const { return jit::statistics(L_); }

private:
  State* L_;
};

}  // namespace perilune::jit
