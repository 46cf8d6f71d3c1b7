// The check that marking in steps has found all that is reachable: it is marked once more, at once.
// What tables say of their elements is checked on the way.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/state.h"
#include "runtime/table.h"

namespace perilune::gc {

namespace {

using Bits = uint64_t[kBlockGranules / 64];

void compare(Block* block, Bits& found, uint64_t cycle) {
  for (uint32_t word = 0; word < kBlockGranules / 64; ++word) {
    uint64_t missed = block->marks[word] & ~found[word];
    if (!missed) continue;
    uint32_t granule = word * 64 + static_cast<uint32_t>(std::countr_zero(missed));
    auto* object = reinterpret_cast<Object*>(block->address(granule));
    std::fprintf(stderr, "gc: cycle %llu has missed %p (%zu bytes, begins with %02x)\n",
                 static_cast<unsigned long long>(cycle), static_cast<void*>(object),
                 block->cell_bytes, static_cast<unsigned>(object->kind));
    std::abort();
  }
}

}  // namespace

void Marker::check_element_kind(const Table& table) {
  ElementKind wrong = table.exact_element_kind() & ~table.element_kind();
  if (table.asize < 2 || !wrong) return;
  std::fprintf(stderr, "gc: table %p of %u elements says %02x of them, and not %02x\n",
               static_cast<const void*>(&table), table.asize, unsigned{table.element_kind()},
               unsigned{wrong});
  std::abort();
}

void Heap::verify_marks(State* L) {
  struct Saved {
    Block* block;
    Bits marks;
  };
  std::vector<Saved> saved;
  auto save = [&](Block* block) {
    saved.push_back({block, {}});
    std::memcpy(saved.back().marks, block->marks, sizeof(Bits));
    block->clear_marks();
  };
  for (Space::ClassBlocks& of_class : space_->classes)
    for (Block* block : of_class.blocks)
      save(block);
  for (Block* block = space_->large; block; block = block->next)
    save(block);
  std::unique_ptr<Marker> marker = std::exchange(marker_, std::make_unique<Marker>(*this));
  marker_->begin(*L->global, 0);
  marker_->check_element_kinds();
  mark_roots(L);
  size_t unlimited = SIZE_MAX;
  space_->waiting_unmarked = space_->to_finalize.size();
  mark_waiting(&unlimited);
  marker_->converge();
  marker_ = std::move(marker);
  for (Saved& s : saved) {
    compare(s.block, s.marks, cycles_ + 1);
    std::memcpy(s.block->marks, s.marks, sizeof(Bits));
  }
}

}  // namespace perilune::gc
