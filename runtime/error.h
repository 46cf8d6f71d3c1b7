// The errors that operations raise, worded as stock Lua words them. All set State::error_value,
// with the position of the running Lua function, and return kNativeError for the convenience of
// natives.
#pragma once

#include <string>

#include "runtime/state.h"

namespace perilune {

// The type of a value as errors report it: `__name` of its metatable, or the type's name.
std::string object_type_name(State* L, const Value& v);

// "attempt to OPERATION a TYPE value (local 'x')"; `operand` is looked for among the variables.
NativeResult type_error(State* L, const Value* operand, const char* operation);
// For a value that was to be called.
NativeResult call_error(State* L, const Value* function);
NativeResult arithmetic_error(State* L, Event event, const Value* a, const Value* b);
NativeResult concat_error(State* L, const Value* a, const Value* b);
NativeResult compare_error(State* L, const Value* a, const Value* b);

}  // namespace perilune
