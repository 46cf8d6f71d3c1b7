// Whole traces: loops, joins, polls and restarts.
#include "unittests/jit/lower/native.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

TEST_CASE("a loop leaves with what it has computed") {
  Native sum(R"(
trace @sum pc 14 {
entry:
  s0 = snap pc 14 {}
  %a0:f64 = slot.load.f64 r1 else s0
  %i0:i64 = slot.load.i64 r2 else s0
  br loop(%i0, %a0)
loop(%i:i64, %a:f64):
  s1 = snap pc 14 { r1: %a, r2: %i }
  poll else s1
  %x:f64 = i64.to.f64 %i
  %a2:f64 = add %a, %x
  %i2:i64 = add %i, 1
  %more:bool = cmp.le %i2, 1000
  s2 = snap pc 17 { r1: %a2, r2: %i2 }
  guard %more else s2
  br loop(%i2, %a2)
}
)");
  std::vector<Value> stack = {Value::nil(), Value::number(0.5), Value::integer(1)};
  Exit exit = sum.run(stack);
  CHECK(exit.number == 2);
  CHECK(exit.pc == sum.code() + 17);
  CHECK(exit.base == stack.data());
  CHECK(stack[1].f == 500500.5);
  CHECK(stack[2].i == 1001);
  stack[1] = Value::integer(0);
  exit = sum.run(stack);
  CHECK(exit.number == 0);
  CHECK(exit.pc == sum.pc());

  stack = {Value::nil(), Value::number(0), Value::integer(1)};
  state()->global->interrupt = 1;
  exit = sum.run(stack);
  state()->global->interrupt = 0;
  CHECK(exit.number == 1);
  CHECK(same(stack[2], Value::integer(1)));
}

TEST_CASE("the interrupt word is read in every iteration") {
  lir::Unit unit = parse_unit(R"(
trace @t {
  k0 = pointer "interrupt"
entry:
  br loop(0)
loop(%i:i64):
  s0 = snap pc 1 { r0: %i }
  poll else s0
  %at:bool = cmp.eq %i, 10
  cbr %at, set, next
set:
  field.store k0, tab.asize, 1
  br next
next:
  %i2:i64 = add %i, 1
  %more:bool = cmp.lt %i2, 1000
  s1 = snap pc 2 { r0: %i2 }
  guard %more else s1
  br loop(%i2)
}
)");
  // The field's store, aimed so that it hits the interrupt word.
  Table* table = Table::make(state());
  auto offset = reinterpret_cast<char*>(&table->asize) - reinterpret_cast<char*>(table);
  unit.konst({0}).object = reinterpret_cast<char*>(&state()->global->interrupt) - offset;
  Native native(unit);
  std::vector<Value> stack(1);
  CHECK(native.run(stack).number == 0);
  CHECK(stack[0].i == 11);
  state()->global->interrupt = 0;
}

TEST_CASE("joins take any and nil values") {
  Native native(R"(
trace @t {
entry:
  s0 = snap pc 0 {}
  %b:bool = slot.load.bool r0 else s0
  %v:any = slot.load r1
  cbr %b, join(%v, nil, 1), other
join(%x:any, %n:nil, %k:i64):
  s1 = snap pc 1 { r2: %x, r3: %n, r4: %k }
  exit s1
other:
  %i:i64 = check.i64 %v else s0
  %w:any = box %i
  br join(%w, nil, %i)
}
)");
  std::vector<Value> stack = {Value::boolean(true), Value::number(1.5), {}, Value::integer(1), {}};
  CHECK(native.run(stack).number == 1);
  CHECK(same(stack[2], Value::number(1.5)));
  CHECK(same(stack[3], Value::nil()));
  CHECK(same(stack[4], Value::integer(1)));
  stack[0] = Value::boolean(false);
  CHECK(native.run(stack).number == 0);
  stack[1] = Value::integer(3);
  CHECK(native.run(stack).number == 1);
  CHECK(same(stack[2], Value::integer(3)));
  CHECK(same(stack[4], Value::integer(3)));
}

TEST_CASE("loop starts the trace again with the slots written") {
  Native native(R"(
trace @t pc 4 {
entry:
  s0 = snap pc 4 {}
  %i:i64 = slot.load.i64 r0 else s0
  %a:f64 = slot.load.f64 r1 else s0
  %more:bool = cmp.lt %i, 10
  s1 = snap pc 9 {}
  guard %more else s1
  %i2:i64 = add %i, 1
  %a2:f64 = mul %a, 2.0
  s2 = snap pc 4 { r0: %i2, r1: %a2, r2: true }
  loop s2
}
)");
  std::vector<Value> stack = {Value::integer(0), Value::number(1), Value::nil()};
  Exit exit = native.run(stack);
  CHECK(exit.number == 1);
  CHECK(exit.pc == native.code() + 9);
  CHECK(same(stack[0], Value::integer(10)));
  CHECK(same(stack[1], Value::number(1024)));
  CHECK(same(stack[2], Value::boolean(true)));
}
