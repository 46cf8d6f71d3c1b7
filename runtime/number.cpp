// Comparisons of numbers of any subtypes, by mathematical value, and equality without metamethods.
#include "runtime/number.h"

#include "runtime/state.h"

namespace perilune {

namespace {

// Integers up to this size are floats exactly.
constexpr int64_t kExactLimit = INT64_C(1) << 53;

bool fits_float(int64_t n) { return n >= -kExactLimit && n <= kExactLimit; }

bool integer_less_float(int64_t n, double f) {
  if (fits_float(n)) return static_cast<double>(n) < f;
  if (f >= 0x1p63) return true;
  if (!(f > -0x1p63)) return false;  // too small, or not a number
  return n < static_cast<int64_t>(std::ceil(f));
}

bool integer_less_equal_float(int64_t n, double f) {
  if (fits_float(n)) return static_cast<double>(n) <= f;
  if (f >= 0x1p63) return true;
  if (!(f >= -0x1p63)) return false;
  return n <= static_cast<int64_t>(std::floor(f));
}

bool float_less_integer(double f, int64_t n) { return f == f && !integer_less_equal_float(n, f); }

bool float_less_equal_integer(double f, int64_t n) { return f == f && !integer_less_float(n, f); }

}  // namespace

bool number_equal(const Value& a, const Value& b) {
  if (a.tag == b.tag) return a.is_integer() ? a.i == b.i : a.f == b.f;
  int64_t n;
  return a.is_integer() ? float_to_integer(b.f, &n) && n == a.i
                        : float_to_integer(a.f, &n) && n == b.i;
}

bool number_less(const Value& a, const Value& b) {
  if (a.is_integer()) return b.is_integer() ? a.i < b.i : integer_less_float(a.i, b.f);
  return b.is_integer() ? float_less_integer(a.f, b.i) : a.f < b.f;
}

bool number_less_equal(const Value& a, const Value& b) {
  if (a.is_integer()) return b.is_integer() ? a.i <= b.i : integer_less_equal_float(a.i, b.f);
  return b.is_integer() ? float_less_equal_integer(a.f, b.i) : a.f <= b.f;
}

bool raw_equal(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return number_equal(a, b);
  if (a.is_string() && b.is_string()) return String::equal(a.string(), b.string());
  return same_bits(a, b);
}

bool to_number(const State* L, const Value& v, Value* out) {
  if (v.is_number()) {
    *out = v;
    return true;
  }
  return v.is_string() && string_to_number(L->global->semantics, v.string()->view(), out);
}

bool to_integer(const State* L, const Value& v, int64_t* out) {
  Value n;
  return to_number(L, v, &n) && to_integer_exact(n, out);
}

}  // namespace perilune
