// What the files that implement tables share: tagged vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "runtime/table.h"
#include "runtime/value.h"

namespace perilune {

// The most elements that fit into an allocation.
constexpr size_t vector_capacity(size_t bytes) {
  size_t capacity = bytes / 9;
  while (vector_bytes(capacity) > bytes)
    --capacity;
  return capacity;
}

// What the memory of a table is like that has its vectors inside, by how many elements and
// properties it is to have room for.
struct TableLayout {
  static constexpr uint32_t kMost = 15;  // of either

  uint16_t bytes = 0;             // of the table with them
  uint16_t slots = 0, array = 0;  // where their bases are, from the table's beginning; 0: none
  uint8_t slot_capacity = 0, array_capacity = 0;

  static const TableLayout& of(uint32_t elements, uint32_t properties);
  // The table's header and what else is in its first eight bytes.
  uint64_t first_word(uint32_t site) const;
};

inline void copy_vector(uint64_t* to, const uint64_t* from, size_t count) {
  std::memcpy(to, from, count * sizeof(uint64_t));
  std::memcpy(reinterpret_cast<uint8_t*>(to) - count,
              reinterpret_cast<const uint8_t*>(from) - count, count);
}

// A new vector for `owner` with room for at least `*capacity` elements, the first `count` of them
// copied from `from` (which may be null). Null when there is no memory, which the heap then knows.
uint64_t* grow_vector(State* L, Table* owner, const uint64_t* from, size_t count, size_t* capacity);

}  // namespace perilune
