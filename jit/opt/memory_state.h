// Versions of memory: at every point of a unit, a number for each alias class such that equal
// numbers mean that nothing of the class has been written in between.
#pragma once

#include "jit/ir/dominators.h"
#include "jit/ir/ir.h"

#include <array>
#include <vector>

namespace perilune::lir {

using VersionId = uint32_t;

/// Walked block by block along the dominator tree: enter(b), then step(v) for each instruction.
class MemoryState {
public:
  MemoryState(const Unit& unit, const ControlFlow& flow);

  /// Sets the versions to those at the start of a block whose immediate dominator was walked.
  void enter(BlockId b);
  /// Goes past an instruction.
  void step(ValueId v);
  /// Keeps the versions at the end of the block for those that it dominates.
  void leave(BlockId b);

  VersionId version(AliasClass alias) const { return current_[unsigned(alias)]; }

  /// What separates a version from the one before: at most kMaxWriters instructions (those of a
  /// whole loop, at its head), or an unknown number.
  struct Origin {
    std::vector<ValueId> writers;
    VersionId previous = 0;
    bool known = false;
  };
  const Origin& origin(VersionId version) const { return origins_[version]; }
  static constexpr size_t kMaxWriters = 16;

private:
  using Versions = std::array<VersionId, kAliasClassCount>;

  std::vector<ValueId> writers_between(BlockId from, BlockId to);
  VersionId fresh(Origin origin) {
    origins_.push_back(origin);
    return VersionId(origins_.size() - 1);
  }

  const Unit& unit_;
  const ControlFlow& flow_;
  std::vector<std::vector<ValueId>> writers_;  ///< By block: the instructions that write.
  std::vector<Versions> at_end_;
  Versions current_{};
  std::vector<Origin> origins_;
  std::vector<uint32_t> visited_;  ///< Marks of writers_between.
  uint32_t visit_ = 0;
};

}  // namespace perilune::lir
