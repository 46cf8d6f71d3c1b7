// Memory locations and aliasing; see alias.h.
#include "jit/ir/alias.h"

#include "jit/ir/lua_arith.h"

namespace perilune::lir {

std::optional<Location> location_of(const Unit& unit, ValueId v) {
  const Inst& i = unit.inst(v);
  auto arg = [&](unsigned n) { return unit.arg(v, n); };
  switch (i.op) {
  case Opcode::SlotLoad:
  case Opcode::SlotLoadT:
  case Opcode::SlotStore:
    return Location{AliasClass::Slot, {}, {}, i.imm};
  case Opcode::ArrLoad:
  case Opcode::ArrLoadT:
  case Opcode::ArrStore:
  case Opcode::NumLoadT:
  case Opcode::NumStore:
    return Location{AliasClass::Arr, arg(0), arg(1), 0};
  case Opcode::PropLoad:
  case Opcode::PropLoadT:
  case Opcode::PropStore:
    return Location{AliasClass::Prop, arg(0), {}, i.imm};
  case Opcode::UvLoad:
  case Opcode::UvLoadT:
  case Opcode::UvStore:
    return Location{AliasClass::Upval, arg(0), {}, 0};
  case Opcode::UpvalLoadT:
  case Opcode::UpvalStore:
    return Location{AliasClass::Upval, arg(0), {}, 1};
  case Opcode::FieldLoad:
  case Opcode::FieldStore: {
    auto alias = field_info(Field(i.imm)).alias;
    return alias ? std::optional(Location{*alias, arg(0), {}, i.imm}) : std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

namespace {

/// An index as another value plus a constant; `x` alone is x + 0, a constant c is none + c.
struct Offset {
  ValueId base;
  int64_t constant = 0;
};

Offset offset_of(const Unit& unit, ValueId v) {
  if (auto c = unit.int_value(v)) return {{}, *c};
  Opcode op = unit.op(v);
  if (op == Opcode::Add || op == Opcode::AddOv)
    if (auto c = unit.int_value(unit.arg(v, 1))) return {unit.arg(v, 0), *c};
  if (op == Opcode::Sub || op == Opcode::SubOv)
    if (auto c = unit.int_value(unit.arg(v, 1))) return {unit.arg(v, 0), arith::sub(0, *c)};
  return {v, 0};
}

}  // namespace

namespace {

/// Whether two objects, or their vectors, are different ones: a table that the unit makes is no
/// other that it makes, and none that was there before. (What it loads may be one that it made.)
bool are_apart(const Unit& unit, ValueId a, ValueId b) {
  auto owner = [&](ValueId v) { return unit.op(v) == Opcode::FieldLoad ? unit.arg(v, 0) : v; };
  if (!a || !b) return false;
  a = owner(a);
  b = owner(b);
  auto is_new = [&](ValueId v) { return unit.op(v) == Opcode::TabMake; };
  // A parameter of the block has its value before anything in it.
  auto was_there = [&](ValueId v, ValueId before) {
    return is_new(v) || unit.op(v) == Opcode::Konst ||
           (unit.op(v) == Opcode::Param && unit.inst(v).block == unit.inst(before).block);
  };
  return a != b && ((is_new(a) && was_there(b, a)) || (is_new(b) && was_there(a, b)));
}

}  // namespace

bool may_alias(const Unit& unit, const Location& a, const Location& b) {
  if (a.alias != b.alias || are_apart(unit, a.base, b.base)) return false;
  // Vectors do not overlap: whether or not they are the same one, different places are apart.
  if (a.place != b.place) return false;
  if (a.alias != AliasClass::Arr) return true;
  Offset x = offset_of(unit, a.index), y = offset_of(unit, b.index);
  return x.base != y.base || x.constant == y.constant;
}

ValueId stored_value(const Unit& unit, ValueId v) {
  switch (unit.op(v)) {
  case Opcode::SlotStore:
  case Opcode::ArrStore:
  case Opcode::NumStore:
  case Opcode::PropStore:
  case Opcode::UvStore:
  case Opcode::UpvalStore:
  case Opcode::FieldStore:
    return unit.args(v).back();
  default:
    return {};
  }
}

}  // namespace perilune::lir
