// What the verifier's rules about single instructions cannot see: on every path, registers are
// written before they are read, loops are prepared, lists go into tables, and what must be closed
// is.
#pragma once

#include <string>

#include "runtime/bytecode/function.h"

namespace perilune::bytecode {

// Checks `function` and the functions in it, all of which verify() has accepted. Code that passes
// both cannot make the interpreter read anything but values that the program made. Puts the reason
// of a refusal into `error` when that is not null.
bool verify_flow(const Function& function, std::string* error);

}  // namespace perilune::bytecode
