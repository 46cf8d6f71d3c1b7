// Replacing values by others throughout a unit, in the course of one pass.
#pragma once

#include "jit/ir/ir.h"

#include <vector>

namespace perilune::lir {

class Replacements {
public:
  explicit Replacements(Unit& unit) : unit_(unit) {}

  /// From now on `v` is `by`, which must not itself depend on `v`.
  void set(ValueId v, ValueId by) {
    if (map_.size() <= v.index) map_.resize(unit_.value_count());
    map_[v.index] = by;
    any_ = true;
  }

  /// What a value has become; follows and shortens chains.
  ValueId find(ValueId v) {
    ValueId root = v;
    while (root.index < map_.size() && map_[root.index])
      root = map_[root.index];
    while (v != root) {
      ValueId next = map_[v.index];
      map_[v.index] = root;
      v = next;
    }
    return root;
  }

  /// Replaces the operands of one instruction.
  void apply(ValueId v) {
    if (any_) unit_.for_each_operand(v, [&](ValueId& a) { a = find(a); });
  }

  /// Replaces the operands of every instruction that stands in a block.
  void apply_all() {
    for (uint32_t b = 0; any_ && b < unit_.block_count(); ++b)
      for (ValueId v : unit_.block(BlockId{b}).insts)
        apply(v);
  }

private:
  Unit& unit_;
  std::vector<ValueId> map_;
  bool any_ = false;
};

}  // namespace perilune::lir
