// Calls of native functions, closures and constructors: what goes through slots above the frame.
#include "unittests/jit/lower/native.h"

#include "runtime/lib/intrinsics.h"
#include "runtime/proto.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

namespace {

// Gives its arguments back, the last one first; fails on an integer 0.
NativeResult reversed(State* L) {
  uint32_t n = L->nargs();
  for (uint32_t i = 0; i < n; ++i)
    if (L->base[i].is_integer() && L->base[i].i == 0) return kNativeError;
  for (uint32_t i = n; i-- > 0;)
    L->push(L->base[i]);
  return static_cast<NativeResult>(n);
}

NativeResult grows(State* L) {
  if (L->grow_stack(1) == Status::Error) return kNativeError;
  return 0;
}

Value native(NativeFn fn, Intrinsic intrinsic) {
  return Value::of(
      NativeFunction::make(state(), fn, "test", 0, static_cast<IntrinsicId>(intrinsic)));
}

constexpr const char* kCall = R"(
trace @t pc 3 {
entry:
  s0 = snap pc 3 {}
  %f:native = slot.load.native r0 else s0
  %a:any = slot.load r1
  %b:any = slot.load r2
  %first:any = OP r12(%f, %a, 2.5, nil, %b) else s0
  %last:any = native.result 3
  %none:any = native.result 4
  %count:i64 = native.count
  s1 = snap pc 4 { r4: %first, r5: %last, r6: %none, r7: %count }
  exit s1
}
)";

std::string call_with(const std::string& op) {
  std::string text = kCall;
  return text.replace(text.find("OP"), 2, op);
}

struct Call {
  explicit Call(const std::string& op) : code(call_with(op)) {}
  Exit run(const Value& function, const Value& a, const Value& b) {
    base()[0] = function;
    base()[1] = a;
    base()[2] = b;
    for (int i = 4; i < 8; ++i)
      base()[i] = Value::boolean(true);
    return code.run(base());
  }
  Value* base() { return stack.data() + 2; }

  Native code;
  std::vector<Value> stack = std::vector<Value>(80);
};

}  // namespace

TEST_CASE("a native gets its arguments and gives its results") {
  for (const char* op : {"native.pure", "native.reads", "native.writes"}) {
    CAPTURE(op);
    Call call(op);
    Value f = native(reversed, Intrinsic::RawEqual);
    Exit exit = call.run(f, Value::integer(7), Value::boolean(true));
    CHECK(exit.number == 1);
    CHECK(same(call.base()[4], Value::boolean(true)));
    CHECK(same(call.base()[5], Value::integer(7)));
    CHECK(same(call.base()[6], Value::nil()));
    CHECK(same(call.base()[7], Value::integer(4)));
  }
}

TEST_CASE(
    "a native that fails, or would run Lua code or move the stack, is left to the interpreter") {
  State* L = state();
  Call call("native.pure");
  Value f = native(reversed, Intrinsic::RawEqual);
  CHECK(call.run(f, Value::integer(7), Value::integer(0)).number == 0);
  CHECK(same(call.base()[4], Value::boolean(true)));
  CHECK_FALSE(L->is_stack_fixed);
  CHECK(call.run(native(grows, Intrinsic::RawEqual), Value(), Value()).number == 0);
  CHECK_FALSE(L->is_stack_fixed);
  Table* plain = Table::make(L);
  Table* with = Table::make(L);
  with->set_metatable(L, Table::make(L));
  Value first = native(reversed, Intrinsic::TableConcat),
        all = native(reversed, Intrinsic::TableMove);
  CHECK(call.run(first, Value::of(plain), Value::of(with)).number == 1);
  CHECK(call.run(first, Value::of(with), Value()).number == 0);
  CHECK(call.run(all, Value::of(plain), Value()).number == 1);
  CHECK(call.run(all, Value::of(plain), Value::of(with)).number == 0);
  CHECK(call.run(all, f, Value()).number == 0);
  CHECK(call.run(native(reversed, Intrinsic::None), Value(), Value()).number == 0);
}

TEST_CASE("elements of a constructor") {
  Native code(R"(
trace @t pc 3 {
entry:
  s0 = snap pc 3 {}
  %t:tab = slot.load.tab r0 else s0
  %a:any = slot.load r1
  tab.setlist r9(%t, 3, %a, 1.5, true)
  s1 = snap pc 4 {}
  exit s1
}
)");
  Table* t = Table::make(state());
  std::vector<Value> stack(40);
  stack[2] = Value::of(t);
  stack[3] = Value::integer(8);
  CHECK(code.run(stack, 2).number == 1);
  CHECK(t->get_int(2).is_nil());
  CHECK(same(t->get_int(3), Value::integer(8)));
  CHECK(same(t->get_int(4), Value::number(1.5)));
  CHECK(same(t->get_int(5), Value::boolean(true)));
}

TEST_CASE("new tables have room for what was asked, and no elements or values") {
  constexpr int64_t kSizes[] = {0, 1, 8, 9, 15, 16};
  for (int64_t elements : kSizes) {
    for (int64_t properties : kSizes) {
      lir::Unit unit = parse_unit(R"(
trace @t pc 3 {
  k0 = shape "x"
entry:
  s0 = snap pc 3 {}
  %t:tab = tab.make k0, )" + std::to_string(elements) +
                                  ", " + std::to_string(properties) + R"(, 77 else s0
  s1 = snap pc 4 { r2: %t }
  exit s1
}
)");
      const Shape* shape = state()->global->empty_shape;
      unit.konst({0}).object = shape;
      Native code(unit);
      std::vector<Value> stack(20);
      // The second one is made where the heap need not look for memory.
      for (int i = 0; i < 3; ++i) {
        bool fits = elements <= 15 && properties <= 15;
        CHECK(code.run(stack, 2).number == (fits ? 1 : 0));
        if (!fits) continue;
        Table* t = stack[4].table();
        Table* expected = Table::make(state(), uint32_t(elements), uint32_t(properties));
        CHECK(t->shape == shape);
        CHECK(t->site() == 77);
        CHECK(t->slot_capacity() == expected->slot_capacity());
        CHECK(t->array_capacity == expected->array_capacity);
        CHECK(t->asize == 0);
        CHECK(t->flags == expected->flags);
        CHECK(t->hash() == nullptr);
        auto offset = [](const Table* table, const uint64_t* vector) {
          return vector
                     ? reinterpret_cast<const char*>(vector) - reinterpret_cast<const char*>(table)
                     : 0;
        };
        CHECK(offset(t, t->slots) == offset(expected, expected->slots));
        CHECK(offset(t, t->array) == offset(expected, expected->array));
        for (int64_t slot = 0; slot < properties; ++slot)
          CHECK(vector_tag(t->slots, size_t(slot)) == Tag::Nil);
      }
    }
  }
}

TEST_CASE("closures capture slots, and closing them takes the values along") {
  State* L = state();
  lir::Unit unit = parse_unit(R"(
trace @t pc 3 {
  k0 = proto "inner"
entry:
  s0 = snap pc 3 {}
  %self:fun = frame.fun r0
  %made:fun = closure.new r0, %self, k0 else s0
  slot.flush r1, 42
  upvals.close r1 else s0
  s1 = snap pc 4 { r2: %made }
  exit s1
}
)");
  static Insn code[64];
  Proto::Upval captured{};
  captured.in_stack = true;
  captured.index = 1;
  Proto inner_proto, outer_proto;
  inner_proto.upvalues = &captured;
  inner_proto.upvalue_count = 1;
  outer_proto.insns = code;
  unit.konst({0}).object = &inner_proto;
  Native native(unit);
  // On the state's own stack, in which upvalues are open; its top is where the last run left it.
  Value* base = L->stack + 8;
  base[-2] = Value::of(Closure::make(L, &outer_proto));
  base[1] = Value::integer(-1);
  CHECK(native.run(base).number == 1);
  REQUIRE(base[2].is_closure());
  Upvalue* upvalue = base[2].closure()->upvalues()[0];
  CHECK_FALSE(upvalue->is_open());
  CHECK(same(upvalue->get(), Value::integer(42)));
  CHECK(L->open_count == 0);
}

TEST_CASE("a closure with the same upvalues is made once where the dialect says so") {
  State* L = state();
  lir::Unit unit = parse_unit(R"(
trace @t pc 3 {
  k0 = proto "inner"
entry:
  s0 = snap pc 3 {}
  %self:fun = frame.fun r0
  %a:fun = closure.reuse r0, %self, k0 else s0
  %b:fun = closure.reuse r0, %self, k0 else s0
  %same:bool = cmp.same %a, %b
  s1 = snap pc 4 { r2: %same }
  exit s1
}
)");
  Proto inner_proto, outer_proto;
  unit.konst({0}).object = &inner_proto;
  Native native(unit);
  std::vector<Value> stack(40);
  stack[0] = Value::of(Closure::make(L, &outer_proto));
  CHECK(native.run(stack, 2).number == 1);
  CHECK(same(stack[4], Value::boolean(true)));
}

TEST_CASE("the depth of nested calls and the number of extra arguments are checked") {
  State* L = state();
  Native code(R"(
trace @t pc 3 {
entry:
  s0 = snap pc 3 {}
  check.levels 5 else s0
  s1 = snap pc 4 {}
  check.extra r0, 4 else s1
  s2 = snap pc 5 {}
  exit s2
}
)");
  std::vector<Value> stack(40);
  Value* base = stack.data() + 10;
  set_link(base, nullptr, FrameKind::Vararg, 0, 4);
  uint16_t depth = L->c_depth;
  L->c_depth = 5;
  CHECK(code.run(base).number == 0);
  L->c_depth = 4;
  CHECK(code.run(base).number == 2);
  set_link(base, nullptr, FrameKind::Vararg, 0, 5);
  CHECK(code.run(base).number == 1);
  set_link(base, nullptr, FrameKind::Lua, 0, 4);
  CHECK(code.run(base).number == 1);
  L->c_depth = depth;
}
