// What the parts of the debug library share.
#pragma once

#include "runtime/lib/args.h"

namespace perilune::lib {

// The thread that a function is to look at (an optional first argument), and how many arguments
// stand in front of its own.
struct Target {
  State* state;
  uint32_t skip;
};

inline Target target_thread(State* L) {
  if (L->nargs() > 0 && L->base[0].is_thread()) return {L->base[0].thread(), 1};
  return {L, 0};
}

// The number of upvalues that programs know of: without a hidden environment, and without those of
// the library's own functions.
uint32_t visible_upvalues(State* L, const Value& function);

}  // namespace perilune::lib
