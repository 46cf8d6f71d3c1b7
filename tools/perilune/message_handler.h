// What becomes of an error that nothing in the program catches.
#pragma once

#include <string>

#include "runtime/state.h"

namespace perilune::cli {

// The native that turns an error value into a message with a traceback.
NativeResult handle_message(State* L);

// The text of an error value that has been through `handle_message`, or of a compiler's message.
std::string message_text(State* L, const Value& error);

}  // namespace perilune::cli
