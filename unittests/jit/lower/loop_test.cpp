// Whole traces.
#include "unittests/jit/lower/native.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

TEST_CASE("a loop over an array leaves with the sum") {
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
}
