// The table of semantics, one column a dialect.
#include "runtime/semantics.h"

namespace perilune {

namespace {
constexpr Semantics kSemantics[kDialectCount] = {
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in51,
#define LIMIT SEMANTIC
#include "runtime/semantics.def"
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in52,
#define LIMIT SEMANTIC
#include "runtime/semantics.def"
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in53,
#define LIMIT SEMANTIC
#include "runtime/semantics.def"
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in54,
#define LIMIT SEMANTIC
#include "runtime/semantics.def"
    },
    {
#define SEMANTIC(name, in51, in52, in53, in54, in55, doc) in55,
#define LIMIT SEMANTIC
#include "runtime/semantics.def"
    },
};
}  // namespace

const Semantics& semantics_of(Dialect dialect) { return kSemantics[static_cast<int>(dialect)]; }

}  // namespace perilune
