// Builtins that need no frame where their arguments are the usual ones.
#pragma once

#include "runtime/closure.h"
#include "runtime/value.h"

namespace perilune {

// Calls the builtin at *func with the `nargs` arguments from func + 2 on, for one result, which
// takes its place. False, with nothing done, when the call is not a usual one; it may allocate a
// string, without a safepoint behind it, but never run Lua or raise an error.
using FastCall = bool (*)(State* L, Value* func, uint32_t nargs);

// By intrinsic (NativeFunction::intrinsic); null for most.
extern const FastCall kFastCalls[];

}  // namespace perilune
