// Handlers that move values: registers, constants and upvalues.
#include "runtime/interp/handler.h"

namespace perilune::interp {

HANDLER(op_Move) {
  RA = RB;
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
  Value* first = &RA + 2;
  Value* end = b != 0 ? first + b - 1 : L->top;
  for (Value* p = end; p > first; --p)
    p[-1] = p[-2];
  NEXT(1);
}

HANDLER(op_LoadI) {
  RA.set_integer(pc->f.wide);
  NEXT(1);
}

HANDLER(op_LoadF) {
  RA.set_float(pc->f.wide);
  NEXT(1);
}

HANDLER(op_LoadK) {
  RA = *advance(k, pc->f.wide);
  NEXT(1);
}

HANDLER(op_LoadKX) {
  RA = K_EXTRA;
  NEXT(2);
}

HANDLER(op_LoadNil) {
  Value* first = &RA;
  for (uint32_t i = 0; i <= pc->f.b; ++i)
    first[i].set_nil();
  NEXT(1);
}

HANDLER(op_LoadFalse) {
  RA.set_boolean(false);
  NEXT(1);
}

HANDLER(op_LoadFalseSkip) {
  RA.set_boolean(false);
  NEXT(2);
}

HANDLER(op_LoadTrue) {
  RA.set_boolean(true);
  NEXT(1);
}

HANDLER(op_GetUpval) {
  RA = *UB->v;
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
  *upvalue->v = value;
  if (upvalue->flags & Object::kWatched && value.is_object()) [[unlikely]]
    GOTO(report_upvalue);
  NEXT(1);
}

}  // namespace perilune::interp
