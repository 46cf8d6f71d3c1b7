// The texts that the command line prints about itself.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "tools/perilune/options.h"

namespace perilune::cli {

// Everything; in colour when `out` is a terminal that wants it.
void print_help(FILE* out, std::string_view program);
// What is wrong with the options, and the usage, to the standard error.
void print_mistake(const Options& options, std::string_view program, const std::string& mistake);
void print_version(FILE* out, Dialect dialect);

}  // namespace perilune::cli
