// Interruption from outside, by a signal: the program gets the error "interrupted!" at the next
// instruction that it executes.
#pragma once

#include "runtime/state.h"

namespace perilune::interp {

// May be called in a signal handler, and for one program at a time.
void request_interrupt(Global* global);
// True while a request waits to be followed. Natives that may run for long look at it now and
// then...
const volatile bool* interrupt_request();
// ... and return this: the error, which follows the request.
NativeResult follow_interrupt(State* L);
// Takes a request back that has not been followed yet.
void cancel_interrupt(Global* global);

}  // namespace perilune::interp
