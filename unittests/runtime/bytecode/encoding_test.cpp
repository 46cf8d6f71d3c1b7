// The instruction encoding, and that the opcode table says what the code relies on.
#include "runtime/bytecode/encoding.h"

#include <cstring>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace perilune::bytecode;

TEST_CASE("operands survive encoding") {
  const Word abc = encode_abc(Op::GetTable, 1, 250, 255);
  CHECK(op_of(abc) == Op::GetTable);
  CHECK(a_of(abc) == 1);
  CHECK(b_of(abc) == 250);
  CHECK(c_of(abc) == 255);
  const Word abx = encode_abx(Op::LoadK, 7, kMaxBx);
  CHECK(a_of(abx) == 7);
  CHECK(bx_of(abx) == kMaxBx);
  for (const int32_t value : {kMinSbx, -1, 0, 1, kMaxSbx}) {
    CHECK(sbx_of(encode_asbx(Op::LoadI, 3, value)) == value);
    CHECK(a_of(encode_asbx(Op::LoadI, 3, value)) == 3);
  }
  for (const int32_t value : {-kMaxJump, -1, 0, 1, kMaxJump}) {
    CHECK(sj_of(encode_sj(Op::Jmp, value)) == value);
    CHECK(op_of(encode_sj(Op::Jmp, value)) == Op::Jmp);
  }
}

TEST_CASE("the table") {
  CHECK(kOpCount > 0);
  CHECK(kOpCount <= 256);
  std::set<std::string> texts;
  for (uint32_t i = 0; i < kOpCount; ++i) {
    const OpInfo& info = op_info(static_cast<Op>(i));
    CAPTURE(info.text);
    CHECK(texts.insert(info.text).second);
    CHECK(std::strlen(info.doc) > 0);
    CHECK(info.words() == (info.extra == Extra::None ? 1 : 2));
  }
}

TEST_CASE("operand kinds are read from the table") {
  const OpInfo& add = op_info(Op::AddKR);
  CHECK(add.a == Operand::W);
  CHECK(add.b == Operand::K);
  CHECK(add.c == Operand::R);
  CHECK(op_info(Op::Concat).a == Operand::RW);
  CHECK(op_info(Op::Return0).a == Operand::None);
  CHECK(op_info(Op::GetTabUp).b == Operand::U);
  CHECK(op_info(Op::GetTabUp).extra == Extra::Cache);
  CHECK(op_info(Op::MakeClosure).b == Operand::F);
  CHECK(op_info(Op::ForLoop).extra == Extra::Jump);
  CHECK(op_info(Op::JmpBack).extra == Extra::Counter);
}

TEST_CASE("an arithmetic operator's forms stand together") {
  for (Op op = Op::Add; op <= Op::Shr; op = static_cast<Op>(static_cast<int>(op) + 3)) {
    const std::string text = op_info(op).text;
    CHECK(op_info(static_cast<Op>(static_cast<int>(op) + 1)).text == text + "RK");
    CHECK(op_info(static_cast<Op>(static_cast<int>(op) + 2)).text == text + "KR");
  }
}
