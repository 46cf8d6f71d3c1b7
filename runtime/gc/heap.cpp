// Allocation: bins, blocks, chunks and large objects.
#include "runtime/gc/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "runtime/gc/leak_check.h"
#include "runtime/gc/mark.h"
#include "runtime/gc/pages.h"
#include "runtime/gc/space.h"

namespace perilune::gc {

Heap::Heap(Dialect dialect, const Allocator& allocator)
    : space_(std::make_unique<Space>(this, allocator)), marker_(std::make_unique<Marker>(*this)),
      parameters_(dialect) {
  for (uint32_t c = 0; c < kSizeClasses.count; ++c)
    bins_[c].cell_bytes = kSizeClasses.granules[c] * kGranule;
}

namespace {

// The numbers of pauses by their length, a line each.
void print_histogram(const Pauses& pauses) {
  constexpr uint64_t kLimits[] = {100, 250, 500, 1000, 2000, 5000, 10000};  // microseconds
  uint64_t below = 0;
  auto line = [&](const char* relation, uint64_t limit, uint64_t count) {
    if (count == 0) return;
    std::fprintf(stderr, "gc: pauses %s %5.2f ms: %8llu\n", relation,
                 static_cast<double>(limit) / 1000, static_cast<unsigned long long>(count));
  };
  for (uint64_t limit : kLimits) {
    uint64_t count = pauses.below(limit * 1000) - below;
    line("below", limit, count);
    below += count;
  }
  line("above", kLimits[std::size(kLimits) - 1], pauses.count() - below);
}

}  // namespace

Heap::~Heap() {
  if (log_) print_histogram(pauses_);
  for (Space::Destructor& d : space_->destructors)
    d.destroy(d.object);
}

LargeMemory& Heap::memory() { return space_->memory; }

void* Heap::run_dry() {
  is_dry_ = true;
  update_trigger();
  request_collection();
  return nullptr;
}

void Heap::inject_failures(FailsFn fails, void* data) {
  fails_ = fails;
  fails_data_ = data;
  for (Bin& bin : bins_)
    bin.cursor = bin.limit = nullptr;
}

void* Heap::allocate_slow(size_t bytes, bool may_refuse) {
  request_collection();
  if (is_made_to_fail()) return run_dry();
  size_t granules = (bytes + kGranule - 1) / kGranule;
  if (granules > kMaxSmallGranules) return allocate_large(bytes, may_refuse);
  uint32_t size_class = kSizeClasses.of[granules];
  Space::ClassBlocks& from = space_->classes[size_class];
  Bin& bin = bins_[size_class];
  if (void* cell = from.freed) {
    std::memcpy(&from.freed, cell, sizeof(void*));
    bytes_ += bin.cell_bytes;
    return cell;
  }
  while (!from.current || !from.current->next_free_interval(&from.scan, &bin.cursor, &bin.limit)) {
    from.scan = kFirstGranule;
    bool is_sweeping = phase_ == Phase::Sweep;
    if (from.next == from.blocks.size() &&
        !(is_sweeping && space_->sweep_for_allocation(from, poison_))) {
      Block* block = space_->take_block(size_class);
      if (!block) {
        from.current = nullptr;
        bin.cursor = bin.limit = nullptr;
        return run_dry();
      }
      from.blocks.add(block);
    }
    from.current = from.blocks[from.next++];
  }
  char* cell = bin.cursor;
  bin.cursor += bin.cell_bytes;
  bytes_ += bin.cell_bytes;
  if (fails_) {
    // Every allocation is to come here: what is behind this cell is found again.
    bin.limit = bin.cursor;
    from.scan = granule_of(cell) + from.current->cell_granules;
  }
  return cell;
}

void* Heap::allocate_large(size_t bytes, bool may_refuse) {
  constexpr size_t kMaxBytes = size_t{1} << 46;  // a little less than the address space
  if (bytes > kMaxBytes) return nullptr;
  size_t total = (kBlockHeaderSize + bytes + kGranule - 1) / kGranule * kGranule;
  if (may_refuse && (failed_ || total > room())) return nullptr;
  Block* block = space_->make_large(total);
  if (!block) return run_dry();
  space_->link_large(block);
  bytes_ += total;
  return block->address(kFirstGranule);
}

void Heap::free_buffer(void* buffer, size_t bytes) {
  if (!buffer) return;
  Block* block = block_of(buffer);
  if (is_marked(buffer)) {
    if (phase_ == Phase::Mark)
      marker_->forget(block->cell_bytes);
    else
      old_bytes_ -= std::min(old_bytes_, block->cell_bytes);
    clear_mark(buffer);
  }
  size_t granules = (bytes + kGranule - 1) / kGranule;
  if (granules > kMaxSmallGranules) {
    bytes_ -= block->cell_bytes;
    space_->unlink_large(block);
    space_->free_large(block);
    return;
  }
  uint32_t size_class = kSizeClasses.of[granules];
  Bin& bin = bins_[size_class];
  bytes_ -= bin.cell_bytes;
  if (poison_) std::memset(buffer, kPoison, bin.cell_bytes);
  if (block->epoch != space_->epoch) return;  // sweeping will find it
  Space::ClassBlocks& of_class = space_->classes[size_class];
  std::memcpy(buffer, &of_class.freed, sizeof(void*));
  of_class.freed = buffer;
}

bool Heap::add_destructor(Object* object, DestroyFn destroy) {
  if (!space_->destructors.reserve(space_->destructors.size() + 1)) return false;
  space_->destructors.add({object, destroy});
  return true;
}

bool Heap::expect_shape() { return marker_->expect_shape(); }
bool Heap::expect_proto() { return marker_->expect_proto(); }

void Heap::add_roots(RootFn fn, void* data) {
  if (!space_->roots.reserve(space_->roots.size() + 1)) std::abort();  // its state is being made
  space_->roots.add({fn, data});
}

Heap::Space::~Space() {
  while (large) {
    Block* next = large->next;
    free_large(large);
    large = next;
  }
  for (const Chunk& chunk : chunks) {
    remove_leak_roots(chunk.address, chunk.bytes);
    memory.give_back(chunk.address, chunk.bytes);
  }
}

// Leaves open who owns it.
Block* Heap::Space::make_large(size_t bytes) {
  bool is_mapped = bytes >= kWorthPages && memory.is_of_system();
  void* piece;
  if (is_mapped || !memory.is_of_system()) {
    piece = memory.take(bytes);
    if (!piece) return nullptr;
    add_leak_roots(piece, bytes);
  } else if (posix_memalign(&piece, kBlockSize, bytes) != 0) {
    return nullptr;
  }
  auto* block = static_cast<Block*>(piece);
  block->clear_marks();
  block->clear_live();
  block->clear_noted();
  block->cell_bytes = bytes;
  block->cell_granules = 0;
  block->end_granule = kFirstGranule;
  block->mapped_bytes = is_mapped ? bytes : 0;
  return block;
}

void Heap::Space::free_large(Block* block) {
  if (!block->mapped_bytes && memory.is_of_system()) return std::free(block);
  remove_leak_roots(block, block->cell_bytes);
  memory.give_back(block, block->mapped_bytes ? block->mapped_bytes : block->cell_bytes);
}

void Heap::Space::link_large(Block* block) {
  block->previous = nullptr;
  block->next = large;
  if (large) large->previous = block;
  large = block;
}

void Heap::Space::unlink_large(Block* block) {
  (block->previous ? block->previous->next : large) = block->next;
  if (block->next) block->next->previous = block->previous;
  if (at_large == block) at_large = block->next;
}

Block* Heap::Space::take_block(uint32_t size_class) {
  ClassBlocks& of_class = classes[size_class];
  size_t count = of_class.blocks.size() + of_class.unswept.size() + 1;
  if (!heap->make_room(of_class.blocks, count) || !heap->make_room(of_class.unswept, count))
    return nullptr;
  // What is left when there are no more chunks has to do until all garbage has been collected.
  constexpr size_t kReserve = 8;
  if (empty_blocks.size() <= kReserve && !map_chunk()) {
    if (empty_blocks.empty()) return nullptr;
    heap->run_dry();
  }
  Block* block = empty_blocks.back().block;
  if (empty_blocks.back().resident)
    --resident_blocks;
  else if (chunk_bytes >= (4 << 20) && memory.is_of_system())
    madvise(block, kBlockSize, MADV_POPULATE_WRITE);
  empty_blocks.pop_back();
  uint32_t granules = kSizeClasses.granules[size_class];
  block->clear_marks();
  block->clear_live();
  block->clear_noted();
  block->epoch = epoch;
  block->cell_granules = granules;
  block->cell_bytes = granules * kGranule;
  block->end_granule = kFirstGranule + kUsableGranules / granules * granules;
  return block;
}

// Chunks grow with the heap, so that a big heap has few of them.
bool Heap::Space::map_chunk() {
  constexpr size_t kMinChunk = size_t{1} << 20;
  constexpr size_t kMaxChunk = size_t{32} << 20;
  size_t bytes = kMinChunk;
  while (bytes < kMaxChunk && bytes < chunk_bytes / 4)
    bytes *= 2;
  if (!heap->make_room(chunks, chunks.size() + 1) ||
      !heap->make_room(empty_blocks, (chunk_bytes + bytes) / kBlockSize))
    return false;
  void* mapped = memory.take(bytes);
  if (!mapped) return false;
  chunks.add({mapped, bytes});
  add_leak_roots(mapped, bytes);
  chunk_bytes += bytes;
  auto* first = static_cast<char*>(mapped);
  // Taken from the back: lowest addresses first.
  for (size_t at = bytes; at > 0; at -= kBlockSize)
    empty_blocks.add({reinterpret_cast<Block*>(first + (at - kBlockSize)), 0, false});
  return true;
}

}  // namespace perilune::gc
