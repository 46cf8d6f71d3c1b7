// The table of passes and the loop that runs them; see pass_manager.h.
#include "jit/opt/pass_manager.h"

#include "jit/ir/verifier.h"
#include "jit/opt/pass_scope.h"
#include "jit/opt/passes.h"

namespace perilune::lir {

namespace {
constexpr PassInfo kPasses[] = {
#define LIR_PASS(Name, function, text, doc) {text, doc, function},
#include "jit/opt/passes.def"
};
}  // namespace

const PassInfo& pass_info(PassId pass) { return kPasses[unsigned(pass)]; }

std::optional<PassId> find_pass(std::string_view text) {
  for (unsigned i = 0; i < kPassCount; ++i)
    if (kPasses[i].text == text) return PassId(i);
  return std::nullopt;
}

bool PassManager::run(Unit& unit, std::span<const PassId> passes) {
  if (options_.verify_each && error_.empty())
    if (std::string report = verify_report(unit); !report.empty())
      error_ = "before the first pass:\n" + report;
  for (PassId pass : passes) {
    if (!error_.empty()) return false;
    PassScope scope(*this, unit, pass);
    if (scope.enabled()) scope.set_changed(pass_info(pass).run(unit, context_));
  }
  return error_.empty();
}

}  // namespace perilune::lir
