// The random numbers of 5.4 and 5.5: xoshiro256** (Blackman and Vigna, "Scrambled linear
// pseudorandom number generators", 2018), so that a seed gives the same sequence as in stock Lua.
#pragma once

#include <array>
#include <cstdint>

#include "runtime/state.h"

namespace perilune::lib {

class Xoshiro256 {
public:
  void seed(uint64_t a, uint64_t b);
  uint64_t next();
  // Uniform in [0, limit], beginning with `value`, a number drawn before.
  uint64_t project(uint64_t value, uint64_t limit);
  // Uniform in [0, 1): the upper 53 bits.
  static double to_float(uint64_t value) { return static_cast<double>(value >> 11) * 0x1p-53; }

private:
  std::array<uint64_t, 4> s_{};
};

// Makes the generator of this program, seeded at random, and hands it to the functions that use it.
bool set_up_random(State* L, Table* math);

}  // namespace perilune::lib
