// Folding of boxing, type tests and conversions between integers and floats.
#include "jit/opt/fold.h"

#include "jit/ir/lua_arith.h"

#include <cmath>

namespace perilune::lir {

namespace {

/// The unboxed value behind a `box`, or none.
ValueId boxed(const Unit& unit, ValueId v) {
  return unit.op(v) == Opcode::Box ? unit.arg(v, 0) : ValueId{};
}

Folded fold_truthy(Unit& unit, ValueId inner) {
  switch (unit.type(inner)) {
  case Type::Bool:
    return Folded::replace(inner);
  case Type::Nil:
    return Folded::replace(unit.lit_bool(false));
  default:
    return Folded::replace(unit.lit_bool(true));
  }
}

/// A value of known type under `check.T`, `is.T` or `truthy`.
Folded fold_type_test(Unit& unit, ValueId v) {
  ValueId a = unit.arg(v, 0);
  ValueId inner = boxed(unit, a);
  if (!inner) return Folded::keep();
  switch (unit.op(v)) {
  case Opcode::CheckT:  // of another type it exits, and must stay
    return unit.type(inner) == unit.type(v) ? Folded::replace(inner) : Folded::keep();
  case Opcode::IsT:
    return Folded::replace(unit.lit_bool(unit.type(inner) == Type(unit.inst(v).imm)));
  default:
    return fold_truthy(unit, inner);
  }
}

Folded fold_to_integer(Unit& unit, ValueId v) {
  ValueId a = unit.arg(v, 0);
  Opcode op = unit.op(v);
  if (auto c = unit.float_value(a)) {
    double x = op == Opcode::FloorToI64  ? std::floor(*c)
               : op == Opcode::CeilToI64 ? std::ceil(*c)
                                         : *c;
    auto result = arith::to_integer(x);
    return result ? Folded::replace(unit.lit_i64(*result)) : Folded::keep();
  }
  // A value that is integral already converts alike in all three ways.
  Opcode inner = unit.op(a);
  if (inner != Opcode::Floor && inner != Opcode::Ceil) return Folded::keep();
  unit.inst(v).op = inner == Opcode::Floor ? Opcode::FloorToI64 : Opcode::CeilToI64;
  unit.args(v)[0] = unit.arg(a, 0);
  return Folded::changed();
}

}  // namespace

Folded fold_convert(Unit& unit, ValueId v) {
  switch (unit.op(v)) {
  case Opcode::CheckT:
  case Opcode::IsT:
  case Opcode::Truthy:
    return fold_type_test(unit, v);
  case Opcode::Box:  // a check does not change the value that it looks at
    if (unit.op(unit.arg(v, 0)) == Opcode::CheckT)
      return Folded::replace(unit.arg(unit.arg(v, 0), 0));
    return Folded::keep();
  case Opcode::I64ToF64:
    if (auto c = unit.int_value(unit.arg(v, 0))) return Folded::replace(unit.lit_f64(double(*c)));
    return Folded::keep();
  case Opcode::F64ToI64:
  case Opcode::FloorToI64:
  case Opcode::CeilToI64:
    return fold_to_integer(unit, v);
  default:
    return Folded::keep();
  }
}

}  // namespace perilune::lir
