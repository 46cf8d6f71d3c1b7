// The interactive prompt.
#pragma once

#include "runtime/state.h"

namespace perilune::cli {

// Reads lines, runs them and prints their results, until the input ends. On a terminal with an
// editor, history and completion; otherwise line by line, as stock command lines do it.
void run_prompt(State* L);

}  // namespace perilune::cli
