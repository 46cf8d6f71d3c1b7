// What follows marking, in parts: large objects are freed, empty blocks set aside, and the others
// given to allocation, which sweeps them itself when it is faster.
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "runtime/gc/pages.h"
#include "runtime/gc/space.h"

namespace perilune::gc {

namespace {

constexpr size_t kBlockCost = 512;  // of looking at a block's bits
constexpr size_t kLargeCost = 2048;

void pay(size_t* budget, size_t cost) {
  if (*budget != SIZE_MAX) *budget -= std::min(*budget, cost);
}

void poison_free_cells(Block* block) {
  uint32_t scan = kFirstGranule;
  char *begin, *end;
  while (block->next_free_interval(&scan, &begin, &end))
    std::memset(begin, Heap::kPoison, static_cast<size_t>(end - begin));
}

}  // namespace

void Heap::Space::begin_clearing() {
  at_class = 0;
  at_block = 0;
  at_large = large;
}

// What comes into being meanwhile has no marks.
bool Heap::Space::clear_marks(size_t* budget) {
  for (; at_class < kSizeClasses.count; ++at_class, at_block = 0) {
    List<Block*>& blocks = classes[at_class].blocks;
    for (; at_block < blocks.size(); ++at_block) {
      if (*budget == 0) return false;
      blocks[at_block]->clear_marks();
      pay(budget, kBlockCost);
    }
  }
  for (; at_large; at_large = at_large->next) {
    if (*budget == 0) return false;
    at_large->clear_marks();
    pay(budget, kBlockCost);
  }
  return true;
}

void Heap::Space::begin_sweep() {
  ++epoch;
  for (ClassBlocks& of_class : classes) {
    of_class.unswept.swap(of_class.blocks);
    of_class.current = nullptr;
    of_class.freed = nullptr;
    of_class.next = 0;
  }
  at_class = 0;
  at_large = large;
  at_empty = 0;
}

bool Heap::Space::sweep(size_t* budget, bool poison) {
  // Blocks that become empty from now on have not been idle yet.
  if (!release_idle_blocks(budget) || !sweep_large(budget, poison)) return false;
  for (; at_class < kSizeClasses.count; ++at_class) {
    while (!classes[at_class].unswept.empty()) {
      if (*budget == 0) return false;
      sweep_block(classes[at_class], poison);
      pay(budget, kBlockCost);
    }
  }
  return true;
}

bool Heap::Space::sweep_block(ClassBlocks& of_class, bool poison) {
  Block* block = of_class.unswept.back();
  of_class.unswept.pop_back();
  block->epoch = epoch;
  if (block->has_marks()) {
    block->keep_marked();
    if (poison) poison_free_cells(block);
    of_class.blocks.add(block);
    return true;
  }
  if (poison) std::memset(block->address(kFirstGranule), kPoison, kUsableGranules * kGranule);
  empty_blocks.add({block, 0, true});
  ++resident_blocks;
  return false;
}

bool Heap::Space::sweep_for_allocation(ClassBlocks& of_class, bool poison) {
  constexpr int kNear = 64;
  for (int i = 0; i < kNear && !of_class.unswept.empty(); ++i)
    if (sweep_block(of_class, poison)) return true;
  return false;
}

bool Heap::Space::sweep_large(size_t* budget, bool poison) {
  while (Block* block = at_large) {
    if (*budget == 0) return false;
    pay(budget, kLargeCost);
    if (!block->has_marks()) {
      size_t bytes = std::min(block->cell_bytes, kBlockSize) - kBlockHeaderSize;
      if (poison) std::memset(block->address(kFirstGranule), kPoison, bytes);
      if (release_end(block, budget)) continue;
    }
    at_large = block->next;
    if (block->has_marks()) continue;
    unlink_large(block);
    pay(budget, (block->mapped_bytes ? block->mapped_bytes : block->cell_bytes) / 16);
    free_large(block);
  }
  return true;
}

// Of a dead object of many pages the last ones go first, as many as a step can give back; false
// when few are left.
bool Heap::Space::release_end(Block* block, size_t* budget) {
  constexpr size_t kPart = size_t{1} << 20;
  constexpr size_t kCostOfPart = kPart / 16;
  if (block->mapped_bytes <= 2 * kPart) return false;
  size_t left = (block->mapped_bytes - 1) / kPart * kPart;
  unmap_pages(reinterpret_cast<char*>(block) + left, block->mapped_bytes - left);
  block->mapped_bytes = left;
  pay(budget, kCostOfPart);
  return true;
}

// A block that nothing wanted for two cycles gives its memory back, unless the program will want it
// before the next cycle; its address space stays.
bool Heap::Space::release_idle_blocks(size_t* budget) {
  constexpr uint32_t kPatience = 2;
  constexpr size_t kReleaseCost = 8192;
  if (!memory.is_of_system()) return true;
  for (; at_empty < empty_blocks.size(); ++at_empty) {
    if (*budget == 0) return false;
    EmptyBlock& empty = empty_blocks[at_empty];
    if (!empty.resident || ++empty.idle_cycles < kPatience) continue;
    if (resident_blocks * kBlockSize <= wanted_soon) continue;
    madvise(empty.block, kBlockSize, MADV_DONTNEED);
    empty.resident = false;
    --resident_blocks;
    pay(budget, kReleaseCost);
  }
  return true;
}

}  // namespace perilune::gc
