// The mathematical functions.
#include <cfloat>
#include <cmath>
#include <numbers>

#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/random.h"
#include "runtime/lib/registry.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// A function from a float to a float.
template <double (*fn)(double)>
NativeResult apply(State* L) {
  double x;
  if (!check_float(L, 0, &x)) return kNativeError;
  return push_float(L, fn(x));
}

// A rounded float, as an integer when it fits and the dialect has integers.
Value as_integer_if_fits(State* L, double f) {
  int64_t n;
  bool fits = L->global->semantics.integers && float_to_integer(f, &n);
  return fits ? Value::integer(n) : Value::number(f);
}

// Two float arguments, checked in the order in which the reference implementation does it there.
enum class Order : uint8_t { Forwards, Backwards };
template <double (*fn)(double, double), Order order>
NativeResult apply_two(State* L) {
  double x, y;
  if (order == Order::Backwards && !check_float(L, 1, &y)) return kNativeError;
  if (!check_float(L, 0, &x) || !check_float(L, 1, &y)) return kNativeError;
  return push_float(L, fn(x, y));
}

template <double (*round)(double)>
NativeResult apply_rounding(State* L) {
  Value n;
  if (!check_number(L, 0, &n)) return kNativeError;
  return push(L, n.is_integer() ? n : as_integer_if_fits(L, round(n.f)));
}

double to_degrees(double x) { return x * (180.0 / std::numbers::pi); }
double to_degrees_by_quotient(double x) { return x / (std::numbers::pi / 180.0); }
double to_radians(double x) { return x * (std::numbers::pi / 180.0); }

}  // namespace

NativeResult math_floor(State* L) { return apply_rounding<std::floor>(L); }
NativeResult math_ceil(State* L) { return apply_rounding<std::ceil>(L); }
NativeResult math_sqrt(State* L) { return apply<std::sqrt>(L); }
NativeResult math_sin(State* L) { return apply<std::sin>(L); }
NativeResult math_cos(State* L) { return apply<std::cos>(L); }
NativeResult math_tan(State* L) { return apply<std::tan>(L); }
NativeResult math_asin(State* L) { return apply<std::asin>(L); }
NativeResult math_acos(State* L) { return apply<std::acos>(L); }
NativeResult math_sinh(State* L) { return apply<std::sinh>(L); }
NativeResult math_cosh(State* L) { return apply<std::cosh>(L); }
NativeResult math_tanh(State* L) { return apply<std::tanh>(L); }
NativeResult math_exp(State* L) { return apply<std::exp>(L); }
NativeResult math_log10(State* L) { return apply<std::log10>(L); }
NativeResult math_deg(State* L) { return apply<to_degrees>(L); }
NativeResult math_deg_by_quotient(State* L) { return apply<to_degrees_by_quotient>(L); }
NativeResult math_rad(State* L) { return apply<to_radians>(L); }

NativeResult math_log_natural(State* L) { return apply<std::log>(L); }
NativeResult math_atan_only(State* L) { return apply<std::atan>(L); }
NativeResult math_atan2(State* L) { return apply_two<std::atan2, Order::Backwards>(L); }
NativeResult math_pow(State* L) { return apply_two<std::pow, Order::Forwards>(L); }
NativeResult math_pow_backwards(State* L) { return apply_two<std::pow, Order::Backwards>(L); }

NativeResult math_abs(State* L) {
  Value n = L->arg(0);
  if (n.is_integer()) return push_integer(L, n.i < 0 ? wrap_sub(0, n.i) : n.i);
  double x;  // a numeric string counts as a float
  if (!check_float(L, 0, &x)) return kNativeError;
  return push_float(L, std::fabs(x));
}

NativeResult math_atan(State* L) {
  double y, x = 1;
  if (!check_float(L, 0, &y)) return kNativeError;
  if (!is_none_or_nil(L, 1) && !check_float(L, 1, &x)) return kNativeError;
  return push_float(L, std::atan2(y, x));
}

NativeResult math_log(State* L) {
  double x, base;
  if (!check_float(L, 0, &x)) return kNativeError;
  if (is_none_or_nil(L, 1)) return push_float(L, std::log(x));
  if (!check_float(L, 1, &base)) return kNativeError;
  if (base == 2 && L->global->semantics.integers) return push_float(L, std::log2(x));
  if (base == 10) return push_float(L, std::log10(x));
  return push_float(L, std::log(x) / std::log(base));
}

NativeResult math_fmod(State* L) {
  Value a, b;
  if (L->arg(0).is_integer() && L->arg(1).is_integer()) {
    int64_t n = L->base[0].i, divisor = L->base[1].i;
    if (divisor == 0) return bad_argument(L, 1, "zero");
    return push_integer(L, divisor == -1 ? 0 : n % divisor);
  }
  if (!check_number(L, 1, &b) || !check_number(L, 0, &a)) return kNativeError;
  return push_float(L, std::fmod(a.as_float(), b.as_float()));
}

NativeResult math_modf(State* L) {
  Value n;
  if (!check_number(L, 0, &n)) return kNativeError;
  if (n.is_integer()) {
    L->push(n);
    L->push(Value::number(0));
    return 2;
  }
  double whole = std::trunc(n.f);
  L->push(as_integer_if_fits(L, whole));
  L->push(Value::number(n.f == whole ? 0.0 : n.f - whole));
  return 2;
}

NativeResult math_modf_floats(State* L) {
  double x, whole;
  if (!check_float(L, 0, &x)) return kNativeError;
  double fraction = std::modf(x, &whole);
  L->push(Value::number(whole));
  L->push(Value::number(fraction));
  return 2;
}

NativeResult math_frexp(State* L) {
  double x;
  if (!check_float(L, 0, &x)) return kNativeError;
  int exponent = 0;
  L->push(Value::number(std::frexp(x, &exponent)));
  L->push(L->integer(exponent));
  return 2;
}

namespace {

NativeResult apply_ldexp(State* L, Order order) {
  double x;
  int64_t exponent;
  if (order == Order::Backwards && !check_int(L, 1, &exponent)) return kNativeError;
  if (!check_float(L, 0, &x) || !check_int(L, 1, &exponent)) return kNativeError;
  return push_float(L, std::ldexp(x, static_cast<int>(exponent)));
}

}  // namespace

NativeResult math_ldexp(State* L) { return apply_ldexp(L, Order::Forwards); }
NativeResult math_ldexp_backwards(State* L) { return apply_ldexp(L, Order::Backwards); }

namespace {

// As in stock, any values that can be compared will do.
bool less(State* L, const Value& a, const Value& b, bool* out) {
  if (a.is_number() && b.is_number()) return *out = number_less(a, b), true;
  return less_than(L, a, b, out) == Status::Ok;
}

NativeResult pick(State* L, bool largest) {
  if (!check_any(L, 0)) return kNativeError;
  uint32_t best = 0;
  for (uint32_t i = 1, n = L->nargs(); i < n; ++i) {
    Value a = L->base[best], b = L->base[i];
    bool better;
    if (!(largest ? less(L, a, b, &better) : less(L, b, a, &better))) return kNativeError;
    if (better) best = i;
  }
  return push(L, L->base[best]);
}

// Numbers and numeric strings alone; the result is a number.
NativeResult pick_number(State* L, bool largest) {
  double best, x;
  if (!check_float(L, 0, &best)) return kNativeError;
  for (uint32_t i = 1, n = L->nargs(); i < n; ++i) {
    if (!check_float(L, i, &x)) return kNativeError;
    if (largest ? x > best : x < best) best = x;
  }
  return push_float(L, best);
}

}  // namespace

NativeResult math_max_number(State* L) { return pick_number(L, true); }
NativeResult math_min_number(State* L) { return pick_number(L, false); }
NativeResult math_max(State* L) { return pick(L, true); }
NativeResult math_min(State* L) { return pick(L, false); }

NativeResult math_tointeger(State* L) {
  int64_t n;
  if (to_integer(L, L->arg(0), &n)) return push_integer(L, n);
  if (!check_any(L, 0)) return kNativeError;
  return push(L, Value());
}

NativeResult math_type(State* L) {
  Value v = L->arg(0);
  if (v.is_number()) return push(L, Value::of(L->global->subtype_names[v.is_float()]));
  if (!check_any(L, 0)) return kNativeError;
  return push(L, Value());
}

NativeResult math_ult(State* L) {
  int64_t a, b;
  if (!check_integer(L, 0, &a) || !check_integer(L, 1, &b)) return kNativeError;
  return push_boolean(L, static_cast<uint64_t>(a) < static_cast<uint64_t>(b));
}

bool set_up_math(State* L, Table* library) {
  bool ok = add_value(L, library, "pi", Value::number(std::numbers::pi)) &&
            add_value(L, library, "huge", Value::number(HUGE_VAL));
  if (L->global->semantics.integers)
    ok = ok && add_value(L, library, "maxinteger", Value::integer(INT64_MAX)) &&
         add_value(L, library, "mininteger", Value::integer(INT64_MIN));
  add_alias(L, library, "mod", "fmod");
  return ok && set_up_random(L, library);
}

}  // namespace perilune::lib
