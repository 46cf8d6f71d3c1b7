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

// A rounded float, as an integer when it fits.
Value as_integer_if_fits(double f) {
  int64_t n;
  return float_to_integer(f, &n) ? Value::integer(n) : Value::number(f);
}

template <double (*round)(double)>
NativeResult apply_rounding(State* L) {
  Value n;
  if (!check_number(L, 0, &n)) return kNativeError;
  return push(L, n.is_integer() ? n : as_integer_if_fits(round(n.f)));
}

double to_degrees(double x) { return x * (180.0 / std::numbers::pi); }
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
NativeResult math_rad(State* L) { return apply<to_radians>(L); }

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

NativeResult math_pow(State* L) {
  double x, y;
  if (!check_float(L, 0, &x) || !check_float(L, 1, &y)) return kNativeError;
  return push_float(L, std::pow(x, y));
}

NativeResult math_log(State* L) {
  double x, base;
  if (!check_float(L, 0, &x)) return kNativeError;
  if (is_none_or_nil(L, 1)) return push_float(L, std::log(x));
  if (!check_float(L, 1, &base)) return kNativeError;
  if (base == 2) return push_float(L, std::log2(x));
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
  if (!check_number(L, 0, &a) || !check_number(L, 1, &b)) return kNativeError;
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
  L->push(as_integer_if_fits(whole));
  L->push(Value::number(n.f == whole ? 0.0 : n.f - whole));
  return 2;
}

NativeResult math_frexp(State* L) {
  double x;
  if (!check_float(L, 0, &x)) return kNativeError;
  int exponent = 0;
  L->push(Value::number(std::frexp(x, &exponent)));
  L->push(Value::integer(exponent));
  return 2;
}

NativeResult math_ldexp(State* L) {
  double x;
  int64_t exponent;
  if (!check_float(L, 0, &x) || !check_integer(L, 1, &exponent)) return kNativeError;
  return push_float(L, std::ldexp(x, static_cast<int>(exponent)));
}

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

}  // namespace

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
  if (v.is_number()) return push(L, Value::of(L->new_string(v.is_integer() ? "integer" : "float")));
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
  if (L->global->dialect >= Dialect::Lua53)
    ok = ok && add_value(L, library, "maxinteger", Value::integer(INT64_MAX)) &&
         add_value(L, library, "mininteger", Value::integer(INT64_MIN));
  return ok && set_up_random(L, library);
}

}  // namespace perilune::lib
