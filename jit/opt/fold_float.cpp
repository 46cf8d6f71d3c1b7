// Folding of float arithmetic. Only identities that hold for -0.0, infinities and NaNs; a NaN
// operand keeps its sign and payload, so x * 1.0 is x, but x * -1.0 is not -x.
#include "jit/opt/fold.h"

#include "jit/ir/lua_arith.h"

#include <cmath>

namespace perilune::lir {

namespace {

std::optional<double> evaluate(Opcode op, double a, double b) {
  switch (op) {
  case Opcode::Add:
    return a + b;
  case Opcode::Sub:
    return a - b;
  case Opcode::Mul:
    return a * b;
  case Opcode::Div:
    return a / b;
  case Opcode::FIDiv:
    return arith::fidiv(a, b);
  case Opcode::FMod:
    return arith::fmod(a, b);
  case Opcode::Min:
    return b < a ? b : a;
  case Opcode::Max:
    return a < b ? b : a;
  default:
    return std::nullopt;
  }
}

/// neg and abs work on the sign bit alone, so that they fold for NaNs too.
Folded fold_sign(Unit& unit, ValueId v) {
  ValueId a = unit.arg(v, 0);
  bool is_neg = unit.op(v) == Opcode::Neg;
  if (auto c = unit.float_value(a))
    return Folded::replace(unit.lit_f64(is_neg ? -*c : std::fabs(*c)));
  Opcode inner = unit.op(a);
  if (is_neg) return inner == Opcode::Neg ? Folded::replace(unit.arg(a, 0)) : Folded::keep();
  if (inner == Opcode::Abs) return Folded::replace(a);
  return inner == Opcode::Neg ? rewrite(unit, v, Opcode::Abs, {unit.arg(a, 0)}) : Folded::keep();
}

Folded fold_unary(Unit& unit, ValueId v) {
  Opcode op = unit.op(v);
  ValueId a = unit.arg(v, 0);
  if (op == Opcode::Neg || op == Opcode::Abs) return fold_sign(unit, v);
  if (op != Opcode::Sqrt && op != Opcode::Floor && op != Opcode::Ceil) return Folded::keep();
  if (auto c = unit.float_value(a)) {
    double result = op == Opcode::Sqrt    ? std::sqrt(*c)
                    : op == Opcode::Floor ? std::floor(*c)
                                          : std::ceil(*c);
    return std::isnan(result) ? Folded::keep() : Folded::replace(unit.lit_f64(result));
  }
  Opcode inner = unit.op(a);
  bool integral = inner == Opcode::Floor || inner == Opcode::Ceil || inner == Opcode::I64ToF64;
  return integral && op != Opcode::Sqrt ? Folded::replace(a) : Folded::keep();
}

/// Whether 1/c is exact, so that dividing by c and multiplying by 1/c are the same.
bool exact_reciprocal(double c) {
  int exponent;
  return std::isnormal(c) && std::isnormal(1 / c) && std::fabs(std::frexp(c, &exponent)) == 0.5;
}

Folded fold_right(Unit& unit, ValueId v, double c) {
  ValueId a = unit.arg(v, 0);
  switch (unit.op(v)) {
  case Opcode::Add:  // -0.0 is the neutral element: 0.0 + -0.0 is 0.0
    return c == 0 && std::signbit(c) ? Folded::replace(a) : Folded::keep();
  case Opcode::Sub:
    return c == 0 && !std::signbit(c) ? Folded::replace(a) : Folded::keep();
  case Opcode::Mul:
    return c == 1 ? Folded::replace(a) : Folded::keep();
  case Opcode::Div:
    if (c == 1) return Folded::replace(a);
    return exact_reciprocal(c) ? rewrite(unit, v, Opcode::Mul, {a, unit.lit_f64(1 / c)})
                               : Folded::keep();
  case Opcode::Pow:  // the reference squares by multiplication as well
    return c == 2 ? rewrite(unit, v, Opcode::Mul, {a, a}) : Folded::keep();
  default:
    return Folded::keep();
  }
}

}  // namespace

Folded fold_float(Unit& unit, ValueId v) {
  std::span<const ValueId> args = unit.args(v);
  if (args.empty() || unit.type(args[0]) != Type::F64) return Folded::keep();
  if (args.size() == 1) return fold_unary(unit, v);
  if (args.size() != 2 || unit.type(args[1]) != Type::F64) return Folded::keep();
  Opcode op = unit.op(v);
  auto a = unit.float_value(args[0]), b = unit.float_value(args[1]);
  // Of two NaNs the machine returns the first.
  bool commutes = (op == Opcode::Add || op == Opcode::Mul) && a && !std::isnan(*a);
  if (commutes && constant_to_right(unit, v)) return Folded::changed();
  if ((op == Opcode::Min || op == Opcode::Max) && args[0] == args[1])
    return Folded::replace(args[0]);
  if (a && b) {
    auto result = evaluate(op, *a, *b);
    if (result && !std::isnan(*result)) return Folded::replace(unit.lit_f64(*result));
  }
  if (b) return fold_right(unit, v, *b);
  return Folded::keep();
}

}  // namespace perilune::lir
