// Builtins that are called without a frame: the convention of their handlers (fast_calls.def).
//
// CALL and TAILCALL go on in the handler of the builtin that stands in register A, with `count`
// arguments from ARG(0) on; an open list of arguments has ended at the state's top. The handler
// takes the arguments that programs usually give, and leaves all others to the builtin itself
// (`USE_FRAME`), with nothing done. It may allocate, though not when a collection is due, but never
// run Lua or raise an error. The results take the place of the builtin, from register A on.
#pragma once

#include "runtime/interp/handler.h"
#include "runtime/lib/functions.h"

#define ARG(i) (PA[kFrameSlots + (i)])

#define USE_FRAME() GOTO(call_framed)

// The builtin gets its frame, as CALL makes it for a function.
#define MAKE_FRAME()                                                                               \
  do {                                                                                             \
    base = &RA + kFrameSlots;                                                                      \
    L->top = base + count;                                                                         \
    set_call_link(base, pc, kFrameSlots);                                                          \
    L->pc = pc;                                                                                    \
  } while (0)

// For handlers that allocate: a collection is due, for which there has to be a frame.
#define NEEDS_MEMORY()                                                                             \
  do {                                                                                             \
    if (L->global->heap.wants_collection()) [[unlikely]]                                           \
      USE_FRAME();                                                                                 \
  } while (0)

// So many results are in place.
#define FINISH_CALL(results)                                                                       \
  do {                                                                                             \
    if (wanted_results(pc) != (results)) [[unlikely]] {                                            \
      count = (results);                                                                           \
      GOTO(finish_fast);                                                                           \
    }                                                                                              \
    NEXT(1);                                                                                       \
  } while (0)

namespace perilune::interp {

// The native in register A is called, with a frame.
HANDLER(call_framed);
// The frame of a function that coroutine.wrap has made is at `base`, as for call_native.
HANDLER(enter_wrapped);
// A fast call has left `count` results, which need not be as many as are wanted.
HANDLER(finish_fast);

#define FAST_CALL(function, handler) HANDLER(handler);
#define FAST_VARIANT(function, condition, handler) HANDLER(handler);
#include "runtime/interp/fast_calls.def"

// The handler of a builtin, as a number in Dispatch::natives; 0: it has none of its own.
constexpr uint8_t fast_call_of(NativeFn function) {
  uint8_t number = 0;
#define FAST_CALL(fn, handler)                                                                     \
  ++number;                                                                                        \
  if (function == lib::fn) return number;
#include "runtime/interp/fast_calls.def"
  return 0;
}

// The results are the `results` values from `from` on, which may stand among the arguments.
inline void move_results(const Insn* pc, Value* func, const Value* from, uint32_t results) {
  uint32_t wanted = wanted_results(pc);
  uint32_t n = wanted == kAllResults || results < wanted ? results : wanted;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < n; ++i)
    func[i] = from[i];
}

// An argument with an integer value; false for some floats that have one, too.
inline bool is_whole(const Value& v, int64_t* out) {
  if (v.is_integer()) {
    *out = v.i;
    return true;
  }
  if (!v.is_float()) return false;
  *out = truncate_to_integer(v.f);
  return *out != INT64_MIN && integer_to_float(*out) == v.f;
}

}  // namespace perilune::interp
