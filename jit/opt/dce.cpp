// Dead code elimination. Roots are the operations that may not be removed; what they use lives, and
// the snapshots behind their exits with everything in them. A block parameter lives when something
// uses it, and only then do the values passed to it.
#include "jit/opt/passes.h"

#include <algorithm>

namespace perilune::lir {

namespace {

class Dce {
public:
  explicit Dce(Unit& unit) : unit_(unit), live_(unit.value_count()), edges_(unit.block_count()) {}

  bool run() {
    mark_roots();
    while (!work_.empty()) {
      ValueId v = work_.back();
      work_.pop_back();
      mark_uses(v);
    }
    return sweep();
  }

private:
  struct Edge {
    ValueId branch;
    uint32_t target;
  };

  void mark(ValueId v) {
    if (live_[v.index]) return;
    live_[v.index] = true;
    work_.push_back(v);
  }

  void mark_roots() {
    for (uint32_t b = 0; b < unit_.block_count(); ++b)
      for (ValueId v : unit_.block(BlockId{b}).insts) {
        for (uint32_t t = 0; t < unit_.targets(v).size(); ++t)
          edges_[unit_.targets(v)[t].block.index].push_back({v, t});
        if (unit_.op(v) != Opcode::Snap && !unit_.effects(v).removable()) mark(v);
      }
  }

  void mark_uses(ValueId v) {
    const Inst& inst = unit_.inst(v);
    if (inst.op == Opcode::Param) {
      for (Edge e : edges_[inst.block.index])
        mark(unit_.targets(e.branch)[e.target].args[size_t(inst.imm)]);
      return;
    }
    for (ValueId a : unit_.args(v))  // not the branch arguments: their parameters ask for them
      mark(a);
    if (!inst.snap) return;
    const Snapshot& snap = unit_.snap(inst.snap);
    mark(snap.position);
    if (inst.op != Opcode::Snap) return;
    for (const SnapEntry& e : snap.entries)
      mark(e.value);
    if (snap.parent) {
      mark(snap.function);
      mark(unit_.snap(snap.parent).position);
    }
  }

  bool sweep() {
    bool changed = false;
    for (uint32_t b = 0; b < unit_.block_count(); ++b) {
      Block& block = unit_.block(BlockId{b});
      changed |= sweep_params(BlockId{b});
      changed |= std::erase_if(block.insts, [&](ValueId v) {
                   if (!live_[v.index]) unit_.inst(v).block = {};
                   return !live_[v.index];
                 }) != 0;
    }
    return changed;
  }

  bool sweep_params(BlockId b) {
    std::vector<ValueId>& params = unit_.block(b).params;
    std::vector<ValueId> kept;
    for (ValueId p : params)
      if (live_[p.index]) kept.push_back(p);
    if (kept.size() == params.size()) return false;
    for (Edge e : edges_[b.index]) {
      std::vector<ValueId>& args = unit_.targets(e.branch)[e.target].args;
      std::vector<ValueId> kept_args;
      for (size_t i = 0; i < params.size(); ++i)
        if (live_[params[i].index]) kept_args.push_back(args[i]);
      args = std::move(kept_args);
    }
    params = std::move(kept);
    for (size_t i = 0; i < params.size(); ++i)
      unit_.inst(params[i]).imm = int64_t(i);
    return true;
  }

  Unit& unit_;
  std::vector<bool> live_;
  std::vector<std::vector<Edge>> edges_;  ///< Branches to each block.
  std::vector<ValueId> work_;
};

}  // namespace

bool dce(Unit& unit, PassContext&) { return Dce(unit).run(); }

}  // namespace perilune::lir
