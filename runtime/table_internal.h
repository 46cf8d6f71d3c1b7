// What the files that implement tables share: tagged vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "runtime/table_layout.h"
#include "runtime/value.h"

namespace perilune {

inline void copy_tags(uint64_t* to, const uint64_t* from, size_t count) {
  std::memcpy(reinterpret_cast<uint8_t*>(to) - count,
              reinterpret_cast<const uint8_t*>(from) - count, count);
}
inline void copy_vector(uint64_t* to, const uint64_t* from, size_t count) {
  std::memcpy(to, from, count * sizeof(uint64_t));
  copy_tags(to, from, count);
}

// A new vector for `owner` with room for at least `*capacity` elements, the first `count` of them
// from `from` (null, or of `old_capacity` elements), which is to be freed and not read any more.
// Null when there is no memory, which the heap then knows.
uint64_t* grow_vector(State* L, Table* owner, const uint64_t* from, size_t old_capacity,
                      size_t count, size_t* capacity);

}  // namespace perilune
