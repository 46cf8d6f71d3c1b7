// The features of a dialect's grammar, from dialect.def.
#pragma once

#include "runtime/bytecode/dialect.h"

namespace perilune::frontend {

struct Features {
#define FEATURE(name, ...) bool name;
#define LIMIT(name, ...) int name;
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT
};

// The features of `dialect`; lives for ever.
const Features& features_of(Dialect dialect);

}  // namespace perilune::frontend
