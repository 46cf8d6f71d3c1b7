// Layout of a unit's segments in one block of the code range.
#include "jit/orc/memory.h"

#include "llvm/ExecutionEngine/JITLink/JITLink.h"

#include <cpuid.h>

namespace perilune::jit {

using namespace llvm;

namespace {

// What FinalizedAlloc points to.
struct Placed {
  size_t offset;
  size_t bytes;
};

}  // namespace

class CodeMemory::Allocation final : public InFlightAlloc {
public:
  Allocation(CodeRange& range, Placed placed) : range_(range), placed_(placed) {}

  void abandon(OnAbandonedFunction on_abandoned) override {
    range_.free(placed_.offset, placed_.bytes);
    on_abandoned(Error::success());
  }
  void finalize(OnFinalizedFunction on_finalized) override {
    // The addresses may have held other code before, and were written through another alias: the
    // processor asks for a serialising instruction then (Intel SDM volume 3, 9.1.3).
    unsigned a, b, c, d;
    __cpuid(0, a, b, c, d);
    on_finalized(FinalizedAlloc(orc::ExecutorAddr::fromPtr(new Placed(placed_))));
  }

private:
  CodeRange& range_;
  Placed placed_;
};

void CodeMemory::allocate(const jitlink::JITLinkDylib*, jitlink::LinkGraph& graph,
                          OnAllocatedFunction on_allocated) {
  jitlink::BasicLayout layout(graph);
  // Every segment starts a cache line of its own: exit tables are written while code runs.
  auto end_of = [](size_t at, const jitlink::BasicLayout::Segment& segment) {
    return at + segment.ContentSize + segment.ZeroFillSize;
  };
  size_t total = 0;
  for (auto& [group, segment] : layout.segments())
    total = alignTo(end_of(total, segment), CodeRange::kAlignment);
  std::optional<size_t> offset = range_.allocate(total);
  if (!offset) {
    on_allocated(
        make_error<StringError>("the range for compiled code is full", inconvertibleErrorCode()));
    return;
  }
  size_t at = *offset;
  for (auto& [group, segment] : layout.segments()) {
    segment.Addr = orc::ExecutorAddr::fromPtr(range_.executable(at));
    segment.WorkingMem = range_.writable(at);
    memset(segment.WorkingMem + segment.ContentSize, 0, segment.ZeroFillSize);
    at = alignTo(end_of(at, segment), CodeRange::kAlignment);
  }
  if (Error error = layout.apply()) {
    range_.free(*offset, total);
    on_allocated(std::move(error));
    return;
  }
  on_allocated(std::make_unique<Allocation>(range_, Placed{*offset, total}));
}

void CodeMemory::deallocate(std::vector<FinalizedAlloc> allocations,
                            OnDeallocatedFunction on_deallocated) {
  for (FinalizedAlloc& allocation : allocations) {
    std::unique_ptr<Placed> placed(allocation.release().toPtr<Placed*>());
    range_.free(placed->offset, placed->bytes);
  }
  on_deallocated(Error::success());
}

}  // namespace perilune::jit
