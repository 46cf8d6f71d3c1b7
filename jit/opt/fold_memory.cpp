// Folding of stores, barriers and snapshots: they take unboxed values, so boxing for their sake is
// undone.
#include "jit/opt/fold.h"

namespace perilune::lir {

namespace {

bool unbox_operand(Unit& unit, ValueId& operand) {
  if (unit.op(operand) != Opcode::Box) return false;
  operand = unit.arg(operand, 0);
  return true;
}

}  // namespace

Folded fold_memory(Unit& unit, ValueId v) {
  switch (unit.op(v)) {
  case Opcode::SlotStore:
  case Opcode::ArrStore:
  case Opcode::PropStore:
  case Opcode::UvStore:
  case Opcode::UpvalStore:
    return unbox_operand(unit, unit.args(v).back()) ? Folded::changed() : Folded::keep();
  case Opcode::Barrier: {
    ValueId& value = unit.args(v)[1];
    if (unbox_operand(unit, value)) return Folded::changed();
    // The collector comes to know an object at a safepoint, and a trace has none.
    if (unit.op(unit.arg(v, 0)) == Opcode::TabMake) return Folded::remove();
    // Only a reference from object to object concerns the collector.
    bool reference = unit.type(value) == Type::Any || is_object(unit.type(value));
    return reference ? Folded::keep() : Folded::remove();
  }
  case Opcode::Snap: {
    bool changed = false;
    for (SnapEntry& e : unit.snap(unit.inst(v).snap).entries)
      changed |= unbox_operand(unit, e.value);
    return changed ? Folded::changed() : Folded::keep();
  }
  default:
    return Folded::keep();
  }
}

}  // namespace perilune::lir
