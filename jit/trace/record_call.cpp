// Recording of calls and returns: Lua functions are inlined.
#include "jit/trace/recorder.h"

namespace perilune::jit {

using namespace bytecode;

namespace {

constexpr size_t kMaxDepth = 12;
// The same function may be inlined within itself so often.
constexpr int kMaxRecursion = 3;

}  // namespace

void Recorder::record_call(Word w) {
  uint32_t a = a_of(w), b_operand = b_of(w), c = c_of(w);
  if (b_operand == 0 || c == 0) return abort(AbortReason::OpenValues);
  const Value& f = runtime(a);
  if (f.is_closure()) return enter_closure(f.closure(), a, b_operand - 1, c - 1);
  if (f.is_native()) return record_native({a, a + kFrameSlots, b_operand - 1, a, c - 1});
  abort(AbortReason::CallOfOther);
}

// Calls the closure in register `a`, with the arguments behind it.
void Recorder::enter_closure(Closure* closure, uint32_t a, uint32_t nargs, uint32_t nresults) {
  Proto* proto = closure->proto;
  if (proto->is_vararg) return abort(AbortReason::Vararg);
  if (frames_.size() > kMaxDepth) return abort(AbortReason::CallDepth);
  int recursion = 0;
  for (const Frame& f : frames_)
    recursion += f.proto == proto;
  if (recursion > kMaxRecursion) return abort(AbortReason::CallDepth);

  ValueId function = get(a);
  // A call site is first taken to call one closure. Where that has failed, which a side trace that
  // begins with the call shows, closures of one prototype are enough; and where closures are made
  // in compiled code.
  bool is_new = unit_->op(function) == lir::Opcode::ClosureNew ||
                unit_->op(function) == lir::Opcode::ClosureReuse;
  bool same_proto = (!is_root_ && instructions_ == 1) || is_new ||
                    ProtoData::of(L_->global, proto).is_instantiated;
  ValueId expected = same_proto ? function : konst(closure);
  if (is_new) {
    // Nothing to check.
  } else if (same_proto) {
    b().check_proto(function, b().konst(lir::KonstKind::Proto, "callee", proto), snap());
  } else if (function != expected) {
    b().check_is(function, expected, snap());
  }
  // Arguments are registers of the callee from here on.
  for (uint32_t i = 0; i < nargs; ++i)
    get(a + kFrameSlots + i);
  forget_from(a + kFrameSlots + nargs);
  for (uint32_t i = nargs; i < proto->num_params; ++i)
    set(a + kFrameSlots + i, b().nil());
  uint32_t base = frame().base + a + kFrameSlots;
  // The link stands between the function and its first register: neither holds a value.
  if (slots_.size() < base) slots_.resize(base);
  slots_[base - 2] = slots_[base - 1] = {};
  frames_.push_back(Frame{proto, expected, base, pc_ + 1, nresults});
  if (base + proto->max_stack > deepest_) deepest_ = base + proto->max_stack;
  base_offset_ += a + kFrameSlots;
  next_pc_ = 0;
}

// The caller is known by the address that the call returns to: it is in the code of one function.
// What has been accessed as lying outside the trace's frames must still do so.
bool Recorder::return_below() {
  const FrameLink& link = link_of(base_);
  const Value* caller = base_ - link.delta;
  bool possible = !is_root_ && link.kind == FrameKind::Lua && frame().base >= 2 * link.delta &&
                  outer_access_ < caller - kFrameSlots;
  if (!possible) return abort(AbortReason::ReturnFromStart), false;
  if (link.nresults == kAllResults) return abort(AbortReason::OpenValues), false;
  Proto* proto = caller[-2].closure()->proto;
  // The address stays that of this call for as long as the function lives.
  b().konst(lir::KonstKind::Proto, "caller", proto);
  ValueId address = b().konst(lir::KonstKind::Pointer, "return address", link.ret);
  b().check_return(lir::Reg{frame().base}, address, snap());
  Frame& callee = frame();
  callee.return_pc = proto->index_of(link.ret);
  callee.nresults = link.nresults;
  frames_.insert(frames_.begin(), Frame{proto, {}, callee.base - link.delta, 0, 0});
  return true;
}

void Recorder::record_return(Word w) {
  if (frames_.size() == 1 && !return_below()) return;
  uint32_t first = a_of(w), count = 0;
  switch (op_of(w)) {
  case Op::Return1:
    count = 1;
    break;
  case Op::Return:
    if (b_of(w) == 0) return abort(AbortReason::OpenValues);
    count = b_of(w) - 1;
    break;
  default:
    break;
  }
  std::vector<ValueId> results;
  for (uint32_t i = 0; i < count; ++i)
    results.push_back(get(first + i));
  if (op_of(w) == Op::Return && c_of(w)) close_from(0);
  Frame callee = frame();
  frames_.pop_back();
  uint32_t a = callee.base - frame().base - static_cast<uint32_t>(kFrameSlots);
  forget_from(a);
  for (uint32_t i = 0; i < callee.nresults; ++i)
    set(a + i, i < count ? results[i] : b().nil());
  base_offset_ -= a + kFrameSlots;
  next_pc_ = callee.return_pc;
}

}  // namespace perilune::jit
