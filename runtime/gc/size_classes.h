// The size classes of the heap's blocks, as tables that the compiler builds: a request of constant
// size finds its class while compiling.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace perilune::gc {

constexpr size_t kGranule = 16;
constexpr size_t kBlockSize = size_t{32} * 1024;
constexpr size_t kBlockHeaderSize = 848;  // three bits of all granules, and the block's description
constexpr uint32_t kFirstGranule = kBlockHeaderSize / kGranule;
constexpr uint32_t kBlockGranules = kBlockSize / kGranule;
constexpr uint32_t kUsableGranules = kBlockGranules - kFirstGranule;
// Requests of more granules are large objects: two cells of this size fill a block.
constexpr uint32_t kMaxSmallGranules = kUsableGranules / 2;

struct SizeClasses {
  static constexpr uint32_t kMaxCount = 64;
  uint32_t count = 0;
  uint16_t granules[kMaxCount] = {};       // of a cell, ascending
  uint8_t of[kMaxSmallGranules + 1] = {};  // request in granules -> class
};

// Exact up to 16 granules, then steps of an eighth; from 1 KiB on, the sizes that divide a block
// without remainder.
consteval SizeClasses make_size_classes() {
  SizeClasses t;
  uint32_t g = 1;
  for (; g < 64; g += g < 16 ? 1 : g / 8)
    t.granules[t.count++] = static_cast<uint16_t>(g);
  for (uint32_t cells = kUsableGranules / 64; cells >= 2; --cells) {
    uint32_t size = kUsableGranules / cells;
    if (size * 12 >= t.granules[t.count - 1] * 13u)
      t.granules[t.count++] = static_cast<uint16_t>(size);
  }
  uint32_t c = 0;
  for (uint32_t request = 0; request <= kMaxSmallGranules; ++request) {
    while (t.granules[c] < request)
      ++c;
    t.of[request] = static_cast<uint8_t>(c);
  }
  return t;
}

inline constexpr SizeClasses kSizeClasses = make_size_classes();
static_assert(kSizeClasses.granules[kSizeClasses.count - 1] == kMaxSmallGranules);

// A bit for each granule of a block that a cell of the class begins with.
using CellStarts = std::array<uint64_t, kBlockGranules / 64>;
consteval std::array<CellStarts, kSizeClasses.count> make_cell_starts() {
  std::array<CellStarts, kSizeClasses.count> all{};
  for (uint32_t c = 0; c < kSizeClasses.count; ++c) {
    uint32_t size = kSizeClasses.granules[c];
    for (uint32_t g = kFirstGranule; g + size <= kBlockGranules; g += size)
      all[c][g / 64] |= uint64_t{1} << (g % 64);
  }
  return all;
}
inline constexpr auto kCellStarts = make_cell_starts();

}  // namespace perilune::gc
