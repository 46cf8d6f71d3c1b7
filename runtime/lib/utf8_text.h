// Writing UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>

namespace perilune::lib {

constexpr size_t kMaxUtf8Bytes = 6;

// Writes the encoding of a value below 2^31, as UTF-8 was first defined, with up to six bytes;
// returns their number.
inline size_t encode_utf8(uint32_t value, char* out) {
  if (value < 0x80) {
    *out = static_cast<char>(value);
    return 1;
  }
  size_t bytes = 2;
  while (bytes < kMaxUtf8Bytes && value >> (bytes * 5 + 1) != 0)
    ++bytes;
  for (size_t i = bytes - 1; i > 0; --i) {
    out[i] = static_cast<char>(0x80 | (value & 0x3F));
    value >>= 6;
  }
  out[0] = static_cast<char>((0xFF00u >> bytes) | value);
  return bytes;
}

}  // namespace perilune::lib
