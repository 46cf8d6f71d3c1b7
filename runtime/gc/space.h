// What a heap consists of: chunks of address space cut into blocks, the blocks of each size class,
// the large objects, and the registries of destructors, finalizers and roots.
#pragma once

#include <cstddef>

#include "runtime/gc/block.h"
#include "runtime/gc/heap.h"
#include "runtime/gc/pages.h"

namespace perilune::gc {

struct Heap::Space {
  // The blocks of one size class. Allocation has been through those before `next`; after a cycle,
  // those in `unswept` wait for their turn.
  struct ClassBlocks {
    // Each has room for all blocks of the class.
    List<Block*> blocks;
    List<Block*> unswept;
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

  Space(Heap* owner, const Allocator& host) : memory(host), heap(owner) {}
  Space(const Space&) = delete;
  Space& operator=(const Space&) = delete;
  ~Space();

  // An empty block, which the class has room for; null when no memory is left.
  Block* take_block(uint32_t size_class);
  bool map_chunk();
  Block* make_large(size_t bytes);  // header included; null when no memory is left
  void free_large(Block* block);
  void link_large(Block* block);
  void unlink_large(Block* block);

  // Work in parts: each takes from `*budget` what it costs, about a byte touched a unit, and says
  // whether all is done. A budget that is used up is 0.
  void begin_clearing();
  bool clear_marks(size_t* budget);
  // After marking: dead large objects are freed, blocks that are empty now set aside, and the
  // others given to allocation. With `poison`, all that is free is filled.
  void begin_sweep();
  bool sweep(size_t* budget, bool poison);
  bool sweep_large(size_t* budget, bool poison);
  static bool release_end(Block* block, size_t* budget);
  bool release_idle_blocks(size_t* budget);
  // Sweeps one block; true when it has room for allocation to look for.
  bool sweep_block(ClassBlocks& of_class, bool poison);
  // Looks for a block that has been waiting and has live cells; false when there are none near.
  bool sweep_for_allocation(ClassBlocks& of_class, bool poison);

  LargeMemory memory;
  ClassBlocks classes[kSizeClasses.count];
  Heap* heap;
  List<EmptyBlock> empty_blocks;  // with room for all blocks
  size_t resident_blocks = 0;     // of the empty ones
  size_t wanted_soon = 0;         // bytes that the program can allocate before the next cycle
  List<Chunk> chunks;
  size_t chunk_bytes = 0;  // of all chunks
  Block* large = nullptr;
  // Where clearing and sweeping have got to.
  uint32_t at_class = 0;
  size_t at_block = 0;
  Block* at_large = nullptr;
  size_t at_empty = 0;
  uint32_t epoch = 0;  // counts the cycles that have come to sweeping
  List<Destructor> destructors;
  List<Object*> finalizable;  // in the order in which they were marked
  // So many of these have been there when the latest cycle ended.
  size_t old_destructors = 0, old_finalizable = 0;
  // What the next minor cycle visits whatever else it finds: old objects that have come to refer
  // to new ones, and the shapes made since the latest.
  List<Object*> remembered;
  // Dead, but for their finalizer; those before `finalized` are through. There is room for all that
  // have one.
  List<Object*> to_finalize;
  size_t finalized = 0;
  size_t waiting_unmarked = 0;  // of these, the first so many are not marked yet
  bool has_to_finalize() const { return finalized < to_finalize.size(); }
  void drop_finalized();
  List<Roots> roots;
};

}  // namespace perilune::gc
