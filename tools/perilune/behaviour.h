// What the command line does in a dialect, from dialect.def.
#pragma once

#include "runtime/bytecode/dialect.h"

namespace perilune::cli {

struct Behaviour {
#define BEHAVIOUR(name, ...) bool name;
#include "tools/perilune/dialect.def"
};

const Behaviour& behaviour_of(Dialect dialect);

}  // namespace perilune::cli
