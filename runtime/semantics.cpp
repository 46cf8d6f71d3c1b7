// The table of semantics, one column a dialect.
#include "runtime/semantics.h"

namespace perilune {

namespace {
constexpr Semantics kSemantics[kDialectCount] = {
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in51,
#include "runtime/semantics.def"
#undef SEMANTIC
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in52,
#include "runtime/semantics.def"
#undef SEMANTIC
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in53,
#include "runtime/semantics.def"
#undef SEMANTIC
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in54,
#include "runtime/semantics.def"
#undef SEMANTIC
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in55,
#include "runtime/semantics.def"
#undef SEMANTIC
    },
};
}  // namespace

const Semantics& semantics_of(Dialect dialect) { return kSemantics[static_cast<int>(dialect)]; }

}  // namespace perilune
