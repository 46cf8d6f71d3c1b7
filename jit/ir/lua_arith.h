// The arithmetic of Lua on constants, exact: what folding computes and the evaluator executes.
// Source: sections 3.4.1 to 3.4.3 of the Lua 5.4 manual.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace perilune::lir::arith {

// Integers wrap around.
constexpr int64_t add(int64_t a, int64_t b) { return int64_t(uint64_t(a) + uint64_t(b)); }
constexpr int64_t sub(int64_t a, int64_t b) { return int64_t(uint64_t(a) - uint64_t(b)); }
constexpr int64_t mul(int64_t a, int64_t b) { return int64_t(uint64_t(a) * uint64_t(b)); }

/// Division rounded towards minus infinity; b is not 0.
constexpr int64_t idiv(int64_t a, int64_t b) {
  if (b == -1) return sub(0, a);  // the machine traps on the least integer
  int64_t q = a / b;
  return q - (a % b != 0 && (a ^ b) < 0);
}

/// The remainder that goes with idiv, of the sign of b; b is not 0.
constexpr int64_t imod(int64_t a, int64_t b) {
  if (b == -1) return 0;
  int64_t r = a % b;
  return r != 0 && (r ^ b) < 0 ? r + b : r;
}

constexpr int64_t shl(int64_t a, int64_t count);

/// Logical shift; counts from 64 on give 0, negative ones shift the other way.
constexpr int64_t shr(int64_t a, int64_t count) {
  if (count <= -64 || count >= 64) return 0;
  return count >= 0 ? int64_t(uint64_t(a) >> count) : int64_t(uint64_t(a) << -count);
}

constexpr int64_t shl(int64_t a, int64_t count) {
  return count <= -64 ? 0 : shr(a, count >= 64 ? 64 : -count);
}

inline double fidiv(double a, double b) { return std::floor(a / b); }

/// C's fmod, moved to the sign of b.
inline double fmod(double a, double b) {
  double r = std::fmod(a, b);
  return (r > 0 && b < 0) || (r < 0 && b > 0) ? r + b : r;
}

/// math.pow of the operator ^, which squares exactly.
inline double pow(double a, double b) { return b == 2 ? a * a : std::pow(a, b); }

/// The integer of the same value as a float, if there is one.
inline std::optional<int64_t> to_integer(double x) {
  if (!(x >= -0x1p63 && x < 0x1p63) || std::floor(x) != x) return std::nullopt;
  return int64_t(x);
}

}  // namespace perilune::lir::arith
