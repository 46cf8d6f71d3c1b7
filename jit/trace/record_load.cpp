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

// The address of an upvalue's value. When the variable lives in a frame of this trace, *inner is
// its slot in the trace, and reads and writes go there; otherwise *inner is negative.
//
// An upvalue may or may not lie in the trace's frames, according to where the trace is entered (and
// debug.upvaluejoin can give a function any upvalue), so that is checked.
lir::ValueId Recorder::upvalue_pointer(uint32_t index, int32_t* inner) {
  *inner = -1;
  ValueId function = running_function();
  ValueId pointer = b().field_load(b().fun_upval(function, index), lir::Field::UpvalV);
  const Upvalue* upvalue = base_[-2].closure()->upvalues()[index];
  uint32_t lowest = frames_.front().base;
  const Value* bottom = base_ - (frame().base - lowest);
  bool in_stack = upvalue->v >= L_->stack && upvalue->v < L_->stack + L_->stack_size;
  if (in_stack && upvalue->v >= bottom) {
    *inner = static_cast<int32_t>(lowest + (upvalue->v - bottom));
    b().check_inner(pointer, lir::Reg{static_cast<uint32_t>(*inner)}, snap());
  } else {
    if (in_stack && upvalue->v > outer_access_) outer_access_ = upvalue->v;
    b().check_outer(pointer, snap());
  }
  return pointer;
}

lir::ValueId Recorder::get_upvalue(uint32_t index) {
  const Value& actual = *base_[-2].closure()->upvalues()[index]->v;
  Type type = type_of(actual);
  if (type == Type::Any) return abort(AbortReason::OperandType), ValueId{};
  int32_t inner;
  ValueId pointer = upvalue_pointer(index, &inner);
  if (inner < 0) return b().uv_load(type, pointer, snap());
  if (static_cast<size_t>(inner) >= slots_.size()) slots_.resize(static_cast<size_t>(inner) + 1);
  Slot& s = slots_[static_cast<size_t>(inner)];
  if (!s.value) s.value = b().slot_load(type, lir::Reg{static_cast<uint32_t>(inner)}, snap());
  return s.value;
}

void Recorder::record_upvalue(Word w) {
  if (op_of(w) == Op::GetUpval) {
    ValueId v = get_upvalue(b_of(w));
    if (ok()) set(a_of(w), v);
    return;
  }
  ValueId v = get(a_of(w));
  int32_t inner;
  ValueId pointer = upvalue_pointer(b_of(w), &inner);
  if (inner >= 0) {
    if (static_cast<size_t>(inner) >= slots_.size()) slots_.resize(static_cast<size_t>(inner) + 1);
    slots_[static_cast<size_t>(inner)] = Slot{v, true};
    return;
  }
  b().uv_store(pointer, v);
  b().barrier(b().fun_upval(running_function(), b_of(w)), v);
  wrote();
}

}  // namespace perilune::jit
