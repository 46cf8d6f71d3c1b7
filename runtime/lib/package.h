// What the parts of package share.
#pragma once

#include <string>

#include "runtime/lib/args.h"
#include "runtime/state.h"

namespace perilune::lib {

// The searchers; each has the table of package as its upvalue.
#define SEARCHER(name, fn) NativeResult fn(State* L);
#include "runtime/lib/package.def"

// The field of package in which require finds the searchers.
const char* searchers_field(Dialect dialect);

// Loading native code: what becomes of it for now.
constexpr const char* kNoLibraries = "dynamic libraries not enabled; check your Lua installation";

}  // namespace perilune::lib
