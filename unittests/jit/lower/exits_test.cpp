// What exits leave behind: slots, inlined frames, the resume address and the exit's number.
#include "unittests/jit/lower/values.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

TEST_CASE("exits of one shape share their code but not their number") {
  Native native(R"(
trace @t pc 2 {
entry:
  s0 = snap pc 2 {}
  %a:i64 = slot.load.i64 r0 else s0
  %v:any = slot.load r1
  %b:bool = cmp.eq %a, 1
  s1 = snap pc 3 { r2: %a, r3: %v, r4: nil }
  guard %b else s1
  s2 = snap pc 4 { r2: 5, r3: %v, r4: nil }
  %x:i64 = check.i64 %v else s2
  s3 = snap pc 5 { r2: %x, r3: %v, r4: nil }
  exit s3
}
)");
  std::vector<Value> stack = {Value::integer(0), Value::boolean(true), {}, {}, Value::integer(1)};
  Exit exit = native.run(stack);
  CHECK(exit.number == 1);
  CHECK(exit.pc == native.code() + 3);
  CHECK(same(stack[2], Value::integer(0)));
  CHECK(same(stack[3], Value::boolean(true)));
  CHECK(same(stack[4], Value::nil()));
  stack[0] = Value::integer(1);
  exit = native.run(stack);
  CHECK(exit.number == 2);
  CHECK(exit.pc == native.code() + 4);
  CHECK(same(stack[2], Value::integer(5)));
  stack[1] = Value::integer(8);
  exit = native.run(stack);
  CHECK(exit.number == 3);
  CHECK(exit.pc == native.code() + 5);
  CHECK(same(stack[2], Value::integer(8)));
  CHECK(same(stack[3], Value::integer(8)));
}

namespace {

// A frame inlined twice over: main calls k0 (a constant) at slot 5, which calls r0's function.
constexpr const char* kInlined = R"(
trace @t pc 10 {
  k0 = closure "callee"
entry:
  s0 = snap pc 10 {}
  %f:fun = slot.load.fun r0 else s0
  %n:i64 = slot.load.i64 r1 else s0
  s1 = snap pc 12 { r1: 7 }
  s2 = snap pc 21 fn k0 base 5 in s1 { r0: %n, r1: %f }
  s3 = snap pc 30 fn %f base 9 in s2 { r0: 2.5, r2: true }
  %zero:bool = cmp.eq %n, 0
  guard %zero else s3
  s4 = snap pc 31 fn k0 base 5 in s1 { r0: nil }
  exit s4
}
)";

void put_call(Insn* code, uint32_t ret, uint32_t c) {
  load_code({bytecode::encode_abc(bytecode::Op::Call, 0, 1, c)}, code + ret - 1);
}

}  // namespace

TEST_CASE("an exit builds the frames of inlined calls") {
  State* L = state();
  static Insn outer_code[64], inner_code[64];
  Proto outer_proto, inner_proto;
  outer_proto.insns = outer_code;
  inner_proto.insns = inner_code;
  Closure* outer = Closure::make(L, &outer_proto);
  Closure* inner = Closure::make(L, &inner_proto);
  lir::Unit unit = parse_unit(kInlined);
  unit.konst({0}).object = outer;
  Native native(unit);
  put_call(const_cast<Insn*>(native.code()), 12, 3);  // two results
  put_call(outer_code, 21, 0);                        // all results
  std::vector<Value> stack(20, Value::integer(-1));
  Value* base = stack.data() + 2;
  base[0] = Value::of(inner);
  base[1] = Value::integer(1);
  Exit exit = native.run(base);
  CHECK(exit.number == 3);
  CHECK(exit.base == base + 9);
  CHECK(exit.pc == inner_code + 30);
  CHECK(same(base[1], Value::integer(7)));
  CHECK(same(base[3], Value::of(outer)));
  const FrameLink& first = link_of(base + 5);
  CHECK(first.ret == native.code() + 12);
  CHECK(first.tag == Tag::FrameLink);
  CHECK(first.kind == FrameKind::Lua);
  CHECK(first.nresults == 2);
  CHECK(first.slots() == 5);
  CHECK(same(base[5], Value::integer(1)));
  CHECK(same(base[6], Value::of(inner)));
  CHECK(same(base[7], Value::of(inner)));
  const FrameLink& second = link_of(base + 9);
  CHECK(second.ret == outer_code + 21);
  CHECK(second.kind == FrameKind::Lua);
  CHECK(second.nresults == kAllResults);
  CHECK(second.slots() == 4);
  CHECK(same(base[9], Value::number(2.5)));
  CHECK(same(base[10], Value::integer(-1)));
  CHECK(same(base[11], Value::boolean(true)));

  base[1] = Value::integer(0);
  exit = native.run(base);
  CHECK(exit.number == 4);
  CHECK(exit.base == base + 5);
  CHECK(exit.pc == outer_code + 31);
  CHECK(same(base[5], Value::nil()));
}

TEST_CASE("frames of metamethods, tail calls and vararg functions") {
  State* L = state();
  static Insn code[64];
  Proto proto;
  proto.insns = code;
  Closure* callee = Closure::make(L, &proto);
  lir::Unit unit = parse_unit(R"(
trace @t pc 10 levels 1 {
  k0 = closure "callee"
entry:
  s0 = snap pc 10 { r1: 1 }
  s1 = snap pc 21 fn k0 base 5 as store 3 tails 1 in s0 {}
  s2 = snap pc 31 fn k0 base 9 as compare 1 in s1 {}
  s3 = snap pc 32 fn k0 base 13 as discard 0 in s2 {}
  s4 = snap pc 0 fn k0 base 17 tails 2 in s3 { r0: 8, r1: 9 }
  s5 = snap pc 33 top 6 fn k0 base 21 as vararg 0 in s4 { r0: 7 }
  exit s5
}
)");
  unit.konst({0}).object = callee;
  Native native(unit);
  put_call(code, 32, 3);
  std::vector<Value> stack(60);
  Value* base = stack.data() + 2;
  uint16_t depth = L->c_depth;
  Value* top = L->top;
  L->c_depth = 7;
  Exit exit = native.run(base);
  CHECK(exit.number == 5);
  CHECK(exit.base == base + 21);
  CHECK(L->c_depth == 9);  // three frames that take a level, one of which was there
  CHECK(L->top == base + 21 + 6);
  L->c_depth = depth;
  L->top = top;
  CHECK(link_of(base + 5).kind == FrameKind::MetaStore);
  CHECK(link_of(base + 5).nresults == 3);
  CHECK(link_of(base + 5).tag == Tag::TailLink);
  CHECK(+link_of(base + 5).tail_calls == 1);
  CHECK(link_of(base + 5).ret == native.code() + 10);
  CHECK(link_of(base + 9).kind == FrameKind::MetaCompare);
  CHECK(link_of(base + 9).nresults == 1);
  CHECK(link_of(base + 9).ret == code + 21);
  CHECK(link_of(base + 13).kind == FrameKind::MetaDiscard);
  CHECK(link_of(base + 13).ret == code + 31);
  CHECK(link_of(base + 17).kind == FrameKind::Lua);
  CHECK(link_of(base + 17).tag == Tag::TailLink);
  CHECK(+link_of(base + 17).tail_calls == 2);
  CHECK(link_of(base + 17).nresults == 2);
  CHECK(link_of(base + 17).slots() == 4);
  CHECK(link_of(base + 21).kind == FrameKind::Vararg);
  CHECK(+link_of(base + 21).tail_calls == 0);
  CHECK(link_of(base + 21).slots() == 4);
  CHECK(same(base[17], Value::integer(8)));
  CHECK(same(base[18], Value::integer(9)));
  CHECK(same(base[21], Value::integer(7)));
  CHECK(same(base[19], Value::of(callee)));
}

TEST_CASE("a unit may start in an inlined frame") {
  State* L = state();
  static Insn own_code[64], inner_code[64];
  Proto own_proto, inner_proto;
  own_proto.insns = own_code;
  inner_proto.insns = inner_code;
  lir::Unit unit = parse_unit(R"(
trace @t pc 3 {
  k0 = closure "inner"
entry:
  s0 = snap pc 8 { r1: 6 }
  s1 = snap pc 3 fn k0 base 4 in s0 {}
  %n:i64 = slot.load.i64 r4 else s1
  s2 = snap pc 9 { r0: %n }
  exit s2
}
)");
  unit.base = 4;
  unit.konst({0}).object = Closure::make(L, &inner_proto);
  Native native(unit);
  put_call(own_code, 8, 1);  // no results
  std::vector<Value> stack(20);
  Value* base = stack.data() + 2;
  base[-2] = Value::of(Closure::make(L, &own_proto));
  base[4] = Value::integer(44);
  Exit exit = native.run(base + 4);
  CHECK(exit.number == 2);
  CHECK(exit.base == base);
  CHECK(exit.pc == own_code + 9);
  CHECK(same(base[0], Value::integer(44)));
  base[4] = Value::nil();
  exit = native.run(base + 4);
  CHECK(exit.number == 1);
  CHECK(exit.base == base + 4);
  CHECK(exit.pc == inner_code + 3);
  CHECK(same(base[1], Value::integer(6)));
  CHECK(link_of(base + 4).ret == own_code + 8);
  CHECK(link_of(base + 4).nresults == 0);
  CHECK(link_of(base + 4).slots() == 4);
}

namespace {

int linked_exits = 0;

[[clang::preserve_none]] void count_exit(const Insn*, Value*, State*, const Dispatch*, const Value*,
                                         uint32_t number) {
  linked_exits += 100 + static_cast<int>(number);
}

}  // namespace

TEST_CASE("an exit is linked by storing into the exit table") {
  Native native("trace @t {\nentry:\n  s0 = snap pc 1 {}\n  %a:i64 = slot.load.i64 r0 else s0\n"
                "  s1 = snap pc 2 { r1: %a }\n  exit s1\n}\n");
  REQUIRE(native.result().exit_count == 2);
  std::vector<Value> stack = {Value::nil(), {}};
  CHECK(native.run(stack).number == 0);
  native.result().exit_table[0] = reinterpret_cast<const void*>(&count_exit);
  CHECK(native.run(stack).number == -1);
  CHECK(linked_exits == 100);
  stack[0] = Value::integer(1);
  CHECK(native.run(stack).number == 1);
}
