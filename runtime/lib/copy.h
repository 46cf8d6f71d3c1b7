// Copying few bytes: calling the C library costs more than the copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace perilune::lib {

template <class Word>
inline void copy_overlapping(char* to, const char* from, size_t n) {
  Word first, last;
  std::memcpy(&first, from, sizeof first);
  std::memcpy(&last, from + n - sizeof last, sizeof last);
  std::memcpy(to, &first, sizeof first);
  std::memcpy(to + n - sizeof last, &last, sizeof last);
}

// As memcpy. Returns the end of what has been written.
inline char* copy_bytes(char* to, const char* from, size_t n) {
  if (n > 16)
    std::memcpy(to, from, n);
  else if (n >= 8)
    copy_overlapping<uint64_t>(to, from, n);
  else if (n >= 4)
    copy_overlapping<uint32_t>(to, from, n);
  else if (n >= 2)
    copy_overlapping<uint16_t>(to, from, n);
  else if (n == 1)
    *to = *from;
  return to + n;
}

}  // namespace perilune::lib
