// The evaluator: what it computes, stores and leaves by.
#include "jit/ir/eval.h"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <limits>

#include "jit/ir/parser.h"
#include "jit/ir/verifier.h"
#include "unittests/jit/ir/model_host.h"

using namespace perilune::lir;

namespace {

EvalValue integer(int64_t x) { return {Type::I64, uint64_t(x)}; }
EvalValue real(double x) { return {Type::F64, std::bit_cast<uint64_t>(x)}; }
EvalValue boolean(bool x) { return {Type::Bool, x}; }

Unit read(std::string_view text) {
  ParseResult parsed = parse(text);
  REQUIRE(parsed.errors.empty());
  REQUIRE(verify_report(parsed.units[0].unit) == "");
  return parsed.units[0].unit;
}

EvalValue slot(ModelHost& host, int64_t n) { return host.load(AliasClass::Slot, 0, n); }

constexpr std::string_view kSum = R"(trace @sum {
entry:
  s0 = snap pc 14 {}
  %i:i64 = slot.load.i64 r0 else s0
  %acc:i64 = slot.load.i64 r1 else s0
  %acc2:i64 = add %acc, %i
  %i2:i64 = add %i, 1
  %more:bool = cmp.le %i2, 10
  s1 = snap pc 17 { r0: %i2, r1: %acc2 }
  guard %more else s1
  s2 = snap pc 14 { r0: %i2, r1: %acc2 }
  loop s2
}
)";

}  // namespace

TEST_CASE("a loop sums, restarting at its entry") {
  Unit unit = read(kSum);
  ModelHost host(1, 0);
  host.store(AliasClass::Slot, 0, 0, integer(1));
  host.store(AliasClass::Slot, 0, 1, integer(0));
  EvalResult result = evaluate(unit, host, 1000);
  REQUIRE(result.left);
  CHECK(result.frames == std::vector<EvalFrame>{{17, 0, 0}});
  CHECK(slot(host, 0) == integer(11));
  CHECK(slot(host, 1) == integer(55));
}

TEST_CASE("a type check that fails leaves with nothing stored") {
  Unit unit = read(kSum);
  ModelHost host(1, 0);
  host.store(AliasClass::Slot, 0, 0, integer(1));
  host.store(AliasClass::Slot, 0, 1, real(0.5));
  EvalResult result = evaluate(unit, host, 1000);
  REQUIRE(result.left);
  CHECK(result.frames[0].pc == 14);
  CHECK(slot(host, 1) == real(0.5));
}

TEST_CASE("tests that ask the host") {
  Unit unit = read(R"(trace @t {
entry:
  s0 = snap pc 1 {}
  check.stack 32 else s0
  s1 = snap pc 2 {}
  check.stack 33 else s1
  s2 = snap pc 3 {}
  exit s2
}
)");
  ModelHost host(1, 0);
  CHECK(evaluate(unit, host, 50).frames[0].pc == 2);
}

TEST_CASE("the step limit stops a loop that does not leave") {
  Unit unit = read("trace @t {\nentry:\n  s0 = snap pc 0 {}\n  loop s0\n}\n");
  ModelHost host(1, 0);
  EvalResult result = evaluate(unit, host, 50);
  CHECK(!result.left);
  CHECK(result.steps == 50);
}

TEST_CASE("frames of an exit, the innermost first; where they overlap it wins") {
  Unit unit = read(R"(trace @t {
  k0 = closure "f"
entry:
  s0 = snap pc 9 { r1: 1, r6: 2 }
  s1 = snap pc 3 fn k0 base 5 in s0 { r0: 7, r1: 8 }
  exit s1
}
)");
  ModelHost host(1, 0);
  EvalResult result = evaluate(unit, host, 50);
  REQUIRE(result.frames.size() == 2);
  CHECK(result.frames[0] == EvalFrame{3, 5, host.konst(unit.konst(KonstId{0}))});
  CHECK(result.frames[1] == EvalFrame{9, 0, 0});
  CHECK(slot(host, 1) == integer(1));
  CHECK(slot(host, 5) == integer(7));
  CHECK(slot(host, 6) == integer(8));
}

TEST_CASE("parameters change all at once") {
  Unit unit = read(R"(trace @swap {
entry:
  s9 = snap pc 0 {}
  br loop(1, 2, 0)
loop(%a:i64, %b:i64, %n:i64):
  %n2:i64 = add %n, 1
  %more:bool = cmp.lt %n2, 4
  s0 = snap pc 1 { r0: %a, r1: %b }
  guard %more else s0
  br loop(%b, %a, %n2)
}
)");
  ModelHost host(1, 0);
  CHECK(evaluate(unit, host, 100).left);
  CHECK(slot(host, 0) == integer(2));
  CHECK(slot(host, 1) == integer(1));
}

TEST_CASE("pure operations at their edges") {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  auto run = [](Opcode op, EvalValue a, EvalValue b, EvalValue expected) {
    CAPTURE(op_info(op).text);
    EvalValue result;
    CHECK(evaluate_pure(op, Type::None, std::array{a, b}, result));
    CHECK(result == expected);
  };
  auto exits = [](Opcode op, EvalValue a, EvalValue b) {
    EvalValue result;
    return !evaluate_pure(op, Type::None, std::array{a, b}, result);
  };
  run(Opcode::IDiv, integer(kLeast), integer(-1), integer(kLeast));
  run(Opcode::IMod, integer(-7), integer(3), integer(2));
  run(Opcode::IMod, integer(7), integer(-3), integer(-2));
  run(Opcode::Shl, integer(1), integer(-1), integer(0));
  run(Opcode::Shr, integer(-1), integer(kLeast), integer(0));
  run(Opcode::FMod, real(-5.5), real(2), real(0.5));
  run(Opcode::FIDiv, real(7), real(-2), real(-4));
  run(Opcode::Min, real(0.0), real(-0.0), real(0.0));
  run(Opcode::CmpUlt, integer(-1), integer(5), boolean(false));
  double nan = std::numeric_limits<double>::quiet_NaN();
  run(Opcode::CmpNe, real(nan), real(nan), boolean(true));
  run(Opcode::CmpGe, real(nan), real(1), boolean(false));
  run(Opcode::F64ToI64, real(-0x1p63), real(0), integer(kLeast));
  CHECK(exits(Opcode::F64ToI64, real(0x1p63), real(0)));
  CHECK(exits(Opcode::F64ToI64, real(0.5), real(0)));
  CHECK(exits(Opcode::FloorToI64, real(nan), real(0)));
  CHECK(exits(Opcode::IDiv, integer(1), integer(0)));
  CHECK(exits(Opcode::AddOv, integer(kLeast), integer(-1)));
}
