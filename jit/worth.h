// Whether a trace is worth being compiled: what that would cost, set against what the program has
// lost by doing without so far.
#pragma once

#include <cstdint>

#include "jit/ir/ir.h"

namespace perilune::jit {

// Estimates, in seconds of processor time.
struct Worth {
  double cost = 0;      // of compiling the trace
  double gain = 0;      // each time that it runs in the interpreter's place
  double fraction = 0;  // of the interpreter's time that the gain is: 0 to 1

  // How often the trace has to have been missed before it is due, in a tree with so many side
  // traces: code with many paths tends to have more of them.
  uint32_t passes(uint32_t sides) const;
};

// Keeps what compiling has cost, and says what it may cost.
class Ledger {
public:
  Ledger();

  // What was recorded in so many bytecode instructions. A side trace also saves the way out of
  // compiled code.
  Worth estimate(const lir::Unit& unit, uint32_t instructions, bool is_side) const;
  // How long the program has to run until it can spend the cost, besides what has been spent;
  // nothing or less: it has. `worked` is how long it has run.
  double missing(const Worth& worth, double* worked) const;
  void submitted(double cost) { pending_ += cost; }
  // A compilation is done for which `cost` had been expected.
  void done(double cost, double seconds);

private:
  double start_;          // processor time of the process
  double spent_ = 0;      // in compilations that are done
  double pending_ = 0;    // expected of those that are not
  double scale_ = 1;      // compiling takes so much longer than the figures say
  bool is_first_ = true;  // the plug-in has not been opened yet
};

}  // namespace perilune::jit
