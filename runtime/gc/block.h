// The layout of a block: bits of all its granules, its description, then cells of one size. A
// large object is the only cell of a block of its own, so that marking need not tell them apart.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "runtime/gc/size_classes.h"

namespace perilune::gc {

struct Block {
  // Bit g belongs to granule g of the block; only bits of cell starts are ever set. `marks` belong
  // to the cycle under way, or to the latest; `live` are the marks of the latest that swept this
  // block: allocation goes by these while the next cycle is marking.
  uint64_t marks[kBlockGranules / 64];
  uint64_t live[kBlockGranules / 64];
  uint64_t noted[kBlockGranules / 64];  // objects that the stack of marking had no room for
  size_t cell_bytes;                    // of a large object: with its header
  uint32_t cell_granules;
  uint32_t end_granule;  // behind the last cell
  uint32_t epoch;        // of the latest cycle that swept it (Space::epoch)
  Block* previous;       // among the large objects
  Block* next;
  Block* next_noted;  // with `noted` bits, as this one has
  bool has_noted;
  // Of a large object that has pages of its own, as far as they are left; else 0.
  size_t mapped_bytes;

  char* address(uint32_t granule) {
    return reinterpret_cast<char*>(this) + static_cast<size_t>(granule) * kGranule;
  }
  void clear_marks() {
    for (uint64_t& word : marks)
      word = 0;
  }
  void clear_live() {
    for (uint64_t& word : live)
      word = 0;
  }
  void clear_noted() {
    for (uint64_t& word : noted)
      word = 0;
    has_noted = false;
  }
  // Sweeps the block: what is not marked is free.
  void keep_marked() {
    for (uint32_t i = 0; i < kBlockGranules / 64; ++i)
      live[i] = marks[i];
  }
  bool has_marks() const {
    uint64_t any = 0;
    for (uint64_t word : marks)
      any |= word;
    return any != 0;
  }
  // The first live granule at `from` or behind; end_granule when there is none.
  uint32_t next_live(uint32_t from) const {
    if (from >= end_granule) return end_granule;
    uint32_t word = from / 64;
    uint64_t bits = live[word] >> (from % 64) << (from % 64);
    while (bits == 0) {
      if (++word == kBlockGranules / 64) return end_granule;
      bits = live[word];
    }
    return word * 64 + static_cast<uint32_t>(std::countr_zero(bits));
  }
  // The first free cell's granule at `from` or behind; end_granule when there is none.
  uint32_t next_free(uint32_t from) const {
    if (from >= end_granule) return end_granule;
    const CellStarts& starts = kCellStarts[kSizeClasses.of[cell_granules]];
    uint32_t word = from / 64;
    uint64_t bits = (starts[word] & ~live[word]) >> (from % 64) << (from % 64);
    while (bits == 0) {
      if (++word == kBlockGranules / 64) return end_granule;
      bits = starts[word] & ~live[word];
    }
    return word * 64 + static_cast<uint32_t>(std::countr_zero(bits));
  }
  // Finds the first run of free cells at `*from` (a cell's start) or behind; false when there
  // is none. `*from` moves behind the run.
  bool next_free_interval(uint32_t* from, char** begin, char** end) {
    uint32_t first = next_free(*from);
    if (first == end_granule) {
      *from = end_granule;
      return false;
    }
    uint32_t next = next_live(first);
    *begin = address(first);
    *end = address(next);
    *from = next == end_granule ? next : next + cell_granules;
    return true;
  }
};
static_assert(sizeof(Block) <= kBlockHeaderSize);

inline Block* block_of(const void* cell) {
  return reinterpret_cast<Block*>(reinterpret_cast<uintptr_t>(cell) & ~(kBlockSize - 1));
}
inline uint32_t granule_of(const void* cell) {
  return static_cast<uint32_t>((reinterpret_cast<uintptr_t>(cell) & (kBlockSize - 1)) / kGranule);
}
// Asks for what is_marked() reads. The cell may be null.
inline void prefetch_mark(const void* cell) {
  constexpr uintptr_t kWord = sizeof(uint64_t);
  uintptr_t word = reinterpret_cast<uintptr_t>(block_of(cell)) + offsetof(Block, marks) +
                   granule_of(cell) / 64 * kWord;
  __builtin_prefetch(reinterpret_cast<const void*>(word));
}
inline bool is_marked(const void* cell) {
  uint32_t g = granule_of(cell);
  return block_of(cell)->marks[g / 64] >> (g % 64) & 1;
}

inline void clear_mark(const void* cell) {
  uint32_t g = granule_of(cell);
  block_of(cell)->marks[g / 64] &= ~(uint64_t{1} << (g % 64));
}

}  // namespace perilune::gc
