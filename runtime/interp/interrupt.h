// Interruption from outside, by a signal: the program gets the error "interrupted!" at the next
// instruction that it executes.
#pragma once

#include "runtime/state.h"

namespace perilune::interp {

// May be called in a signal handler, and for one program at a time.
void request_interrupt(Global* global);
// Takes a request back that has not been followed yet.
void cancel_interrupt(Global* global);

}  // namespace perilune::interp
