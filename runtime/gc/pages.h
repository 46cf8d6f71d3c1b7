// Memory for what is large. Whole pages from the system: they go back when they are freed, whatever
// has been allocated meanwhile, which is not so with memory of the C library's heap. Or what a host
// gives.
#pragma once

#include <cstddef>

#include "runtime/gc/allocator.h"
#include "runtime/gc/size_classes.h"

namespace perilune::gc {

// From so many bytes on memory is better had from here: a few pages are lost.
constexpr size_t kWorthPages = size_t{128} << 10;

// Memory that is zero, at an address that `alignment` (a power of two) divides; null when none is
// left.
void* map_pages(size_t bytes, size_t alignment);
// What map_pages has returned for as many bytes.
void unmap_pages(void* memory, size_t bytes);

// The large memory of one program.
class LargeMemory {
public:
  explicit LargeMemory(const Allocator& host) : host_(host) {}
  // Pages can go back in parts, and move; a host has pieces.
  bool is_of_system() const { return !host_.function; }
  // A piece at a multiple of kBlockSize, which a host is asked for so many bytes more for; zero
  // when it is the system's. Null when there is none.
  void* take(size_t bytes);
  void give_back(void* memory, size_t bytes);

private:
  Allocator host_;
};

// From so many bytes on a vector that grows had better have its payload moved than copied: both
// payloads begin with a page. How many bytes a buffer is to have before such a beginning, at least
// `least`.
constexpr size_t kWorthMoving = size_t{512} << 10;
constexpr size_t kPage = 4096;
constexpr size_t before_page(size_t least) {
  return (kBlockHeaderSize + least + kPage - 1) / kPage * kPage - kBlockHeaderSize;
}
// Moves what a large buffer has from `from` on into another, where it begins at `to`. Its place has
// no memory any more: it must be freed next. False, and nothing is moved, where that cannot be
// done.
bool move_end(void* from_buffer, const void* from, void* to_buffer, void* to);

}  // namespace perilune::gc
