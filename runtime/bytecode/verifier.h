// Checks that a function's bytecode is well formed, so that the interpreter need not.
#pragma once

#include <string>

#include "runtime/bytecode/function.h"

namespace perilune::bytecode {

// Whether all operands of `function` and of its nested functions are in range, jumps land on
// instructions, extra words exist, tests are followed by jumps and no path runs off the end of the
// code. On failure `*error` says what is wrong and at which pc.
bool verify(const Function& function, std::string* error);

}  // namespace perilune::bytecode
