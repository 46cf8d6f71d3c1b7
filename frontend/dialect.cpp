// The feature table, one column a dialect.
#include "frontend/dialect.h"

namespace perilune::frontend {

namespace {
constexpr Features kFeatures[kDialectCount] = {
    {
#define FEATURE(name, in51, in52, in53, in54, in55, doc) in51,
#define LIMIT(name, in51, in52, in53, in54, in55, doc) in51,
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT
    },
    {
#define FEATURE(name, in51, in52, in53, in54, in55, doc) in52,
#define LIMIT(name, in51, in52, in53, in54, in55, doc) in52,
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT
    },
    {
#define FEATURE(name, in51, in52, in53, in54, in55, doc) in53,
#define LIMIT(name, in51, in52, in53, in54, in55, doc) in53,
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT
    },
    {
#define FEATURE(name, in51, in52, in53, in54, in55, doc) in54,
#define LIMIT(name, in51, in52, in53, in54, in55, doc) in54,
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT
    },
    {
#define FEATURE(name, in51, in52, in53, in54, in55, doc) in55,
#define LIMIT(name, in51, in52, in53, in54, in55, doc) in55,
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT
    },
};
}  // namespace

const Features& features_of(Dialect dialect) { return kFeatures[static_cast<int>(dialect)]; }

}  // namespace perilune::frontend
