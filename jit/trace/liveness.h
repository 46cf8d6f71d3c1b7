// Which registers of a function are live before each instruction: snapshots name no others.
#pragma once

#include <bitset>
#include <vector>

#include "runtime/proto.h"

namespace perilune::jit {

using RegSet = std::bitset<256>;

class Liveness {
public:
  explicit Liveness(const Proto& proto);
  // Registers whose values may still be read when the instruction at `pc` is about to run.
  const RegSet& before(uint32_t pc) const { return live_[pc]; }
  // Registers of the named variables in whose scope `pc` (of any word of an instruction) is:
  // debuggers see them whether the code reads them again or not.
  RegSet visible(uint32_t pc) const;
  // Registers that may be read behind the code's back: captured by closures, or to be closed.
  const RegSet& always() const { return always_; }

private:
  void analyse(const Proto& proto);
  bool update(const Proto& proto, uint32_t pc);

  const Proto& proto_;
  std::vector<RegSet> live_;
  RegSet always_;
};

}  // namespace perilune::jit
