// What follows marking: large objects are freed and empty blocks set aside at once; all other cells
// are swept by the allocator when it next takes their block.
#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

#include "runtime/gc/space.h"

namespace perilune::gc {

void Heap::Space::clear_marks() {
  for (ClassBlocks& of_class : classes)
    for (Block* block : of_class.blocks)
      block->clear_marks();
  for (Block* block = large; block; block = block->next)
    block->clear_marks();
}

void Heap::Space::sweep(bool poison) {
  sweep_large(poison);
  release_idle_blocks();
  for (ClassBlocks& of_class : classes) {
    sweep_blocks(of_class);
    if (poison) poison_free_cells(of_class);
  }
  if (!poison) return;
  for (EmptyBlock& empty : empty_blocks)
    if (empty.resident && empty.idle_cycles == 0)
      std::memset(empty.block->address(kFirstGranule), kPoison, kUsableGranules * kGranule);
}

void Heap::Space::sweep_large(bool poison) {
  for (Block* block = large; block;) {
    Block* next = block->next;
    if (!block->has_marks()) {
      unlink_large(block);
      if (poison)
        std::memset(block->address(kFirstGranule), kPoison, block->cell_bytes - kBlockHeaderSize);
      std::free(block);
    }
    block = next;
  }
}

void Heap::Space::sweep_blocks(ClassBlocks& of_class) {
  size_t kept = 0;
  for (Block* block : of_class.blocks) {
    if (block->has_marks())
      of_class.blocks[kept++] = block;
    else
      empty_blocks.push_back({block, 0, true});
  }
  of_class.blocks.resize(kept);
}

void Heap::Space::poison_free_cells(ClassBlocks& of_class) {
  for (Block* block : of_class.blocks) {
    uint32_t scan = kFirstGranule;
    char *begin, *end;
    while (block->next_free_interval(&scan, &begin, &end))
      std::memset(begin, kPoison, static_cast<size_t>(end - begin));
  }
}

// A block that nothing wanted for two cycles gives its memory back; its address space stays.
void Heap::Space::release_idle_blocks() {
  constexpr uint32_t kPatience = 2;
  for (EmptyBlock& empty : empty_blocks) {
    if (!empty.resident || ++empty.idle_cycles < kPatience) continue;
    madvise(empty.block, kBlockSize, MADV_DONTNEED);
    empty.resident = false;
  }
}

}  // namespace perilune::gc
