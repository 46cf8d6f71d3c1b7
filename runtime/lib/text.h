// Values as text, with their metamethods.
#pragma once

#include "runtime/state.h"

namespace perilune::lib {

// What `tostring` gives: may call __tostring, and then the stack may have moved. On success the
// string has been pushed; *out points at it as long as it stays there.
[[nodiscard]] bool push_text(State* L, const Value& v, String** out);

// The address that stands for an object in its text; null for values that have none.
const void* identity_of(const Value& v);

}  // namespace perilune::lib
