// Versions of memory; see memory_state.h.
#include "jit/opt/memory_state.h"

namespace perilune::lir {

MemoryState::MemoryState(const Unit& unit, const ControlFlow& flow)
    : unit_(unit), flow_(flow), writers_(unit.block_count()), at_end_(unit.block_count()),
      visited_(unit.block_count()) {
  for (uint32_t b = 0; b < unit.block_count(); ++b)
    for (ValueId v : unit.block(BlockId{b}).insts)
      if (unit.effects(v).writes) writers_[b].push_back(v);
  for (VersionId& version : current_)
    version = fresh({});
}

/// The writers on any path from the end of `from` to the start of `to`, which it dominates. The
/// cost is that of the blocks between, `to` itself included when it is a loop's.
std::vector<ValueId> MemoryState::writers_between(BlockId from, BlockId to) {
  ++visit_;
  std::vector<ValueId> writers;
  std::vector<BlockId> work = flow_.predecessors(to);
  while (!work.empty()) {
    BlockId b = work.back();
    work.pop_back();
    if (b == from || visited_[b.index] == visit_) continue;
    visited_[b.index] = visit_;
    writers.insert(writers.end(), writers_[b.index].begin(), writers_[b.index].end());
    for (BlockId p : flow_.predecessors(b))
      work.push_back(p);
  }
  return writers;
}

void MemoryState::enter(BlockId b) {
  BlockId dominator = flow_.immediate_dominator(b);
  if (!dominator) return;
  current_ = at_end_[dominator.index];
  if (flow_.predecessors(b).size() == 1) return;
  std::vector<ValueId> writers = writers_between(dominator, b);
  std::array<Origin, kAliasClassCount> origins;
  for (ValueId v : writers)
    for (unsigned i = 0, writes = unit_.effects(v).writes; writes >> i; ++i)
      if ((writes >> i) & 1) origins[i].writers.push_back(v);
  for (unsigned i = 0; i < kAliasClassCount; ++i)
    if (size_t count = origins[i].writers.size()) {
      origins[i].previous = current_[i];
      origins[i].known = count <= kMaxWriters;
      if (!origins[i].known) origins[i].writers.clear();
      current_[i] = fresh(std::move(origins[i]));
    }
}

void MemoryState::step(ValueId v) {
  uint32_t writes = unit_.effects(v).writes;
  for (unsigned i = 0; writes >> i; ++i)
    if ((writes >> i) & 1) current_[i] = fresh({{v}, current_[i], true});
}

void MemoryState::leave(BlockId b) { at_end_[b.index] = current_; }

}  // namespace perilune::lir
