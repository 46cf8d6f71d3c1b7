// Declarations of all library functions, derived from the tables that register them.
#pragma once

#include "runtime/closure.h"

namespace perilune::lib {

#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/base.def"
#include "runtime/lib/bit32.def"
#include "runtime/lib/coroutine.def"
#include "runtime/lib/debug.def"
#include "runtime/lib/file.def"
#include "runtime/lib/io.def"
#include "runtime/lib/math.def"
#include "runtime/lib/os.def"
#include "runtime/lib/package.def"
#include "runtime/lib/string.def"
#include "runtime/lib/table.def"
#include "runtime/lib/utf8.def"
#undef FUNCTION

// What coroutine.wrap gives: of no library by itself.
NativeResult resume_wrapped(State* L);

}  // namespace perilune::lib
