// Handlers of jumps and loops. A loop's back edge counts in the word behind it; a loop whose body
// is compiled keeps the trace's number there instead.
#include "runtime/interp/for_loop.h"
#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

#define ENTER_TRACE()                                                                              \
  do {                                                                                             \
    Handler trace = dispatch->traces[pc[1].counter];                                               \
    pc = loop_start(pc);                                                                           \
    [[clang::musttail]] return trace(pc, base, L, dispatch, k, count);                             \
  } while (0)

// Without a compiler, a counter that has gone all the way round.
SLOW_HANDLER(ignore_hot_loop) {
  pc = loop_start(pc);
  DISPATCH();
}

template <ForPrep (*prepare)(State*, Value*)>
SLOW_HANDLER(for_prep_slow) {
  SAVE_STATE();
  switch (prepare(L, &RA)) {
  case ForPrep::Run:
    RESUME(2);
  case ForPrep::Skip:
    RELOAD();
    JUMP(2);
  case ForPrep::Error:
    RAISE();
  }
}

}  // namespace

void set_plain_loops(Dispatch* dispatch) { dispatch->hot_loop = ignore_hot_loop; }

HANDLER(op_Jmp) { JUMP(1); }

HANDLER(op_JmpBack) {
  COUNT_BACK_EDGE();
  JUMP(2);
}

HANDLER(op_JitJmpBack) { ENTER_TRACE(); }

HANDLER(op_ForPrep) {
  Value* r = &RA;
  if (r[0].is_integer() && r[1].is_integer() && r[2].is_integer() && r[2].i > 0) [[likely]] {
    if (r[0].i > r[1].i) JUMP(2);
    r[3].set_integer(r[0].i);
    NEXT(2);
  }
  GOTO(for_prep_slow<prepare_for>);
}

HANDLER(op_ForPrepBefore) {
  Value* r = &RA;
  if (r[0].is_integer() && r[1].is_integer() && r[2].is_integer() && r[2].i > 0) {
    if (r[0].i > r[1].i) JUMP(2);
    r[3].set_integer(r[0].i);
    NEXT(2);
  }
  if (r[0].is_float() && r[1].is_float() && r[2].is_float() && r[2].f > 0) {
    double start = r[0].f - r[2].f + r[2].f;
    if (!(start <= r[1].f)) JUMP(2);
    r[0].f = start;
    r[3].set_float(start);
    NEXT(2);
  }
  GOTO(for_prep_slow<prepare_for_before>);
}

namespace {

template <bool wrapping>
HANDLER(for_loop) {
  if (!step_for<wrapping>(PA)) NEXT(2);
  COUNT_BACK_EDGE();
  JUMP(2);
}

template <bool wrapping>
HANDLER(jit_for_loop) {
  if (!step_for<wrapping>(PA)) NEXT(2);
  ENTER_TRACE();
}

}  // namespace

HANDLER(op_ForLoop) { GOTO(for_loop<false>); }
HANDLER(op_ForLoopWrapping) { GOTO(for_loop<true>); }
HANDLER(op_JitForLoop) { GOTO(jit_for_loop<false>); }
HANDLER(op_JitForLoopWrapping) { GOTO(jit_for_loop<true>); }

namespace {

SLOW_HANDLER(mark_closing) {
  SAVE_STATE();
  if (mark_to_be_closed(L, &RA + 3) == Status::Error) RAISE();
  RELOAD();
  JUMP(2);
}

}  // namespace

HANDLER(op_TForPrep) {
  if (!(&RA)[3].is_nil()) [[unlikely]]
    GOTO(mark_closing);
  JUMP(2);
}

HANDLER(op_TForLoop) {
  Value* r = &RA;
  if (r[4].is_nil()) NEXT(2);
  r[2] = r[4];
  COUNT_BACK_EDGE();
  JUMP(2);
}

HANDLER(op_JitTForLoop) {
  Value* r = &RA;
  if (r[4].is_nil()) NEXT(2);
  r[2] = r[4];
  ENTER_TRACE();
}

}  // namespace perilune::interp
