// Mathematical functions without a frame (runtime/interp/fast_call.h).
#include <bit>
#include <cmath>
#include <numbers>

#include "runtime/interp/fast_call.h"
#include "runtime/lib/random.h"

namespace perilune::interp {

namespace {

inline bool less(const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) return a.i < b.i;
  if (a.is_float() && b.is_float()) return a.f < b.f;
  return number_less(a, b);
}

inline bool are_numbers(const Value* first, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    if (!first[i].is_number()) return false;
  return count > 0;
}

// What rounding takes away from, or adds to, a float without its fraction.
inline int64_t floor_step(double f, double whole) { return -int64_t{whole > f}; }
inline int64_t ceil_step(double f, double whole) { return int64_t{whole < f}; }

}  // namespace

// Rounds to an integer.
#define ROUND(handler, step)                                                                       \
  HANDLER(handler) {                                                                               \
    const Value& n = ARG(0);                                                                       \
    if (count == 0) USE_FRAME();                                                                   \
    if (n.is_float()) {                                                                            \
      double f = n.f;                                                                              \
      int64_t whole = truncate_to_integer(f);                                                      \
      if (whole == INT64_MIN) USE_FRAME();                                                         \
      PA->set_integer(whole + step(f, integer_to_float(whole)));                                   \
      FINISH_CALL(1);                                                                              \
    }                                                                                              \
    if (!n.is_integer()) USE_FRAME();                                                              \
    *PA = n;                                                                                       \
    FINISH_CALL(1);                                                                                \
  }
// The same where all numbers are floats: a zero keeps its sign.
#define ROUND_TO_FLOAT(handler, step)                                                              \
  HANDLER(handler) {                                                                               \
    const Value& n = ARG(0);                                                                       \
    if (count == 0 || !n.is_float()) USE_FRAME();                                                  \
    double f = n.f;                                                                                \
    int64_t whole = truncate_to_integer(f);                                                        \
    if (whole == INT64_MIN) USE_FRAME();                                                           \
    whole += step(f, integer_to_float(whole));                                                     \
    PA->set_float(std::copysign(integer_to_float(whole), f));                                      \
    FINISH_CALL(1);                                                                                \
  }
ROUND(fast_floor, floor_step)
ROUND(fast_ceil, ceil_step)
ROUND_TO_FLOAT(fast_floor_to_float, floor_step)
ROUND_TO_FLOAT(fast_ceil_to_float, ceil_step)
#undef ROUND
#undef ROUND_TO_FLOAT

HANDLER(fast_abs) {
  const Value& n = ARG(0);
  if (count == 0) USE_FRAME();
  if (n.is_float()) {
    PA->set_float(std::fabs(n.f));
    FINISH_CALL(1);
  }
  if (!n.is_integer()) USE_FRAME();
  PA->set_integer(n.i < 0 ? wrap_sub(0, n.i) : n.i);
  FINISH_CALL(1);
}

namespace {

// The largest or the smallest of any arguments but two of one type.
template <bool largest>
SLOW_HANDLER(fast_extreme) {
  const Value* args = &ARG(0);
  if (!are_numbers(args, count)) USE_FRAME();
  const Value* best = args;
  for (uint32_t i = 1; i < count; ++i)
    if (largest ? less(*best, args[i]) : less(args[i], *best)) best = &args[i];
  *PA = *best;
  FINISH_CALL(1);
}

template <bool largest>
HANDLER(fast_extreme_of_two) {
  const Value &a = ARG(0), &b = ARG(1);
  if (count != 2 || a.tag != b.tag) GOTO(fast_extreme<largest>);
  if (a.is_float()) {
    bool is_second = largest ? a.f < b.f : b.f < a.f;
    PA->set_float(is_second ? b.f : a.f);
    FINISH_CALL(1);
  }
  if (!a.is_integer()) USE_FRAME();
  bool is_second = largest ? a.i < b.i : b.i < a.i;
  PA->set_integer(is_second ? b.i : a.i);
  FINISH_CALL(1);
}

}  // namespace

HANDLER(fast_max) { GOTO(fast_extreme_of_two<true>); }
HANDLER(fast_min) { GOTO(fast_extreme_of_two<false>); }

// A function of a number as a float, `x`.
#define FLOAT_FUNCTION(handler, expression)                                                        \
  HANDLER(handler) {                                                                               \
    const Value& n = ARG(0);                                                                       \
    if (count == 0 || !n.is_number()) USE_FRAME();                                                 \
    double x = n.as_float();                                                                       \
    PA->set_float(expression);                                                                     \
    FINISH_CALL(1);                                                                                \
  }
// A function of two numbers as floats, `x` and `y`.
#define FLOAT_FUNCTION_2(handler, expression)                                                      \
  HANDLER(handler) {                                                                               \
    const Value &a = ARG(0), &b = ARG(1);                                                          \
    if (count < 2 || !a.is_number() || !b.is_number()) USE_FRAME();                                \
    double x = a.as_float(), y = b.as_float();                                                     \
    PA->set_float(expression);                                                                     \
    FINISH_CALL(1);                                                                                \
  }

FLOAT_FUNCTION(fast_sqrt, __builtin_elementwise_sqrt(x))
FLOAT_FUNCTION(fast_sin, std::sin(x))
FLOAT_FUNCTION(fast_cos, std::cos(x))
FLOAT_FUNCTION(fast_tan, std::tan(x))
FLOAT_FUNCTION(fast_asin, std::asin(x))
FLOAT_FUNCTION(fast_acos, std::acos(x))
FLOAT_FUNCTION(fast_atan_only, std::atan(x))
FLOAT_FUNCTION_2(fast_atan2, std::atan2(x, y))
FLOAT_FUNCTION(fast_sinh, std::sinh(x))
FLOAT_FUNCTION(fast_cosh, std::cosh(x))
FLOAT_FUNCTION(fast_tanh, std::tanh(x))
FLOAT_FUNCTION(fast_exp, std::exp(x))
FLOAT_FUNCTION(fast_log_natural, std::log(x))
FLOAT_FUNCTION(fast_log10, std::log10(x))
FLOAT_FUNCTION_2(fast_pow, std::pow(x, y))
FLOAT_FUNCTION(fast_deg, x * (180.0 / std::numbers::pi))
FLOAT_FUNCTION(fast_deg_by_quotient, x / (std::numbers::pi / 180.0))
FLOAT_FUNCTION(fast_rad, x*(std::numbers::pi / 180.0))

#undef FLOAT_FUNCTION
#undef FLOAT_FUNCTION_2

// With a base, the logarithm is not a matter of one function.
HANDLER(fast_log) {
  if (count != 1) USE_FRAME();
  GOTO(fast_log_natural);
}

HANDLER(fast_atan) {
  if (count > 1) GOTO(fast_atan2);
  if (count == 0 || !ARG(0).is_number()) USE_FRAME();
  PA->set_float(std::atan2(ARG(0).as_float(), 1.0));
  FINISH_CALL(1);
}

namespace {

SLOW_HANDLER(fast_fmod_of_floats) {
  const Value &a = ARG(0), &b = ARG(1);
  if (count < 2 || !a.is_number() || !b.is_number()) USE_FRAME();
  PA->set_float(std::fmod(a.as_float(), b.as_float()));
  FINISH_CALL(1);
}

}  // namespace

HANDLER(fast_fmod) {
  const Value &a = ARG(0), &b = ARG(1);
  if (count < 2 || !a.is_integer() || !b.is_integer()) GOTO(fast_fmod_of_floats);
  if (b.i <= 0) USE_FRAME();
  PA->set_integer(a.i % b.i);
  FINISH_CALL(1);
}

HANDLER(fast_modf) {
  const Value& n = ARG(0);
  if (count == 0 || !n.is_float()) USE_FRAME();
  double f = n.f;
  int64_t whole = truncate_to_integer(f);
  if (whole == INT64_MIN) USE_FRAME();
  double rounded = integer_to_float(whole);
  double fraction = f == rounded ? 0.0 : f - rounded;
  if (L->global->semantics.integers) {
    PA->set_integer(whole);
    PA[1].set_float(fraction);
  } else {
    // Zeros, too, have the sign of the number.
    PA->set_float(std::copysign(rounded, f));
    PA[1].set_float(std::copysign(fraction, f));
  }
  FINISH_CALL(2);
}

HANDLER(fast_frexp) {
  constexpr int kMantissaBits = 52, kExponents = 0x7ff, kBias = 1022;
  const Value& n = ARG(0);
  if (count == 0 || !n.is_number()) USE_FRAME();
  auto bits = std::bit_cast<uint64_t>(n.as_float());
  int exponent = static_cast<int>(bits >> kMantissaBits) & kExponents;
  // Zeros and denormal numbers, infinity and NaN.
  if (exponent == 0 || exponent == kExponents) USE_FRAME();
  bits += static_cast<uint64_t>(static_cast<int64_t>(kBias - exponent)) << kMantissaBits;
  PA->set_float(std::bit_cast<double>(bits));
  PA[1] = L->integer(exponent - kBias);
  FINISH_CALL(2);
}

HANDLER(fast_ldexp) {
  const Value& n = ARG(0);
  int64_t exponent;
  if (count < 2 || !n.is_number() || !is_whole(ARG(1), &exponent)) USE_FRAME();
  if (exponent != static_cast<int32_t>(exponent)) USE_FRAME();
  PA->set_float(std::ldexp(n.as_float(), static_cast<int>(exponent)));
  FINISH_CALL(1);
}

HANDLER(fast_tointeger) {
  int64_t n;
  if (count == 0 || !is_whole(ARG(0), &n)) USE_FRAME();
  PA->set_integer(n);
  FINISH_CALL(1);
}

HANDLER(fast_math_type) {
  const Value& n = ARG(0);
  if (count == 0 || !n.is_number()) USE_FRAME();
  *PA = Value::of(L->global->subtype_names[n.is_float()]);
  FINISH_CALL(1);
}

HANDLER(fast_ult) {
  const Value &a = ARG(0), &b = ARG(1);
  if (count < 2 || !a.is_integer() || !b.is_integer()) USE_FRAME();
  PA->set_boolean(static_cast<uint64_t>(a.i) < static_cast<uint64_t>(b.i));
  FINISH_CALL(1);
}

namespace {

// What the builtin in register A draws its numbers from.
template <class Generator>
inline Generator* generator_of(const Value& random) {
  return static_cast<Generator*>(random.native()->upvalues()[0].userdata()->data());
}

}  // namespace

HANDLER(fast_random) {
  auto* generator = generator_of<lib::Xoshiro256>(*PA);
  if (count == 0) {
    PA->set_float(lib::Xoshiro256::to_float(generator->next()));
    FINISH_CALL(1);
  }
  int64_t low = 1, high;
  if (count > 2 || !is_whole(ARG(count - 1), &high)) USE_FRAME();
  if (count == 2 && !is_whole(ARG(0), &low)) USE_FRAME();
  if (low > high) USE_FRAME();
  uint64_t limit = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  uint64_t value = generator->project(generator->next(), limit);
  PA->set_integer(static_cast<int64_t>(static_cast<uint64_t>(low) + value));
  FINISH_CALL(1);
}

// Of the dialects whose numbers are all floats.
HANDLER(fast_random_float) {
  auto* generator = generator_of<lib::LibraryRandom>(*PA);
  int64_t low = 1, high = 1;
  if (count > 2) USE_FRAME();
  if (count > 0 && !is_whole(ARG(count - 1), &high)) USE_FRAME();
  if (count == 2 && !is_whole(ARG(0), &low)) USE_FRAME();
  if (low > high || low != static_cast<int32_t>(low) || high != static_cast<int32_t>(high))
    USE_FRAME();
  double result = generator->next_fraction();
  if (count > 0) {
    // The numbers are all positive or small: truncating the product is rounding it down.
    int64_t steps = truncate_to_integer(result * integer_to_float(high - low + 1));
    result = integer_to_float(low + steps);
  }
  PA->set_float(result);
  FINISH_CALL(1);
}

}  // namespace perilune::interp
