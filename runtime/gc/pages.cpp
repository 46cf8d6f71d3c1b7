// Memory of the system, cut to its alignment.
#include "runtime/gc/pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace perilune::gc {

namespace {

constexpr size_t kPage = 4096;

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

}  // namespace perilune::gc
