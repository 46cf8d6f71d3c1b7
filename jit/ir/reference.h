// The reference page of LIR, generated from the tables: jit/ir/IR.md.
#pragma once

#include <string>

namespace perilune::lir {

/// The whole page, in Markdown.
std::string reference_page();

}  // namespace perilune::lir
