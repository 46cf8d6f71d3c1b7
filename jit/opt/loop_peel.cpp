// Loop peeling. The recorder's trace is one block, one iteration: slots loaded on first use, and at
// its end `loop sF`, where sF names every slot that the iteration has written. This becomes
//
//   entry:  the iteration as it is, then br loop(values of sF)
//   loop(parameters, one for each slot of sF):  a copy of the iteration, then br loop(its values)
//
// In the copy a load of a slot of sF is the parameter, and a load of any other slot is the value
// that the first iteration loaded, since nothing has written the slot. Everything invariant is now
// computed twice from the same values, and value numbering removes the second time.
//
// Exits of the copy must restore what earlier iterations wrote: its snapshots of the unit's own
// frame name every slot of sF. A caller's frame, from which an inlined one hangs, is completed only
// below the inlined frame's function and link.
//
// Declined, with a remark, when an iteration does not produce the types that it starts from.
#include "jit/opt/passes.h"

#include "runtime/frame.h"

#include <algorithm>
#include <array>
#include <map>

namespace perilune::lir {

namespace {

class LoopPeel {
public:
  LoopPeel(Unit& unit, PassContext& context) : unit_(unit), context_(context) {}

  bool run();

private:
  bool applicable();
  bool types_stable();
  bool decline(std::string reason);
  void add_params();
  void copy_body();
  void copy_inst(ValueId v);
  void copy_slot_load(ValueId v);
  void copy_snapshot(ValueId v);
  void complete_snapshot(SnapId original, Snapshot& copy);
  ValueId append_copy(ValueId v, Opcode op, std::array<ValueId, 1> args, SnapId snap);
  void branch(BlockId from, bool copied);
  void set_copy(ValueId v, ValueId copy) { copies_[v.index] = copy; }
  ValueId copy_of(ValueId v) const {
    return v.index < copies_.size() && copies_[v.index] ? copies_[v.index] : v;
  }

  Unit& unit_;
  PassContext& context_;
  std::vector<ValueId> body_;        ///< The iteration without its terminator.
  SnapId final_;                     ///< sF
  std::map<Reg, ValueId> last_;      ///< Slots (not registers) of sF and their values at the end.
  std::map<Reg, ValueId> params_;    ///< And the parameters that stand for them.
  std::vector<ValueId> copies_;      ///< Of values, by index.
  std::vector<SnapId> snap_copies_;  ///< Of snapshots, by index.
  std::vector<uint32_t> callee_bases_;  ///< By snapshot: lowest base of a frame that hangs from it.
  BlockId loop_;
};

bool LoopPeel::decline(std::string reason) {
  context_.remarks.push_back("loop-peel: @" + unit_.name + ": " + std::move(reason));
  return false;
}

bool LoopPeel::applicable() {
  if (unit_.block_count() != 1) return false;
  ValueId last = unit_.terminator(unit_.entry());
  if (!last || unit_.op(last) != Opcode::Loop) return false;
  final_ = unit_.inst(last).snap;
  const Snapshot& snap = unit_.snap(final_);
  if (snap.parent) return decline("the loop ends in an inlined frame");
  if (unit_.has_pc && snap.pc != unit_.pc) return decline("the loop does not end where it begins");
  body_ = unit_.block(unit_.entry()).insts;
  body_.pop_back();
  for (ValueId v : body_)
    if (unit_.effects(v).writes_class(AliasClass::Slot)) return decline("the loop stores slots");
  for (const SnapEntry& e : snap.entries)
    last_[Reg{snap.base + e.reg.number}] = e.value;
  return true;
}

/// Whether each slot that the iteration loads holds, at its end, what the load asks for.
bool LoopPeel::types_stable() {
  for (ValueId v : body_) {
    if (unit_.op(v) != Opcode::SlotLoadT && unit_.op(v) != Opcode::SlotLoad) continue;
    Reg reg{uint32_t(unit_.inst(v).imm)};
    auto it = last_.find(reg);
    if (it == last_.end()) continue;
    std::string name = "r" + std::to_string(reg.number);
    if (unit_.op(it->second) == Opcode::Dead)
      return decline(name + " is read, but dead at the end");
    Type have = unit_.type(it->second), want = unit_.type(v);
    if (have != want && have != Type::Any && want != Type::Any)
      return decline(name + " begins as " + std::string(type_name(want)) + " and ends as " +
                     std::string(type_name(have)));
  }
  return true;
}

bool LoopPeel::run() {
  if (!applicable() || !types_stable()) return false;
  copies_.resize(unit_.value_count());
  snap_copies_.resize(unit_.snap_count());
  callee_bases_.assign(unit_.snap_count(), ~0u);
  for (ValueId v : body_)
    if (unit_.op(v) == Opcode::Snap) {
      const Snapshot& snap = unit_.snap(unit_.inst(v).snap);
      if (snap.parent)
        callee_bases_[snap.parent.index] = std::min(callee_bases_[snap.parent.index], snap.base);
    }
  loop_ = unit_.add_block("loop");
  add_params();
  copy_body();
  unit_.inst(unit_.block(unit_.entry()).insts.back()).block = {};
  unit_.block(unit_.entry()).insts.pop_back();
  branch(unit_.entry(), false);
  branch(loop_, true);
  return true;
}

void LoopPeel::add_params() {
  for (auto [reg, value] : last_)
    if (unit_.op(value) != Opcode::Dead)
      params_[reg] = unit_.add_param(loop_, unit_.type(value), "r" + std::to_string(reg.number));
}

void LoopPeel::copy_body() {
  for (ValueId v : body_) {
    switch (unit_.op(v)) {
    case Opcode::Snap:
      copy_snapshot(v);
      break;
    case Opcode::SlotLoad:
    case Opcode::SlotLoadT:
      copy_slot_load(v);
      break;
    default:
      copy_inst(v);
    }
  }
}

void LoopPeel::copy_inst(ValueId v) {
  std::vector<ValueId> args(unit_.args(v).begin(), unit_.args(v).end());
  for (ValueId& a : args)
    a = copy_of(a);
  Inst inst = unit_.inst(v);
  SnapId snap = inst.snap ? snap_copies_[inst.snap.index] : SnapId{};
  ValueId copy = unit_.add_inst(inst.op, inst.type, args, inst.imm, snap);
  unit_.set_name(copy, std::string(unit_.value_name(v)));
  unit_.append(loop_, copy);
  set_copy(v, copy);
}

ValueId LoopPeel::append_copy(ValueId v, Opcode op, std::array<ValueId, 1> args, SnapId snap) {
  ValueId copy = unit_.add_inst(op, unit_.type(v), args, 0, snap);
  unit_.set_name(copy, std::string(unit_.value_name(v)));
  unit_.append(loop_, copy);
  return copy;
}

void LoopPeel::copy_slot_load(ValueId v) {
  auto it = params_.find(Reg{uint32_t(unit_.inst(v).imm)});
  if (it == params_.end()) return;  // never written: the first iteration's value
  Type have = unit_.type(it->second), want = unit_.type(v);
  SnapId snap = unit_.inst(v).snap;
  if (have == want)
    set_copy(v, it->second);
  else if (want == Type::Any)
    set_copy(v, append_copy(v, Opcode::Box, {it->second}, {}));
  else
    set_copy(v, append_copy(v, Opcode::CheckT, {it->second}, snap_copies_[snap.index]));
}

void LoopPeel::copy_snapshot(ValueId v) {
  SnapId original = unit_.inst(v).snap;
  Snapshot copy = unit_.snap(original);
  for (SnapEntry& e : copy.entries)
    e.value = copy_of(e.value);
  if (copy.function) copy.function = copy_of(copy.function);
  if (copy.parent)
    copy.parent = snap_copies_[copy.parent.index];
  else
    complete_snapshot(original, copy);
  SnapId s = unit_.add_snap(std::move(copy));
  unit_.append(loop_, unit_.snap(s).position);
  snap_copies_[original.index] = s;
}

/// Names the slots that the iterations before have written and this one has not yet.
void LoopPeel::complete_snapshot(SnapId original, Snapshot& copy) {
  uint32_t callee = callee_bases_[original.index];
  std::map<Reg, ValueId> missing = params_;
  for (const SnapEntry& e : copy.entries)
    missing.erase(Reg{copy.base + e.reg.number});
  for (auto [reg, param] : missing)
    if (reg.number + uint64_t(kFrameSlots) < callee)
      copy.entries.push_back({Reg{reg.number - copy.base}, param});
}

void LoopPeel::branch(BlockId from, bool copied) {
  Target target{loop_, {}};
  for (auto [reg, param] : params_)
    target.args.push_back(copied ? copy_of(last_[reg]) : last_[reg]);
  ValueId br = unit_.add_inst(Opcode::Br, Type::None, {});
  unit_.set_targets(br, {std::move(target)});
  unit_.append(from, br);
}

}  // namespace

bool loop_peel(Unit& unit, PassContext& context) { return LoopPeel(unit, context).run(); }

}  // namespace perilune::lir
