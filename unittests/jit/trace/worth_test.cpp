// What compiling is estimated to cost and gain, and what it may cost.
#include "jit/worth.h"

#include <doctest/doctest.h>

#include <ctime>

#include "jit/ir/builder.h"

namespace perilune::jit {

using namespace lir;

namespace {

enum class Body { Sums, Branches, Calls };

// A straight trace of so many steps of one kind.
Unit trace_of(Body body, int steps) {
  Unit unit(UnitKind::Trace, "t");
  Builder b(unit);
  b.start_block("entry");
  SnapId s = b.snap(0);
  ValueId x = b.slot_load(Type::I64, Reg{0}, s);
  for (int i = 0; i < steps; ++i) {
    switch (body) {
    case Body::Sums:
      x = b.add(x, x);
      break;
    case Body::Branches:
      b.guard(b.cmp_lt(x, b.i64(i)), s);
      break;
    case Body::Calls:
      b.call(Helper::StrFromI64, {x}, s);
      break;
    }
  }
  b.exit_to(s);
  return unit;
}

void work_for(double seconds) {
  clock_t end = clock() + static_cast<clock_t>(seconds * CLOCKS_PER_SEC);
  while (clock() < end) {
  }
}

double missing(const Ledger& ledger, const Worth& worth) {
  double worked;
  return ledger.missing(worth, &worked);
}

}  // namespace

TEST_CASE("long traces cost more, and are due later when they save no more") {
  Ledger ledger;
  Worth brief = ledger.estimate(trace_of(Body::Sums, 20), 50, false);
  Worth longer = ledger.estimate(trace_of(Body::Sums, 200), 50, false);
  CHECK(longer.cost > brief.cost);
  CHECK(longer.gain == doctest::Approx(brief.gain));
  CHECK(longer.passes(0) > brief.passes(0));
  CHECK(ledger.estimate(trace_of(Body::Sums, 20), 500, false).passes(0) < brief.passes(0));
}

TEST_CASE("a side trace saves the way out as well") {
  Ledger ledger;
  Unit unit = trace_of(Body::Sums, 20);
  CHECK(ledger.estimate(unit, 5, true).gain > ledger.estimate(unit, 5, false).gain);
}

TEST_CASE("what is called takes its time either way") {
  Ledger ledger;
  Worth sums = ledger.estimate(trace_of(Body::Sums, 50), 50, false);
  Worth calls = ledger.estimate(trace_of(Body::Calls, 50), 50, false);
  CHECK(sums.fraction > 0.8);
  CHECK(calls.fraction < 0.2);
  CHECK(calls.passes(0) > sums.passes(0));
}

TEST_CASE("few passes come to the end of a trace with many branches") {
  Ledger ledger;
  Worth sums = ledger.estimate(trace_of(Body::Sums, 300), 300, false);
  Worth branches = ledger.estimate(trace_of(Body::Branches, 300), 300, false);
  CHECK(branches.gain < sums.gain / 2);
  // But the first of them are passed.
  Worth few = ledger.estimate(trace_of(Body::Branches, 3), 300, false);
  CHECK(few.gain > sums.gain * 0.9);
}

TEST_CASE("the larger a tree is, the longer its next trace waits") {
  Worth worth = Ledger().estimate(trace_of(Body::Sums, 50), 50, true);
  CHECK(worth.passes(6) == doctest::Approx(2 * worth.passes(0)).epsilon(0.01));
  CHECK(worth.passes(60) > 10 * worth.passes(0));
}

TEST_CASE("a program that has just begun can afford a short trace that gains much, and no more") {
  Ledger ledger;
  CHECK(missing(ledger, ledger.estimate(trace_of(Body::Sums, 20), 50, false)) < 0);
  CHECK(missing(ledger, ledger.estimate(trace_of(Body::Sums, 500), 1000, false)) > 0);
  Worth calls = ledger.estimate(trace_of(Body::Calls, 20), 50, false);
  CHECK(calls.cost < 0.02);
  CHECK(missing(ledger, calls) > 0);
}

TEST_CASE("a program can afford what it has worked for") {
  Ledger ledger;
  Worth worth = ledger.estimate(trace_of(Body::Sums, 400), 1000, false);
  CHECK(missing(ledger, worth) > 0);
  work_for(worth.cost);
  CHECK(missing(ledger, worth) < 0);
  SUBCASE("not twice, while the first is pending") {
    for (int i = 0; i < 4; ++i)
      ledger.submitted(worth.cost);
    CHECK(missing(ledger, worth) > 0);
  }
  SUBCASE("nor when it has cost more than expected") {
    ledger.submitted(worth.cost);
    ledger.done(worth.cost, 0.5);
    CHECK(missing(ledger, worth) > 1);
  }
  SUBCASE("less for what gains little") {
    Worth calls = worth;
    calls.fraction = 0.1;
    CHECK(missing(ledger, calls) > missing(ledger, worth));
  }
}

TEST_CASE("estimates follow what compiling has cost") {
  Ledger ledger;
  Unit unit = trace_of(Body::Sums, 200);
  auto compile = [&](double seconds) {
    double cost = ledger.estimate(unit, 50, false).cost;
    ledger.submitted(cost);
    ledger.done(cost, seconds);
  };
  compile(1);  // the first opens the plug-in, and teaches nothing else
  double before = ledger.estimate(unit, 50, false).cost;
  for (int i = 0; i < 50; ++i)
    compile(3 * before);
  CHECK(ledger.estimate(unit, 50, false).cost == doctest::Approx(3 * before).epsilon(0.05));
  for (int i = 0; i < 50; ++i)
    compile(before / 2);
  CHECK(ledger.estimate(unit, 50, false).cost == doctest::Approx(before / 2).epsilon(0.05));
}

}  // namespace perilune::jit
