// The reader of LIR text. It accepts exactly what the grammar in IR.md allows, resolves names, and
// reports every malformed line; types and the rules of SSA are the verifier's concern.
#pragma once

#include "jit/ir/ir.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::lir {

/// A position in the text, both numbers from 1; 0 when unknown.
struct SourceLoc {
  uint32_t line = 0, column = 0;
};

struct Diagnostic {
  SourceLoc loc;
  std::string message;
};

/// A unit with the places at which its parts are written.
struct ParsedUnit {
  Unit unit;
  SourceLoc loc;                      ///< Of the unit's head.
  std::vector<SourceLoc> value_locs;  ///< By value index; of Snap instructions too.
  std::vector<SourceLoc> block_locs;  ///< By block index.

  SourceLoc value_loc(ValueId v) const {
    return v && v.index < value_locs.size() ? value_locs[v.index] : SourceLoc{};
  }
};

struct ParseResult {
  std::vector<ParsedUnit> units;  ///< Those without errors.
  std::vector<Diagnostic> errors;
};

/// Reads all units of a text. Never fails otherwise than by `errors`.
ParseResult parse(std::string_view text);

}  // namespace perilune::lir
