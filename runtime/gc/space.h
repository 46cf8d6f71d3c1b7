// What a heap consists of: chunks of address space cut into blocks, the blocks of each size class,
// the large objects, and the registries of destructors, finalizers and roots.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "runtime/gc/block.h"
#include "runtime/gc/heap.h"

namespace perilune::gc {

struct Heap::Space {
  // The blocks of one size class. Those before `next` have been swept since the last cycle.
  struct ClassBlocks {
    std::vector<Block*> blocks;
    size_t next = 0;
    Block* current = nullptr;  // the bin's interval lies here
    uint32_t scan = 0;         // the granule of `current` where the search goes on
    void* freed = nullptr;     // cells freed early, linked through their first word
  };
  struct EmptyBlock {
    Block* block;
    uint32_t idle_cycles;
    bool resident;  // false: its memory is given back
  };
  struct Chunk {
    void* address;
    size_t bytes;
  };
  struct Destructor {
    Object* object;
    DestroyFn destroy;
  };
  struct Roots {
    RootFn fn;
    void* data;
  };

  Space() = default;
  Space(const Space&) = delete;
  Space& operator=(const Space&) = delete;
  ~Space();

  // An empty block for the class; null when no memory is left.
  Block* take_block(uint32_t size_class);
  bool map_chunk();
  void link_large(Block* block);
  void unlink_large(Block* block);

  void clear_marks();
  // After marking: frees dead large objects, sorts out the blocks that are empty now, and leaves
  // the rest to be swept when allocation comes to them. With `poison`, fills all that is free.
  void sweep(bool poison);
  void sweep_large(bool poison);
  void sweep_blocks(ClassBlocks& of_class);
  void poison_free_cells(ClassBlocks& of_class);
  void release_idle_blocks();

  ClassBlocks classes[kSizeClasses.count];
  std::vector<EmptyBlock> empty_blocks;
  std::vector<Chunk> chunks;
  size_t chunk_bytes = 0;  // of all chunks
  Block* large = nullptr;
  std::vector<Destructor> destructors;
  std::vector<Object*> finalizable;  // in the order in which they were marked
  std::deque<Object*> to_finalize;   // dead, but for their finalizer
  std::vector<Roots> roots;
};

}  // namespace perilune::gc
