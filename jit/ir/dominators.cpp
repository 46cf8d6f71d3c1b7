// Control-flow graph and dominators; see dominators.h. The dominator algorithm is that of Cooper,
// Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
#include "jit/ir/dominators.h"

#include <algorithm>

namespace perilune::lir {

ControlFlow::ControlFlow(const Unit& unit)
    : predecessors_(unit.block_count()), children_(unit.block_count()),
      number_(unit.block_count(), kUnreached), idom_(unit.block_count()),
      tree_in_(unit.block_count()), tree_out_(unit.block_count()) {
  if (unit.block_count() == 0) return;
  number_blocks(unit);
  find_dominators();
  number_tree();
}

void ControlFlow::number_blocks(const Unit& unit) {
  struct Visit {
    BlockId block;
    size_t next;
  };
  std::vector<Visit> stack;
  std::vector<bool> seen(unit.block_count());
  auto push = [&](BlockId b) {
    seen[b.index] = true;
    stack.push_back({b, 0});
  };
  push(unit.entry());
  while (!stack.empty()) {
    Visit& top = stack.back();
    ValueId last = unit.terminator(top.block);
    std::span<const Target> targets = last ? unit.targets(last) : std::span<const Target>{};
    if (top.next == targets.size()) {
      order_.push_back(top.block);
      stack.pop_back();
      continue;
    }
    BlockId to = targets[top.next++].block;
    predecessors_[to.index].push_back(top.block);
    if (!seen[to.index]) push(to);
  }
  std::reverse(order_.begin(), order_.end());
  for (uint32_t i = 0; i < order_.size(); ++i)
    number_[order_[i].index] = i;
}

void ControlFlow::find_dominators() {
  auto meet = [&](BlockId a, BlockId b) {
    while (a != b) {
      while (number_[a.index] > number_[b.index])
        a = idom_[a.index];
      while (number_[b.index] > number_[a.index])
        b = idom_[b.index];
    }
    return a;
  };
  idom_[order_[0].index] = order_[0];  // for the walk only
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 1; i < order_.size(); ++i) {
      BlockId found;
      for (BlockId p : predecessors_[order_[i].index])
        if (idom_[p.index]) found = found ? meet(found, p) : p;
      changed |= idom_[order_[i].index] != found;
      idom_[order_[i].index] = found;
    }
  }
  idom_[order_[0].index] = {};
  for (size_t i = 1; i < order_.size(); ++i)
    children_[idom_[order_[i].index].index].push_back(order_[i]);
}

void ControlFlow::number_tree() {
  struct Visit {
    BlockId block;
    size_t next;
  };
  uint32_t clock = 0;
  std::vector<Visit> stack{{order_[0], 0}};
  tree_in_[order_[0].index] = clock++;
  while (!stack.empty()) {
    Visit& top = stack.back();
    if (top.next == children_[top.block.index].size()) {
      tree_out_[top.block.index] = clock++;
      stack.pop_back();
      continue;
    }
    BlockId child = children_[top.block.index][top.next++];
    tree_in_[child.index] = clock++;
    stack.push_back({child, 0});
  }
}

bool ControlFlow::dominates(BlockId a, BlockId b) const {
  if (!reachable(a) || !reachable(b)) return a == b;
  return tree_in_[a.index] <= tree_in_[b.index] && tree_out_[b.index] <= tree_out_[a.index];
}

}  // namespace perilune::lir
