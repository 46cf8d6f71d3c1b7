// Random numbers, with the sequence that a seed has in stock Lua: from 5.4 on xoshiro256**
// (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018), before that the C
// library's random(), of which each program has a generator of its own.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>

#include "runtime/state.h"

namespace perilune::lib {

class Xoshiro256 {
public:
  void seed(uint64_t a, uint64_t b);
  uint64_t next() {
    uint64_t result = std::rotl(s_[1] * 5, 7) * 9;
    uint64_t shifted = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= shifted;
    s_[3] = std::rotl(s_[3], 45);
    return result;
  }
  // Uniform in [0, limit], beginning with `value`, a number drawn before.
  uint64_t project(uint64_t value, uint64_t limit);
  // Uniform in [0, 1): the upper 53 bits.
  static double to_float(uint64_t value) { return static_cast<double>(value >> 11) * 0x1p-53; }

private:
  std::array<uint64_t, 4> s_{};
};

class LibraryRandom {
public:
  static constexpr int32_t kMax = INT32_MAX;

  // Begins as the C library does in a program that sets no seed.
  LibraryRandom();
  LibraryRandom(const LibraryRandom&) = delete;
  LibraryRandom& operator=(const LibraryRandom&) = delete;

  void seed(uint32_t value);
  // Uniform in [0, kMax].
  int32_t next();
  // Uniform in [0, 1), as 5.1 and 5.2 make it.
  double next_fraction() { return static_cast<double>(next() % kMax) / kMax; }

private:
  random_data data_{};  // points into bytes_
  char bytes_[128];
};

// Makes the generator of this program (seeded at random where that is the custom) and hands it to
// the functions that use it.
bool set_up_random(State* L, Table* math);

}  // namespace perilune::lib
