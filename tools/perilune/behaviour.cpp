// The table of behaviours, one row a dialect.
#include "tools/perilune/behaviour.h"

namespace perilune::cli {

namespace {
constexpr Behaviour kBehaviours[kDialectCount] = {
    {
#define BEHAVIOUR(name, in51, in52, in53, in54, in55, doc) in51,
#include "tools/perilune/dialect.def"
    },
    {
#define BEHAVIOUR(name, in51, in52, in53, in54, in55, doc) in52,
#include "tools/perilune/dialect.def"
    },
    {
#define BEHAVIOUR(name, in51, in52, in53, in54, in55, doc) in53,
#include "tools/perilune/dialect.def"
    },
    {
#define BEHAVIOUR(name, in51, in52, in53, in54, in55, doc) in54,
#include "tools/perilune/dialect.def"
    },
    {
#define BEHAVIOUR(name, in51, in52, in53, in54, in55, doc) in55,
#include "tools/perilune/dialect.def"
    },
};
}  // namespace

const Behaviour& behaviour_of(Dialect dialect) { return kBehaviours[static_cast<int>(dialect)]; }

}  // namespace perilune::cli
