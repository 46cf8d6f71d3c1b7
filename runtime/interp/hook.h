// Hooks: functions that a program has called for events in a coroutine. While one is set, the
// coroutine runs under a dispatch table of its own, each entry of which looks for events and goes
// on at the plain handler; compiled code stands aside. Natives report their calls and returns
// themselves.
#pragma once

#include "runtime/state.h"

namespace perilune::interp {

// Sets the hook of a coroutine, running or not; a mask without events removes it. `interval` counts
// for Hook::kCount.
void set_hook(State* L, const Value& function, uint8_t mask, int32_t interval);

// The native at L->base is about to run: its hook for calls is called. On Error the error value is
// set, as for whatever else calls Lua.
Status report_native_call(State* L);

}  // namespace perilune::interp
