// Builtins that need no frame where their arguments are the usual ones.
#pragma once

#include "runtime/closure.h"
#include "runtime/value.h"

namespace perilune {

// Calls the builtin at *func with the `nargs` arguments from func + 2 on. Its results take its
// place, from func on; answers how many, which may be more than the `wanted` ones (kAllResults:
// all), or kNoFastCall, with nothing done, when the call is not a usual one. It may allocate,
// without a safepoint behind it, but never run Lua or raise an error.
using FastCall = uint32_t (*)(State* L, Value* func, uint32_t nargs, uint32_t wanted);
constexpr uint32_t kNoFastCall = UINT32_MAX;

// By intrinsic (NativeFunction::intrinsic); null for most.
extern const FastCall kFastCalls[];

namespace lib {
#define FAST_CALL(Name, function)                                                                  \
  uint32_t function(State* L, Value* func, uint32_t nargs, uint32_t wanted);
#include "runtime/lib/fast_calls.def"
}  // namespace lib

}  // namespace perilune
