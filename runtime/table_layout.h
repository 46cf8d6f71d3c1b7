// The memory of tables whose vectors lie behind them in the same cell, as a table that the compiler
// builds.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "runtime/gc/heap.h"
#include "runtime/table.h"

namespace perilune {

// The most elements that fit into an allocation.
constexpr size_t vector_capacity(size_t bytes) {
  size_t capacity = bytes / 9;
  while (vector_bytes(capacity) > bytes)
    --capacity;
  return capacity;
}

// What such a table is like, by how many elements and properties it is to have room for.
struct TableLayout {
  static constexpr uint32_t kMost = 15;  // of either

  uint16_t bytes = 0;             // of the table with its vectors
  uint16_t slots = 0, array = 0;  // where their bases are, from the table's beginning; 0: none
  uint8_t slot_capacity = 0, array_capacity = 0;

  static const TableLayout& of(uint32_t elements, uint32_t properties);
  // The table's header and what else is in its first eight bytes.
  uint64_t first_word(uint32_t site) const {
    uint64_t inside = (slots ? Table::kSlotsInside : 0u) | (array ? Table::kArrayInside : 0u);
    static_assert(std::endian::native == std::endian::little && sizeof(Object) == 8);
    return static_cast<uint64_t>(ObjectKind::Table) | inside << 8 | uint64_t{slot_capacity} << 32 |
           uint64_t{site} << 48;
  }

private:
  using All = std::array<std::array<TableLayout, kMost + 1>, kMost + 1>;
  static consteval TableLayout lay_out(size_t elements, size_t properties);
  static consteval All lay_out_all();
};

consteval TableLayout TableLayout::lay_out(size_t elements, size_t properties) {
  constexpr size_t kMostSlots = 16;  // their tags take as many bytes
  TableLayout layout;
  // Element 0 belongs to key 0. A traversal can tell how large the array part is: it gets no more
  // than was asked for. Slots get what is left.
  size_t array_capacity = elements ? elements + 1 : 0;
  size_t array_bytes = vector_bytes(array_capacity);
  size_t bytes = Table::kInsideOffset + vector_bytes(properties) + array_bytes;
  bytes = gc::Heap::usable_size(std::max(bytes, sizeof(Table)));
  size_t slot_bytes = 0;
  if (properties) {
    size_t room = vector_capacity(bytes - Table::kInsideOffset - array_bytes);
    size_t capacity = std::min(room, kMostSlots);
    slot_bytes = vector_bytes(capacity);
    layout.slots = static_cast<uint16_t>(Table::kInsideOffset + vector_offset(capacity));
    layout.slot_capacity = static_cast<uint8_t>(capacity);
  }
  if (elements) {
    size_t base = Table::kInsideOffset + slot_bytes + vector_offset(array_capacity);
    layout.array = static_cast<uint16_t>(base);
    layout.array_capacity = static_cast<uint8_t>(array_capacity);
  }
  layout.bytes = static_cast<uint16_t>(bytes);
  return layout;
}

consteval TableLayout::All TableLayout::lay_out_all() {
  All all;
  for (size_t elements = 0; elements < all.size(); ++elements)
    for (size_t properties = 0; properties < all.size(); ++properties)
      all[elements][properties] = lay_out(elements, properties);
  return all;
}

inline const TableLayout& TableLayout::of(uint32_t elements, uint32_t properties) {
  static constexpr All kAll = lay_out_all();
  return kAll[elements][properties];
}

}  // namespace perilune
