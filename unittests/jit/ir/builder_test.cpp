// The builder and the unit's tables.
#include "jit/ir/builder.h"
#include "jit/ir/printer.h"
#include "jit/ir/verifier.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace perilune::lir;

TEST_CASE("a loop, built by hand, reads as expected") {
  Unit unit(UnitKind::Trace, "count");
  Builder b(unit);
  int object = 0;
  ValueId proto = b.konst(KonstKind::Proto, "count.lua:1", &object);
  unit.proto = unit.konst_of(proto);
  unit.pc = 4;
  unit.has_pc = true;
  BlockId entry = b.start_block("entry");
  SnapId s0 = b.snap(4);
  ValueId i0 = b.slot_load(Type::I64, Reg{2}, s0);
  BlockId loop = b.start_block("loop");
  ValueId i = b.param(Type::I64, "i");
  SnapId s1 = b.snap(4, {{Reg{2}, i}});
  ValueId next = b.add(i, b.i64(1));
  b.guard(b.cmp_lt(next, b.i64(10)), s1);
  b.br({loop, {next}});
  b.set_block(entry);
  b.br({loop, {i0}});
  CHECK(b.ok());
  CHECK(verify_report(unit) == "");
  CHECK(print(unit) == R"(trace @count proto k0 pc 4 {
  k0 = proto "count.lua:1"
entry:
  s0 = snap pc 4 {}
  %0:i64 = slot.load.i64 r2 else s0
  br loop(%0)
loop(%i:i64):
  s1 = snap pc 4 { r2: %i }
  %1:i64 = add %i, 1
  %2:bool = cmp.lt %1, 10
  guard %2 else s1
  br loop(%1)
}
)");
}

TEST_CASE("literals are pooled by their bits") {
  Unit unit(UnitKind::Func, "f");
  CHECK(unit.lit_i64(7) == unit.lit_i64(7));
  CHECK(unit.lit_f64(0.0) != unit.lit_f64(-0.0));
  CHECK(unit.lit_f64(1) != unit.lit_i64(1));
  double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(unit.lit_f64(nan) == unit.lit_f64(nan));
  CHECK(unit.lit_f64(nan) != unit.lit_f64(-nan));
  CHECK(unit.lit_bool(true) != unit.lit_bool(false));
  CHECK(unit.lit_nil() == unit.lit_nil());
  CHECK(std::signbit(*unit.float_value(unit.lit_f64(-0.0))));
  CHECK(!unit.int_value(unit.lit_f64(1)));
}

TEST_CASE("constants are shared by object and kind") {
  Unit unit(UnitKind::Func, "f");
  Builder b(unit);
  int x = 0, y = 0;
  ValueId a = b.konst(KonstKind::String, "x", &x);
  CHECK(b.konst(KonstKind::String, "again", &x) == a);
  CHECK(b.konst(KonstKind::Shape, "x", &x) != a);
  CHECK(b.konst(KonstKind::String, "x", &y) != a);
  CHECK(unit.konst_count() == 3);
  CHECK(unit.type(a) == Type::Str);
}

TEST_CASE("names are made unique") {
  Unit unit(UnitKind::Func, "f");
  Builder b(unit);
  b.start_block("entry");
  ValueId x = b.slot_load(Reg{0}), y = b.slot_load(Reg{1}), z = b.slot_load(Reg{2});
  unit.set_name(x, "v");
  unit.set_name(y, "v");
  unit.set_name(z, "17");
  CHECK(unit.value_name(x) == "v");
  CHECK(unit.value_name(y) == "v.2");
  CHECK(unit.value_name(z) == "");
}

TEST_CASE("snapshot entries are sorted, inlined frames chain") {
  Unit unit(UnitKind::Trace, "t");
  Builder b(unit);
  b.start_block("entry");
  ValueId f = b.konst(KonstKind::Closure, "f", &unit);
  SnapId outer = b.snap(9, {{Reg{3}, b.i64(1)}, {Reg{1}, b.nil()}});
  SnapId inner = b.snap_inlined(2, f, 6, outer, {{Reg{0}, b.dead()}});
  b.exit_to(inner);
  CHECK(unit.snap(outer).entries[0].reg == Reg{1});
  CHECK(unit.snap(inner).parent == outer);
  CHECK(verify_report(unit) == "");
}
