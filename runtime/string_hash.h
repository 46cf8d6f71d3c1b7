// The hash of a string's bytes: eight bytes at a time through a folded 128-bit multiplication.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace perilune {

namespace hash_detail {

inline uint64_t mix(uint64_t a, uint64_t b) {
  unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
template <class Word>
uint64_t read(const char* p) {
  Word w;
  std::memcpy(&w, p, sizeof w);
  return w;
}

constexpr uint64_t kFactorA = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
constexpr uint64_t kFactorB = 0xD6E8FEB86659FD93;

}  // namespace hash_detail

inline uint32_t hash_bytes(std::string_view text, uint32_t seed) {
  using namespace hash_detail;
  const char* p = text.data();
  size_t n = text.size();
  uint64_t h = (uint64_t{seed} << 32 ^ n) * kFactorA;
  uint64_t tail = 0;
  if (n >= 8) {
    const char* last = p + n - 8;
    for (; p < last; p += 8)
      h = mix(h ^ read<uint64_t>(p), kFactorB);
    tail = read<uint64_t>(last);
  } else if (n >= 4) {
    tail = read<uint32_t>(p) | read<uint32_t>(p + n - 4) << 32;
  } else if (n > 0) {
    tail = read<uint8_t>(p) | read<uint8_t>(p + n / 2) << 8 | read<uint8_t>(p + n - 1) << 16;
  }
  h = mix(h ^ tail, kFactorA);
  return static_cast<uint32_t>(h ^ h >> 32);
}

}  // namespace perilune
