// Recording of jumps and loops, and the ends of traces.
#include "jit/trace/recorder.h"
#include "runtime/interp/for_loop.h"
#include "runtime/number.h"

namespace perilune::jit {

using namespace bytecode;

namespace {

// Inner loops that are not compiled are recorded as far as their iterations are known when they are
// recorded, up to so many: other ones would leave an exit, and so a way to grow, at every turn.
constexpr uint32_t kMaxUnroll = 16;
// A side trace gives way so often to a loop that has no trace.
constexpr uint32_t kMaxGivingWay = 5;

}  // namespace

void Recorder::record_loop(Word w) {
  switch (op_of(w)) {
  case Op::Jmp:
    next_pc_ = jump_target();
    return;
  case Op::JmpBack:
    return back_edge(jump_target(), false);
  default: {
    bool constant = false;
    if (!record_for_step(w, &constant) || !ok()) return;
    return back_edge(jump_target(), constant);
  }
  }
}

// A jump backwards to `target` is about to be made, from the registers as they are now.
void Recorder::back_edge(uint32_t target, bool constant) {
  bool is_anchor = is_root_ && frames_.size() == 1 && pc_ == anchor_;
  next_pc_ = target;
  if (is_anchor) return close_loop();
  const Insn* edge = frame().proto->insns + pc_;
  if (is_compiled_loop(edge->op())) {
    // A root would become the loop around another; side traces do that, from the inner loop's exit.
    if (is_root_) return abort(AbortReason::LoopInside);
    return link_to(traces_->by_number[edge[1].counter], target);
  }
  Proto* proto = frame().proto;
  bool given_up = ProtoData::of(L_->global, proto).loops[pc_].given_up ||
                  (parent_ && parent_->exits[parent_exit_].tries >= kMaxGivingWay);
  const Word* head = frame().proto->code + target;
  // A loop without a trace of its own is recorded first, now that it goes on; then this recording's
  // successor leads into it. Only when that is known to fail does the recording pass its back edge.
  if (!constant && !given_up) return abort(AbortReason::LoopFirst);
  // The back edge of a loop around what was recorded so far leads to code not seen yet.
  if (visited_.contains(head) && ++unrolled_[head] > (constant ? kMaxUnroll : 0)) {
    abort(AbortReason::UnrollLimit);
  }
}

void Recorder::link_to(Trace* root, uint32_t pc) {
  link_ = root;
  // Root and side trace may make a loop that does not pass the root's own poll.
  b().poll(snap_at(pc, DeadRegisters::Cleared));
  b().exit_to(snap_at(pc));
  finish();
}

// Whether a compiled loop begins at the running instruction. A side trace leads into it instead of
// repeating its body; a root does not become a loop around it (its exits' side traces do that).
bool Recorder::reaches_root() {
  if (instructions_ == 1) return false;
  auto root = traces_->roots.find(frame().proto->code + pc_);
  if (root == traces_->roots.end()) return false;
  if (is_root_) {
    abort(AbortReason::LoopInside);
  } else {
    link_to(root->second, pc_);
  }
  return true;
}

// The trace is back where it began: the state at the head is that of the next iteration.
void Recorder::close_loop() {
  SnapId head = snap_at(head_);
  for (size_t r = 0; r < slots_.size(); ++r) {
    if (!slots_[r].dirty) continue;
    ValueId& value = slots_[r].value;
    Type actual = type_of(base_[static_cast<ptrdiff_t>(r) - frame().base]);
    if (type_of(value) == Type::Any && actual != Type::Any) value = b().check(actual, value, head);
    for (ValueId v : unit_->block(unit_->entry()).insts) {
      const lir::Inst& inst = unit_->inst(v);
      if (inst.op != lir::Opcode::SlotLoadT || static_cast<size_t>(inst.imm) != r) continue;
      if (inst.type != type_of(value)) return abort(AbortReason::UnstableTypes);
    }
  }
  b().poll(snap_at(head_, DeadRegisters::Cleared));
  b().loop(snap_at(head_));
  finish();
}

namespace {

bool all(const Value* r, Tag tag) { return r[0].tag == tag && r[1].tag == tag && r[2].tag == tag; }

}  // namespace

// The interpreter converts the three values where their types differ; a trace takes them as they
// are when they need no conversion.
void Recorder::record_for_prep(Word w) {
  const Value* r = &runtime(a_of(w));
  if (all(r, Tag::Integer)) return record_integer_prep(w);
  if (all(r, Tag::Float)) return record_float_prep(w);
  abort(AbortReason::OperandType);
}

// The loop is skipped when the limit lies behind the start.
void Recorder::record_integer_prep(Word w) {
  uint32_t a = a_of(w);
  const Value* r = &runtime(a);
  ValueId start = get(a), limit = get(a + 1), step = get(a + 2);
  if (r[2].i == 0) return abort(AbortReason::OperandType);
  bool up = r[2].i > 0;
  b().guard(up ? b().cmp_gt(step, b().i64(0)) : b().cmp_lt(step, b().i64(0)), snap());
  bool skip = up ? r[0].i > r[1].i : r[0].i < r[1].i;
  guard(up ? b().cmp_lt(limit, start) : b().cmp_lt(start, limit), skip);
  if (skip)
    next_pc_ = jump_target();
  else
    set(a + 3, start);
}

// The rules of dialects differ for a step of zero, and for NaNs.
void Recorder::record_float_prep(Word w) {
  uint32_t a = a_of(w);
  const Value* r = &runtime(a);
  ValueId start = get(a), limit = get(a + 1), step = get(a + 2);
  ValueId nothing = b().f64(0);
  bool up = r[2].f > 0, skip;
  if (semantics().for_starts_before) {
    guard(b().cmp_gt(step, nothing), up);
    double first = r[0].f - r[2].f + r[2].f;
    start = b().add(b().sub(start, step), step);
    skip = !(up ? first <= r[1].f : r[1].f <= first);
    guard(up ? b().cmp_le(start, limit) : b().cmp_le(limit, start), !skip);
  } else {
    if (!up && !(r[2].f < 0)) return abort(AbortReason::OperandType);
    b().guard(up ? b().cmp_gt(step, nothing) : b().cmp_lt(step, nothing), snap());
    skip = up ? r[1].f < r[0].f : r[0].f < r[1].f;
    guard(up ? b().cmp_lt(limit, start) : b().cmp_lt(start, limit), skip);
  }
  if (skip) {
    next_pc_ = jump_target();
    return;
  }
  set(a, start);
  set(a + 3, start);
}

// Most steps are 1 or -1, and taken for that; of any other only the sign is taken for granted.
lir::ValueId Recorder::unit_step(ValueId step, const Value& actual) {
  double stride = actual.as_float();
  if (unit_->is_literal(step)) return step;
  if (stride == 1 || stride == -1) {
    ValueId one = actual.is_integer() ? b().i64(static_cast<int64_t>(stride)) : b().f64(stride);
    b().guard(b().cmp_eq(step, one), snap());
    return one;
  }
  guard(b().cmp_gt(step, actual.is_integer() ? b().i64(0) : b().f64(0)), stride > 0);
  return step;
}

// Whether an integer loop goes on from `index` (interp::has_next), which is a plain comparison for
// a step of 1 or -1.
lir::ValueId Recorder::integer_step_condition(ValueId index, ValueId limit, ValueId step,
                                              int64_t stride) {
  if (stride == 1) return b().cmp_lt(index, limit);
  if (stride == -1) return b().cmp_gt(index, limit);
  ValueId left = stride > 0 ? b().sub(limit, index) : b().sub(index, limit);
  ValueId width = stride > 0 ? step : b().neg(step);
  return b().logic_not(b().cmp_ult(left, width));
}

// One step of an integer loop; whether it goes on.
bool Recorder::integer_step(const Value* r, uint32_t a, ValueId* next, bool* constant) {
  ValueId index = get(a), limit = get(a + 1), step = unit_step(get(a + 2), r[2]);
  int64_t stride = r[2].i;
  bool wraps = semantics().for_wraps;
  bool more = wraps ? interp::has_next_wrapping(wrap_add(r[0].i, stride), r[1].i, stride)
                    : interp::has_next(r[0].i, r[1].i, stride);
  *constant = unit_->int_value(index) && unit_->int_value(limit) && unit_->int_value(step);
  if (*constant) return *next = b().i64(wrap_add(r[0].i, stride)), more;
  if (!wraps) guard(integer_step_condition(index, limit, step, stride), more);
  *next = b().add(index, step);
  if (wraps) guard(stride > 0 ? b().cmp_le(*next, limit) : b().cmp_le(limit, *next), more);
  return more;
}

bool Recorder::float_step(const Value* r, uint32_t a, ValueId* next) {
  ValueId index = get(a), limit = get(a + 1), step = unit_step(get(a + 2), r[2]);
  *next = b().add(index, step);
  double value = r[0].f + r[2].f;
  bool up = r[2].f > 0, more = up ? value <= r[1].f : r[1].f <= value;
  guard(up ? b().cmp_le(*next, limit) : b().cmp_le(limit, *next), more);
  return more;
}

bool Recorder::record_for_step(Word w, bool* constant) {
  uint32_t a = a_of(w);
  const Value* r = &runtime(a);
  ValueId next;
  bool more = r[0].is_integer() ? integer_step(r, a, &next, constant) : float_step(r, a, &next);
  if (!more) return false;
  set(a, next);
  set(a + 3, next);
  return true;
}

}  // namespace perilune::jit
