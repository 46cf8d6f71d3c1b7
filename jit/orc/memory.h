// JITLink's view of the code range.
#pragma once

#include "jit/orc/code_range.h"

#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"

namespace perilune::jit {

/// Places a unit's segments in one block of the range. Content is written through the writable
/// alias, so nothing has to change its protection. Data segments are read-only to code: exit tables
/// and constants are written through the alias as well.
class CodeMemory final : public llvm::jitlink::JITLinkMemoryManager {
public:
  explicit CodeMemory(CodeRange& range) : range_(range) {}

  void allocate(const llvm::jitlink::JITLinkDylib* dylib, llvm::jitlink::LinkGraph& graph,
                OnAllocatedFunction on_allocated) override;
  void deallocate(std::vector<FinalizedAlloc> allocations,
                  OnDeallocatedFunction on_deallocated) override;

private:
  class Allocation;
  CodeRange& range_;
};

}  // namespace perilune::jit
