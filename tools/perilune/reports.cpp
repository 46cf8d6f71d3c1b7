// Reports at the end of a run; os.exit comes to them by way of atexit.
#include "tools/perilune/reports.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "runtime/interp/profile.h"

namespace perilune::cli {

namespace {

std::unique_ptr<interp::OpcodeProfile> profile;

}  // namespace

void begin_reports(State* L, const Options& options) {
  if (!options.profile_opcodes) return;
  profile = std::make_unique<interp::OpcodeProfile>(L->global);
  std::atexit(print_reports);
}

void print_reports() {
  if (!profile) return;
  profile->stop();
  std::string report = profile->report();
  fwrite(report.data(), 1, report.size(), stderr);
  profile.reset();
}

}  // namespace perilune::cli
