// Folding of comparisons and of operations on booleans.
#include "jit/opt/fold.h"

namespace perilune::lir {

namespace {

template <class T>
bool evaluate(Opcode op, T a, T b) {
  switch (op) {
  case Opcode::CmpEq:
    return a == b;
  case Opcode::CmpNe:
    return a != b;
  case Opcode::CmpLt:
    return a < b;
  case Opcode::CmpLe:
    return a <= b;
  case Opcode::CmpGt:
    return a > b;
  default:
    return a >= b;
  }
}

bool is_ordering(Opcode op) { return op >= Opcode::CmpEq && op <= Opcode::CmpGe; }

/// The comparison that holds for (b, a) when `op` holds for (a, b).
Opcode mirrored(Opcode op) {
  switch (op) {
  case Opcode::CmpLt:
    return Opcode::CmpGt;
  case Opcode::CmpLe:
    return Opcode::CmpGe;
  case Opcode::CmpGt:
    return Opcode::CmpLt;
  case Opcode::CmpGe:
    return Opcode::CmpLe;
  default:
    return op;
  }
}

/// The comparison that holds exactly when `op` does not; without NaNs.
Opcode inverse(Opcode op) {
  switch (op) {
  case Opcode::CmpEq:
    return Opcode::CmpNe;
  case Opcode::CmpNe:
    return Opcode::CmpEq;
  case Opcode::CmpLt:
    return Opcode::CmpGe;
  case Opcode::CmpLe:
    return Opcode::CmpGt;
  case Opcode::CmpGt:
    return Opcode::CmpLe;
  default:
    return Opcode::CmpLt;
  }
}

Folded fold_ordering(Unit& unit, ValueId v) {
  Opcode op = unit.op(v);
  if (constant_to_right(unit, v)) {
    unit.inst(v).op = mirrored(op);
    return Folded::changed();
  }
  ValueId a = unit.arg(v, 0), b = unit.arg(v, 1);
  if (unit.type(a) == Type::I64) {
    auto x = unit.int_value(a), y = unit.int_value(b);
    if (x && y) return Folded::replace(unit.lit_bool(evaluate(op, *x, *y)));
    if (a == b) return Folded::replace(unit.lit_bool(evaluate(op, 0, 0)));
    return Folded::keep();
  }
  auto x = unit.float_value(a), y = unit.float_value(b);
  if (x && y) return Folded::replace(unit.lit_bool(evaluate(op, *x, *y)));
  if (a == b && unit.op(a) == Opcode::I64ToF64)  // never a NaN
    return Folded::replace(unit.lit_bool(evaluate(op, 0, 0)));
  if ((y && *y != *y) || (a == b && (op == Opcode::CmpLt || op == Opcode::CmpGt)))
    return Folded::replace(unit.lit_bool(op == Opcode::CmpNe));
  return Folded::keep();
}

Folded fold_not(Unit& unit, ValueId v) {
  ValueId a = unit.arg(v, 0);
  if (auto c = unit.bool_value(a)) return Folded::replace(unit.lit_bool(!*c));
  Opcode op = unit.op(a);
  if (op == Opcode::Not) return Folded::replace(unit.arg(a, 0));
  if (!is_ordering(op)) return Folded::keep();
  // With a NaN, `not (a < b)` is true and `a >= b` false; equality has a true inverse.
  bool invertible = op == Opcode::CmpEq || op == Opcode::CmpNe;
  if (!invertible && unit.type(unit.arg(a, 0)) != Type::I64) return Folded::keep();
  return rewrite(unit, v, inverse(op), {unit.arg(a, 0), unit.arg(a, 1)});
}

Folded fold_unsigned(Unit& unit, ValueId v) {
  ValueId a = unit.arg(v, 0), b = unit.arg(v, 1);
  auto x = unit.int_value(a), y = unit.int_value(b);
  if (x && y) return Folded::replace(unit.lit_bool(uint64_t(*x) < uint64_t(*y)));
  if (a == b || (y && *y == 0) || (x && *x == -1)) return Folded::replace(unit.lit_bool(false));
  return Folded::keep();
}

Folded fold_bool_equality(Unit& unit, ValueId v) {
  if (constant_to_right(unit, v)) return Folded::changed();
  ValueId a = unit.arg(v, 0), b = unit.arg(v, 1);
  if (a == b) return Folded::replace(unit.lit_bool(true));
  auto x = unit.bool_value(a), y = unit.bool_value(b);
  if (x && y) return Folded::replace(unit.lit_bool(*x == *y));
  if (!y) return Folded::keep();
  return *y ? Folded::replace(a) : rewrite(unit, v, Opcode::Not, {a});
}

/// Whether two constants certainly are different objects.
bool distinct_objects(const Unit& unit, ValueId a, ValueId b) {
  if (unit.op(a) != Opcode::Konst || unit.op(b) != Opcode::Konst) return false;
  const void *x = unit.konst(unit.konst_of(a)).object, *y = unit.konst(unit.konst_of(b)).object;
  return x && y && x != y;
}

}  // namespace

Folded fold_compare(Unit& unit, ValueId v) {
  Opcode op = unit.op(v);
  if (is_ordering(op)) return fold_ordering(unit, v);
  switch (op) {
  case Opcode::Not:
    return fold_not(unit, v);
  case Opcode::CmpUlt:
    return fold_unsigned(unit, v);
  case Opcode::CmpEqB:
    return fold_bool_equality(unit, v);
  case Opcode::CmpSame:
    if (unit.arg(v, 0) == unit.arg(v, 1)) return Folded::replace(unit.lit_bool(true));
    if (distinct_objects(unit, unit.arg(v, 0), unit.arg(v, 1)))
      return Folded::replace(unit.lit_bool(false));
    return Folded::keep();
  case Opcode::CheckIs:
    return unit.arg(v, 0) == unit.arg(v, 1) ? Folded::remove() : Folded::keep();
  case Opcode::Guard:
    return unit.bool_value(unit.arg(v, 0)) == true ? Folded::remove() : Folded::keep();
  default:
    return Folded::keep();
  }
}

}  // namespace perilune::lir
