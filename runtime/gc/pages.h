// Whole pages from the system, for what is large: they go back when they are freed, whatever has
// been allocated meanwhile, which is not so with memory of the C library's heap.
#pragma once

#include <cstddef>

namespace perilune::gc {

// From so many bytes on memory is better had from here: a few pages are lost.
constexpr size_t kWorthPages = size_t{128} << 10;

// Memory that is zero, at an address that `alignment` (a power of two) divides; null when none is
// left.
void* map_pages(size_t bytes, size_t alignment);
// What map_pages has returned for as many bytes.
void unmap_pages(void* memory, size_t bytes);

}  // namespace perilune::gc
