// The fold pass: one walk in reverse postorder, so that operands are final before their uses; only
// the arguments of back edges come later and are replaced at the end.
#include "jit/opt/fold.h"

#include "jit/ir/dominators.h"
#include "jit/opt/passes.h"
#include "jit/opt/replace.h"

namespace perilune::lir {

Folded rewrite(Unit& unit, ValueId v, Opcode op, std::initializer_list<ValueId> args) {
  Inst& inst = unit.inst(v);
  inst.op = op;
  inst.snap = {};
  unit.set_args(v, {args.begin(), args.size()});
  return Folded::changed();
}

bool constant_to_right(Unit& unit, ValueId v) {
  std::span<ValueId> args = unit.args(v);
  if (!unit.is_constant(args[0]) || unit.is_constant(args[1])) return false;
  std::swap(args[0], args[1]);
  return true;
}

namespace {

Folded fold_once(Unit& unit, ValueId v) {
  if (Folded f = fold_convert(unit, v)) return f;
  if (Folded f = fold_compare(unit, v)) return f;
  if (Folded f = fold_memory(unit, v)) return f;
  std::span<const ValueId> args = unit.args(v);
  if (args.empty()) return Folded::keep();
  return unit.type(args[0]) == Type::F64 ? fold_float(unit, v) : fold_int(unit, v);
}

}  // namespace

Folded fold_inst(Unit& unit, ValueId v) {
  Folded last;
  while (Folded f = fold_once(unit, v)) {
    last = f;
    if (f.kind != Folded::Changed) break;
  }
  return last;
}

bool fold(Unit& unit, PassContext&) {
  ControlFlow flow(unit);
  Replacements replaced(unit);
  bool changed = false;
  for (BlockId b : flow.order()) {
    std::vector<ValueId> kept;
    std::vector<ValueId> insts = std::move(unit.block(b).insts);
    kept.reserve(insts.size());
    for (ValueId v : insts) {
      replaced.apply(v);
      Folded f = fold_inst(unit, v);
      changed |= bool(f);
      if (f.kind == Folded::Replace) replaced.set(v, f.value);
      if (f.kind == Folded::Replace || f.kind == Folded::Remove)
        unit.inst(v).block = {};
      else
        kept.push_back(v);
    }
    unit.block(b).insts = std::move(kept);
  }
  replaced.apply_all();
  return changed;
}

}  // namespace perilune::lir
