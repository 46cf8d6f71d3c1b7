// The standard libraries: what each dialect has stands in the tables lib/<library>.def.
#pragma once

#include "runtime/state.h"

namespace perilune {

// Puts the libraries of the state's dialect into its globals, which are made when there are none
// yet, and records each under its name in the table of loaded libraries in the registry
// ("_LOADED"). False when memory ran out.
bool open_libraries(State* L);

}  // namespace perilune
