// Recording of metamethods that are Lua functions: they are inlined under frames that say what
// becomes of their result.
#include "jit/trace/recorder.h"
#include "runtime/metamethod.h"

namespace perilune::jit {

using namespace bytecode;
using lir::FrameRole;

// Only tables and numbers are known to have, or not to have, a metamethod.
bool Recorder::find_metamethod(ValueId object, const Value& actual, Event event, Value* f,
                               ValueId* callee) {
  *f = Value();
  if (!actual.is_table()) {
    if (!actual.is_number()) return abort(AbortReason::OperandType), false;
    if (check_no_type_event(actual.tag, event)) return true;
    return abort(AbortReason::Metamethod), false;
  }
  const Table* table = actual.table();
  Table* metatable = table->metatable();
  Value found = metamethod_in(L_, metatable, event);
  if (found.is_nil()) {
    if (check_absent(object, table, event)) return true;
    return abort(AbortReason::Metamethod), false;
  }
  b().check_shape(object, konst(shape_of(table)), snap());
  bool there;
  ValueId v = field_of(konst(metatable), metatable,
                       L_->global->event_names[static_cast<int>(event)], &there);
  if (!ok()) return false;
  *f = found;
  *callee = v;
  return true;
}

// Sets meta_ to the metamethod of a binary operator; false after an abort.
bool Recorder::binary_metamethod(Event event, ValueId x, ValueId y, const Value& rx,
                                 const Value& ry) {
  Value f;
  ValueId callee;
  if (!find_metamethod(x, rx, event, &f, &callee)) return false;
  if (f.is_nil() && !find_metamethod(y, ry, event, &f, &callee)) return false;
  if (f.is_nil()) return abort(AbortReason::OperandType), false;
  meta_ = {f, callee, {x, y}};
  return true;
}

// The frame stands above the running function's registers, as interp::push_pending has it.
void Recorder::enter_metamethod(FrameRole role, uint32_t result, uint32_t return_pc) {
  MetaCall call = std::move(*meta_);
  meta_.reset();
  if (!ok()) return;
  if (!call.function.is_closure()) return abort(AbortReason::Metamethod);
  Closure* closure = call.function.closure();
  ValueId function = check_callee(call.callee, closure);
  uint32_t depth = levels() + 1;
  if (depth > entry_levels_) {
    b().check_levels(L_->global->semantics.c_levels - (depth - entry_levels_), snap());
  }
  uint32_t first = frame().proto->max_stack + static_cast<uint32_t>(kFrameSlots);
  forget_from(first);
  for (size_t i = 0; i < call.args.size(); ++i)
    set(first + static_cast<uint32_t>(i), call.args[i]);
  Frame f{closure->proto, function, frame().base + first, return_pc, 1};
  f.role = role;
  f.result = static_cast<uint8_t>(result);
  f.nargs = static_cast<uint32_t>(call.args.size());
  push_frame(f);
}

void Recorder::return_from_metamethod(const Frame& callee, ValueId result, bool truthy) {
  if (callee.role == FrameRole::Compare) {
    if (type_of(result) == Type::Bool) guard(result, truthy);
    if (type_of(result) == Type::Any) guard(b().truthy(result), truthy);
  }
  frames_.pop_back();
  slots_.resize(std::min<size_t>(slots_.size(), callee.lower - kFrameSlots));
  base_offset_ -= callee.base - frame().base;
  next_pc_ = callee.return_pc;
  if (callee.role == FrameRole::Store) set(callee.result, result);
  if (callee.role != FrameRole::Compare) return;
  const Word* jmp = frame().proto->code + next_pc_;
  bool taken = truthy == (callee.result != 0);
  next_pc_ += 1 + (taken ? static_cast<uint32_t>(sj_of(*jmp)) : 0);
}

// a < b, a <= b or a == b by a metamethod; false where that is not what the operands ask for.
bool Recorder::compare_by_metamethod(Word w, Event event, const Value& rx, const Value& ry,
                                     ValueId x, ValueId y) {
  const Semantics& s = semantics();
  bool same = event == Event::Eq ? s.equality_of_same : s.order_of_same;
  bool shared =
      rx.is_table() && ry.is_table() && rx.table()->metatable() == ry.table()->metatable();
  if (same && !shared) return abort(AbortReason::Metamethod), true;
  if (!binary_metamethod(event, x, y, rx, ry)) return true;
  // The metamethod has been found by the first operand; it counts only when the other has it, too.
  if (same) b().check_shape(y, konst(shape_of(ry.table())), snap());
  enter_metamethod(FrameRole::Compare, c_of(w) != 0, pc_ + 1);
  return true;
}

}  // namespace perilune::jit
