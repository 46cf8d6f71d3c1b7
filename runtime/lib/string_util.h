// What the string functions share.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/state.h"

namespace perilune::lib {

// A start position as programs give it (from 1, or from the end when negative), clipped to at
// least 1.
inline size_t start_position(int64_t position, size_t length) {
  if (position > 0) return static_cast<size_t>(position);
  if (position == 0 || position < -static_cast<int64_t>(length)) return 1;
  return length + static_cast<size_t>(position) + 1;
}
// An end position, clipped to at most the length.
inline size_t end_position(int64_t position, size_t length) {
  if (position > static_cast<int64_t>(length)) return length;
  if (position >= 0) return static_cast<size_t>(position);
  if (position < -static_cast<int64_t>(length)) return 0;
  return length + static_cast<size_t>(position) + 1;
}

// The metatable of strings, with __index and the arithmetic that converts them.
bool set_up_string_metatable(State* L, Table* library);

}  // namespace perilune::lib
