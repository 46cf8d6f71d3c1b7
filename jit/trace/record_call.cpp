// Recording of calls and returns: Lua functions are inlined.
#include <algorithm>

#include "jit/trace/recorder.h"
#include "runtime/metamethod.h"

namespace perilune::jit {

using namespace bytecode;
using lir::FrameRole;

namespace {

constexpr size_t kMaxDepth = 12;
// The same function may be inlined within itself so often.
constexpr int kMaxRecursion = 3;

}  // namespace

void Recorder::record_call(Word w) {
  uint32_t a = a_of(w), first = a + kFrameSlots, end = 0;
  if (!list_end(first, b_of(w) - 1, b_of(w) == 0, &end)) return;
  uint32_t nresults = c_of(w) - 1;  // kOpen for 0
  const Value& f = runtime(a);
  if (f.is_closure()) return enter_closure(f.closure(), a, end - first, nresults);
  if (f.is_native()) return record_native({a, first, end - first, a, nresults});
  record_callable(a, end - first, nresults);
}

// A value with a __call metamethod: it becomes the first argument of that.
void Recorder::record_callable(uint32_t a, uint32_t nargs, uint32_t nresults) {
  Value f;
  ValueId object = get(a), callee;
  if (!runtime(a).is_table() || !find_metamethod(object, runtime(a), Event::Call, &f, &callee)) {
    return abort(AbortReason::CallOfOther);
  }
  if (!f.is_closure()) return abort(AbortReason::CallOfOther);
  std::vector<ValueId> args{object};
  for (uint32_t i = 0; i < nargs; ++i)
    args.push_back(get(a + kFrameSlots + i));
  // Its frame may reach one slot further than the caller's registers.
  deepest_ = std::max(deepest_, frame().base + a + 2 * kFrameSlots + nargs);
  set(a, callee);
  for (uint32_t i = 0; i <= nargs; ++i)
    set(a + kFrameSlots + i, args[i]);
  enter_closure(f.closure(), a, nargs + 1, nresults);
}

// The function that is called is the one expected; what it is called in the frame.
lir::ValueId Recorder::check_callee(ValueId function, Closure* closure) {
  Proto* proto = closure->proto;
  // A call site is first taken to call one closure. Where that has failed, which a side trace that
  // begins with the call shows, closures of one prototype are enough; and where closures are made
  // in compiled code.
  bool is_new = unit_->op(function) == lir::Opcode::ClosureNew ||
                unit_->op(function) == lir::Opcode::ClosureReuse;
  if (is_new) return function;
  if ((!is_root_ && instructions_ == 1) || ProtoData::of(L_->global, proto).is_instantiated) {
    b().check_proto(function, b().konst(lir::KonstKind::Proto, "callee", proto), snap());
    return function;
  }
  ValueId expected = konst(closure);
  if (function != expected) b().check_is(function, expected, snap());
  return expected;
}

// The frame of a callee whose first `nargs` registers are set becomes the running one.
void Recorder::push_frame(Frame f) {
  if (frames_.size() > kMaxDepth) return abort(AbortReason::CallDepth);
  int recursion = 0;
  for (const Frame& other : frames_)
    recursion += other.proto == f.proto;
  if (recursion > kMaxRecursion) return abort(AbortReason::CallDepth);
  // The link stands between the function and its first register: neither holds a value.
  if (slots_.size() < f.base) slots_.resize(f.base);
  slots_[f.base - 2] = slots_[f.base - 1] = {};
  f.lower = f.base;
  base_offset_ += f.base - frame().base;
  deepest_ = std::max({deepest_, f.base + f.proto->max_stack, f.base + f.nargs});
  frames_.push_back(f);
  next_pc_ = 0;
  snap_ = {};
  uint32_t missing = f.proto->num_params > f.nargs ? f.proto->num_params - f.nargs : 0;
  for (uint32_t i = 0; i < missing; ++i)
    set(f.nargs + i, b().nil());
}

// Calls the closure in register `a`, with the arguments behind it.
void Recorder::enter_closure(Closure* closure, uint32_t a, uint32_t nargs, uint32_t nresults) {
  ValueId function = check_callee(get(a), closure);
  // Arguments are registers of the callee from here on.
  for (uint32_t i = 0; i < nargs; ++i)
    get(a + kFrameSlots + i);
  forget_from(a + kFrameSlots + nargs);
  Frame f{closure->proto, function, frame().base + a + kFrameSlots, pc_ + 1, nresults};
  f.nargs = nargs;
  push_frame(f);
}

// The callee takes the place of the running function, which must be an inlined one; its arguments
// move down.
void Recorder::record_tail_call(Word w) {
  uint32_t a = a_of(w), first = a + kFrameSlots, end = 0;
  if (!list_end(first, b_of(w) - 1, b_of(w) == 0, &end)) return;
  const Value& callee = runtime(a);
  // The RETURN that follows passes the results of a native on.
  if (callee.is_native()) return record_native({a, first, end - first, a, kOpen});
  if (!callee.is_closure()) return abort(AbortReason::CallOfOther);
  if (frames_.size() == 1) return abort(AbortReason::ReturnFromStart);
  ValueId function = check_callee(get(a), callee.closure());
  std::vector<ValueId> args;
  for (uint32_t r = first; r < end; ++r)
    args.push_back(get(r));
  if (c_of(w)) close_from(0);
  Frame f = frame();
  f.proto = callee.closure()->proto;
  f.function = function;
  // Larger numbers are not in the link alone.
  if (++f.tails == kManyTailCalls) return abort(AbortReason::CallDepth);
  f.nargs = static_cast<uint32_t>(args.size());
  forget_from(0);
  base_offset_ -= f.base - f.lower;
  f.base = f.lower;
  slots_.resize(f.base);
  frames_.pop_back();
  base_offset_ -= f.base - frame().base;  // which push_frame adds again
  for (uint32_t i = 0; i < f.nargs; ++i)
    slots_.push_back(Slot{args[i], true});
  push_frame(f);
}

// The caller is known by the address that the call returns to: it is in the code of one function.
// What has been accessed as lying outside the trace's frames must still do so.
bool Recorder::return_below() {
  if (!is_root_ && link_of(base_).kind == FrameKind::Vararg) extra_arguments(&frame());
  if (!ok()) return false;
  const Value* base = base_ - (frame().base - frame().lower);
  const FrameLink& link = link_of(base);
  bool moved = link.kind == FrameKind::Vararg;
  const Value* caller = lower_base(base);
  bool possible = !is_root_ && !moved && link.kind == FrameKind::Lua &&
                  frame().lower >= 2 * link.slots() && outer_access_ < caller - kFrameSlots;
  if (!possible) return abort(AbortReason::ReturnFromStart), false;
  Proto* proto = caller[-2].closure()->proto;
  // The address stays that of this call for as long as the function lives.
  b().konst(lir::KonstKind::Proto, "caller", proto);
  ValueId address = b().konst(lir::KonstKind::Pointer, "return address", link.ret);
  b().check_return(lir::Reg{frame().lower}, address, snap());
  Frame& callee = frame();
  callee.return_pc = proto->index_of(link.ret);
  callee.nresults = link.nresults == kAllResults ? kOpen : link.nresults;
  callee.role = FrameRole::Call;
  Frame below{proto, {}, callee.lower - link.slots(), 0, 0};
  below.lower = below.base;
  frames_.insert(frames_.begin(), below);
  return true;
}

void Recorder::record_return(Word w) {
  if (frames_.size() == 1 && !return_below()) return;
  uint32_t first = a_of(w), end = first;
  if (op_of(w) == Op::Return1) end = first + 1;
  if (op_of(w) == Op::Return && !list_end(first, b_of(w) - 1, b_of(w) == 0, &end)) return;
  std::vector<ValueId> results;
  for (uint32_t r = first; r < end; ++r)
    results.push_back(get(r));
  bool truthy = end > first && runtime(first).is_truthy();
  if (op_of(w) == Op::Return && c_of(w)) close_from(0);
  if (!ok()) return;
  Frame callee = frame();
  if (lir::takes_level(callee.role)) {
    return return_from_metamethod(callee, end > first ? results[0] : b().nil(), truthy);
  }
  frames_.pop_back();
  uint32_t a = callee.lower - frame().base - static_cast<uint32_t>(kFrameSlots);
  forget_from(a);
  uint32_t count = static_cast<uint32_t>(results.size());
  uint32_t wanted = callee.nresults == kOpen ? count : callee.nresults;
  for (uint32_t i = 0; i < wanted; ++i)
    set(a + i, i < count ? results[i] : b().nil());
  if (callee.nresults == kOpen) set_open(a, count);
  base_offset_ -= callee.base - frame().base;
  next_pc_ = callee.return_pc;
}

}  // namespace perilune::jit
