// Passes against the evaluator: a trace must do the same before and after, exits included.
#include <doctest/doctest.h>

#include <array>

#include "jit/ir/printer.h"
#include "jit/ir/verifier.h"
#include "jit/opt/pass_manager.h"
#include "unittests/jit/opt/random_trace.h"

using namespace perilune::lir;

namespace {

constexpr uint64_t kMaxSteps = 20000;
constexpr int kPolls = 5;

/// Runs a unit before and after the passes and compares. Returns the steps of the shorter run.
uint64_t compare(const Unit& before, std::span<const PassId> passes, uint64_t seed) {
  Unit after = before;
  PassOptions options;
  options.verify_each = true;
  PassManager manager(options);
  bool good = manager.run(after, passes);
  CAPTURE(seed);
  CAPTURE(manager.error());
  REQUIRE(good);
  ModelHost old_host(seed, kPolls), new_host(seed, kPolls);
  EvalResult expected = evaluate(before, old_host, kMaxSteps);
  EvalResult actual = evaluate(after, new_host, kMaxSteps);
  std::string texts = print(before) + print(after);
  CAPTURE(texts);
  REQUIRE(expected.left);
  REQUIRE(actual.left);
  REQUIRE(actual.frames == expected.frames);
  REQUIRE(old_host.same_state(new_host));
  return expected.steps;
}

}  // namespace

TEST_CASE("the pipeline and each pass keep what random traces do") {
  unsigned peeled = 0, iterated = 0;
  for (uint64_t seed = 1; seed <= 700; ++seed) {
    ModelHost host(seed, kPolls);
    Unit unit = RandomTrace(seed, host).make(4 + unsigned(seed % 40));
    REQUIRE(verify_report(unit) == "");
    uint64_t steps = compare(unit, pipeline(), seed);
    for (unsigned i = 0; i < kPassCount; ++i)
      compare(unit, std::array{PassId(i)}, seed);
    compare(unit, std::array{PassId::LoopPeel, PassId::Gvn}, seed);
    compare(unit, std::array{PassId::LoopPeel, PassId::SimplifyParams, PassId::Dce}, seed);
    PassManager manager;
    Unit copy = unit;
    manager.run(copy, std::array{PassId::LoopPeel});
    peeled += copy.block_count() == 2;
    iterated += steps > unit.block(unit.entry()).insts.size();
  }
  MESSAGE(peeled << " peeled, " << iterated << " ran more than one iteration");
  CHECK(peeled > 150);
  CHECK(iterated > 150);
}
