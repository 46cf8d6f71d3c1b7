// Errors: the message handler, then the way down the frames to whoever catches.
#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

// A message handler that fails is called for its own error, as deep as stock Lua's C stack lets it:
// at one depth the error becomes an overflow of that stack, at the other there is no further call.
constexpr int kHandlerOverflow = 196;
constexpr int kMaxHandlers = 215;

// The handler in force for an error raised at L->base; nil when there is none. Sets *depth to the
// number of handlers that are running already.
Value find_message_handler(State* L, int* depth) {
  *depth = 0;
  for (Value* base = L->base;;) {
    const FrameLink& link = link_of(base);
    if (link.kind == FrameKind::Pcall || link.kind == FrameKind::Resume) return Value();
    if (link.kind == FrameKind::Xpcall) return base[-static_cast<ptrdiff_t>(link.delta)];
    if (link.kind == FrameKind::ErrorHandler) ++*depth;
    if (link.delta == 0) return Value();
    base -= link.delta;
  }
}

// Where frames above the running one may begin.
Value* frame_end(State* L) {
  const Value& function = L->base[-2];
  if (!function.is_closure()) return L->top;
  return L->base + function.closure()->proto->max_stack;
}

// A coroutine without a catching frame dies with its frames as they are.
bool is_caught_in_coroutine(State* L) {
  for (Value* base = L->base;;) {
    const FrameLink& link = link_of(base);
    if (link.kind == FrameKind::Resume) return false;
    if (link.kind == FrameKind::Pcall || link.kind == FrameKind::Xpcall ||
        link.kind == FrameKind::Boundary) {
      return true;
    }
    base -= link.delta;
  }
}

}  // namespace

HANDLER(raise) {
  if (!L->error_handled) {
    int depth;
    Value handler = find_message_handler(L, &depth);
    L->error_handled = true;
    if (!handler.is_nil()) {
      if (depth >= kMaxHandlers) {
        L->error_plain("error in error handling");
        L->error_handled = true;
        if (!is_caught_in_coroutine(L)) GOTO(fail_coroutine);
        GOTO(unwind);
      }
      if (depth == kHandlerOverflow) {
        if (L->base[-2].is_closure()) {
          L->error("C stack overflow");
        } else {
          L->error_plain("C stack overflow");
        }
        L->error_handled = true;
      }
      Pending call;
      call.function = handler;
      call.args[0] = L->error_value;
      call.nargs = 1;
      base = push_pending_at(L, frame_end(L), call, L->pc ? L->pc + 1 : nullptr,
                             FrameKind::ErrorHandler, 1);
      GOTO(enter_call);
    }
  }
  if (!is_caught_in_coroutine(L)) GOTO(fail_coroutine);
  GOTO(unwind);
}

HANDLER(return_from_error_handler) {
  L->error_value = insn > 0 ? L->top[-static_cast<ptrdiff_t>(insn)] : Value();
  L->error_handled = true;
  const FrameLink& link = link_of(base);
  L->base = base - link.delta;
  if (!is_caught_in_coroutine(L)) GOTO(fail_coroutine);
  GOTO(unwind);
}

// The error waits in the slot below the handler's function.
HANDLER(return_from_close_unwind) {
  L->throw_value(base[-3]);
  L->error_handled = true;
  L->base = base - link_of(base).delta;
  GOTO(unwind);
}

HANDLER(unwind) {
  base = L->base;
  Pending call;
  if (next_to_close(L, base, L->error_value, &call)) {
    Value* at = L->at_offset(L->tbc[L->tbc_count]) + 1;
    *at = L->error_value;
    base = push_pending_at(L, at + 1, call, L->pc ? L->pc + 1 : nullptr, FrameKind::CloseUnwind, 0);
    GOTO(enter_call);
  }
  close_upvalues(L, base);
  const FrameLink& link = link_of(base);
  L->base = base - link.delta;
  if (link.ret) L->pc = link.ret - 1;
  switch (link.kind) {
  case FrameKind::Pcall:
  case FrameKind::Xpcall: {
    Value error = L->error_value;
    L->error_value = Value();
    L->error_handled = false;
    base = L->base;
    base[0].set_boolean(false);
    base[1] = error;
    L->top = base + 2;
    L->shrink_stack();
    RELOAD();
    insn = 2;
    GOTO(finish_return);
  }
  case FrameKind::Boundary:
    L->top = base - kFrameSlots;
    L->boundary_status = Status::Error;
    return;
  default:
    GOTO(unwind);
  }
}

}  // namespace perilune::interp
