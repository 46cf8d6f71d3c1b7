// Numbers: conversions between the subtypes and strings, arithmetic with Lua's semantics, and exact
// comparisons. Everything here is raw: no metamethods, no errors.
#pragma once

#include <cmath>
#include <cstdint>
#ifdef __x86_64__
#include <emmintrin.h>
#endif
#include <string_view>

#include "runtime/bytecode/dialect.h"
#include "runtime/value.h"

namespace perilune {

struct Semantics;

// Float to integer, only if it has an exact integer value (manual 3.4.3).
inline bool float_to_integer(double f, int64_t* out) {
  if (!(f >= -0x1p63 && f < 0x1p63)) return false;
  int64_t n = static_cast<int64_t>(f);
  *out = n;
  return integer_to_float(n) == f;
}
// Float to integer as the machine converts it: without the fraction, and the smallest integer when
// the value does not fit.
inline int64_t truncate_to_integer(double f) {
#ifdef __x86_64__
  return _mm_cvttsd_si64(_mm_set_sd(f));
#else
  return f >= -0x1p63 && f < 0x1p63 ? static_cast<int64_t>(f) : INT64_MIN;
#endif
}
// A number value (no string coercion) as an integer, only if exact.
inline bool to_integer_exact(const Value& v, int64_t* out) {
  if (v.is_integer()) {
    *out = v.i;
    return true;
  }
  return v.is_float() && float_to_integer(v.f, out);
}

inline int64_t wrap_add(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}
inline int64_t wrap_sub(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) - static_cast<uint64_t>(b));
}
inline int64_t wrap_mul(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
}
// Floor division and modulo; the divisor is not zero.
inline int64_t int_floor_div(int64_t a, int64_t b) {
  if (b == -1) return wrap_sub(0, a);  // the one quotient that overflows
  int64_t q = a / b;
  return (a % b != 0 && (a ^ b) < 0) ? q - 1 : q;
}
inline int64_t int_mod(int64_t a, int64_t b) {
  if (b == -1) return 0;
  int64_t r = a % b;
  return (r != 0 && (r ^ b) < 0) ? r + b : r;
}
// Division by a divisor from 2 to 2^32 - 1 without a division: for each n < 2^32, n / divisor is
// the upper half of n * reciprocal (Lemire, Kaser and Kurz, Faster remainder by direct
// computation).
constexpr bool is_small_divisor(int64_t divisor) { return divisor >= 2 && divisor <= UINT32_MAX; }
constexpr uint64_t reciprocal_of(int64_t divisor) {
  return UINT64_MAX / static_cast<uint64_t>(divisor) + 1;
}
constexpr bool is_small_dividend(int64_t n) { return static_cast<uint64_t>(n) <= UINT32_MAX; }
constexpr int64_t divide_by_reciprocal(int64_t n, uint64_t reciprocal) {
  auto product = static_cast<unsigned __int128>(reciprocal) * static_cast<uint64_t>(n);
  return static_cast<int64_t>(product >> 64);
}
inline double float_mod(double a, double b) {
  double r = std::fmod(a, b);
  // Not by the sign of r * b, which may underflow.
  return (r < 0) != (b < 0) && r != 0 && r == r ? r + b : r;
}
// The rule of 5.3: wrong where the product underflows, as it is there.
inline double float_mod_by_product(double a, double b) {
  double r = std::fmod(a, b);
  return r * b < 0 ? r + b : r;
}
// The rule of 5.1 and 5.2, which loses what the quotient cannot hold.
inline double float_mod_by_floor(double a, double b) { return a - std::floor(a / b) * b; }
inline double float_pow(double a, double b) { return b == 2 ? a * a : std::pow(a, b); }
// Logical shifts; counts of 64 and more give 0, negative ones shift the other way.
inline int64_t shift_left(int64_t a, int64_t n) {
  if (n <= -64 || n >= 64) return 0;
  uint64_t u = static_cast<uint64_t>(a);
  return static_cast<int64_t>(n >= 0 ? u << n : u >> -n);
}
inline int64_t shift_right(int64_t a, int64_t n) { return n == INT64_MIN ? 0 : shift_left(a, -n); }

// Exact comparisons of numbers of any subtypes (both must be numbers).
bool number_equal(const Value& a, const Value& b);
bool number_less(const Value& a, const Value& b);
bool number_less_equal(const Value& a, const Value& b);

// Equality without metamethods.
bool raw_equal(const Value& a, const Value& b);

// Text to number as `tonumber` and string coercion do it in the dialect: surrounding blanks, sign,
// decimal or hex, integer or float; false when it is not a numeral.
bool string_to_number(const Semantics& semantics, std::string_view text, Value* out);
// A number, or a string convertible to one.
bool to_number(const State* L, const Value& v, Value* out);
// A number or numeric string with an exact integer value.
bool to_integer(const State* L, const Value& v, int64_t* out);

// Number to text as `tostring` does it in the dialect; at most kMaxNumberText bytes, not
// terminated.
constexpr size_t kMaxNumberText = 64;
size_t number_to_text(const Value& number, Dialect dialect, char* buffer);

}  // namespace perilune
