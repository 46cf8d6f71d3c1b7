// One run of the command line: a state, the chunks that the options ask for, and the report of
// errors.
#pragma once

#include "tools/perilune/options.h"

namespace perilune::cli {

// Runs LUA_INIT, the statements of -e and the script; returns the exit code of the process.
int run_session(const Options& options, int argc, char** argv);

}  // namespace perilune::cli
