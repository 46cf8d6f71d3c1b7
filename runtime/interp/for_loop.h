// The numeric for loop's state: R[A] index, R[A+1] limit, R[A+2] step, R[A+3] the visible variable.
// An integer loop keeps a limit that the index never passes, so that no step can overflow.
#pragma once

#include "runtime/state.h"

namespace perilune::interp {

enum class ForPrep : uint8_t { Run, Skip, Error };

// Checks and converts the three values (manual 3.3.5) and sets the visible variable.
ForPrep prepare_for(State* L, Value* r);
// The same where a loop starts a step before its first value (Semantics::for_starts_before): the
// first index is (start - step) + step, and a step of zero counts as going down.
ForPrep prepare_for_before(State* L, Value* r);

// Whether an integer loop at `index` with a limit not yet passed has another iteration.
inline bool has_next(int64_t index, int64_t limit, int64_t step) {
  auto from = static_cast<uint64_t>(index), to = static_cast<uint64_t>(limit);
  auto stride = static_cast<uint64_t>(step);
  // A branch is foreseen; selecting would take as many instructions again.
  if (__builtin_expect_with_probability(step > 0, true, 1.0)) return to - from >= stride;
  return from - to >= 0 - stride;
}

// Where the index wraps around (Semantics::for_wraps): whether the loop goes on at `next`, which is
// the index plus the step.
inline bool has_next_wrapping(int64_t next, int64_t limit, int64_t step) {
  return step > 0 ? next <= limit : limit <= next;
}

// Moves on to the next iteration, if there is one.
template <bool wrapping>
inline bool step_for(Value* r) {
  if (r[0].is_integer()) [[likely]] {
    int64_t index = r[0].i, step = r[2].i;
    if (!wrapping && !has_next(index, r[1].i, step)) return false;
    index = static_cast<int64_t>(static_cast<uint64_t>(index) + static_cast<uint64_t>(step));
    if (wrapping && !has_next_wrapping(index, r[1].i, step)) return false;
    r[0].i = index;
    r[3].set_integer(index);
    return true;
  }
  double step = r[2].f;
  double index = r[0].f + step;
  if (!(step > 0 ? index <= r[1].f : r[1].f <= index)) return false;
  r[0].f = index;
  r[3].set_float(index);
  return true;
}

}  // namespace perilune::interp
