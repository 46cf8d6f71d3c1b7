// Loaded code: the units of operands, and the forms chosen when code is loaded.
#include "runtime/insn.h"
#include "runtime/proto.h"

#include <doctest/doctest.h>

#include "runtime/field_cache.h"
#include "runtime/frame.h"

using namespace perilune;
using namespace perilune::bytecode;

namespace {

Insn loaded(Word word) {
  Insn insns[2];
  load_code({word, 0}, insns);
  return insns[0];
}

int64_t loaded_extra(Op op, Word extra) {
  Insn insns[2];
  load_code({encode_abc(op, 0, 0, 0), extra}, insns);
  return insns[1].extra;
}

}  // namespace

TEST_CASE("registers, constants and upvalues are byte offsets") {
  Insn add = loaded(encode_abc(Op::AddRK, 1, 2, 255));
  CHECK(add.op() == InsnOp::AddRK);
  CHECK(add.f.a == 16);
  CHECK(add.reg_a() == 1);
  CHECK(add.f.b == 32);
  CHECK(add.f.c == 4080);
  CHECK(loaded(encode_abc(Op::GetUpval, 3, 4, 0)).f.b == 32);
  CHECK(loaded(encode_abx(Op::LoadK, 0, 65535)).f.wide == 65535 * 16);
  CHECK(loaded(encode_abx(Op::MakeClosure, 0, 3)).f.wide == 24);
  CHECK(loaded_extra(Op::LoadKX, 70000) == 70000 * 16);
  CHECK(loaded_extra(Op::GetField, 0) == -int64_t{sizeof(FieldCache)});
  CHECK(loaded_extra(Op::GetField, 2) == -3 * int64_t{sizeof(FieldCache)});
}

TEST_CASE("immediates are themselves") {
  CHECK(loaded(encode_asbx(Op::LoadI, 0, -32768)).f.wide == -32768);
  CHECK(loaded(encode_abc(Op::GetInt, 0, 1, 200)).f.c == 200);
  CHECK(loaded_extra(Op::NewTable, 12) == 12);
}

TEST_CASE("jumps are bytes from the end of the instruction") {
  CHECK(loaded(encode_sj(Op::Jmp, 5)).f.wide == 40);
  CHECK(loaded(encode_sj(Op::JmpBack, -5)).f.wide == -40);
  Insn loop[2] = {};
  load_code({encode_abc(Op::ForPrep, 0, 0, 0), 70000}, loop);
  CHECK(loop[0].f.wide == 560000);
  load_code({encode_abc(Op::ForLoop, 0, 0, 0), 70000}, loop);
  CHECK(loop[0].f.wide == -560000);
  CHECK(loop[1].counter == 0);
  CHECK(loaded(encode_sj(Op::Jmp, kMaxJump)).f.wide == kMaxJump * 8);
  Insn code[4] = {};
  code[1] = loaded(encode_sj(Op::Jmp, 1));
  CHECK(jump_target(code + 1, 1) == code + 3);
}

TEST_CASE("a test whose C is 0 is another instruction") {
  CHECK(loaded(encode_abc(Op::Eq, 0, 1, 1)).op() == InsnOp::Eq);
  CHECK(loaded(encode_abc(Op::Eq, 0, 1, 0)).op() == InsnOp::EqNot);
  CHECK(loaded(encode_abc(Op::GeK, 0, 1, 0)).op() == InsnOp::GeKNot);
  CHECK(loaded(encode_abc(Op::TestSet, 0, 1, 0)).op() == InsnOp::TestSetNot);
}

TEST_CASE("calls carry the link of their frame") {
  Value stack[8];
  Insn call = loaded(encode_abc(Op::Call, 3, 2, 0));
  CHECK(call.f.x == 2);
  set_call_link(stack + 5, &call, kFrameSlots);
  CHECK(link_of(stack + 5).ret == &call + 1);
  CHECK(link_of(stack + 5).tag == Tag::FrameLink);
  CHECK(link_of(stack + 5).kind == FrameKind::Lua);
  CHECK(link_of(stack + 5).nresults == kAllResults);
  CHECK(tail_calls_of(stack + 5) == 0);
  CHECK(+link_of(stack + 5).callables == 0);
  CHECK(link_of(stack + 5).slots() == 5);
  CHECK(loaded(encode_abc(Op::Call, 3, 0, 0)).op() == InsnOp::CallOpen);
  Insn next = loaded(encode_abc(Op::TForCall, 0, 0, 4));
  set_call_link(stack + 5, &next, 6);
  CHECK(link_of(stack + 5).nresults == 4);
  CHECK(link_of(stack + 5).slots() == 6);
}

TEST_CASE("a tail call wants all results, where it is one of a native") {
  Insn call = loaded(encode_abc(Op::TailCall, 3, 2, 0));
  CHECK(call.op() == InsnOp::TailCall);
  CHECK(call.f.x == 2);
  CHECK(wanted_results(&call) == kAllResults);
  CHECK(loaded(encode_abc(Op::TailCall, 3, 0, 0)).op() == InsnOp::TailCallOpen);
  Insn closing = loaded(encode_abc(Op::TailCall, 3, 0, 1));
  CHECK(closing.op() == InsnOp::TailCallClosing);
  CHECK(closing.f.x == 0);
  CHECK(wanted_results(&closing) == kAllResults);
}
