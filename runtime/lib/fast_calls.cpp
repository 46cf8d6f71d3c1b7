// Builtins called without a frame: numbers, strings and bits. Each takes the arguments that
// programs usually give it, and leaves all others to the function itself.
#include "runtime/lib/fast_calls.h"

#include <bit>
#include <cmath>

#include "runtime/lib/intrinsics.h"
#include "runtime/lib/string_util.h"
#include "runtime/number.h"
#include "runtime/state.h"

namespace perilune {

namespace lib {
namespace {

// A rounded float, as an integer where the dialect has them and it fits.
inline uint32_t set_rounded(State* L, Value* to, double f) {
  int64_t n;
  if (L->global->semantics.integers && float_to_integer(f, &n))
    to->set_integer(n);
  else
    to->set_float(f);
  return 1;
}

// A float without its fraction, when the dialect wants that as an integer and it fits: rounding
// itself would be a call.
inline bool is_truncated(State* L, double f, int64_t* out) {
  *out = truncate_to_integer(f);
  return *out != INT64_MIN && L->global->semantics.integers;
}

// The lower 32 bits of a number, as the library of bits has them.
inline bool is_bits(State* L, const Value& v, uint32_t* out) {
  if (L->global->semantics.integers ? !v.is_integer() : !v.is_float()) return false;
  uint64_t bits = v.is_integer() ? v.bits : std::bit_cast<uint64_t>(v.f + 0x1.8p52);
  *out = static_cast<uint32_t>(bits);
  return true;
}

// An operation on the bits of two numbers.
template <class Combine>
inline uint32_t combine_bits(State* L, Value* func, uint32_t nargs, Combine combine) {
  uint32_t a, b;
  if (nargs != 2 || !is_bits(L, func[2], &a) || !is_bits(L, func[3], &b)) return kNoFastCall;
  *func = L->integer(combine(a, b));
  return 1;
}

// Whether the arguments are those of a shift, by a distance that C++ knows as well.
inline bool is_shift(State* L, const Value* func, uint32_t nargs, uint32_t* bits,
                     int64_t* distance) {
  return nargs == 2 && is_bits(L, func[2], bits) && to_integer_exact(func[3], distance) &&
         static_cast<uint64_t>(*distance) < 32;
}

}  // namespace

uint32_t fast_floor(State* L, Value* func, uint32_t nargs, uint32_t) {
  const Value& n = func[2];
  if (nargs == 0 || !n.is_number()) return kNoFastCall;
  if (!n.is_float()) return *func = n, 1;
  double f = n.f;
  int64_t whole;
  if (!is_truncated(L, f, &whole)) return set_rounded(L, func, std::floor(f));
  func->set_integer(whole - (static_cast<double>(whole) > f));
  return 1;
}

uint32_t fast_ceil(State* L, Value* func, uint32_t nargs, uint32_t) {
  const Value& n = func[2];
  if (nargs == 0 || !n.is_number()) return kNoFastCall;
  if (!n.is_float()) return *func = n, 1;
  double f = n.f;
  int64_t whole;
  if (!is_truncated(L, f, &whole)) return set_rounded(L, func, std::ceil(f));
  func->set_integer(whole + (static_cast<double>(whole) < f));
  return 1;
}

uint32_t fast_sqrt(State*, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || !func[2].is_number()) return kNoFastCall;
  func->set_float(std::sqrt(func[2].as_float()));
  return 1;
}

uint32_t fast_abs(State*, Value* func, uint32_t nargs, uint32_t) {
  const Value& n = func[2];
  if (nargs == 0 || !n.is_number()) return kNoFastCall;
  if (n.is_integer())
    func->set_integer(n.i < 0 ? wrap_sub(0, n.i) : n.i);
  else
    func->set_float(std::fabs(n.f));
  return 1;
}

inline bool less(const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) return a.i < b.i;
  if (a.is_float() && b.is_float()) return a.f < b.f;
  return number_less(a, b);
}

uint32_t fast_max(State*, Value* func, uint32_t nargs, uint32_t) {
  const Value &a = func[2], &b = func[3];
  if (nargs != 2 || !a.is_number() || !b.is_number()) return kNoFastCall;
  *func = less(a, b) ? b : a;
  return 1;
}

uint32_t fast_min(State*, Value* func, uint32_t nargs, uint32_t) {
  const Value &a = func[2], &b = func[3];
  if (nargs != 2 || !a.is_number() || !b.is_number()) return kNoFastCall;
  *func = less(b, a) ? b : a;
  return 1;
}

uint32_t fast_fmod(State*, Value* func, uint32_t nargs, uint32_t) {
  const Value &a = func[2], &b = func[3];
  if (nargs < 2 || !a.is_number() || !b.is_number()) return kNoFastCall;
  if (a.is_integer() && b.is_integer()) {
    if (b.i <= 0) return kNoFastCall;
    func->set_integer(a.i % b.i);
  } else {
    func->set_float(std::fmod(a.as_float(), b.as_float()));
  }
  return 1;
}

uint32_t fast_byte(State* L, Value* func, uint32_t nargs, uint32_t) {
  const Value& s = func[2];
  int64_t at = 1;
  if (nargs == 0 || nargs > 2 || !s.is_string() || (nargs == 2 && !to_integer_exact(func[3], &at)))
    return kNoFastCall;
  uint64_t index = static_cast<uint64_t>(at) - 1;
  if (index >= s.string()->length()) return kNoFastCall;
  *func = L->integer(static_cast<unsigned char>(s.string()->data()[index]));
  return 1;
}

uint32_t fast_char(State* L, Value* func, uint32_t nargs, uint32_t) {
  constexpr uint32_t kMost = 4;
  if (nargs == 0 || nargs > kMost) return kNoFastCall;
  char text[kMost];
  for (uint32_t i = 0; i < nargs; ++i) {
    int64_t code;
    if (!to_integer_exact(func[2 + i], &code) || static_cast<uint64_t>(code) > 255)
      return kNoFastCall;
    text[i] = static_cast<char>(code);
  }
  String* s = L->global->strings.make(L, {text, nargs});
  if (!s) return kNoFastCall;
  *func = Value::of(s);
  return 1;
}

uint32_t fast_len(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || !func[2].is_string()) return kNoFastCall;
  *func = L->integer(static_cast<int64_t>(func[2].string()->length()));
  return 1;
}

uint32_t fast_sub(State* L, Value* func, uint32_t nargs, uint32_t) {
  int64_t first, last = -1;
  if (nargs < 2 || nargs > 3 || !func[2].is_string() || !to_integer_exact(func[3], &first) ||
      (nargs == 3 && !to_integer_exact(func[4], &last)))
    return kNoFastCall;
  String* s = func[2].string();
  size_t start = start_position(first, s->length()), end = end_position(last, s->length());
  if (start != 1 || end != s->length()) {
    size_t length = start <= end ? end - start + 1 : 0;
    s = L->global->strings.make(L, {s->data() + (length > 0 ? start - 1 : 0), length});
    if (!s) return kNoFastCall;
  }
  *func = Value::of(s);
  return 1;
}

uint32_t fast_tonumber(State* L, Value* func, uint32_t nargs, uint32_t) {
  Value number;
  if (nargs != 1) return kNoFastCall;
  *func = to_number(L, func[2], &number) ? number : Value();
  return 1;
}

uint32_t fast_tostring(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || L->metatable_of(func[2])) return kNoFastCall;
  if (!func[2].is_number()) return kNoFastCall;
  char text[kMaxNumberText];
  String* s = L->global->strings.make(L, {text, number_to_text(func[2], L->global->dialect, text)});
  if (!s) return kNoFastCall;
  *func = Value::of(s);
  return 1;
}

uint32_t fast_band(State* L, Value* func, uint32_t nargs, uint32_t) {
  return combine_bits(L, func, nargs, [](uint32_t a, uint32_t b) { return a & b; });
}

uint32_t fast_bor(State* L, Value* func, uint32_t nargs, uint32_t) {
  return combine_bits(L, func, nargs, [](uint32_t a, uint32_t b) { return a | b; });
}

uint32_t fast_bxor(State* L, Value* func, uint32_t nargs, uint32_t) {
  return combine_bits(L, func, nargs, [](uint32_t a, uint32_t b) { return a ^ b; });
}

uint32_t fast_lshift(State* L, Value* func, uint32_t nargs, uint32_t) {
  uint32_t bits;
  int64_t distance;
  if (!is_shift(L, func, nargs, &bits, &distance)) return kNoFastCall;
  *func = L->integer(bits << distance);
  return 1;
}

uint32_t fast_rshift(State* L, Value* func, uint32_t nargs, uint32_t) {
  uint32_t bits;
  int64_t distance;
  if (!is_shift(L, func, nargs, &bits, &distance)) return kNoFastCall;
  *func = L->integer(bits >> distance);
  return 1;
}

namespace {

constexpr size_t kIntrinsics = 1
#define INTRINSIC(...) +1
#include "runtime/lib/intrinsics.def"
    ;

constexpr FastCall fast_call_of(Intrinsic intrinsic) {
  switch (intrinsic) {
#define FAST_CALL(Name, function)                                                                  \
  case Intrinsic::Name:                                                                            \
    return function;
#include "runtime/lib/fast_calls.def"
  default:
    return nullptr;
  }
}

}  // namespace
}  // namespace lib

const FastCall kFastCalls[lib::kIntrinsics] = {
    nullptr,
#define INTRINSIC(Name, ...) lib::fast_call_of(Intrinsic::Name),
#include "runtime/lib/intrinsics.def"
};

}  // namespace perilune
