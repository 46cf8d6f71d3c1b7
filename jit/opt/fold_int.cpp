// Folding of integer arithmetic and bit operations.
#include "jit/opt/fold.h"

#include "jit/ir/lua_arith.h"

#include <bit>

namespace perilune::lir {

namespace {

bool commutative(Opcode op) {
  switch (op) {
  case Opcode::Add:
  case Opcode::Mul:
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Xor:
  case Opcode::AddOv:
  case Opcode::MulOv:
    return true;
  default:
    return false;
  }
}

/// The value of an operation on two constants, or none where it exits.
std::optional<int64_t> evaluate(Opcode op, int64_t a, int64_t b) {
  int64_t result;
  switch (op) {
  case Opcode::Add:
    return arith::add(a, b);
  case Opcode::Sub:
    return arith::sub(a, b);
  case Opcode::Mul:
    return arith::mul(a, b);
  case Opcode::And:
    return a & b;
  case Opcode::Or:
    return a | b;
  case Opcode::Xor:
    return a ^ b;
  case Opcode::Shl:
    return arith::shl(a, b);
  case Opcode::Shr:
    return arith::shr(a, b);
  case Opcode::Min:
    return b < a ? b : a;
  case Opcode::Max:
    return a < b ? b : a;
  case Opcode::IDiv:
    return b == 0 ? std::nullopt : std::optional(arith::idiv(a, b));
  case Opcode::IMod:
    return b == 0 ? std::nullopt : std::optional(arith::imod(a, b));
  case Opcode::AddOv:
    return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
  case Opcode::SubOv:
    return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
  case Opcode::MulOv:
    return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
  default:
    return std::nullopt;
  }
}

Folded fold_unary(Unit& unit, ValueId v) {
  Opcode op = unit.op(v);
  ValueId a = unit.arg(v, 0);
  if (op != Opcode::Neg && op != Opcode::Abs && op != Opcode::BNot) return Folded::keep();
  if (auto c = unit.int_value(a)) {
    int64_t negated = arith::sub(0, *c);
    int64_t result = op == Opcode::BNot ? ~*c : op == Opcode::Neg || *c < 0 ? negated : *c;
    return Folded::replace(unit.lit_i64(result));
  }
  Opcode inner = unit.op(a);
  if (inner == op && op != Opcode::Abs) return Folded::replace(unit.arg(a, 0));  // -(-x), ~~x
  if (inner == Opcode::Abs && op == Opcode::Abs) return Folded::replace(a);
  return Folded::keep();
}

/// x op x.
Folded fold_same(Unit& unit, ValueId v) {
  ValueId a = unit.arg(v, 0);
  switch (unit.op(v)) {
  case Opcode::Sub:
  case Opcode::SubOv:
  case Opcode::Xor:
    return Folded::replace(unit.lit_i64(0));
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Min:
  case Opcode::Max:
    return Folded::replace(a);
  default:
    return Folded::keep();
  }
}

Folded fold_shift(Unit& unit, ValueId v, int64_t count) {
  ValueId a = unit.arg(v, 0);
  if (count == 0) return Folded::replace(a);
  if (count >= 64 || count <= -64) return Folded::replace(unit.lit_i64(0));
  if (count > 0) return Folded::keep();
  Opcode other = unit.op(v) == Opcode::Shl ? Opcode::Shr : Opcode::Shl;
  return rewrite(unit, v, other, {a, unit.lit_i64(-count)});
}

/// (x op c1) op c2 for an associative op.
Folded fold_chain(Unit& unit, ValueId v, int64_t c) {
  Opcode op = unit.op(v);
  ValueId a = unit.arg(v, 0);
  if (unit.op(a) != op || unit.is_constant(unit.arg(a, 0))) return Folded::keep();
  auto inner = unit.int_value(unit.arg(a, 1));
  if (!inner) return Folded::keep();
  return rewrite(unit, v, op, {unit.arg(a, 0), unit.lit_i64(*evaluate(op, *inner, c))});
}

/// x op c, where c is not foldable together with x.
Folded fold_right(Unit& unit, ValueId v, int64_t c) {
  ValueId a = unit.arg(v, 0);
  switch (unit.op(v)) {
  case Opcode::Add:
    return c == 0 ? Folded::replace(a) : fold_chain(unit, v, c);
  case Opcode::AddOv:
  case Opcode::SubOv:
    return c == 0 ? Folded::replace(a) : Folded::keep();
  case Opcode::Sub:  // one form for both lets chains meet
    return rewrite(unit, v, Opcode::Add, {a, unit.lit_i64(arith::sub(0, c))});
  case Opcode::Mul:
    if (c == 0 || c == 1) return Folded::replace(c ? a : unit.lit_i64(0));
    return c == -1 ? rewrite(unit, v, Opcode::Neg, {a}) : fold_chain(unit, v, c);
  case Opcode::MulOv:
    return c == 0 || c == 1 ? Folded::replace(c ? a : unit.lit_i64(0)) : Folded::keep();
  case Opcode::IDiv:
    if (c == 1) return Folded::replace(a);
    return c == -1 ? rewrite(unit, v, Opcode::Neg, {a}) : Folded::keep();
  case Opcode::IMod:
    if (c == 1 || c == -1) return Folded::replace(unit.lit_i64(0));
    if (c > 0 && std::has_single_bit(uint64_t(c)))  // the remainder has the sign of c
      return rewrite(unit, v, Opcode::And, {a, unit.lit_i64(c - 1)});
    return Folded::keep();
  case Opcode::And:
    if (c == 0 || c == -1) return Folded::replace(c ? a : unit.lit_i64(0));
    return fold_chain(unit, v, c);
  case Opcode::Or:
    if (c == 0 || c == -1) return Folded::replace(c ? unit.lit_i64(-1) : a);
    return fold_chain(unit, v, c);
  case Opcode::Xor:
    if (c == 0) return Folded::replace(a);
    return c == -1 ? rewrite(unit, v, Opcode::BNot, {a}) : fold_chain(unit, v, c);
  case Opcode::Shl:
  case Opcode::Shr:
    return fold_shift(unit, v, c);
  default:
    return Folded::keep();
  }
}

}  // namespace

Folded fold_int(Unit& unit, ValueId v) {
  std::span<const ValueId> args = unit.args(v);
  if (args.empty() || unit.type(args[0]) != Type::I64) return Folded::keep();
  if (args.size() == 1) return fold_unary(unit, v);
  if (args.size() != 2 || unit.type(args[1]) != Type::I64) return Folded::keep();
  if (commutative(unit.op(v)) && constant_to_right(unit, v)) return Folded::changed();
  auto a = unit.int_value(args[0]), b = unit.int_value(args[1]);
  if (a && b) {
    auto result = evaluate(unit.op(v), *a, *b);
    return result ? Folded::replace(unit.lit_i64(*result)) : Folded::keep();
  }
  if (args[0] == args[1]) return fold_same(unit, v);
  if (!b) return Folded::keep();
  return fold_right(unit, v, *b);
}

}  // namespace perilune::lir
