// The evaluator of LIR: control, memory and exits; see eval.h.
#include "jit/ir/eval.h"

namespace perilune::lir {

namespace {

class Evaluator {
public:
  Evaluator(const Unit& unit, EvalHost& host)
      : unit_(unit), host_(host), values_(unit.value_count()) {
    for (uint32_t i = 0; i < unit.value_count(); ++i) {
      const Inst& inst = unit.inst(ValueId{i});
      if (inst.op == Opcode::Const) values_[i] = {inst.type, uint64_t(inst.imm)};
      if (inst.op == Opcode::Konst)
        values_[i] = {inst.type, host.konst(unit.konst(KonstId{uint32_t(inst.imm)}))};
    }
  }

  EvalResult run(uint64_t max_steps);

private:
  enum class Step : uint8_t { Next, Exit };

  EvalValue get(ValueId v) const { return values_[v.index]; }
  uint64_t bits(ValueId v, unsigned arg) const { return get(unit_.arg(v, arg)).bits; }
  void set(ValueId v, EvalValue value) { values_[v.index] = value; }
  Step set_typed(ValueId v, EvalValue loaded);
  Step step(ValueId v);
  Step load(ValueId v);
  Step compute(ValueId v);
  Step call(ValueId v);
  Step call_native(ValueId v);
  EvalValue native_result(size_t n) const;
  void store(ValueId v);
  void jump(ValueId v);
  bool passes(ValueId v);
  void go(const Target& target);
  void restore(SnapId s);
  void leave(SnapId s);

  const Unit& unit_;
  EvalHost& host_;
  std::vector<EvalValue> values_;
  std::vector<EvalValue> native_results_;
  BlockId block_;
  size_t next_ = 0;
  EvalResult result_;
};

/// The result of a load that may ask for a type.
Evaluator::Step Evaluator::set_typed(ValueId v, EvalValue loaded) {
  set(v, loaded);
  Type type = unit_.type(v);
  return type == Type::Any || type == loaded.tag ? Step::Next : Step::Exit;
}

Evaluator::Step Evaluator::load(ValueId v) {
  const Inst& i = unit_.inst(v);
  switch (i.op) {
  case Opcode::SlotLoad:
  case Opcode::SlotLoadT:
    return set_typed(v, host_.load(AliasClass::Slot, 0, i.imm));
  case Opcode::ArrLoad:
  case Opcode::ArrLoadT:
  case Opcode::NumLoadT:
    return set_typed(v, host_.load(AliasClass::Arr, bits(v, 0), int64_t(bits(v, 1))));
  case Opcode::PropLoad:
  case Opcode::PropLoadT:
    return set_typed(v, host_.load(AliasClass::Prop, bits(v, 0), i.imm));
  default:
    return set_typed(v, host_.load(AliasClass::Upval, bits(v, 0), i.op == Opcode::UpvalLoadT));
  }
}

Evaluator::Step Evaluator::compute(ValueId v) {
  const Inst& i = unit_.inst(v);
  EvalValue args[3], result;
  for (unsigned n = 0; n < i.arg_count && n < 3; ++n)
    args[n] = get(unit_.arg(v, n));
  Type type = i.op == Opcode::IsT ? Type(i.imm) : i.type;
  bool stays = evaluate_pure(i.op, type, {args, i.arg_count}, result);
  set(v, result);
  return stays ? Step::Next : Step::Exit;
}

Evaluator::Step Evaluator::call(ValueId v) {
  std::vector<EvalValue> args;
  for (ValueId a : unit_.args(v))
    args.push_back(get(a));
  EvalValue result;
  bool done = host_.call(Helper(unit_.inst(v).imm), args, result);
  set(v, result);
  return done ? Step::Next : Step::Exit;
}

EvalValue Evaluator::native_result(size_t n) const {
  return n < native_results_.size() ? native_results_[n] : EvalValue{};
}

Evaluator::Step Evaluator::call_native(ValueId v) {
  std::vector<EvalValue> args;
  for (ValueId a : unit_.args(v))
    args.push_back(get(a));
  native_results_.clear();
  bool done = host_.call_native(unit_.inst(v).imm, args, native_results_);
  set(v, native_result(0));
  return done ? Step::Next : Step::Exit;
}

void Evaluator::store(ValueId v) {
  const Inst& i = unit_.inst(v);
  EvalValue value = get(unit_.args(v).back());
  switch (i.op) {
  case Opcode::SlotStore:
  case Opcode::SlotFlush:
    return host_.store(AliasClass::Slot, 0, i.imm, value);
  case Opcode::ArrStore:
  case Opcode::NumStore:
    return host_.store(AliasClass::Arr, bits(v, 0), int64_t(bits(v, 1)), value);
  case Opcode::PropStore:
    return host_.store(AliasClass::Prop, bits(v, 0), i.imm, value);
  case Opcode::UvStore:
    return host_.store(AliasClass::Upval, bits(v, 0), 0, value);
  case Opcode::UpvalStore:
    return host_.store(AliasClass::Upval, bits(v, 0), 1, value);
  case Opcode::FieldStore:
    return host_.store_field(bits(v, 0), Field(i.imm), value.bits);
  default:
    return host_.barrier(bits(v, 0), value);
  }
}

/// A branch, or the way back to the entry.
void Evaluator::jump(ValueId v) {
  const Inst& i = unit_.inst(v);
  if (i.op == Opcode::Br) return go(unit_.targets(v)[0]);
  if (i.op == Opcode::Cbr) return go(unit_.targets(v)[bits(v, 0) ? 0 : 1]);
  restore(i.snap);
  block_ = unit_.entry();
  next_ = 0;
}

/// Whether a test that asks the host passes.
bool Evaluator::passes(ValueId v) {
  const Inst& i = unit_.inst(v);
  switch (i.op) {
  case Opcode::CheckShape:
    return host_.load_field(bits(v, 0), Field::TabShape) == bits(v, 1);
  case Opcode::CheckProto:
    return host_.load_field(bits(v, 0), Field::FunProto) == bits(v, 1);
  case Opcode::CheckReturn:
    return host_.returns_to(i.imm, bits(v, 0));
  case Opcode::CheckInner:
    return host_.is_slot(bits(v, 0), i.imm);
  case Opcode::CheckOuter:
    return !host_.is_own_stack(bits(v, 0));
  case Opcode::CheckExtra:
    return host_.has_extra(i.imm, int64_t(bits(v, 0)));
  case Opcode::CheckLevels:
    return host_.has_levels(i.imm);
  case Opcode::CheckStack:
    return host_.has_stack(i.imm);
  default:
    return !host_.interrupted();
  }
}

Evaluator::Step Evaluator::step(ValueId v) {
  const Inst& i = unit_.inst(v);
  switch (i.op) {
  case Opcode::Snap:
    return Step::Next;
  case Opcode::SlotLoad:
  case Opcode::SlotLoadT:
  case Opcode::ArrLoad:
  case Opcode::ArrLoadT:
  case Opcode::NumLoadT:
  case Opcode::PropLoad:
  case Opcode::PropLoadT:
  case Opcode::UvLoad:
  case Opcode::UvLoadT:
  case Opcode::UpvalLoadT:
    return load(v);
  case Opcode::SlotStore:
  case Opcode::SlotFlush:
  case Opcode::ArrStore:
  case Opcode::NumStore:
  case Opcode::PropStore:
  case Opcode::UvStore:
  case Opcode::UpvalStore:
  case Opcode::FieldStore:
  case Opcode::Barrier:
    store(v);
    return Step::Next;
  case Opcode::FieldLoad:
    set(v, {i.type, host_.load_field(bits(v, 0), Field(i.imm))});
    return Step::Next;
  case Opcode::FunUpval:
    set(v, {i.type, host_.upvalue(bits(v, 0), i.imm)});
    return Step::Next;
  case Opcode::FrameFun:
    set(v, {i.type, host_.frame_function(i.imm)});
    return Step::Next;
  case Opcode::CheckShape:
  case Opcode::CheckProto:
  case Opcode::CheckReturn:
  case Opcode::CheckInner:
  case Opcode::CheckStack:
  case Opcode::CheckExtra:
  case Opcode::CheckLevels:
  case Opcode::CheckOuter:
  case Opcode::Poll:
    return passes(v) ? Step::Next : Step::Exit;
  case Opcode::CallPure:
  case Opcode::Call:
    return call(v);
  case Opcode::ClosureNew:
  case Opcode::ClosureReuse:
    set(v, {i.type, host_.make_closure(i.imm, bits(v, 0), bits(v, 1))});
    return Step::Next;
  case Opcode::TabMake:
    set(v, {i.type, host_.make_table(bits(v, 0))});
    return Step::Next;
  case Opcode::UpvalsClose:
    return host_.close_upvalues(i.imm) ? Step::Next : Step::Exit;
  case Opcode::TabSetList: {
    std::vector<EvalValue> args;
    for (ValueId a : unit_.args(v))
      args.push_back(get(a));
    host_.set_list(args);
    return Step::Next;
  }
  case Opcode::NativePure:
  case Opcode::NativeReads:
  case Opcode::NativeWrites:
    return call_native(v);
  case Opcode::NativeResult:
    set(v, native_result(size_t(i.imm)));
    return Step::Next;
  case Opcode::NativeCount:
    set(v, {Type::I64, native_results_.size()});
    return Step::Next;
  case Opcode::Br:
  case Opcode::Cbr:
  case Opcode::Loop:
    jump(v);
    return Step::Next;
  case Opcode::ExitOp:
    return Step::Exit;
  default:
    return compute(v);
  }
}

/// All parameters change at once: one may be passed for another.
void Evaluator::go(const Target& target) {
  std::vector<EvalValue> args;
  for (ValueId a : target.args)
    args.push_back(get(a));
  const std::vector<ValueId>& params = unit_.block(target.block).params;
  for (size_t n = 0; n < params.size(); ++n)
    set(params[n], args[n]);
  block_ = target.block;
  next_ = 0;
}

/// Stores the slots of a chain of frames, the outermost first.
void Evaluator::restore(SnapId s) {
  const Snapshot& snap = unit_.snap(s);
  if (snap.parent) restore(snap.parent);
  for (const SnapEntry& e : snap.entries) {
    int64_t slot = int64_t(snap.base) + e.reg.number;
    if (unit_.op(e.value) == Opcode::Dead)
      host_.kill_slot(slot);
    else
      host_.store(AliasClass::Slot, 0, slot, get(e.value));
  }
}

void Evaluator::leave(SnapId s) {
  restore(s);
  result_.left = true;
  result_.exit = s;
  for (; s; s = unit_.snap(s).parent) {
    const Snapshot& snap = unit_.snap(s);
    uint64_t function = snap.function ? get(snap.function).bits : 0;
    result_.frames.push_back({snap.pc, snap.base, function, snap.role, snap.result, snap.top});
  }
}

EvalResult Evaluator::run(uint64_t max_steps) {
  block_ = unit_.entry();
  while (result_.steps < max_steps) {
    ++result_.steps;
    ValueId v = unit_.block(block_).insts[next_++];
    if (step(v) == Step::Exit) {
      leave(unit_.inst(v).snap);
      break;
    }
  }
  return result_;
}

}  // namespace

EvalResult evaluate(const Unit& unit, EvalHost& host, uint64_t max_steps) {
  return Evaluator(unit, host).run(max_steps);
}

}  // namespace perilune::lir
