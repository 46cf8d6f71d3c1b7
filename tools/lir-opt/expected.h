// Errors that a test expects: `; error: TEXT` at the end of the line that is wrong.
#pragma once

#include "jit/ir/parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace perilune::lir {

/// Compares the errors found with those that the text expects: each must contain its TEXT and stand
/// on its line, and none may be left over. Returns a report of the differences, empty if none.
std::string compare_expected(std::string_view text, std::vector<Diagnostic> found);

}  // namespace perilune::lir
