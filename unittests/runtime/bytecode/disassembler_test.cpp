// The listing of every opcode, and of a whole function.
#include "runtime/bytecode/disassembler.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>

using namespace perilune::bytecode;

namespace {

Constant string_constant(const char* text) {
  Constant constant;
  constant.kind = Constant::Kind::String;
  constant.string = text;
  return constant;
}

Constant integer_constant(int64_t value) {
  Constant constant;
  constant.kind = Constant::Kind::Integer;
  constant.integer = value;
  return constant;
}

Constant float_constant(double value) {
  Constant constant;
  constant.kind = Constant::Kind::Float;
  constant.number = value;
  return constant;
}

Function surroundings() {
  Function function;
  function.source = "@t.lua";
  function.max_stack = 20;
  function.constants = {integer_constant(10), string_constant("name")};
  function.field_keys = {1};
  function.upvalues = {{"_ENV", true, 0}, {"", false, 3}};
  function.functions.push_back(std::make_unique<Function>());
  function.functions[0]->line_defined = 12;
  return function;
}

std::string listed(Word word, uint32_t extra = 0) {
  Function function = surroundings();
  // In the middle, so that jumps may go backwards.
  function.code.assign(10, encode_abc(Op::Return0, 0, 0, 0));
  function.code.push_back(word);
  function.code.push_back(extra);
  return disassemble_instruction(function, 10);
}

struct Row {
  Word word;
  uint32_t extra;
  const char* text;
};

const Row kRows[] = {
    {encode_abc(Op::Move, 1, 2, 0), 0, "MOVE 1 2"},
    {encode_asbx(Op::LoadI, 1, -5), 0, "LOADI 1 -5"},
    {encode_asbx(Op::LoadF, 1, 5), 0, "LOADF 1 5"},
    {encode_abx(Op::LoadK, 1, 0), 0, "LOADK 1 0 ; 10"},
    {encode_abc(Op::LoadKX, 1, 0, 0), 1, "LOADKX 1 1 ; \"name\""},
    {encode_abc(Op::LoadNil, 1, 2, 0), 0, "LOADNIL 1 2"},
    {encode_abc(Op::LoadFalse, 1, 0, 0), 0, "LOADFALSE 1"},
    {encode_abc(Op::LoadFalseSkip, 1, 0, 0), 0, "LFALSESKIP 1"},
    {encode_abc(Op::LoadTrue, 1, 0, 0), 0, "LOADTRUE 1"},
    {encode_abc(Op::GetUpval, 1, 0, 0), 0, "GETUPVAL 1 0 ; _ENV"},
    {encode_abc(Op::SetUpval, 1, 1, 0), 0, "SETUPVAL 1 1 ; -"},
    {encode_abc(Op::GetTabUp, 1, 0, 0), 0, "GETTABUP 1 0 ; _ENV \"name\""},
    {encode_abc(Op::SetTabUp, 1, 0, 0), 0, "SETTABUP 1 0 ; _ENV \"name\""},
    {encode_abc(Op::GetTable, 1, 2, 3), 0, "GETTABLE 1 2 3"},
    {encode_abc(Op::GetInt, 1, 2, 3), 0, "GETINT 1 2 3"},
    {encode_abc(Op::GetField, 1, 2, 0), 0, "GETFIELD 1 2 ; \"name\""},
    {encode_abc(Op::SetTable, 1, 2, 3), 0, "SETTABLE 1 2 3"},
    {encode_abc(Op::SetInt, 1, 2, 3), 0, "SETINT 1 2 3"},
    {encode_abc(Op::SetField, 1, 2, 0), 0, "SETFIELD 1 2 ; \"name\""},
    {encode_abc(Op::Self, 1, 2, 0), 0, "SELF 1 2 ; \"name\""},
    {encode_abc(Op::NewTable, 1, 2, 0), 300, "NEWTABLE 1 2 300"},
    {encode_abc(Op::SetList, 1, 2, 0), 50, "SETLIST 1 2 50"},
    {encode_abc(Op::Unm, 1, 2, 0), 0, "UNM 1 2"},
    {encode_abc(Op::BNot, 1, 2, 0), 0, "BNOT 1 2"},
    {encode_abc(Op::Not, 1, 2, 0), 0, "NOT 1 2"},
    {encode_abc(Op::Len, 1, 2, 0), 0, "LEN 1 2"},
    {encode_abc(Op::Concat, 1, 3, 0), 0, "CONCAT 1 3"},
    {encode_abc(Op::Eq, 1, 2, 1), 0, "EQ 1 2 1"},
    {encode_abc(Op::Lt, 1, 2, 1), 0, "LT 1 2 1"},
    {encode_abc(Op::Le, 1, 2, 0), 0, "LE 1 2 0"},
    {encode_abc(Op::EqK, 1, 1, 1), 0, "EQK 1 1 1 ; \"name\""},
    {encode_abc(Op::LtK, 1, 0, 1), 0, "LTK 1 0 1 ; 10"},
    {encode_abc(Op::LeK, 1, 0, 1), 0, "LEK 1 0 1 ; 10"},
    {encode_abc(Op::GtK, 1, 0, 1), 0, "GTK 1 0 1 ; 10"},
    {encode_abc(Op::GeK, 1, 0, 1), 0, "GEK 1 0 1 ; 10"},
    {encode_abc(Op::Test, 1, 0, 1), 0, "TEST 1 1"},
    {encode_abc(Op::TestSet, 1, 2, 0), 0, "TESTSET 1 2 0"},
    {encode_sj(Op::Jmp, 4), 0, "JMP ; to 15"},
    {encode_sj(Op::JmpBack, -7), 0, "JMPBACK ; to 5"},
    {encode_abc(Op::Close, 1, 0, 0), 0, "CLOSE 1"},
    {encode_abc(Op::Tbc, 1, 0, 0), 0, "TBC 1"},
    {encode_abc(Op::Call, 1, 3, 0), 0, "CALL 1 3 0 ; 2 in all out"},
    {encode_abc(Op::TailCall, 1, 0, 1), 0, "TAILCALL 1 0 1 ; all in"},
    {encode_abc(Op::Return, 1, 3, 1), 0, "RETURN 1 3 1 ; 2 out"},
    {encode_abc(Op::Return0, 0, 0, 0), 0, "RETURN0"},
    {encode_abc(Op::Return1, 1, 0, 0), 0, "RETURN1 1"},
    {encode_abc(Op::ForPrep, 1, 0, 0), 4, "FORPREP 1 ; to 16"},
    {encode_abc(Op::ForLoop, 1, 0, 0), 4, "FORLOOP 1 ; to 8"},
    {encode_abc(Op::TForPrep, 1, 0, 0), 4, "TFORPREP 1 ; to 16"},
    {encode_abc(Op::TForCall, 1, 0, 2), 0, "TFORCALL 1 2"},
    {encode_abc(Op::TForLoop, 1, 0, 0), 4, "TFORLOOP 1 ; to 8"},
    {encode_abx(Op::MakeClosure, 1, 0), 0, "CLOSURE 1 0 ; line 12"},
    {encode_abc(Op::VarargPrep, 1, 0, 0), 0, "VARARGPREP 1 0"},
    {encode_abc(Op::Vararg, 1, 0, 3), 0, "VARARG 1 0 3 ; 2 out"},
    {encode_abc(Op::VarargGet, 1, 2, 0), 0, "VARARGGET 1 2"},
    {encode_abc(Op::VarargInt, 1, 2, 0), 0, "VARARGINT 1 2"},
    {encode_abc(Op::VarargField, 1, 0, 0), 1, "VARARGFIELD 1 1 ; \"name\""},
    {encode_abc(Op::MakeRoom, 1, 3, 0), 0, "MAKEROOM 1 3"},
    {encode_abc(Op::GlobalUndefined, 1, 0, 0), 1, "GLOBALUNDEF 1 1 ; \"name\""},
};

}  // namespace

TEST_CASE("every opcode") {
  std::set<Op> covered;
  for (const Row& row : kRows) {
    CHECK(listed(row.word, row.extra) == row.text);
    covered.insert(op_of(row.word));
  }
  for (Op op = Op::Add; op <= Op::ShrKR; op = static_cast<Op>(static_cast<int>(op) + 1)) {
    const std::string text = op_info(op).text;
    const char* comment = op_info(op).b == Operand::K || op_info(op).c == Operand::K ? " ; 10" : "";
    const uint32_t b = op_info(op).b == Operand::K ? 0 : 2, c = op_info(op).c == Operand::K ? 0 : 3;
    CHECK(listed(encode_abc(op, 1, b, c)) ==
          text + " 1 " + std::to_string(b) + ' ' + std::to_string(c) + comment);
    covered.insert(op);
  }
  CHECK(covered.size() == kOpCount);
}

TEST_CASE("constants") {
  CHECK(constant_text(string_constant("a\"b\\\n\t\x01\xff")) == R"("a\"b\\\n\t\001\255")");
  CHECK(constant_text(string_constant(std::string(70, 'x').c_str())) ==
        '"' + std::string(60, 'x') + "\"...");
  CHECK(constant_text(integer_constant(INT64_MIN)) == "-9223372036854775808");
  CHECK(constant_text(float_constant(1)) == "1.0");
  CHECK(constant_text(float_constant(0.1)) == "0.1");
  CHECK(constant_text(float_constant(1e300)) == "1e+300");
  CHECK(constant_text(float_constant(HUGE_VAL)) == "inf");
  CHECK(constant_text(float_constant(-HUGE_VAL)) == "-inf");
  CHECK(constant_text(Constant()) == "nil");
}

TEST_CASE("a function") {
  Function function = surroundings();
  function.functions[0]->code = {encode_abc(Op::Return0, 0, 0, 0)};
  function.functions[0]->source = "@t.lua";
  function.functions[0]->last_line = 13;
  function.num_params = 1;
  function.is_vararg = true;
  function.code = {encode_abc(Op::GetTabUp, 0, 0, 0), 0, encode_abc(Op::Return0, 0, 0, 0)};
  function.lines = {4, 4, 5};
  function.locals = {{"x", 0, 3, 0}};
  CHECK(disassemble(function) == R"(main <t.lua:0,0> (3 words, 1 parameter and more, 20 registers)
  0 [4] GETTABUP 0 0 ; _ENV "name"
  2 [5] RETURN0
constants:
  0 10
  1 "name"
locals:
  0 x register 0 from 0 to 3
upvalues:
  0 _ENV register 0
  1 - upvalue 3

function <t.lua:12,13> (1 word, 0 parameters, 2 registers)
  0 [-] RETURN0
)");
  DisassemblyOptions options;
  options.nested = options.tables = false;
  CHECK(disassemble(function, options) ==
        R"(main <t.lua:0,0> (3 words, 1 parameter and more, 20 registers)
  0 [4] GETTABUP 0 0 ; _ENV "name"
  2 [5] RETURN0
)");
}
