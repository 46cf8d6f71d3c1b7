// The compiler as the interpreter sees it: hot loops and hot exits start recordings, recordings
// become traces, traces are entered from loop instructions and left through exits.
#pragma once

#include <memory>

#include "jit/options.h"
#include "runtime/state.h"

namespace perilune::jit {

// Lets the compiler work for the program of `L`; before its first code runs. It goes with the
// state.
void attach(State* L, const Options& options);

// Whether something is being compiled at this moment, which the end of the state would wait for. A
// process that is about to end by _Exit need not.
bool is_compiling(const State* L);

// What has been done so far, for tests and reports.
struct Statistics {
  uint32_t recordings = 0;
  uint32_t aborts = 0;
  uint32_t root_traces = 0;
  uint32_t side_traces = 0;
  uint64_t exits = 0;  // handled by the interpreter
  double compile_seconds = 0;
};
Statistics statistics(const State* L);

}  // namespace perilune::jit
