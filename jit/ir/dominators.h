// The control-flow graph of a unit: predecessors, reverse postorder and dominators.
#pragma once

#include "jit/ir/ir.h"

#include <vector>

namespace perilune::lir {

/// A snapshot of the graph's form: invalid once blocks or branches change.
class ControlFlow {
public:
  explicit ControlFlow(const Unit& unit);

  /// Reachable blocks in reverse postorder; the entry first.
  const std::vector<BlockId>& order() const { return order_; }
  /// One entry an edge: a block that branches here twice appears twice.
  const std::vector<BlockId>& predecessors(BlockId b) const { return predecessors_[b.index]; }
  bool reachable(BlockId b) const { return number_[b.index] != kUnreached; }
  /// The closest strict dominator; none for the entry.
  BlockId immediate_dominator(BlockId b) const { return idom_[b.index]; }
  /// Whether every path from the entry to `b` passes `a`; a block dominates itself.
  bool dominates(BlockId a, BlockId b) const;
  /// Whether an edge goes from `b` to a block at or before it in the order, that is, a loop's.
  bool is_back_edge(BlockId from, BlockId to) const {
    return number_[to.index] <= number_[from.index];
  }
  /// Blocks that `b` immediately dominates, in reverse postorder.
  const std::vector<BlockId>& children(BlockId b) const { return children_[b.index]; }

private:
  static constexpr uint32_t kUnreached = ~0u;

  void number_blocks(const Unit& unit);
  void find_dominators();
  void number_tree();

  std::vector<BlockId> order_;
  std::vector<std::vector<BlockId>> predecessors_, children_;
  std::vector<uint32_t> number_;  ///< Position in the order.
  std::vector<BlockId> idom_;
  std::vector<uint32_t> tree_in_, tree_out_;  ///< Interval of a walk over the dominator tree.
};

}  // namespace perilune::lir
