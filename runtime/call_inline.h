// The way from C++ into the interpreter, for natives whose loops consist of calls.
#pragma once

#include "runtime/interp/handler.h"

namespace perilune {

// `call_as`, inlined.
[[gnu::always_inline]] inline Status call_inline(State* L, Value* func, uint8_t nresults,
                                                 FrameKind kind, const Insn* ret) {
  uint16_t depth = L->c_depth;
  if (interp::take_level(L) == Status::Error) {
    // The level stays taken until the error is caught: its handler has only what is left.
    L->top = func;
    return Status::Error;
  }
  Value* base = func + kFrameSlots;
  set_link(base, ret, kind, nresults, static_cast<uint32_t>(base - L->base));
  const Dispatch* dispatch = L->dispatch;
  const Insn* pc = L->pc;
  // A trace that is being recorded does not extend into calls from C++.
  L->dispatch = L->usual_dispatch();
  ++L->boundary_frames;
  interp::enter_call(nullptr, base, L, L->dispatch, nullptr, 0);
  --L->boundary_frames;
  L->c_depth = depth;
  if (dispatch != L->dispatch || L->hook.mask) [[unlikely]] {
    // A hook may have come or gone.
    bool is_recording = dispatch != &L->global->dispatch && dispatch != &L->global->hook_dispatch;
    L->dispatch = is_recording && !L->is_hooked() ? dispatch : L->usual_dispatch();
  }
  L->pc = pc;
  return L->boundary_status;
}

}  // namespace perilune
