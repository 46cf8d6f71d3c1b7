// Colours for Lua text on a terminal.
#pragma once

#include <string>
#include <string_view>

#include "runtime/bytecode/dialect.h"

namespace perilune::cli {

// The line with escape sequences around keywords, strings, numbers and comments.
std::string highlight(std::string_view line, Dialect dialect);

}  // namespace perilune::cli
