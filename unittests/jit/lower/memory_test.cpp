// Loads and stores through the layouts of the runtime.
#include "unittests/jit/lower/values.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

TEST_CASE("slots are stored with payload and tag") {
  for (const Sample& sample : samples()) {
    const char* type = sample.type ? sample.type : "any";
    std::string load = std::string(type) + " = slot.load" +
                       (sample.type ? std::string(".") + type + " r0 else s0" : " r0");
    Native native("trace @t {\nentry:\n  s0 = snap pc 1 {}\n  %a:" + load +
                  "\n  slot.store r1, %a\n  s1 = snap pc 2 {}\n  exit s1\n}\n");
    std::vector<Value> stack = {sample.value, Value::integer(77)};
    CHECK(native.run(stack).number == 1);
    CHECK(same(stack[1], sample.value));
  }
}

TEST_CASE("literals are stored") {
  Native native(R"(
trace @t {
entry:
  slot.store r0, nil
  slot.store r1, true
  slot.store r2, false
  slot.store r3, -3
  slot.store r4, -0.0
  s0 = snap pc 1 { r5: nil, r6: true, r7: 9, r8: 1.5, r9: dead }
  exit s0
}
)");
  std::vector<Value> stack(10, Value::integer(1));
  native.run(stack);
  Value expected[] = {Value::nil(),         Value::boolean(true), Value::boolean(false),
                      Value::integer(-3),   Value::number(-0.0),  Value::nil(),
                      Value::boolean(true), Value::integer(9),    Value::number(1.5),
                      Value::integer(1)};
  for (size_t i = 0; i < stack.size(); ++i)
    CHECK(same(stack[i], expected[i]));
}

TEST_CASE("elements that are known to be numbers") {
  State* L = state();
  Native native(R"(
trace @t {
entry:
  s0 = snap pc 1 {}
  %t:tab = slot.load.tab r0 else s0
  %u:tab = slot.load.tab r1 else s0
  %k:i64 = field.load %t, tab.kind
  %m:i64 = and %k, 3
  %floats:bool = cmp.eq %m, 1
  guard %floats else s0
  %p:ptr = field.load %t, tab.array
  %q:ptr = field.load %u, tab.array
  %x:f64 = num.load.f64 %p, 2
  %n:i64 = num.load.i64 %q, 1
  %y:f64 = add %x, 1.0
  %o:i64 = add %n, 1
  num.store %p, 1, %y
  num.store %q, 2, %o
  %l:i64 = or %k, 4
  field.store %t, tab.kind, %l
  s1 = snap pc 2 {}
  exit s1
}
)");
  Table* floats = Table::make(L, 2, 0);
  floats->set_int(L, 1, Value::number(0.5));
  floats->set_int(L, 2, Value::number(2.5));
  floats->set_site(0xfff);
  Table* integers = Table::make(L, 2, 0);
  integers->set_int(L, 1, Value::integer(-9));
  integers->set_int(L, 2, Value::integer(4));
  std::vector<Value> stack = {Value::of(floats), Value::of(integers)};
  CHECK(native.run(stack).number == 1);
  CHECK(same(floats->get_int(1), Value::number(3.5)));
  CHECK(same(floats->get_int(2), Value::number(2.5)));
  CHECK(same(integers->get_int(2), Value::integer(-8)));
  CHECK((floats->element_kind() & 7) == 5);
  CHECK(floats->site() == 0xfff);
  stack = {Value::of(integers), Value::of(floats)};
  CHECK(native.run(stack).number == 0);
}

TEST_CASE("array parts") {
  State* L = state();
  Native native(R"(
trace @t {
entry:
  s0 = snap pc 1 {}
  %t:tab = slot.load.tab r0 else s0
  %i:i64 = slot.load.i64 r1 else s0
  %n:i64 = field.load %t, tab.asize
  %inside:bool = cmp.ult %i, %n
  guard %inside else s0
  %p:ptr = field.load %t, tab.array
  %v:any = arr.load %p, %i
  s1 = snap pc 2 { r2: %v }
  %x:f64 = arr.load.f64 %p, %i else s1
  %y:f64 = add %x, 1.0
  arr.store %p, %i, %y
  %j:i64 = add %i, 1
  arr.store %p, %j, %v
  arr.store %p, 1, true
  barrier %t, %v
  s2 = snap pc 3 { r2: %n }
  exit s2
}
)");
  Table* t = Table::make(L, 8);
  for (int i = 1; i <= 7; ++i)
    t->set_int(L, i, Value::number(i * 1.5));
  t->set_int(L, 4, Value::integer(4));
  std::vector<Value> stack = {Value::of(t), Value::integer(2), Value::nil()};
  CHECK(native.run(stack).number == 2);
  CHECK(same(stack[2], Value::integer(t->asize)));
  CHECK(same(t->get_int(1), Value::boolean(true)));
  CHECK(same(t->get_int(2), Value::number(4)));
  CHECK(same(t->get_int(3), Value::number(3)));
  CHECK(same(t->get_int(5), Value::number(7.5)));
  stack[1] = Value::integer(4);  // not a float
  CHECK(native.run(stack).number == 1);
  CHECK(same(stack[2], Value::integer(4)));
  for (int64_t outside : {int64_t{-1}, int64_t{100}, INT64_MIN}) {
    stack[1] = Value::integer(outside);
    CHECK(native.run(stack).number == 0);
  }
}

TEST_CASE("properties and fields") {
  State* L = state();
  Native native(R"(
trace @t {
  k0 = shape "s"
entry:
  s0 = snap pc 1 {}
  %t:tab = slot.load.tab r0 else s0
  %u:tab = slot.load.tab r1 else s0
  %shape:ptr = field.load %t, tab.shape
  field.store %u, tab.shape, %shape
  %p:ptr = field.load %t, tab.slots
  %v:any = prop.load %p, 1
  s1 = snap pc 2 { r2: %v }
  %x:i64 = prop.load.i64 %p, 1 else s1
  %y:i64 = mul %x, 3
  prop.store %p, 0, %y
  prop.store %p, 2, %v
  %m:i64 = field.load %u, tab.asize
  field.store %u, tab.asize, 0
  s2 = snap pc 3 { r2: %m }
  exit s2
}
)");
  Table* t = Table::make(L, 0, 4);
  String* keys[3];
  for (int i = 0; i < 3; ++i) {
    keys[i] = L->new_string(std::string(1, static_cast<char>('a' + i)));
    t->set_str(L, keys[i], Value::integer(10 + i));
  }
  Table* u = Table::make(L, 4);
  u->set_int(L, 1, Value::integer(1));
  uint32_t asize = u->asize;
  uint32_t capacity = u->array_capacity;
  REQUIRE(asize > 0);
  std::vector<Value> stack = {Value::of(t), Value::of(u), Value::nil()};
  CHECK(native.run(stack).number == 2);
  CHECK(u->shape == t->shape);
  CHECK(same(stack[2], Value::integer(asize)));
  CHECK(u->asize == 0);
  CHECK(u->array_capacity == capacity);  // the store is 32 bits wide
  CHECK(same(t->get_str(keys[0]), Value::integer(33)));
  CHECK(same(t->get_str(keys[1]), Value::integer(11)));
  CHECK(same(t->get_str(keys[2]), Value::integer(11)));
  t->set_str(L, keys[1], Value::boolean(true));
  CHECK(native.run(stack).number == 1);
  CHECK(same(stack[2], Value::boolean(true)));
}

TEST_CASE("upvalues and other immutable fields") {
  State* L = state();
  Native native(R"(
trace @t {
entry:
  s0 = snap pc 1 {}
  %f:fun = slot.load.fun r0 else s0
  %s:str = slot.load.str r1 else s0
  %u:ptr = fun.upval %f, 1
  %v:ptr = field.load %u, upval.slot
  %a:any = uv.load %v
  s1 = snap pc 2 { r2: %a }
  %x:f64 = uv.load.f64 %v else s1
  %y:f64 = add %x, 0.5
  uv.store %v, %y
  %c:ptr = fun.upval %f, 0
  s2 = snap pc 4 {}
  %i:i64 = upval.load.i64 %c else s2
  %j:i64 = add %i, 41
  upval.store %c, %j
  %n:i64 = field.load %s, str.len
  %p:ptr = field.load %f, fun.proto
  %q:ptr = field.load %f, fun.proto
  %same:bool = cmp.same %p, %q
  s3 = snap pc 3 { r2: %n, r3: %same }
  exit s3
}
)");
  Proto proto;
  proto.upvalue_count = 2;
  Closure* f = Closure::make(L, &proto);
  Value variables[2] = {Value::integer(1), Value::number(2)};
  Upvalue first(variables[0]), second(&variables[1]);
  f->upvalues()[0] = &first;
  f->upvalues()[1] = &second;
  std::vector<Value> stack = {Value::of(f), Value::of(L->new_string("four")), {}, {}};
  CHECK(native.run(stack).number == 3);
  CHECK(same(variables[1], Value::number(2.5)));
  CHECK(same(variables[0], Value::integer(1)));
  CHECK(same(first.get(), Value::integer(42)));
  CHECK(same(stack[2], Value::integer(4)));
  CHECK(same(stack[3], Value::boolean(true)));
  // An open upvalue where a closed one is meant.
  Upvalue open(&variables[0]);
  f->upvalues()[0] = &open;
  CHECK(native.run(stack).number == 2);
  CHECK(same(variables[0], Value::integer(1)));
  variables[1] = Value::boolean(false);
  CHECK(native.run(stack).number == 1);
  CHECK(same(stack[2], Value::boolean(false)));
}
