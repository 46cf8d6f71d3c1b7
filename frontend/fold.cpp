// Constant folding with the run-time meaning of the operators.
#include "frontend/fold.h"

#include <cmath>

namespace perilune::frontend {

namespace {

double as_float(const Expr& e) {
  return e.kind == ExprKind::Integer ? static_cast<double>(e.literal.integer) : e.literal.number;
}

bool as_integer(const Expr& e, int64_t* out) {
  if (e.kind == ExprKind::Integer) {
    *out = e.literal.integer;
    return true;
  }
  constexpr double kLimit = 0x1p63;
  const double number = e.literal.number;
  if (!(number >= -kLimit && number < kLimit) || number != std::floor(number)) return false;
  *out = static_cast<int64_t>(number);
  return true;
}

int64_t shift_left(int64_t value, int64_t by) {
  constexpr int64_t kBits = 64;
  const uint64_t bits = static_cast<uint64_t>(value);
  if (by <= -kBits || by >= kBits) return 0;
  return static_cast<int64_t>(by >= 0 ? bits << by : bits >> -by);
}

// Rounds towards minus infinity; the divisor is not zero.
int64_t floor_divide(int64_t a, int64_t b) {
  if (b == -1) return static_cast<int64_t>(0 - static_cast<uint64_t>(a));
  const int64_t quotient = a / b;
  return a % b != 0 && (a ^ b) < 0 ? quotient - 1 : quotient;
}

int64_t floor_modulo(int64_t a, int64_t b) {
  if (b == -1) return 0;
  const int64_t rest = a % b;
  return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
}

double float_modulo(double a, double b) {
  const double rest = std::fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

bool fold_bits(Binary op, const Expr& left, const Expr& right, int64_t* out) {
  int64_t a = 0, b = 0;
  if (!as_integer(left, &a) || !as_integer(right, &b)) return false;
  switch (op) {
  case Binary::BAnd:
    *out = a & b;
    break;
  case Binary::BOr:
    *out = a | b;
    break;
  case Binary::BXor:
    *out = a ^ b;
    break;
  case Binary::Shl:
    *out = shift_left(a, b);
    break;
  default:
    *out = shift_left(a, b == INT64_MIN ? INT64_MAX : -b);
    break;
  }
  return true;
}

// The operators that have an integer form; division and power do not.
bool fold_integers(Binary op, int64_t a, int64_t b, int64_t* out) {
  const uint64_t x = static_cast<uint64_t>(a), y = static_cast<uint64_t>(b);
  switch (op) {
  case Binary::Add:
    *out = static_cast<int64_t>(x + y);
    return true;
  case Binary::Sub:
    *out = static_cast<int64_t>(x - y);
    return true;
  case Binary::Mul:
    *out = static_cast<int64_t>(x * y);
    return true;
  case Binary::Mod:
    *out = floor_modulo(a, b);
    return true;
  case Binary::IDiv:
    *out = floor_divide(a, b);
    return true;
  default:
    return false;
  }
}

double fold_floats(Binary op, double a, double b, bool squares) {
  switch (op) {
  case Binary::Add:
    return a + b;
  case Binary::Sub:
    return a - b;
  case Binary::Mul:
    return a * b;
  case Binary::Mod:
    return float_modulo(a, b);
  case Binary::Pow:
    return squares && b == 2 ? a * a : std::pow(a, b);
  case Binary::Div:
    return a / b;
  default:
    return std::floor(a / b);
  }
}

bool divides(Binary op) { return op == Binary::Mod || op == Binary::Div || op == Binary::IDiv; }

}  // namespace

bool fold_binary(const Features& features, Binary op, Expr& left, const Expr& right) {
  if (!left.is_numeral() || !right.is_numeral()) return false;
  int64_t integer = 0;
  if (op >= Binary::BAnd) {
    if (!fold_bits(op, left, right, &integer)) return false;
    left = Expr::make_integer(integer);
    return true;
  }
  if (divides(op) && as_float(right) == 0) return false;
  if (left.kind == ExprKind::Integer && right.kind == ExprKind::Integer &&
      fold_integers(op, left.literal.integer, right.literal.integer, &integer)) {
    left = Expr::make_integer(integer);
    return true;
  }
  if (op == Binary::Mod && !features.simple_powers) return false;
  const bool squares = features.simple_powers;
  const double number = fold_floats(op, as_float(left), as_float(right), squares);
  if (std::isnan(number) || (number == 0 && !features.zero_constants)) return false;
  left = Expr::make_float(number);
  return true;
}

bool fold_unary(const Features& features, Unary op, Expr& e) {
  if (!e.is_numeral()) return false;
  int64_t integer = 0;
  if (op == Unary::BNot) {
    if (!as_integer(e, &integer)) return false;
    e = Expr::make_integer(~integer);
    return true;
  }
  if (e.kind == ExprKind::Integer) {
    e = Expr::make_integer(static_cast<int64_t>(0 - static_cast<uint64_t>(e.literal.integer)));
    return true;
  }
  const double number = -e.literal.number;
  if (std::isnan(number) || (number == 0 && !features.zero_constants)) return false;
  e = Expr::make_float(number);
  return true;
}

}  // namespace perilune::frontend
