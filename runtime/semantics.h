// What a dialect's operations do, from semantics.def.
#pragma once

#include "runtime/bytecode/dialect.h"

namespace perilune {

struct Semantics {
#define SEMANTIC(name, ...) bool name;
#include "runtime/semantics.def"
#undef SEMANTIC
};

// The semantics of `dialect`; lives for ever.
const Semantics& semantics_of(Dialect dialect);

}  // namespace perilune
