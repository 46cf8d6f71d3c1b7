// Declarations of all library functions, derived from the tables that register them.
#pragma once

#include "runtime/closure.h"

namespace perilune::lib {

#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/base.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/coroutine.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/math.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/table.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/string.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/utf8.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/bit32.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/os.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/io.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/debug.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/file.def"
#define FUNCTION(name, fn, first, last, upvalues) NativeResult fn(State* L);
#include "runtime/lib/package.def"

}  // namespace perilune::lib
