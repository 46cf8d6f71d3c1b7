// Memory of the system, cut to its alignment.
#include "runtime/gc/pages.h"

#include <sys/mman.h>

#include <cstdint>

#include "runtime/gc/block.h"

namespace perilune::gc {

namespace {

size_t whole_pages(size_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }

}  // namespace

void* map_pages(size_t bytes, size_t alignment) {
  size_t wanted = whole_pages(bytes);
  size_t reserve = alignment > kPage ? alignment - kPage : 0;
  void* mapped = mmap(nullptr, wanted + reserve, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  auto begin = reinterpret_cast<uintptr_t>(mapped);
  uintptr_t at = (begin + reserve) & ~(alignment - 1);
  if (at > begin) munmap(mapped, at - begin);
  if (size_t behind = begin + reserve - at) munmap(reinterpret_cast<void*>(at + wanted), behind);
  return reinterpret_cast<void*>(at);
}

void unmap_pages(void* memory, size_t bytes) { munmap(memory, whole_pages(bytes)); }

void* LargeMemory::take(size_t bytes) {
  if (is_of_system()) return map_pages(bytes, kBlockSize);
  if (bytes > SIZE_MAX - kBlockSize) return nullptr;
  void* piece = host_.function(host_.data, nullptr, 0, bytes + kBlockSize);
  if (!piece) return nullptr;
  // The word in front tells where the piece begins.
  auto begin = reinterpret_cast<uintptr_t>(piece);
  auto* memory = reinterpret_cast<void**>((begin / kBlockSize + 1) * kBlockSize);
  memory[-1] = piece;
  return memory;
}

void LargeMemory::give_back(void* memory, size_t bytes) {
  if (is_of_system()) return unmap_pages(memory, bytes);
  host_.function(host_.data, static_cast<void**>(memory)[-1], bytes + kBlockSize, 0);
}

bool move_end(void* from_buffer, const void* from, void* to_buffer, void* to) {
  Block *old_block = block_of(from_buffer), *block = block_of(to_buffer);
  auto distance = [](const Block* start, const void* end) {
    return static_cast<size_t>(static_cast<const char*>(end) -
                               reinterpret_cast<const char*>(start));
  };
  size_t old_begin = distance(old_block, from), begin = distance(block, to);
  if (old_begin % kPage || begin % kPage) return false;
  size_t old_end = whole_pages(old_block->mapped_bytes), end = whole_pages(block->mapped_bytes);
  if (old_end <= old_begin || end - begin < old_end - old_begin) return false;
  // What moves grows, so that it remains one mapping and can move again.
  if (mremap(const_cast<void*>(from), old_end - old_begin, end - begin,
             MREMAP_MAYMOVE | MREMAP_FIXED, to) == MAP_FAILED)
    return false;
  old_block->mapped_bytes = old_begin;
  return true;
}

}  // namespace perilune::gc
