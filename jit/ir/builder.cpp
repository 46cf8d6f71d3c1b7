// The builder: result types, operand checks, and the pooling of constants.
#include "jit/ir/builder.h"

#include "jit/ir/typing.h"

#include <cassert>

namespace perilune::lir {

ValueId Builder::konst(KonstKind kind, std::string label, const void* object) {
  for (uint32_t i = 0; i < unit_.konst_count() && object; ++i) {
    const Konst& k = unit_.konst(KonstId{i});
    if (k.kind == kind && k.object == object) return k.value;
  }
  return unit_.konst_value(unit_.add_konst(kind, std::move(label), object));
}

SnapId Builder::snap(uint32_t pc, std::vector<SnapEntry> entries) {
  return snap_inlined(pc, {}, 0, {}, std::move(entries));
}

SnapId Builder::snap_inlined(uint32_t pc, ValueId function, uint32_t base, SnapId parent,
                             std::vector<SnapEntry> entries) {
  Snapshot snap;
  snap.pc = pc;
  snap.parent = parent;
  snap.function = function;
  snap.base = base;
  snap.entries = std::move(entries);
  return place_snap(std::move(snap));
}

SnapId Builder::place_snap(Snapshot snap) {
  SnapId s = unit_.add_snap(std::move(snap));
  unit_.append(block_, unit_.snap(s).position);
  return s;
}

ValueId Builder::call_with(Helper helper, std::span<const ValueId> arguments, SnapId exit) {
  Parts parts;
  parts.args.assign(arguments.begin(), arguments.end());
  parts.imm = int64_t(helper);
  parts.snap = exit;
  return emit_parts(exit ? Opcode::Call : Opcode::CallPure, std::move(parts));
}

ValueId Builder::emit_parts(Opcode op, Parts parts) {
  bool typed = op_info(op).typed;
  int64_t imm = typed && op == Opcode::IsT ? int64_t(parts.type) : parts.imm;
  Type result = result_type(unit_, op, parts.args, imm, parts.type);
  ValueId v = unit_.add_inst(op, result, parts.args, imm, parts.snap);
  if (op_info(op).target_count == parts.targets.size() && !parts.targets.empty())
    unit_.set_targets(v, std::move(parts.targets));
  if (!check_types(unit_, v).empty()) {
    assert(!"operands of the wrong types");
    ok_ = false;
  }
  unit_.append(block_, v);
  return v;
}

}  // namespace perilune::lir
