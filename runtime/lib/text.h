// Values as text, with their metamethods.
#pragma once

#include "runtime/state.h"

namespace perilune::lib {

// Pushes what `tostring` gives: a string, or in some dialects what __tostring returned. May call
// that, and then the stack may have moved.
[[nodiscard]] bool push_tostring(State* L, const Value& v);

// The same for `print` and others who need a string: anything else is an error. *out points at it
// as long as it stays on the stack.
[[nodiscard]] bool push_text(State* L, const Value& v, String** out);

// The address that stands for an object in its text; null for values that have none.
const void* identity_of(const Value& v);

}  // namespace perilune::lib
