// The environments of 5.1: each function has one, in its hidden upvalue 0, and each coroutine has
// the one that new chunks get.
#pragma once

#include "runtime/closure.h"
#include "runtime/state.h"

namespace perilune::lib {

// The environment of chunks that L loads: its own, or the globals.
inline Table* thread_globals(const State* L) {
  return L->environment ? L->environment : L->global->globals;
}

// The environment of a Lua function; a native has none of its own, so the globals.
Value environment_of(State* L, const Value& function);
// Gives a Lua function another environment; functions that shared the old one keep it. False, with
// no error set, when memory ran out.
[[nodiscard]] bool set_environment(State* L, Closure* function, Table* environment);

}  // namespace perilune::lib
