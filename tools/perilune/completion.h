// What a half-written name may become.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/state.h"

namespace perilune::cli {

// The globals, fields and methods (through tables of __index, never by calling anything) with which
// `text` ("string.fo", "io.stdout:wr") goes on, in alphabetical order, and keywords of the language
// for a plain name. Functions end in '('.
std::vector<std::string> completions(State* L, std::string_view text);

}  // namespace perilune::cli
