// The forms that instructions take by their constants and operands.
#include "runtime/quicken.h"

#include "runtime/insn.h"
#include "runtime/proto.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;
using bytecode::Constant;
using bytecode::Op;

namespace {

constexpr int64_t kInexact = (int64_t{1} << 53) + 1;

struct QuickenFixture : StateFixture {
  enum : uint32_t { kTwo, kHalf, kLarge, kZero, kText };

  QuickenFixture() {
    function.max_stack = 4;
    function.constants.resize(5);
    for (uint32_t i : {kTwo, kLarge, kZero})
      function.constants[i].kind = Constant::Kind::Integer;
    function.constants[kTwo].integer = 2;
    function.constants[kLarge].integer = kInexact;
    function.constants[kHalf].kind = Constant::Kind::Float;
    function.constants[kHalf].number = 0.5;
    function.constants[kText].kind = Constant::Kind::String;
    function.constants[kText].string = bytecode::Text("text");
  }

  // The instruction, alone in its function.
  const Insn* load(bytecode::Word w) {
    function.code = {w, bytecode::encode_abc(Op::Return0, 0, 0, 0)};
    function.lines = {1, 1};
    p = Proto::load(L, function);
    return p->insns;
  }
  // Its form after it has met registers 1 and 2 with such values.
  InsnOp met(const Insn* insn, Value first, Value second = Value()) {
    Value registers[4] = {Value(), first, second, Value()};
    quicken(*p, insn, registers);
    return insn->op();
  }
  const Value& constant(uint16_t operand) { return *advance(p->constants, operand); }

  bytecode::Function function;
  Proto* p = nullptr;
  const Value one = Value::integer(1), pi = Value::number(3.14);
};

bytecode::Word binary(Op op, uint32_t b, uint32_t c) { return bytecode::encode_abc(op, 0, b, c); }

}  // namespace

TEST_CASE_FIXTURE(QuickenFixture, "registers decide: floats once, then any operands for good") {
  const Insn* add = load(binary(Op::Add, 1, 2));
  CHECK(add->op() == InsnOp::Add);
  CHECK(met(add, pi, pi) == InsnOp::AddFloat);
  CHECK(met(add, one, one) == InsnOp::AddAny);
  CHECK(met(load(binary(Op::Add, 1, 2)), one, pi) == InsnOp::AddAny);
  CHECK(met(load(binary(Op::Add, 1, 2)), pi, Value()) == InsnOp::AddAny);
}

TEST_CASE_FIXTURE(QuickenFixture,
                  "an integer constant has an equal float, until it is needed again") {
  const Insn* mul = load(binary(Op::MulRK, 1, kTwo));
  CHECK(mul->op() == InsnOp::MulRK);
  CHECK(constant(mul->f.c).is_integer());
  CHECK(met(mul, pi) == InsnOp::MulRKFloat);
  CHECK(constant(mul->f.c).is_float());
  CHECK(constant(mul->f.c).f == 2.0);
  CHECK(met(mul, one) == InsnOp::MulRKAny);
  CHECK(constant(mul->f.c).is_integer());
  const Insn* div = load(binary(Op::DivKR, kTwo, 1));
  CHECK(met(div, pi) == InsnOp::DivKRFloat);
  CHECK(constant(div->f.b).f == 2.0);
  const Insn* less = load(bytecode::encode_abc(Op::LtK, 1, kTwo, 0));
  CHECK(less->op() == InsnOp::LtKNot);
  CHECK(met(less, pi) == InsnOp::LtKNotFloat);
  CHECK(constant(less->f.b).f == 2.0);
}

TEST_CASE_FIXTURE(QuickenFixture, "constants decide when a function is loaded") {
  CHECK(load(binary(Op::AddRK, 1, kHalf))->op() == InsnOp::AddRKFloat);
  CHECK(met(p->insns, one) == InsnOp::AddRKAny);
  CHECK(constant(p->insns->f.c).f == 0.5);
  CHECK(load(binary(Op::SubKR, kHalf, 1))->op() == InsnOp::SubKRFloat);
  CHECK(load(bytecode::encode_abc(Op::EqK, 1, kText, 1))->op() == InsnOp::EqKAny);
  CHECK(load(bytecode::encode_abc(Op::EqK, 1, kHalf, 0))->op() == InsnOp::EqKNotFloat);
  CHECK(load(bytecode::encode_abc(Op::EqK, 1, kTwo, 1))->op() == InsnOp::EqK);
  CHECK(load(binary(Op::ModRK, 1, kTwo))->op() == InsnOp::ModSmallRK);
}

TEST_CASE_FIXTURE(QuickenFixture, "an integer that no float equals has none in its place") {
  CHECK(met(load(bytecode::encode_abc(Op::LtK, 1, kLarge, 1)), pi) == InsnOp::LtKAny);
  CHECK(met(load(binary(Op::AddRK, 1, kLarge)), pi) == InsnOp::AddRKAny);
  CHECK(p->hidden_count == 0);
}

TEST_CASE_FIXTURE(QuickenFixture, "zero is not subtracted as a float") {
  CHECK(met(load(binary(Op::SubRK, 1, kZero)), pi) == InsnOp::SubRKAny);
  CHECK(met(load(binary(Op::AddRK, 1, kZero)), pi) == InsnOp::AddRKFloat);
}

TEST_CASE_FIXTURE(
    QuickenFixture,
    "equal constants share one float, and there is room for no more than operands reach") {
  function.code.clear();
  for (int i = 0; i < 3; ++i)
    function.code.push_back(binary(Op::AddRK, 1, kTwo));
  CHECK(HiddenConstants(function).count() == 1);
  function.constants.resize(4095);
  CHECK(HiddenConstants(function).count() == 0);
}
