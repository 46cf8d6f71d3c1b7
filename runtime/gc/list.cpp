// Memory of the collector's lists.
#include "runtime/gc/list.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

#include "runtime/gc/pages.h"

namespace perilune::gc {

namespace {

bool has_pages(size_t size) { return size >= kWorthPages; }

void give_back(void* items, size_t size) {
  if (has_pages(size))
    unmap_pages(items, size);
  else
    std::free(items);
}

}  // namespace

void* resize_list(void* items, size_t size, size_t wanted) {
  if (wanted == 0) return give_back(items, size), nullptr;
  if (has_pages(size)) {
    void* moved = mremap(items, size, wanted, MREMAP_MAYMOVE);
    return moved == MAP_FAILED ? nullptr : moved;
  }
  if (!has_pages(wanted)) return std::realloc(items, wanted);
  void* made = map_pages(wanted, alignof(std::max_align_t));
  if (!made) return nullptr;
  if (size > 0) std::memcpy(made, items, size);
  std::free(items);
  return made;
}

}  // namespace perilune::gc
