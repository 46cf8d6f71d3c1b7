// The command line of lir-opt.
#pragma once

#include "jit/opt/pass_manager.h"

#include <string>
#include <vector>

namespace perilune::lir {

struct Options {
  std::string file;
  std::vector<PassId> passes;
  bool print_after_all = false;
  bool verify_only = false;
  bool verify_expected = false;
  bool print_reference = false;
  bool time_passes = false;
  bool help = false;
  int64_t bisect_limit = -1;
};

/// Reads the command line. Returns what is wrong with it, or an empty string.
std::string parse_options(int argc, char** argv, Options& options);

/// What --help prints.
std::string help_text();

}  // namespace perilune::lir
