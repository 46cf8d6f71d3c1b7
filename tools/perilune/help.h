// The texts that the command line prints about itself.
#pragma once

#include <cstdio>
#include <string_view>

#include "runtime/bytecode/dialect.h"

namespace perilune::cli {

// Everything; in colour when `out` is a terminal that wants it.
void print_help(FILE* out, std::string_view program);
// What stands under a message about wrong options.
void print_usage(FILE* out, std::string_view program);
void print_version(FILE* out, Dialect dialect);

}  // namespace perilune::cli
