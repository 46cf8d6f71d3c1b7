// Type tests, boxing and guards, for values of every tag.
#include "unittests/jit/lower/values.h"

#include <doctest/doctest.h>

#include <cstring>

using namespace perilune;
using namespace perilune::jit::test;

namespace {

const char* const kTypes[] = {"nil", "bool", "i64",    "f64",   "str",
                              "tab", "fun",  "native", "udata", "thread"};

bool is_of(const Sample& sample, const char* type) {
  return sample.type && strcmp(sample.type, type) == 0;
}

}  // namespace

TEST_CASE("a check unboxes values of its type and exits on all others") {
  for (const char* type : kTypes) {
    NativeOperation check({std::string("check.") + type + " %a", type, {"any"}, true});
    NativeOperation is({std::string("is.") + type + " %a", "bool", {"any"}});
    for (const Sample& sample : samples()) {
      INFO(type << " and " << show(sample.value));
      std::optional<Value> got = check.apply({sample.value});
      REQUIRE(got.has_value() == is_of(sample, type));
      if (got) CHECK(same(*got, sample.value));
      CHECK(same(*is.apply({sample.value}), Value::boolean(is_of(sample, type))));
    }
  }
}

TEST_CASE("a typed load checks the tag") {
  for (const char* type : kTypes) {
    Native load(std::string("trace @load {\nentry:\n  s0 = snap pc 3 {}\n  %a:") + type +
                " = slot.load." + type +
                " r0 else s0\n  s1 = snap pc 4 { r1: %a }\n  exit s1\n}\n");
    for (const Sample& sample : samples()) {
      std::vector<Value> stack = {sample.value, Value::number(1)};
      Exit exit = load.run(stack);
      CHECK(exit.number == is_of(sample, type));
      if (exit.number == 1)
        CHECK(same(stack[1], sample.value));
      else
        CHECK(same(stack[1], Value::number(1)));
    }
  }
}

TEST_CASE("boxing gives back the value") {
  for (const Sample& sample : samples()) {
    if (!sample.type) continue;
    NativeOperation box({"box %a", "any", {sample.type}});
    CHECK(same(*box.apply({sample.value}), sample.value));
  }
}

TEST_CASE("only nil and false are not truthy") {
  NativeOperation truthy({"truthy %a", "bool", {"any"}});
  for (const Sample& sample : samples())
    CHECK(same(*truthy.apply({sample.value}), Value::boolean(sample.value.is_truthy())));
}

TEST_CASE("a guard exits when its condition does not hold") {
  NativeOperation guard({"guard %a", "", {"bool"}, true});
  CHECK(guard.apply({Value::boolean(true)}).has_value());
  CHECK_FALSE(guard.apply({Value::boolean(false)}).has_value());
}

TEST_CASE("identity guards compare with the unit's constants") {
  State* L = state();
  Table* t = Table::make(L);
  lir::Unit unit =
      operation_unit({"check.shape %a, k0", "", {"tab"}, true, "  k0 = shape \"s\"\n"});
  unit.konst({0}).object = t->shape;
  NativeOperation shape(unit);
  CHECK(shape.apply({Value::of(t)}).has_value());
  Table* other = Table::make(L);
  other->set_str(L, L->new_string("key"), Value::integer(1));
  CHECK_FALSE(shape.apply({Value::of(other)}).has_value());

  unit = operation_unit({"check.proto %a, k0", "", {"fun"}, true, "  k0 = proto \"p\"\n"});
  unit.konst({0}).object = sample_closure()->proto;
  NativeOperation proto(unit);
  CHECK(proto.apply({Value::of(sample_closure())}).has_value());
  Proto another;
  CHECK_FALSE(proto.apply({Value::of(Closure::make(L, &another))}).has_value());

  unit = operation_unit({"check.is %a, k0", "", {"tab"}, true, "  k0 = table \"t\"\n"});
  unit.konst({0}).object = t;
  NativeOperation is(unit);
  CHECK(is.apply({Value::of(t)}).has_value());
  CHECK_FALSE(is.apply({Value::of(other)}).has_value());
}

TEST_CASE("upvalues are told from the unit's own slots") {
  State* L = state();
  const char* text = R"(
trace @t {
  k0 = pointer "address"
entry:
  s0 = snap pc 1 {}
  check.OP else s0
  s1 = snap pc 2 {}
  exit s1
}
)";
  auto exits = [&](const std::string& op, const Value* address) {
    std::string filled = text;
    filled.replace(filled.find("check.OP"), 8, op);
    lir::Unit unit = parse_unit(filled);
    unit.konst({0}).object = address;
    Native native(unit);
    return native.run(L->stack + 10).number == 0;
  };
  CHECK_FALSE(exits("check.inner k0, r3", L->stack + 13));
  CHECK(exits("check.inner k0, r3", L->stack + 12));
  Value elsewhere;
  CHECK_FALSE(exits("check.outer k0", &elsewhere));
  CHECK_FALSE(exits("check.outer k0", L->stack + 7));
  CHECK(exits("check.outer k0", L->stack + 10));
  CHECK(exits("check.outer k0", L->stack + 20));
  CHECK(exits("check.outer k0", L->stack + L->stack_size - 1));
  Native room("trace @t {\nentry:\n  s0 = snap pc 1 {}\n  check.stack 10 else s0\n"
              "  s1 = snap pc 2 {}\n  exit s1\n}\n");
  CHECK(room.run(L->stack_end - 10).number == 1);
  CHECK(room.run(L->stack_end - 9).number == 0);
}

TEST_CASE(
    "where a frame on the stack returns to, and side traces that start above their own frame") {
  lir::Unit unit = parse_unit(R"(
trace @t pc 3 base 4 {
  k0 = pointer "return address"
entry:
  s0 = snap pc 3 base 4 {}
  check.return r4, k0 else s0
  %f:fun = frame.fun r4
  s1 = snap pc 9 { r1: %f }
  exit s1
}
)");
  Insn caller[16] = {}, elsewhere[1] = {};
  unit.konst({0}).object = caller + 9;
  Native native(unit);
  // The caller's frame, its registers r0 and r1, and above them the frame that the trace starts in.
  std::vector<Value> stack(8);
  Value* base = stack.data() + 2;
  base[-2] = base[2] = Value::of(sample_closure());
  auto run = [&](const Insn* ret, FrameKind kind) {
    base[1] = Value();
    set_link(base + 4, ret, kind, 1, 4);
    return native.run(base + 4);
  };
  Exit exit = run(caller + 9, FrameKind::Lua);
  CHECK(exit.number == 1);
  CHECK(exit.base == base);
  CHECK(exit.pc == sample_closure()->proto->insns + 9);
  CHECK(same(base[1], base[2]));
  exit = run(elsewhere, FrameKind::Lua);
  CHECK(exit.number == 0);
  CHECK(exit.base == base + 4);
  CHECK(exit.pc == native.pc());
  CHECK(base[1].is_nil());
  CHECK(run(caller + 9, FrameKind::Pcall).number == 0);
}

TEST_CASE("the running closure is below the frame") {
  Native native("trace @t {\nentry:\n  %f:fun = frame.fun r0\n  s0 = snap pc 1 { r0: %f }\n"
                "  exit s0\n}\n");
  std::vector<Value> stack(4);
  stack[0] = Value::of(sample_closure());
  native.run(stack, 2);
  CHECK(same(stack[2], stack[0]));
}
