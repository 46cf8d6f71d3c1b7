// The figures behind the estimates, and the rules made of them; README.md says where they are from.
#include "jit/worth.h"

#include <algorithm>
#include <ctime>

namespace perilune::jit {

namespace {

// Of the interpreter: an instruction, of which compiled code saves the greater part, and what
// leaving compiled code takes.
constexpr double kInstruction = 2e-9, kSaved = 0.85, kExit = 40e-9;
// What both spend in functions that they call.
constexpr double kAllocation = 15e-9, kHelper = 5e-9, kNative = 30e-9;
// Compiling, until it has been measured; and opening the plug-in.
constexpr double kPerValue = 40e-6, kFirst = 6e-3;

// Where much is gained the trace is probably one of a loop that is what the program is about.
constexpr double kGreat = 0.6, kFair = 0.3;

double process_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double called(const lir::Unit& unit, lir::ValueId v) {
  switch (unit.op(v)) {
  case lir::Opcode::Call:
    return unit.type(v) == lir::Type::Str || unit.type(v) == lir::Type::Tab ? kAllocation : kHelper;
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

uint32_t Worth::passes() const {
  double patience = fraction > kGreat ? 0.25 : fraction > kFair ? 0.5 : 1;
  double passes = patience * cost / gain;
  return static_cast<uint32_t>(std::min(passes, 1e9));
}

Ledger::Ledger() : start_(process_seconds()), per_value_(kPerValue) {}

Worth Ledger::estimate(const lir::Unit& unit, uint32_t instructions, bool is_side) const {
  double calls = 0;
  for (uint32_t i = 0; i < unit.value_count(); ++i)
    calls += called(unit, lir::ValueId{i});
  double interpreted = instructions * kInstruction + (is_side ? kExit : 0);
  Worth worth;
  worth.cost = unit.value_count() * per_value_ + (is_first_ ? kFirst : 0);
  worth.gain = interpreted * kSaved;
  worth.fraction = worth.gain / (interpreted + calls);
  return worth;
}

double Ledger::missing(const Worth& worth, double* worked) const {
  double share = worth.fraction > kGreat ? 0.5 : worth.fraction > kFair ? 0.25 : 0.15;
  *worked = process_seconds() - start_ - spent_;
  return (spent_ + pending_ + worth.cost) / share - *worked;
}

void Ledger::done(double cost, uint32_t values, double seconds) {
  pending_ -= cost;
  spent_ += seconds;
  if (!is_first_) per_value_ += (seconds / std::max(values, 20u) - per_value_) * 0.2;
  is_first_ = false;
}

}  // namespace perilune::jit
