// The pass manager: bisection, dumps, timing, and what happens when a pass breaks a unit.
#include "jit/ir/builder.h"
#include "jit/ir/printer.h"
#include "jit/opt/pass_manager.h"

#include <doctest/doctest.h>

#include <array>

using namespace perilune::lir;

namespace {
Unit sample() {
  Unit unit(UnitKind::Func, "f");
  Builder b(unit);
  b.start_block("entry");
  ValueId sum = b.add(b.i64(1), b.i64(2));
  b.exit_to(b.snap(0, {{Reg{0}, sum}}));
  return unit;
}
constexpr std::array kTwo{PassId::Fold, PassId::Dce};
}  // namespace

TEST_CASE("passes run in order and report what they did") {
  Unit unit = sample();
  std::string dumps;
  PassOptions options;
  options.verify_each = options.print_after_all = options.time = true;
  options.print = [&](std::string_view text) { dumps += text; };
  PassManager manager(options);
  CHECK(manager.run(unit, kTwo));
  CHECK(manager.passes_run() == 2);
  CHECK(manager.timings()[unsigned(PassId::Fold)].changes == 1);
  CHECK(manager.timings()[unsigned(PassId::Dce)].changes == 0);
  CHECK(dumps.find("; after fold\n") != std::string::npos);
  CHECK(dumps.find("; after dce (no change)\n") != std::string::npos);
  CHECK(print(unit).find("{ r0: 3 }") != std::string::npos);
}

TEST_CASE("a bisect limit counts over all units of a manager") {
  PassOptions options;
  options.bisect_limit = 1;
  PassManager manager(options);
  Unit first = sample(), second = sample();
  CHECK(manager.run(first, kTwo));
  CHECK(manager.run(second, kTwo));
  CHECK(manager.passes_run() == 1);
  CHECK(print(first).find("add") == std::string::npos);
  CHECK(print(second).find("add") != std::string::npos);
}

TEST_CASE("a broken unit stops the run") {
  Unit unit = sample();
  unit.inst(unit.terminator(unit.entry())).snap = {};
  PassOptions options;
  options.verify_each = true;
  PassManager manager(options);
  CHECK(!manager.run(unit, kTwo));
  CHECK(manager.passes_run() == 0);
  CHECK(manager.error().find("before the first pass") != std::string::npos);
}

TEST_CASE("pass names") {
  for (unsigned i = 0; i < kPassCount; ++i)
    CHECK(find_pass(pass_info(PassId(i)).text) == PassId(i));
  CHECK(!find_pass("nothing"));
  CHECK(!pipeline().empty());
}
