// The pipeline on large traces: it stays valid and its work grows about linearly with the size.
#include "jit/ir/builder.h"
#include "jit/ir/verifier.h"
#include "jit/opt/pass_manager.h"

#include <doctest/doctest.h>

#include <ctime>

using namespace perilune::lir;

namespace {

/// A trace that reads and writes `n` fields of a table, with a guard for each.
Unit fields(unsigned n) {
  Unit unit(UnitKind::Trace, "fields");
  Builder b(unit);
  b.start_block("entry");
  ValueId shape = unit.konst_value(unit.add_konst(KonstKind::Shape, "s"));
  for (unsigned i = 0; i < n; ++i) {
    SnapId s = b.snap(i);
    ValueId t = b.slot_load(Type::Tab, Reg{0}, s);
    b.check_shape(t, shape, s);
    ValueId p = b.field_load(t, Field::TabSlots);
    ValueId x = b.prop_load(Type::F64, p, i % 50, s);
    b.prop_store(p, i % 50, b.add(x, b.f64(1)));
  }
  b.loop(b.snap(0));
  return unit;
}

/// CPU time, which other processes do not add to.
double seconds(unsigned n) {
  Unit unit = fields(n);
  std::clock_t start = std::clock();
  PassManager manager;
  CHECK(manager.run_pipeline(unit));
  double time = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(verify_report(unit) == "");
  return time;
}

}  // namespace

TEST_CASE("eight times the size takes far less than sixty-four times the time") {
  double small = 1e9, large = 1e9;
  for (int i = 0; i < 3; ++i) {
    small = std::min(small, seconds(250));
    large = std::min(large, seconds(2000));
  }
  MESSAGE("250: " << small * 1e3 << " ms, 2000: " << large * 1e3 << " ms");
  CHECK(large < 40 * small);
}
