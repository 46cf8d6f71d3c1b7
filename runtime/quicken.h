// Quickening: arithmetic and comparisons take the form (insns.def) that fits what they meet: their
// constants when a function is loaded, their operands when it runs. A site begins with the form for
// integers, may change to that for floats, and ends with the one for any operands; it never goes
// back, so a site that meets several types does not swing between forms.
//
// Measured: independent float multiplications take 1.7 ns each where one form asks for integers
// first, and 1.0 in their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/bytecode/function.h"
#include "runtime/value.h"

namespace perilune {

struct Insn;
struct Proto;

// What loaded code has behind a function's constants, for forms that take another constant than the
// compiled instruction: divisors with their reciprocals, and floats equal to integers.
class HiddenConstants {
public:
  explicit HiddenConstants(const bytecode::Function& f);
  uint32_t count() const { return static_cast<uint32_t>(2 * divisions_.size() + floats_.size()); }
  // Writes them behind p's constants, where there is room for so many, and gives instructions the
  // forms that their constants allow.
  void load(Proto* p) const;

private:
  void find(const bytecode::Function& f, uint32_t pc);

  std::vector<uint32_t> divisions_;  // indices in the code
  std::vector<double> floats_;
};

// The instruction at `pc`, executed with these registers, is not in a form for its operands: gives
// it one.
void quicken(const Proto& proto, const Insn* pc, const Value* base);

}  // namespace perilune
