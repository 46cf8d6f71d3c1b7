// The figures behind the estimates, and the rules made of them; README.md says where they are from.
#include "jit/worth.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace perilune::jit {

namespace {

// Of the interpreter: an instruction, of which compiled code saves the greater part, and what
// leaving compiled code takes.
constexpr double kInstruction = 2e-9, kSaved = 0.85, kExit = 40e-9;
// What both spend in functions that they call.
constexpr double kAllocation = 5e-9, kString = 20e-9, kHelper = 5e-9, kNative = 30e-9;
// Compiling: any trace, and each value of it, of which a loop has twice as many when its first
// iteration has been peeled off; and opening the plug-in.
constexpr double kTrace = 1.6e-3, kPerValue = 55e-6, kFirst = 6e-3;

// Fractions of the time gained: where it is great, the trace is probably one of a loop that is what
// the program is about.
constexpr double kLeast = 0.35, kMost = 0.7;

// Of branches and of other checks, how often one of them fails: where a trace is long, fewer
// passes come to its end.
constexpr double kBranchFails = 0.01, kCheckFails = 0.001;
// Side traces that make the next one wait twice as long.
constexpr double kCrowd = 6;

// How a trace is dealt with.
struct Terms {
  double patience;  // it is due when doing without it has cost this part of its cost
  // What compilations may take in all when the program has run for a time t: the lesser of
  // credit + early * t and first + later * t.
  double credit, early, first, later;
};
constexpr Terms kPoor = {0.7, 0, 0.1, 0.008, 0.04};
constexpr Terms kRich = {0.1, 0.025, 1, 0.06, 0.08};

// Between the two, by the fraction of the time that is gained.
Terms terms_for(double fraction) {
  double x = std::clamp((fraction - kLeast) / (kMost - kLeast), 0.0, 1.0);
  auto between = [x](double poor, double rich) { return poor + (rich - poor) * x; };
  return {between(kPoor.patience, kRich.patience), between(kPoor.credit, kRich.credit),
          between(kPoor.early, kRich.early), between(kPoor.first, kRich.first),
          between(kPoor.later, kRich.later)};
}

double process_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double called(const lir::Unit& unit, lir::ValueId v) {
  switch (unit.op(v)) {
  case lir::Opcode::Call:
    return unit.type(v) == lir::Type::Str ? kString : kHelper;
  case lir::Opcode::CallPure:
    return kHelper;
  case lir::Opcode::NativePure:
  case lir::Opcode::NativeReads:
  case lir::Opcode::NativeWrites:
    return kNative;
  case lir::Opcode::TabMake:
  case lir::Opcode::ClosureNew:
  case lir::Opcode::ClosureReuse:
    return kAllocation;
  default:
    return 0;
  }
}

}  // namespace

uint32_t Worth::passes(uint32_t sides) const {
  double patience = terms_for(fraction).patience * (1 + sides / kCrowd);
  double passes = patience * cost / gain;
  return static_cast<uint32_t>(std::min(passes, 1e9));
}

Ledger::Ledger() : start_(process_seconds()) {}

Worth Ledger::estimate(const lir::Unit& unit, uint32_t instructions, bool is_side) const {
  double calls = 0, failing = 0;
  for (uint32_t i = 0; i < unit.value_count(); ++i) {
    lir::ValueId v{i};
    calls += called(unit, v);
    if (unit.inst(v).snap) failing += unit.op(v) == lir::Opcode::Guard ? kBranchFails : kCheckFails;
  }
  double interpreted = instructions * kInstruction + (is_side ? kExit : 0);
  Worth worth;
  uint32_t values = unit.value_count() * (is_side ? 1 : 2);
  worth.cost = (kTrace + values * kPerValue) * scale_ + (is_first_ ? kFirst : 0);
  // The part of the trace that is run on average, when each check ends it as likely as the next.
  double part = failing > 0 ? -std::expm1(-failing) / failing : 1;
  worth.gain = interpreted * kSaved * part;
  worth.fraction = worth.gain / (interpreted + calls);
  return worth;
}

double Ledger::missing(const Worth& worth, double* worked) const {
  Terms terms = terms_for(worth.fraction);
  *worked = process_seconds() - start_ - spent_;
  double total = spent_ + pending_ + worth.cost;
  double until =
      std::max((total - terms.credit) / terms.early, (total - terms.first) / terms.later);
  return until - *worked;
}

void Ledger::done(double cost, double seconds) {
  pending_ -= cost;
  spent_ += seconds;
  // Estimates that were made before the last ones were done are in the units of then, which is good
  // enough for a mean over many.
  if (!is_first_ && cost > 0) scale_ *= std::clamp(1 + (seconds / cost - 1) * 0.2, 0.8, 1.25);
  is_first_ = false;
}

}  // namespace perilune::jit
