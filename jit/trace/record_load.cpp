// Recording of moves, constants and upvalues.
#include "jit/trace/recorder.h"

namespace perilune::jit {

using namespace bytecode;

void Recorder::record_load(Word w) {
  uint32_t a = a_of(w);
  switch (op_of(w)) {
  case Op::Move:
    return set(a, get(b_of(w)));
  case Op::LoadI:
    return set(a, b().i64(sbx_of(w)));
  case Op::LoadF:
    return set(a, b().f64(sbx_of(w)));
  case Op::LoadK:
    return set(a, constant_value(constant(bx_of(w))));
  case Op::LoadKX:
    return set(a, constant_value(constant(frame().proto->code[pc_ + 1])));
  case Op::LoadNil:
    for (uint32_t i = 0; i <= b_of(w); ++i)
      set(a + i, b().nil());
    return;
  case Op::LoadFalseSkip:
    ++next_pc_;
    return set(a, b().boolean(false));
  default:
    return set(a, b().boolean(op_of(w) == Op::LoadTrue));
  }
}

// The slot of an open upvalue. When the variable lives in a frame of this trace, *inner is its slot
// in the trace, and reads and writes go there; otherwise *inner is negative.
//
// An upvalue may or may not lie in the trace's frames, according to where the trace is entered (and
// debug.upvaluejoin can give a function any upvalue), so that is checked.
lir::ValueId Recorder::upvalue_slot(const Upvalue& upvalue, ValueId object, int32_t* inner) {
  *inner = -1;
  check_openness(object, true);
  ValueId slot = b().field_load(object, lir::Field::UpvalSlot);
  uint32_t lowest = frames_.front().base;
  const Value* bottom = base_ - (frame().base - lowest);
  bool in_stack = upvalue.slot >= L_->stack && upvalue.slot < L_->stack + L_->stack_size;
  if (in_stack && upvalue.slot >= bottom) {
    *inner = static_cast<int32_t>(lowest + (upvalue.slot - bottom));
    if (static_cast<size_t>(*inner) >= slots_.size())
      slots_.resize(static_cast<size_t>(*inner) + 1);
    b().check_inner(slot, lir::Reg{static_cast<uint32_t>(*inner)}, snap());
  } else {
    if (in_stack && upvalue.slot > outer_access_) outer_access_ = upvalue.slot;
    b().check_outer(slot, snap());
  }
  return slot;
}

void Recorder::check_openness(ValueId upvalue, bool is_open) {
  ValueId tag = b().field_load(upvalue, lir::Field::UpvalTag);
  ValueId open = b().i64(Upvalue::kOpen);
  b().guard(is_open ? b().cmp_eq(tag, open) : b().cmp_ne(tag, open), snap());
}

lir::ValueId Recorder::get_upvalue(uint32_t index) {
  const Upvalue& upvalue = *base_[-2].closure()->upvalues()[index];
  Type type = type_of(upvalue.get());
  if (type == Type::Any) return abort(AbortReason::OperandType), ValueId{};
  ValueId object = b().fun_upval(running_function(), index);
  if (!upvalue.is_open()) return b().upval_load(type, object, snap());
  int32_t inner;
  ValueId slot = upvalue_slot(upvalue, object, &inner);
  if (inner < 0) return b().uv_load(type, slot, snap());
  Slot& s = slots_[static_cast<size_t>(inner)];
  if (!s.value) s.value = b().slot_load(type, lir::Reg{static_cast<uint32_t>(inner)}, snap());
  return s.value;
}

void Recorder::set_upvalue(uint32_t index, ValueId v) {
  const Upvalue& upvalue = *base_[-2].closure()->upvalues()[index];
  ValueId object = b().fun_upval(running_function(), index);
  if (upvalue.is_open()) {
    int32_t inner;
    ValueId slot = upvalue_slot(upvalue, object, &inner);
    if (inner >= 0) {
      slots_[static_cast<size_t>(inner)] = Slot{v, true};
      return;
    }
    b().uv_store(slot, v);
  } else {
    check_openness(object, false);
    b().upval_store(object, v);
  }
  b().barrier(object, v);
  wrote();
}

void Recorder::record_upvalue(Word w) {
  if (op_of(w) == Op::SetUpval) return set_upvalue(b_of(w), get(a_of(w)));
  ValueId v = get_upvalue(b_of(w));
  if (ok()) set(a_of(w), v);
}

}  // namespace perilune::jit
