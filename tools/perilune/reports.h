// What a run reports when it has ended, however it ends.
#pragma once

#include "runtime/state.h"
#include "tools/perilune/options.h"

namespace perilune::cli {

// Begins to gather what the options ask to be told about the run of `L`, whose compiler has been
// attached. `L` and the options have to exist until the reports are printed.
void begin_reports(State* L, const Options& options);

// Prints what has been gathered, once: feedback on standard output, profiles on standard error. A
// program that ends by os.exit needs no call of this.
void print_reports();

}  // namespace perilune::cli
