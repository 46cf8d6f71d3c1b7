// One run of the command line: a state, the chunks that the options ask for, and the report of
// errors.
#pragma once

#include <string>

#include "tools/perilune/options.h"

namespace perilune::cli {

// Runs LUA_INIT, what -e and -l ask for, the script, and the prompt; returns the exit code of the
// process. `mistake` is what is wrong with the options, if anything, and reported when its turn
// comes.
int run_session(const Options& options, const std::string& mistake, int argc, char** argv);

}  // namespace perilune::cli
