// What may happen on the paths through a function: one refusal for each rule.
#include "runtime/bytecode/flow.h"

#include <doctest/doctest.h>

#include "runtime/bytecode/verifier.h"

using namespace perilune::bytecode;

namespace {

const Word kReturn = encode_abc(Op::Return0, 0, 0, 0);
const Word kNil0 = encode_abc(Op::LoadNil, 0, 0, 0);

Function make(std::vector<Word> code) {
  Function function;
  function.max_stack = 20;
  function.code = std::move(code);
  Constant text;
  text.kind = Constant::Kind::String;
  function.constants = {text, {}};
  auto nested = std::make_unique<Function>();
  nested->code = {kReturn};
  function.functions.push_back(std::move(nested));
  return function;
}

std::string complaint(const Function& function) {
  std::string error;
  REQUIRE_MESSAGE(verify(function, &error), error);
  const bool good = verify_flow(function, &error);
  CHECK(good == error.empty());
  return error.substr(error.find(' ') == std::string::npos ? 0 : error.find(": ") + 2);
}
std::string complaint(std::vector<Word> code) { return complaint(make(std::move(code))); }

Function with_capture(std::vector<Word> code, uint8_t reg) {
  Function function = make(std::move(code));
  function.functions[0]->upvalues = {{"u", true, reg}};
  return function;
}

}  // namespace

TEST_CASE("registers are written before they are read") {
  const char* const kUnwritten = "a register is read before it is written";
  CHECK(complaint({kNil0, encode_abc(Op::Move, 1, 0, 0), kReturn}) == "");
  CHECK(complaint({encode_abc(Op::Move, 1, 0, 0), kReturn}) == kUnwritten);
  CHECK(complaint({kNil0, encode_abc(Op::Return, 0, 3, 0), kReturn}) == kUnwritten);
  CHECK(complaint({kNil0, encode_abc(Op::Test, 0, 0, 0), encode_sj(Op::Jmp, 1),
                   encode_abc(Op::LoadTrue, 1, 0, 0), encode_abc(Op::Return1, 1, 0, 0), kReturn}) ==
        kUnwritten);
  CHECK(complaint({kNil0, encode_abc(Op::TestSet, 1, 0, 0), encode_sj(Op::Jmp, 1),
                   encode_abc(Op::LoadTrue, 1, 0, 0), encode_abc(Op::Return1, 1, 0, 0), kReturn}) ==
        "");
  // Behind a call there is only what it returned.
  CHECK(complaint({kNil0, encode_abc(Op::Call, 0, 1, 2), encode_abc(Op::Return1, 0, 0, 0),
                   kReturn}) == "");
  CHECK(complaint({kNil0, encode_abc(Op::Call, 0, 1, 1), encode_abc(Op::Return1, 0, 0, 0),
                   kReturn}) == kUnwritten);
  CHECK(complaint({kNil0, encode_abc(Op::Call, 0, 1, 2), encode_abc(Op::Return1, 1, 0, 0),
                   kReturn}) == kUnwritten);
  Function parameters = make({encode_abc(Op::Return1, 0, 0, 0)});
  parameters.num_params = 1;
  CHECK(complaint(parameters) == "");
}

TEST_CASE("open lists") {
  const Word open_call = encode_abc(Op::Call, 2, 1, 0);
  const Word nils = encode_abc(Op::LoadNil, 0, 5, 0);
  CHECK(complaint({nils, open_call, encode_abc(Op::Call, 0, 0, 1), kReturn}) == "");
  CHECK(complaint({nils, open_call, encode_abc(Op::Return, 0, 0, 0), kReturn}) == "");
  CHECK(complaint({nils, encode_abc(Op::Call, 0, 0, 1), kReturn}) ==
        "an open list comes from nowhere");
  CHECK(complaint({nils, open_call, encode_abc(Op::Move, 0, 0, 0), kReturn}) ==
        "an open list is not taken at once");
  CHECK(complaint({nils, open_call, encode_abc(Op::Return, 3, 0, 0), kReturn}) ==
        "an open list begins too low");
  CHECK(complaint({nils, encode_abc(Op::Test, 0, 0, 0), encode_sj(Op::Jmp, 1), open_call,
                   encode_abc(Op::Return, 0, 0, 0), kReturn}) ==
        "an open list is not taken at once");
}

TEST_CASE("calls that make room for their links") {
  const Word nils = encode_abc(Op::LoadNil, 0, 5, 0);
  const Word call = encode_abc(Op::Call, 0, 3, 1);
  CHECK(complaint({nils, encode_abc(Op::MakeRoom, 0, 3, 0), call, kReturn}) == "");
  CHECK(complaint({nils, encode_abc(Op::MakeRoom, 0, 3, 0), encode_abc(Op::Move, 9, 1, 0), call,
                   kReturn}) == "a register is read before it is written");
  const Word open_call = encode_abc(Op::Call, 2, 1, 0);
  CHECK(complaint({nils, open_call, encode_abc(Op::MakeRoom, 0, 0, 0),
                   encode_abc(Op::Call, 0, 0, 1), kReturn}) == "");
  CHECK(complaint({nils, open_call, encode_abc(Op::MakeRoom, 1, 0, 0),
                   encode_abc(Op::Call, 0, 0, 1), kReturn}) == "room is made for another call");
}

TEST_CASE("tables of lists") {
  const Word one = encode_abc(Op::LoadTrue, 1, 0, 0);
  const Word list = encode_abc(Op::SetList, 0, 1, 0);
  CHECK(complaint({encode_abc(Op::NewTable, 0, 0, 0), 0, one, list, 0, kReturn}) == "");
  CHECK(complaint({kNil0, one, list, 0, kReturn}) == "SETLIST without a table");
  CHECK(complaint({encode_abc(Op::NewTable, 0, 0, 0), 0, one, kNil0, list, 0, kReturn}) ==
        "SETLIST without a table");
}

TEST_CASE("loops") {
  const Word nils = encode_abc(Op::LoadNil, 0, 5, 0);
  const Word prepare = encode_abc(Op::ForPrep, 0, 0, 0);
  const Word move = encode_abc(Op::Move, 5, 3, 0);
  const Word loop = encode_abc(Op::ForLoop, 0, 0, 0);
  CHECK(complaint({nils, prepare, 3, move, loop, 3, kReturn}) == "");
  CHECK(complaint({nils, move, loop, 3, kReturn}) == "a loop is not prepared");
  CHECK(complaint({nils, prepare, 3, encode_abc(Op::LoadTrue, 1, 0, 0), loop, 3, kReturn}) ==
        "a loop is not prepared");
  CHECK(complaint(with_capture({nils, encode_abx(Op::MakeClosure, 6, 0), prepare, 3, move, loop, 3,
                                encode_abc(Op::Return, 0, 1, 1)},
                               1)) == "a loop's state is captured");
}

TEST_CASE("what must be closed") {
  const Word close_return = encode_abc(Op::Return, 0, 1, 1);
  const Word make_closure = encode_abx(Op::MakeClosure, 1, 0);
  CHECK(complaint(with_capture({kNil0, make_closure, close_return}, 0)) == "");
  CHECK(complaint(with_capture({kNil0, make_closure, kReturn}, 0)) ==
        "a return leaves variables to close");
  CHECK(complaint(
            with_capture({kNil0, make_closure, encode_abc(Op::Call, 0, 1, 1), close_return}, 0)) ==
        "a call overwrites a variable that is captured or to be closed");
  const Word tbc = encode_abc(Op::Tbc, 0, 0, 0);
  CHECK(complaint({kNil0, tbc, close_return}) == "");
  CHECK(complaint({kNil0, tbc, kReturn}) == "a return leaves variables to close");
  CHECK(complaint({kNil0, tbc, tbc, close_return}) == "variables to close are not in order");
  CHECK(complaint({kNil0, tbc, encode_abc(Op::Close, 0, 0, 0), tbc, close_return}) == "");
  CHECK(complaint({encode_abc(Op::LoadNil, 0, 2, 0), tbc, encode_abc(Op::TailCall, 1, 1, 1),
                   encode_abc(Op::Return, 1, 0, 1), close_return}) ==
        "a tail call leaves variables to close");
}

TEST_CASE("tail calls pass their results on") {
  CHECK(complaint({kNil0, encode_abc(Op::TailCall, 0, 1, 0), encode_abc(Op::Return, 0, 0, 0),
                   kReturn}) == "");
  CHECK(complaint({kNil0, encode_abc(Op::TailCall, 0, 1, 0), kReturn}) ==
        "a tail call must be followed by a RETURN of its results");
}

TEST_CASE("debug information shows what is there") {
  Function function = make({kNil0, encode_abc(Op::Call, 0, 1, 1), kReturn});
  function.locals = {{"x", 2, 3, 5}};
  CHECK(complaint(function) == "a visible variable has no value");
  function = make({kNil0, encode_abc(Op::Call, 0, 1, 2), kReturn});
  function.locals = {{"x", 2, 3, 0}};
  CHECK(complaint(function) == "");
  function.locals = {{"x", 1, 3, 0}};
  CHECK(complaint(function) == "a call overwrites a visible variable");
}

TEST_CASE("names of globals, and the beginning of vararg functions") {
  CHECK(complaint({kNil0, encode_abc(Op::GlobalUndefined, 0, 0, 0), 0, kReturn}) == "");
  CHECK(complaint({kNil0, encode_abc(Op::GlobalUndefined, 0, 0, 0), 1, kReturn}) ==
        "the name of a global is no string");
  Function function = make({kReturn});
  function.is_vararg = true;
  CHECK(complaint(function) == "a vararg function must begin with VARARGPREP");
  function = make({encode_abc(Op::VarargPrep, 0, 1, 0), encode_abc(Op::Return1, 0, 0, 0)});
  function.is_vararg = true;
  CHECK(complaint(function) == "");
  function.code[0] = encode_abc(Op::VarargPrep, 0, 0, 0);
  CHECK(complaint(function) == "a register is read before it is written");
}
