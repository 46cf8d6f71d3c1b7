// Versions of memory; see memory_state.h.
#include "jit/opt/memory_state.h"

namespace perilune::lir {

MemoryState::MemoryState(const Unit &unit, const ControlFlow &flow)
    : unit_(unit), flow_(flow), block_writes_(unit.block_count()), at_end_(unit.block_count()),
      visited_(unit.block_count()) {
  for (uint32_t b = 0; b < unit.block_count(); ++b)
    for (ValueId v : unit.block(BlockId{b}).insts)
      block_writes_[b] |= unit.effects(v).writes;
  for (VersionId &version : current_)
    version = fresh({});
}

/// The classes that are written on some path from the end of `from` to the start of `to`, which it
/// dominates. The cost is that of the blocks between, `to` itself included when it is a loop's.
uint32_t MemoryState::writes_between(BlockId from, BlockId to) {
  ++visit_;
  uint32_t writes = 0;
  std::vector<BlockId> work = flow_.predecessors(to);
  while (!work.empty()) {
    BlockId b = work.back();
    work.pop_back();
    if (b == from || visited_[b.index] == visit_)
      continue;
    visited_[b.index] = visit_;
    writes |= block_writes_[b.index];
    for (BlockId p : flow_.predecessors(b))
      work.push_back(p);
  }
  return writes;
}

void MemoryState::enter(BlockId b) {
  BlockId dominator = flow_.immediate_dominator(b);
  if (!dominator)
    return;
  current_ = at_end_[dominator.index];
  const auto &predecessors = flow_.predecessors(b);
  if (predecessors.size() == 1)
    return;
  uint32_t writes = writes_between(dominator, b);
  for (unsigned i = 0; i < kAliasClassCount; ++i)
    if ((writes >> i) & 1)
      current_[i] = fresh({});
}

void MemoryState::step(ValueId v) {
  uint32_t writes = unit_.effects(v).writes;
  for (unsigned i = 0; writes >> i; ++i)
    if ((writes >> i) & 1)
      current_[i] = fresh({v, current_[i]});
}

void MemoryState::leave(BlockId b) { at_end_[b.index] = current_; }

} // namespace perilune::lir
