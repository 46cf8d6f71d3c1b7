// What a run reports when it has ended, however it ends.
#pragma once

#include "runtime/state.h"
#include "tools/perilune/options.h"

namespace perilune::cli {

// Begins to gather what the options ask to be told about the run of `L`, whose compiler has been
// attached. `L`, the options and the program's name have to exist until the reports are printed.
void begin_reports(State* L, const Options& options, const char* program);

// Writes the heap's snapshot, if one is wanted and has not been written; to be called while the
// state is open, with the coroutine that is running. False, with a message printed, when that
// fails.
bool write_snapshot(State* L);

// Prints what has been gathered, once: feedback on standard output, profiles on standard error. A
// program that ends by os.exit needs no call of these.
void print_reports();

}  // namespace perilune::cli
