// What loop peeling tells the caller.
#include "jit/ir/builder.h"
#include "jit/opt/pass_manager.h"

#include <doctest/doctest.h>

#include <array>

using namespace perilune::lir;

namespace {
constexpr std::array kPeel{PassId::LoopPeel};

/// One iteration that reads r0 as an integer and leaves `result(b, r0)` there.
template <class F>
Unit iteration(F result) {
  Unit unit(UnitKind::Trace, "t");
  Builder b(unit);
  b.start_block("entry");
  ValueId x = b.slot_load(Type::I64, Reg{0}, b.snap(0));
  ValueId y = result(b, x);
  b.loop(b.snap(0, {{Reg{0}, y}}));
  return unit;
}
}  // namespace

TEST_CASE("a stable loop is peeled without remarks") {
  Unit unit = iteration([](Builder& b, ValueId x) { return b.add(x, b.i64(1)); });
  PassManager manager;
  CHECK(manager.run(unit, kPeel));
  CHECK(unit.block_count() == 2);
  CHECK(manager.remarks().empty());
}

TEST_CASE("an unstable loop stays, and the remark names the register") {
  Unit unit = iteration([](Builder& b, ValueId x) { return b.i64_to_f64(x); });
  PassManager manager;
  CHECK(manager.run(unit, kPeel));
  CHECK(unit.block_count() == 1);
  REQUIRE(manager.remarks().size() == 1);
  CHECK(manager.remarks()[0] == "loop-peel: @t: r0 begins as i64 and ends as f64");
}
