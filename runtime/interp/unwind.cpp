// Errors: the message handler, then the way down the frames to whoever catches.
#include "runtime/interp/handler.h"

namespace perilune::interp {

Value message_handler(State* L) {
  const Semantics& semantics = L->global->semantics;
  bool raises_as_is = semantics.finalizer_errors_raised && !semantics.finalizer_errors_wrapped;
  for (const Value* base = L->base;;) {
    const FrameLink& link = link_of(base);
    if (link.kind == FrameKind::Pcall || link.kind == FrameKind::Resume) return Value();
    // Errors of finalizers are a matter between them and the collector, unless they are raised as
    // they are.
    if (link.kind == FrameKind::Finalizer && !raises_as_is) return Value();
    if (link.kind == FrameKind::Xpcall) return *lower_base(base);
    if (link.distance == 0) return Value();
    base = lower_base(base);
  }
}

namespace {

// Where frames above the running one may begin.
Value* frame_end(State* L) {
  const Value& function = L->base[-2];
  if (!function.is_closure()) return L->top;
  return L->base + function.closure()->proto->max_stack;
}

// The frame above the one that catches an error raised at L->base: what is protected. Null: nobody
// does, and the coroutine dies with its frames as they are. Frames above it are given up.
Value* find_protected(State* L) {
  uint16_t barriers = 0;  // among the frames given up
  bool closing = L->closing;
  for (Value* base = L->base;;) {
    const FrameLink& link = link_of(base);
    switch (link.kind) {
    case FrameKind::ErrorHandler:
      ++barriers;
      break;
    case FrameKind::CloseUnwind:
      if (link.nresults) closing = true, ++barriers;
      break;
    case FrameKind::Pcall:
    case FrameKind::Xpcall:
      if (closing) break;
      [[fallthrough]];
    case FrameKind::Boundary:
    case FrameKind::HostPcall:
    case FrameKind::Finalizer:
    case FrameKind::Hook:
      L->boundary_frames -= barriers;
      L->closing = closing;
      return base;
    case FrameKind::Resume:
      if (!closing) return nullptr;
      L->boundary_frames -= barriers;
      L->closing = true;
      return base;
    default:
      break;
    }
    base = lower_base(base);
  }
}

// Whether a coroutine dies of an error that leaves to C++ from the frame at `base`.
bool is_fatal(const State* L, const Value* base) {
  if (L->closing) return false;
  for (;; base = lower_base(base)) {
    const FrameLink& link = link_of(base);
    switch (link.kind) {
    case FrameKind::Resume:
      return true;
    case FrameKind::Pcall:
    case FrameKind::Xpcall:
    case FrameKind::HostPcall:
    case FrameKind::Finalizer:
      return false;
    default:
      if (link.distance == 0) return false;
    }
  }
}

}  // namespace

HANDLER(raise) {
  if (L->error_handled) GOTO(unwind);
  Value handler = message_handler(L);
  // A handler that fails is called for its own error, until there are no C levels left.
  while (!handler.is_nil() && !L->error_handled) {
    if (!handler.is_function()) {
      L->error_plain("error in error handling");
      L->error_handled = true;
      break;
    }
    if (take_level(L) == Status::Error) continue;
    Pending call;
    call.function = handler;
    call.args[0] = L->error_value;
    call.nargs = 1;
    ++L->boundary_frames;
    base = push_pending_at(L, frame_end(L), call, L->pc ? L->pc + 1 : nullptr,
                           FrameKind::ErrorHandler, 1);
    GOTO(enter_call);
  }
  L->error_handled = true;
  GOTO(unwind);
}

HANDLER(return_from_error_handler) {
  leave_level(L);
  --L->boundary_frames;
  L->error_value = count > 0 ? L->top[-static_cast<ptrdiff_t>(count)] : Value();
  L->error_handled = true;
  L->base = lower_base(base);
  GOTO(unwind);
}

// The error waits in the slot below the handler's function.
HANDLER(return_from_close_unwind) {
  leave_level(L);
  const FrameLink& link = link_of(base);
  L->throw_value(base[-3]);
  L->error_handled = true;
  L->closing = link.nresults != 0;
  L->boundary_frames -= L->closing;
  L->base = lower_base(base);
  GOTO(close_and_catch);
}

HANDLER(unwind) {
  if (L->error_value.is_nil() && !L->closing && !L->global->semantics.nil_error_object) {
    L->error_value = Value::of(L->new_string("<no error object>"));
  }
  Value* found = find_protected(L);
  if (!found) GOTO(fail_coroutine);
  if (returns_to_host(link_of(found).kind) && is_fatal(L, found)) {
    // Tracebacks see the frames, and coroutine.close closes their variables.
    if (!L->dying) {
      L->death = {static_cast<uint32_t>(L->offset_of(L->base)),
                  static_cast<uint32_t>(L->offset_of(L->top)), L->pc};
      L->dying = true;
    }
    base = found;
    GOTO(fail_in_host);
  }
  L->base = found;
  GOTO(close_and_catch);
}

// Back to C++, without closing anything.
HANDLER(fail_in_host) {
  L->base = lower_base(base);
  L->top = base - kFrameSlots;
  L->boundary_status = Status::Error;
}

HANDLER(close_and_catch) {
  base = L->base;
  Pending call;
  if (next_to_close(L, base, L->error_value, &call)) {
    Value* at = L->at_offset(L->tbc[L->tbc_count]) + 1;
    *at = L->error_value;
    base = push_pending_at(L, at + 1, call, nullptr, FrameKind::CloseUnwind, L->closing);
    // As in stock, what ends a coroutine cannot be suspended itself.
    L->boundary_frames += L->closing;
    L->closing = false;
    GOTO(enter_level);
  }
  close_upvalues(L, base);
  const FrameLink& link = link_of(base);
  if (returns_to_host(link.kind)) GOTO(fail_in_host);
  if (link.kind == FrameKind::Resume) GOTO(finish_closing);
  Value error = L->error_value;
  L->error_value = Value();
  L->error_handled = false;
  // What was suspended in between had its levels given back.
  uint16_t depth = link.nresults < L->c_depth ? link.nresults : L->c_depth;
  L->c_depth = depth > L->c_floor ? depth : L->c_floor;
  base = lower_base(base);
  base[0].set_boolean(false);
  base[1] = error;
  L->base = base;
  L->top = base + 2;
  L->shrink_stack();
  SAFEPOINT();
  RELOAD();
  count = 2;
  GOTO(return_native);
}

}  // namespace perilune::interp
