// Handlers that move values: registers, constants and upvalues.
#include "runtime/interp/handler.h"

namespace perilune::interp {

HANDLER(op_Move) {
  *PA = *PB;
  NEXT(1);
}

HANDLER(op_MakeRoom) {
  uint32_t b = pc->f.b;
  if (b == 0) {
    SAVE_STATE();
    if (L->ensure_stack(1) == Status::Error) RAISE();
    RELOAD();
    ++L->top;
  }
  Value* first = PA + 2;
  Value* end = b != 0 ? first + b - 1 : L->top;
  for (Value* p = end; p > first; --p)
    p[-1] = p[-2];
  NEXT(1);
}

HANDLER(op_LoadI) {
  PA->set_integer(pc->f.wide);
  NEXT(1);
}

HANDLER(op_LoadF) {
  PA->set_float(pc->f.wide);
  NEXT(1);
}

HANDLER(op_LoadK) {
  *PA = *advance(k, pc->f.wide);
  NEXT(1);
}

HANDLER(op_LoadKX) {
  *PA = K_EXTRA;
  NEXT(2);
}

HANDLER(op_LoadNil) {
  Value* first = PA;
  for (uint32_t i = 0; i <= pc->f.b; ++i)
    first[i].set_nil();
  NEXT(1);
}

HANDLER(op_LoadFalse) {
  PA->set_boolean(false);
  NEXT(1);
}

HANDLER(op_LoadFalseSkip) {
  PA->set_boolean(false);
  NEXT(2);
}

HANDLER(op_LoadTrue) {
  PA->set_boolean(true);
  NEXT(1);
}

HANDLER(op_GetUpval) {
  const Upvalue* upvalue = UB;
  *PA = upvalue->get();
  NEXT(1);
}

namespace {

// The collector has seen the upvalue, which has got an object.
SLOW_HANDLER(report_upvalue) {
  gc::barrier(L, UB, RA);
  NEXT(1);
}

}  // namespace

HANDLER(op_SetUpval) {
  Upvalue* upvalue = UB;
  const Value& value = RA;
  upvalue->set(value);
  if (upvalue->flags & Object::kWatched && value.is_object()) [[unlikely]]
    GOTO(report_upvalue);
  NEXT(1);
}

}  // namespace perilune::interp
