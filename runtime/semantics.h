// What a dialect's operations do, from semantics.def.
#pragma once

#include <cstdint>

#include "runtime/bytecode/dialect.h"

namespace perilune {

struct Semantics {
#define SEMANTIC(name, ...) bool name;
#define LIMIT(name, ...) uint32_t name;
#include "runtime/semantics.def"
};

// The semantics of `dialect`; lives for ever.
const Semantics& semantics_of(Dialect dialect);

}  // namespace perilune
