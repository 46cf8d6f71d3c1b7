// Names found by symbolic execution, in code assembled by hand.
#include <doctest/doctest.h>

#include <string>

#include "runtime/debug_names.h"
#include "runtime/state.h"

namespace perilune {
namespace {

using bytecode::encode_abc;
using bytecode::encode_abx;
using bytecode::encode_sj;
using bytecode::Op;

// A function under construction, and the questions to ask about it.
class Code {
public:
  Code() { function_.max_stack = 10; }
  ~Code() { State::destroy(L_); }

  uint32_t string(const char* text) {
    bytecode::Constant constant;
    constant.kind = bytecode::Constant::Kind::String;
    constant.string = text;
    function_.constants.push_back(constant);
    return static_cast<uint32_t>(function_.constants.size() - 1);
  }
  uint32_t integer(int64_t n) {
    bytecode::Constant constant;
    constant.kind = bytecode::Constant::Kind::Integer;
    constant.integer = n;
    function_.constants.push_back(constant);
    return static_cast<uint32_t>(function_.constants.size() - 1);
  }
  void upvalue(const char* name) { function_.upvalues.push_back({name, false, 0}); }
  void local(const char* name, uint32_t start, uint32_t end, uint8_t reg) {
    function_.locals.push_back({name, start, end, reg});
  }
  // Adds an instruction; the result is its pc.
  uint32_t add(bytecode::Word word) {
    function_.code.push_back(word);
    return static_cast<uint32_t>(function_.code.size() - 1);
  }
  // Adds an instruction that accesses a field.
  uint32_t add(bytecode::Word word, const char* key) {
    uint32_t pc = add(word);
    add(static_cast<uint32_t>(function_.field_keys.size()));
    function_.field_keys.push_back(string(key));
    return pc;
  }

  const Proto& proto() {
    if (!proto_) {
      function_.lines.assign(function_.code.size(), 1);
      proto_ = Proto::load(L_, function_);
    }
    return *proto_;
  }
  std::string in_register(uint32_t pc, uint32_t reg, Dialect dialect = Dialect::Lua54) {
    return text(register_name(proto(), dialect, pc, reg));
  }
  std::string called(uint32_t pc) { return text(called_name(proto(), Dialect::Lua54, pc)); }

private:
  static std::string text(const FoundName& found) {
    return found.kind ? std::string(found.kind) + " " + std::string(found.name) : "";
  }

  State* L_ = State::create(Dialect::Lua54);
  bytecode::Function function_;
  Proto* proto_ = nullptr;
};

TEST_CASE("fields of the environment are globals") {
  Code code;
  code.upvalue("_ENV");
  code.upvalue("t");
  code.add(encode_abc(Op::GetTabUp, 0, 0, 0), "print");
  code.add(encode_abc(Op::GetTabUp, 1, 1, 0), "x");
  uint32_t call = code.add(encode_abc(Op::Call, 0, 1, 1));
  CHECK(code.called(call) == "global print");
  CHECK(code.in_register(call, 1) == "field x");
}

TEST_CASE("a local variable has its name while it is active") {
  Code code;
  code.local("a", 1, 3, 0);
  code.local("b", 3, 4, 0);
  for (int i = 0; i < 5; ++i)
    code.add(encode_abc(Op::LoadTrue, 5, 0, 0));
  CHECK(code.in_register(0, 0) == "");
  CHECK(code.in_register(1, 0) == "local a");
  CHECK(code.in_register(2, 0) == "local a");
  CHECK(code.in_register(3, 0) == "local b");
  CHECK(code.in_register(4, 0) == "");
}

TEST_CASE("a local environment makes globals") {
  Code code;
  code.local("_ENV", 0, 9, 0);
  code.add(encode_abc(Op::GetField, 1, 0, 0), "f");
  uint32_t call = code.add(encode_abc(Op::Call, 1, 1, 1));
  CHECK(code.called(call) == "global f");
}

TEST_CASE("a field called _ENV is not the environment") {
  Code code;
  code.local("t", 0, 9, 0);
  code.add(encode_abc(Op::GetField, 1, 0, 0), "_ENV");
  code.add(encode_abc(Op::GetField, 2, 1, 0), "f");
  uint32_t call = code.add(encode_abc(Op::Call, 2, 1, 1));
  CHECK(code.in_register(call, 2, Dialect::Lua54) == "field f");
  CHECK(code.in_register(call, 2, Dialect::Lua55) == "field f");
}

TEST_CASE("moves are followed to lower registers only") {
  Code code;
  code.upvalue("u");
  code.add(encode_abc(Op::GetUpval, 1, 0, 0));
  code.add(encode_abc(Op::Move, 3, 1, 0));
  code.add(encode_abc(Op::Move, 0, 1, 0));
  uint32_t end = code.add(encode_abc(Op::Return0, 0, 0, 0));
  CHECK(code.in_register(end, 3) == "upvalue u");
  CHECK(code.in_register(end, 0) == "");
}

TEST_CASE("what a jump may skip is not known") {
  Code code;
  uint32_t text = code.string("s");
  code.add(encode_abx(Op::LoadK, 0, text));
  code.add(encode_sj(Op::Jmp, 1));
  code.add(encode_abx(Op::LoadK, 0, text));
  uint32_t inside = code.add(encode_abx(Op::LoadK, 1, text));
  uint32_t end = code.add(encode_abc(Op::Return0, 0, 0, 0));
  CHECK(code.in_register(1, 0) == "constant s");
  CHECK(code.in_register(inside, 0) == "");
  CHECK(code.in_register(end, 1) == "constant s");
}

TEST_CASE("a call sets all registers from its own on") {
  Code code;
  uint32_t text = code.string("s");
  code.add(encode_abx(Op::LoadK, 1, text));
  code.add(encode_abx(Op::LoadK, 3, text));
  uint32_t call = code.add(encode_abc(Op::Call, 2, 1, 2));
  uint32_t end = code.add(encode_abc(Op::Return0, 0, 0, 0));
  CHECK(code.in_register(call, 3) == "constant s");
  CHECK(code.in_register(end, 3) == "");
  CHECK(code.in_register(end, 1) == "constant s");
}

TEST_CASE("a method is in SELF's register, the object above it has no name") {
  Code code;
  code.add(encode_abc(Op::Self, 1, 0, 0), "m");
  uint32_t call = code.add(encode_abc(Op::Call, 1, 2, 1));
  CHECK(code.called(call) == "method m");
  CHECK(code.in_register(call, 3) == "");
}

TEST_CASE("keys: constants are shown, everything else is not") {
  Code code;
  uint32_t text = code.string("s");
  uint32_t number = code.integer(3);
  code.local("t", 0, 99, 0);
  code.local("k", 0, 99, 1);
  code.add(encode_abx(Op::LoadK, 2, text));
  code.add(encode_abc(Op::GetTable, 3, 0, 2));
  code.add(encode_abc(Op::GetTable, 4, 0, 1));
  code.add(encode_abx(Op::LoadK, 5, number));
  code.add(encode_abc(Op::GetTable, 6, 0, 5));
  code.add(encode_abc(Op::GetInt, 7, 0, 1));
  uint32_t end = code.add(encode_abc(Op::Return0, 0, 0, 0));
  CHECK(code.in_register(end, 3) == "field s");
  CHECK(code.in_register(end, 4) == "field ?");
  CHECK(code.in_register(end, 5) == "");
  CHECK(code.in_register(end, 6) == "field ?");
  CHECK(code.in_register(end, 7) == "field integer index");
}

TEST_CASE("an extra word is not decoded as an instruction") {
  Code code;
  uint32_t text = code.string("s");
  code.add(encode_abx(Op::LoadK, 0, text));
  uint32_t wide = code.add(encode_abc(Op::NewTable, 1, 0, 0));
  code.add(encode_abc(Op::LoadTrue, 0, 0, 0));
  uint32_t end = code.add(encode_abc(Op::Return0, 0, 0, 0));
  CHECK(code.in_register(end, 0) == "constant s");
  CHECK(instruction_start(code.proto(), wide) == wide);
  CHECK(instruction_start(code.proto(), wide + 1) == wide);
  CHECK(instruction_start(code.proto(), end) == end);
  CHECK(instruction_start(code.proto(), 1000) == end);
}

TEST_CASE("metamethods are named by the instruction that needs them") {
  struct Row {
    Op op;
    const char* name;
  };
  for (Row row :
       {Row{Op::Add, "add"}, Row{Op::SubRK, "sub"}, Row{Op::ShlKR, "shl"}, Row{Op::IDiv, "idiv"},
        Row{Op::Unm, "unm"}, Row{Op::BNot, "bnot"}, Row{Op::Len, "len"}, Row{Op::Concat, "concat"},
        Row{Op::Eq, "eq"}, Row{Op::Lt, "lt"}, Row{Op::GtK, "lt"}, Row{Op::Le, "le"},
        Row{Op::GeK, "le"}, Row{Op::GetTable, "index"}, Row{Op::SetInt, "newindex"},
        Row{Op::Close, "close"}, Row{Op::Return, "close"}}) {
    Code code;
    code.integer(0);
    code.integer(1);
    uint32_t pc = code.add(encode_abc(row.op, 0, 1, 1));
    CHECK(code.called(pc) == std::string("metamethod ") + row.name);
  }
  Code code;
  code.integer(0);
  CHECK(code.called(code.add(encode_abc(Op::EqK, 0, 0, 0))) == "");
  Code loop;
  CHECK(loop.called(loop.add(encode_abc(Op::TForCall, 0, 0, 1))) == "for iterator for iterator");
}

TEST_CASE("stripped code has question marks for upvalues") {
  Code code;
  code.upvalue("");
  code.add(encode_abc(Op::GetUpval, 0, 0, 0));
  code.add(encode_abc(Op::GetTabUp, 1, 0, 0), "x");
  uint32_t end = code.add(encode_abc(Op::Return0, 0, 0, 0));
  CHECK(code.in_register(end, 0) == "upvalue ?");
  CHECK(code.in_register(end, 1) == "field x");
}

}  // namespace
}  // namespace perilune
