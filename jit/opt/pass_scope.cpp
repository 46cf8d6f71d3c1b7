// What surrounds every run of a pass; see pass_scope.h.
#include "jit/opt/pass_scope.h"

#include "jit/ir/printer.h"
#include "jit/ir/verifier.h"

namespace perilune::lir {

PassScope::PassScope(PassManager& manager, const Unit& unit, PassId pass)
    : manager_(manager), unit_(unit), pass_(pass),
      enabled_(manager.options_.bisect_limit < 0 ||
               manager.passes_run_ < manager.options_.bisect_limit) {
  if (!enabled_) return;
  ++manager_.passes_run_;
  if (manager_.options_.time) start_ = std::chrono::steady_clock::now();
}

PassScope::~PassScope() {
  if (!enabled_) return;
  const PassOptions& options = manager_.options_;
  if (options.time) {
    PassManager::Timing& timing = manager_.timings_[unsigned(pass_)];
    timing.nanoseconds += uint64_t(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                       std::chrono::steady_clock::now() - start_)
                                       .count());
    ++timing.runs;
    timing.changes += changed_;
  }
  std::string_view name = pass_info(pass_).text;
  if (options.print_after_all && options.print)
    options.print("; after " + std::string(name) + (changed_ ? "" : " (no change)") + "\n" +
                  print(unit_));
  if (!options.verify_each) return;
  if (std::string report = verify_report(unit_); !report.empty())
    manager_.error_ = "after pass " + std::string(name) + " (number " +
                      std::to_string(manager_.passes_run_) + "):\n" + report + print(unit_);
}

}  // namespace perilune::lir
