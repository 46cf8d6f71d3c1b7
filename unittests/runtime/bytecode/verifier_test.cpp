// The verifier: what it accepts, and one refusal for each rule.
#include "runtime/bytecode/verifier.h"

#include <doctest/doctest.h>

using namespace perilune::bytecode;

namespace {

const Word kReturn = encode_abc(Op::Return0, 0, 0, 0);

Function make(std::vector<Word> code) {
  Function function;
  function.max_stack = 10;
  function.code = std::move(code);
  Constant number, text;
  number.kind = Constant::Kind::Integer;
  text.kind = Constant::Kind::String;
  function.constants = {number, text};
  function.field_keys = {1};
  function.upvalues = {{"u", true, 0}};
  function.functions.push_back(std::make_unique<Function>());
  function.functions[0]->code = {kReturn};
  return function;
}

// The verifier's complaint about the code, empty when there is none.
std::string complaint(const Function& function) {
  std::string error;
  const bool good = verify(function, &error);
  CHECK(good == error.empty());
  return error;
}
std::string complaint(std::vector<Word> code) { return complaint(make(std::move(code))); }

}  // namespace

TEST_CASE("good code") {
  CHECK(complaint({kReturn}) == "");
  CHECK(complaint({encode_abc(Op::Add, 9, 0, 9), kReturn}) == "");
  CHECK(complaint({encode_abc(Op::GetField, 0, 1, 0), 0, kReturn}) == "");
  CHECK(complaint({encode_abc(Op::Lt, 0, 1, 1), encode_sj(Op::Jmp, 0), kReturn}) == "");
  CHECK(complaint({encode_sj(Op::JmpBack, -2), 0, kReturn}) == "");
  CHECK(complaint({encode_abc(Op::ForPrep, 0, 0, 0), 2, encode_abc(Op::ForLoop, 0, 0, 0), 2,
                   kReturn}) == "");
  CHECK(complaint({encode_abc(Op::TForPrep, 0, 0, 0), 0, encode_abc(Op::TForCall, 0, 0, 1),
                   encode_abc(Op::TForLoop, 0, 0, 0), 3, kReturn}) == "");
  CHECK(complaint({encode_abc(Op::LoadFalseSkip, 0, 0, 0), encode_abc(Op::LoadTrue, 0, 0, 0),
                   kReturn}) == "");
}

TEST_CASE("operands") {
  CHECK(complaint({encode_abc(Op::Move, 10, 0, 0), kReturn}) ==
        "pc 0: register out of range (MOVE)");
  CHECK(complaint({encode_abc(Op::Move, 0, 10, 0), kReturn}) ==
        "pc 0: register out of range (MOVE)");
  CHECK(complaint({encode_abc(Op::Move, 0, 1, 1), kReturn}) ==
        "pc 0: unused operand is not zero (MOVE)");
  CHECK(complaint({encode_abx(Op::LoadK, 0, 2), kReturn}) == "pc 0: constant out of range (LOADK)");
  CHECK(complaint({encode_abc(Op::LoadKX, 0, 0, 0), 2, kReturn}) ==
        "pc 0: constant out of range (LOADKX)");
  CHECK(complaint({encode_abc(Op::GetUpval, 0, 1, 0), kReturn}) ==
        "pc 0: upvalue out of range (GETUPVAL)");
  CHECK(complaint({encode_abx(Op::MakeClosure, 0, 1), kReturn}) ==
        "pc 0: nested function out of range (CLOSURE)");
  CHECK(complaint({encode_abc(Op::GetField, 0, 0, 0), 1, kReturn}) ==
        "pc 0: field cache out of range (GETFIELD)");
  CHECK(complaint({encode_abc(Op::AddRK, 0, 0, 1), kReturn}) ==
        "pc 0: the constant is no number (ADDRK)");
  CHECK(complaint({encode_abc(Op::AddKR, 0, 1, 0), kReturn}) ==
        "pc 0: the constant is no number (ADDKR)");
}

TEST_CASE("ranges of registers") {
  const auto refused = [](Word word) {
    const std::string text = op_info(op_of(word)).text;
    return complaint({word, 0, kReturn}) == "pc 0: register out of range (" + text + ")" ||
           complaint({word, kReturn}) == "pc 0: register out of range (" + text + ")";
  };
  CHECK(refused(encode_abc(Op::LoadNil, 5, 5, 0)));
  CHECK(refused(encode_abc(Op::Self, 8, 0, 0)));
  CHECK(refused(encode_abc(Op::SetList, 5, 5, 0)));
  CHECK(refused(encode_abc(Op::Concat, 8, 3, 0)));
  CHECK(refused(encode_abc(Op::Call, 9, 1, 1)));  // the link needs a register too
  CHECK(refused(encode_abc(Op::Call, 0, 10, 1)));
  CHECK(refused(encode_abc(Op::Call, 0, 1, 12)));
  CHECK(refused(encode_abc(Op::TailCall, 0, 10, 0)));
  CHECK(refused(encode_abc(Op::Return, 5, 7, 0)));
  CHECK(refused(encode_abc(Op::ForLoop, 7, 0, 0)));
  CHECK(refused(encode_abc(Op::TForCall, 3, 0, 1)));  // the iterator's frame
  CHECK(complaint({encode_abc(Op::Concat, 0, 1, 0), kReturn}) == "pc 0: too few operands (CONCAT)");
}

TEST_CASE("flow") {
  CHECK(complaint(std::vector<Word>{}) == "pc 0: no code");
  CHECK(complaint({encode_abc(Op::Move, 0, 0, 0)}) == "pc 1: the last instruction is no return");
  CHECK(complaint({kReturn, 255}) == "pc 1: unknown opcode");
  CHECK(complaint({kReturn, encode_abc(Op::GetField, 0, 0, 0)}) ==
        "pc 1: extra word missing (GETFIELD)");
  CHECK(complaint({encode_sj(Op::Jmp, 1), kReturn}) ==
        "pc 0: jump does not land on an instruction (JMP)");
  CHECK(complaint({encode_sj(Op::Jmp, -2), kReturn}) ==
        "pc 0: jump does not land on an instruction (JMP)");
  // Into an extra word.
  CHECK(complaint({encode_sj(Op::Jmp, 1), encode_abc(Op::LoadKX, 0, 0, 0), 0, kReturn}) ==
        "pc 0: jump does not land on an instruction (JMP)");
  CHECK(complaint({encode_sj(Op::JmpBack, 0), 0, kReturn}) == "pc 0: jumps forwards (JMPBACK)");
  CHECK(complaint({encode_abc(Op::Test, 0, 0, 1), kReturn}) ==
        "pc 0: a test must be followed by JMP (TEST)");
  CHECK(complaint({encode_abc(Op::Test, 0, 0, 1), encode_sj(Op::Jmp, -2), kReturn}) ==
        "pc 0: the jump of a test goes backwards (TEST)");
  CHECK(complaint({encode_abc(Op::ForPrep, 0, 0, 0), 1, kReturn}) ==
        "pc 0: jump does not land on an instruction (FORPREP)");
  CHECK(complaint({encode_abc(Op::ForLoop, 0, 0, 0), 3, kReturn}) ==
        "pc 0: jump does not land on an instruction (FORLOOP)");
  CHECK(complaint({encode_abc(Op::ForLoop, 0, 0, 0), UINT32_MAX, kReturn}) ==
        "pc 0: jumps too far (FORLOOP)");
  CHECK(complaint({encode_abc(Op::TForPrep, 0, 0, 0), 0, kReturn}) ==
        "pc 0: does not lead to its TFORCALL (TFORPREP)");
  CHECK(complaint({encode_abc(Op::TForCall, 0, 0, 1), kReturn}) ==
        "pc 0: must be followed by TFORLOOP (TFORCALL)");
  CHECK(complaint({encode_abc(Op::LoadFalseSkip, 0, 0, 0), kReturn}) ==
        "pc 0: jump does not land on an instruction (LFALSESKIP)");
}

TEST_CASE("varargs") {
  Function function = make({encode_abc(Op::VarargPrep, 0, 0, 0), kReturn});
  CHECK(complaint(function) == "pc 0: misplaced or does not match the parameters (VARARGPREP)");
  function.is_vararg = true;
  CHECK(complaint(function) == "");
  function.code[0] = encode_abc(Op::VarargPrep, 1, 0, 0);
  CHECK(complaint(function) == "pc 0: misplaced or does not match the parameters (VARARGPREP)");
  function.code[0] = encode_abc(Op::VarargPrep, 0, 2, 0);
  CHECK(complaint(function) == "");
  function.code[0] = encode_abc(Op::VarargPrep, 0, 3, 0);
  CHECK(complaint(function) == "pc 0: unknown parameter (VARARGPREP)");
  CHECK(complaint({encode_abc(Op::Vararg, 0, 0, 1), kReturn}) ==
        "pc 0: the function is not vararg (VARARG)");
}

TEST_CASE("tables of the function") {
  Function function = make({kReturn});
  function.max_stack = 1;
  CHECK(complaint(function) == "pc 0: stack size out of range (RETURN0)");
  function = make({kReturn});
  function.field_keys = {0};
  CHECK(complaint(function) == "pc 0: a field key is not a string constant (RETURN0)");
  function = make({kReturn});
  function.lines = {1, 2};
  CHECK(complaint(function) == "pc 0: line table does not match the code (RETURN0)");
  function = make({kReturn});
  function.locals = {{"a", 0, 2, 0}};
  CHECK(complaint(function) == "pc 0: life of local out of range (RETURN0)");
  function = make({kReturn});
  function.functions[0]->upvalues = {{"u", false, 1}};
  CHECK(complaint(function) == "pc 1: captured variable out of range");
}
