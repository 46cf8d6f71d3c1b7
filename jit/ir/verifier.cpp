// The verifier of LIR; its rules are listed in verifier.h.
#include "jit/ir/verifier.h"

#include "jit/ir/dominators.h"
#include "jit/ir/printer.h"
#include "jit/ir/typing.h"

#include <algorithm>

namespace perilune::lir {

namespace {

class Verifier {
public:
  explicit Verifier(const Unit& unit) : unit_(unit), lines_(unit) {}

  std::vector<VerifyError> run();

private:
  void error(ValueId v, std::string message) {
    errors_.push_back({v, v ? unit_.inst(v).block : BlockId{}, std::move(message)});
  }
  void block_error(BlockId b, std::string message) {
    errors_.push_back({{}, b, std::move(message)});
  }

  bool ids_in_range();
  bool id_in_range(ValueId v, ValueId at);
  void place(BlockId b);
  void blocks();
  void check_inst(ValueId v);
  void check_branch(ValueId v);
  void check_snapshot(ValueId v);
  void check_chain(ValueId v, const Snapshot& snap);
  void check_use(ValueId user, ValueId used, std::string_view role);
  void check_exit(ValueId v);
  void number_states();
  uint32_t state_at_end(BlockId b, uint32_t state) const;

  const Unit& unit_;
  LinePrinter lines_;
  std::vector<VerifyError> errors_;
  std::vector<uint32_t> position_;  ///< Of each placed value in its block; parameters are 0.
  std::vector<bool> placed_;
  const ControlFlow* flow_ = nullptr;
  std::vector<uint32_t> entry_state_;  ///< Numbers the state of memory at each block's start.
  std::vector<uint32_t> state_;        ///< And before each exit, and at each snapshot.
};

std::vector<VerifyError> Verifier::run() {
  if (unit_.block_count() == 0) {
    block_error({}, "the unit has no blocks");
    return std::move(errors_);
  }
  if (!ids_in_range()) return std::move(errors_);
  if (unit_.proto && unit_.konst(unit_.proto).kind != KonstKind::Proto)
    block_error({}, "the unit's proto is a constant of another kind");
  position_.assign(unit_.value_count(), 0);
  placed_.assign(unit_.value_count(), false);
  for (uint32_t b = 0; b < unit_.block_count(); ++b)
    place(BlockId{b});
  if (!errors_.empty()) return std::move(errors_);
  ControlFlow flow(unit_);
  flow_ = &flow;
  blocks();
  number_states();
  for (uint32_t b = 0; b < unit_.block_count(); ++b)
    for (ValueId v : unit_.block(BlockId{b}).insts)
      check_inst(v);
  return std::move(errors_);
}

bool Verifier::id_in_range(ValueId v, ValueId at) {
  if (v && v.index < unit_.value_count()) return true;
  error(at, "names a value that does not exist");
  return false;
}

/// Everything after this may follow ids without looking.
bool Verifier::ids_in_range() {
  bool good = !unit_.proto || unit_.proto.index < unit_.konst_count();
  if (!good) block_error({}, "the unit's proto is no constant of it");
  for (uint32_t b = 0; b < unit_.block_count(); ++b)
    for (ValueId v : unit_.block(BlockId{b}).insts) {
      if (!id_in_range(v, {})) return false;
      SnapId s = unit_.inst(v).snap;
      if (s && s.index >= unit_.snap_count()) {
        error(v, "names a snapshot that does not exist");
        return false;
      }
      for (const Target& t : unit_.targets(v))
        if (!t.block || t.block.index >= unit_.block_count()) {
          error(v, "branches to a block that does not exist");
          return false;
        }
      unit_.for_each_operand(v, [&](ValueId used) { good &= id_in_range(used, v); });
      SnapId parent = unit_.op(v) == Opcode::Snap ? unit_.snap(s).parent : SnapId{};
      if (parent && parent.index >= unit_.snap_count()) {
        error(v, "names a snapshot that does not exist");
        return false;
      }
    }
  return good;
}

void Verifier::place(BlockId b) {
  const Block& block = unit_.block(b);
  auto put = [&](ValueId v, uint32_t position) {
    if (placed_[v.index])
      error(v, "stands in more than one place");
    else if (unit_.inst(v).block != b)
      block_error(b, "holds an instruction of another block");
    placed_[v.index] = true;
    position_[v.index] = position;
  };
  for (ValueId v : block.params)
    put(v, 0);
  for (size_t i = 0; i < block.insts.size(); ++i) {
    ValueId v = block.insts[i];
    put(v, uint32_t(i) + 1);
    if (unit_.op(v) < Opcode::Snap) error(v, "is no instruction");
    bool terminates = op_info(unit_.op(v)).effects.has(EffectFlag::Terminates);
    if (terminates && i + 1 != block.insts.size())
      error(v, "a terminator must be the last instruction of its block");
    if (!terminates && i + 1 == block.insts.size())
      error(v, "block '" + block.name + "' does not end in a terminator");
  }
  if (block.insts.empty()) block_error(b, "block '" + block.name + "' is empty");
}

void Verifier::blocks() {
  if (!unit_.block(unit_.entry()).params.empty())
    block_error(unit_.entry(), "the entry block must not have parameters");
  if (!flow_->predecessors(unit_.entry()).empty())
    block_error(unit_.entry(), "the entry block must not be a target");
  for (uint32_t b = 0; b < unit_.block_count(); ++b)
    if (!flow_->reachable(BlockId{b}))
      block_error(BlockId{b}, "block '" + unit_.block(BlockId{b}).name + "' is unreachable");
}

void Verifier::check_inst(ValueId v) {
  const Inst& inst = unit_.inst(v);
  if (inst.op == Opcode::Snap) return check_snapshot(v);
  const OpInfo& info = op_info(inst.op);
  for (ValueId a : unit_.args(v))
    check_use(v, a, "operand");
  if (std::string reason = check_types(unit_, v); !reason.empty())
    error(v, reason);
  else if (Type t = result_type(unit_, inst.op, unit_.args(v), inst.imm, inst.type); t != inst.type)
    error(v, "the result is of type " + std::string(type_name(t)) + ", not " +
                 std::string(type_name(inst.type)));
  bool needs_state = inst.op == Opcode::ExitOp || inst.op == Opcode::Loop;
  if (inst.op == Opcode::Loop && unit_.kind != UnitKind::Trace) error(v, "'loop' ends traces only");
  if (info.target_count) check_branch(v);
  if (inst.snap.valid() != (info.exits || needs_state))
    error(v, inst.snap ? "cannot exit, but has a snapshot" : "can exit, but has no snapshot");
  else if (inst.snap)
    check_exit(v);
}

void Verifier::check_branch(ValueId v) {
  for (const Target& t : unit_.targets(v)) {
    const Block& to = unit_.block(t.block);
    if (t.args.size() != to.params.size()) {
      error(v, "block '" + to.name + "' takes " + std::to_string(to.params.size()) +
                   " arguments, not " + std::to_string(t.args.size()));
      continue;
    }
    for (size_t i = 0; i < t.args.size(); ++i) {
      check_use(v, t.args[i], "branch argument");
      Type expected = unit_.type(to.params[i]), actual = unit_.type(t.args[i]);
      if (expected != actual)
        error(v, "argument " + std::to_string(i + 1) + " of block '" + to.name +
                     "' must be of type " + std::string(type_name(expected)) + ", not " +
                     std::string(type_name(actual)));
    }
  }
}

void Verifier::check_use(ValueId user, ValueId used, std::string_view role) {
  if (unit_.op(used) == Opcode::Dead && unit_.op(user) != Opcode::Snap)
    return error(user, "'dead' may appear in snapshots only");
  if (unit_.is_constant(used)) return;
  if (!placed_[used.index])
    return error(user, std::string(role) + " " + lines_.value(used) + " stands in no block");
  const Inst &def = unit_.inst(used), &use = unit_.inst(user);
  bool before = def.block == use.block ? position_[used.index] < position_[user.index]
                                       : flow_->dominates(def.block, use.block);
  if (!before)
    error(user, std::string(role) + " " + lines_.value(used) + " is not defined on every path");
}

void Verifier::check_snapshot(ValueId v) {
  const Snapshot& snap = unit_.snap(unit_.inst(v).snap);
  if (snap.position != v) error(v, "is not the position of its snapshot");
  for (size_t i = 0; i < snap.entries.size(); ++i) {
    const SnapEntry& e = snap.entries[i];
    if (i && snap.entries[i - 1].reg >= e.reg) error(v, "registers must ascend");
    check_use(v, e.value, "value");
    TypeClass c = type_class(unit_.type(e.value));
    if (unit_.op(e.value) != Opcode::Dead && c != TypeClass::Lua && c != TypeClass::Boxed)
      error(v, "r" + std::to_string(e.reg.number) + " must be a Lua value, not of type " +
                   std::string(type_name(unit_.type(e.value))));
  }
  check_chain(v, snap);
}

void Verifier::check_chain(ValueId v, const Snapshot& snap) {
  if (snap.parent.valid() != snap.function.valid())
    return error(v, "an inlined frame needs both its function and its caller's snapshot");
  if (!snap.parent && snap.role != FrameRole::Call)
    return error(v, "only inlined frames have a role");
  if (!snap.parent) return;
  check_use(v, snap.function, "function");
  if (unit_.type(snap.function) != Type::Fun)
    error(v, "the function of a frame must be of type fun, not " +
                 std::string(type_name(unit_.type(snap.function))));
  const Snapshot& parent = unit_.snap(snap.parent);
  if (!parent.position || !placed_[parent.position.index])
    return error(v, "the caller's snapshot stands in no block");
  check_use(v, parent.position, "the caller's snapshot");
  if (snap.base < parent.base) error(v, "base lies below the caller's");
}

void Verifier::check_exit(ValueId v) {
  ValueId position = unit_.snap(unit_.inst(v).snap).position;
  if (!placed_[position.index]) return error(v, "its snapshot stands in no block");
  const Inst &at = unit_.inst(position), &exit = unit_.inst(v);
  bool before = at.block == exit.block ? position_[position.index] < position_[v.index]
                                       : flow_->dominates(at.block, exit.block);
  if (!before) return error(v, "its snapshot is not defined on every path");
  if (flow_->reachable(exit.block) && state_[position.index] != state_[v.index])
    error(v, "an effect lies between the snapshot and the exit");
}

/// Numbers the states of observable memory. A block's first state is that of its predecessors when
/// they agree, and one of its own otherwise; each observable effect begins a new state. A snapshot
/// that dominates an exit is separated from it by an effect if and only if their states differ.
void Verifier::number_states() {
  constexpr uint32_t kUnknown = ~0u;
  uint32_t blocks = unit_.block_count();
  entry_state_.assign(blocks, kUnknown);
  std::vector<uint32_t> exit_state(blocks, kUnknown);
  for (bool changed = true; changed;) {
    changed = false;
    for (BlockId b : flow_->order()) {
      // States below `blocks` begin at blocks, the others after the instruction of that number.
      uint32_t state = b == unit_.entry() ? b.index : kUnknown;
      for (BlockId p : flow_->predecessors(b)) {
        uint32_t from = exit_state[p.index];
        if (from == kUnknown || from == state) continue;
        state = state == kUnknown ? from : b.index;
      }
      if (entry_state_[b.index] == b.index)
        state = b.index;  // never merge again what was once found apart
      changed |= state != entry_state_[b.index];
      entry_state_[b.index] = state;
      exit_state[b.index] = state_at_end(b, state);
    }
  }
  state_.assign(unit_.value_count(), kUnknown);
  for (BlockId b : flow_->order()) {
    uint32_t state = entry_state_[b.index];
    for (ValueId v : unit_.block(b).insts) {
      state_[v.index] = state;
      if (unit_.effects(v).observable()) state = blocks + v.index;
    }
  }
}

uint32_t Verifier::state_at_end(BlockId b, uint32_t state) const {
  const std::vector<ValueId>& insts = unit_.block(b).insts;
  for (auto it = insts.rbegin(); it != insts.rend(); ++it)
    if (unit_.effects(*it).observable()) return unit_.block_count() + it->index;
  return state;
}

}  // namespace

std::vector<VerifyError> verify(const Unit& unit) { return Verifier(unit).run(); }

std::string verify_report(const Unit& unit) {
  std::vector<VerifyError> errors = verify(unit);
  if (errors.empty()) return {};
  LinePrinter lines(unit);
  std::string out;
  for (const VerifyError& e : errors) {
    out += "error in @" + unit.name;
    if (e.block) out += ", block '" + unit.block(e.block).name + "'";
    out += ": " + e.message + "\n";
    if (e.at) out += "    " + lines.line(e.at) + "\n";
  }
  return out;
}

}  // namespace perilune::lir
