// The order of the passes, top to bottom, and why.
#include "jit/opt/pass_manager.h"

namespace perilune::lir {

namespace {
constexpr PassId kPipeline[] = {
    // What the recorder emitted twice goes before peeling doubles it.
    PassId::Fold,
    PassId::Gvn,
    PassId::Dce,
    // The first iteration now proves what the loop need not check again...
    PassId::LoopPeel,
    PassId::SimplifyParams,
    // ...and value numbering takes it out of the loop block.
    PassId::Gvn,
    // Values that turned out invariant leave the parameters, which may equate more operations.
    PassId::SimplifyParams,
    // What steps by an invariant is now seen to be a counter.
    PassId::Narrow,
    PassId::Gvn,
    PassId::Fold,
    PassId::Dce,
};
}  // namespace

std::span<const PassId> pipeline() { return kPipeline; }

}  // namespace perilune::lir
