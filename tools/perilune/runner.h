// Running code as the command line does: errors become messages with a traceback, and the keyboard
// can interrupt.
#pragma once

#include <string>

#include "runtime/state.h"

namespace perilune::cli {

// Calls the function at `func` as runtime/call.h's `call` does; on error the error value is what
// the message handler has made of it. While it runs, an interrupt from the keyboard raises
// "interrupted!"; a second one ends the process.
Status run_function(State* L, Value* func, uint8_t nresults);

// Prints a message to the standard error, up to its first zero byte as stock Lua does, behind the
// program's name when there is one.
void print_message(const char* program, const std::string& text);

}  // namespace perilune::cli
