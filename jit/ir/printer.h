// The text form of LIR. Printing is deterministic: values without a name and snapshots are
// numbered by position, and no address ever appears. What it prints, jit/ir/parser.h reads back.
#pragma once

#include "jit/ir/ir.h"

#include <string>
#include <vector>

namespace perilune::lir {

/// The whole unit, with a newline at its end.
std::string print(const Unit& unit);

/// Prints single lines of a unit, for messages; numbers are those of print(unit).
class LinePrinter {
public:
  explicit LinePrinter(const Unit& unit);

  /// The line of an instruction or snapshot, without indentation and newline.
  std::string line(ValueId v) const;
  /// The line `label(params):` of a block.
  std::string head(BlockId b) const;
  /// A value as it appears as an operand.
  std::string value(ValueId v) const;

private:
  std::string definition(ValueId v) const;
  std::string snapshot(ValueId v) const;
  std::string target(const Target& t) const;
  std::string operands(ValueId v) const;

  const Unit& unit_;
  std::vector<uint32_t> value_numbers_;
  std::vector<uint32_t> snap_numbers_;
};

/// A float literal: the shortest decimal that reads back as the same bits; `nan` and `-nan` are
/// the quiet NaNs without payload, every other NaN is `nan(0x<bits>)`.
std::string print_float(double value);

}  // namespace perilune::lir
