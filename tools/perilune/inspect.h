// Values as the prompt shows them.
#pragma once

#include "runtime/state.h"

namespace perilune::cli {

// Prints the values from `first` up to the top in one line: strings in quotes, tables with what is
// in them. False when something went wrong on the way, with nothing printed.
bool inspect_results(State* L, const Value* first);

}  // namespace perilune::cli
