// Failure injection for tests: which of a program's allocations find no memory.
#pragma once

#include <string>

#include "runtime/state.h"
#include "tools/perilune/options.h"

namespace perilune::cli {

// From now on the allocations fail that the options name. Those of --gc-fail-each=FILE, whose
// numbers stand in FILE in ascending order, a line each, fail one by one in processes of their own:
// each is a fork of this one in front of the allocation, which goes on with it when the other has
// ended. FILE.results tells of each in a line, "number status length length", where the status is
// that of waitpid, followed by as many bytes of the end of its standard output and standard error.
// False, with a message, when FILE cannot be read or the results not be written.
bool begin_failures(State* L, const Options& options, std::string* error);

}  // namespace perilune::cli
