// Syntax errors, word for word as stock Lua reports them, and limits.
#include <span>

#include "listing.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::frontend;

namespace {

struct Case {
  const char* program;
  const char* message;
};

#define CASE(program, message) {program, message},
const Case kErrors51[] = {
#include "syntax_errors_51.def"
};
const Case kErrors52[] = {
#include "syntax_errors_52.def"
};
const Case kErrors53[] = {
#include "syntax_errors_53.def"
};
const Case kErrors54[] = {
#include "syntax_errors_54.def"
};
const Case kErrors55[] = {
#include "syntax_errors_55.def"
};
#undef CASE

void check_messages(std::span<const Case> cases, Dialect dialect) {
  for (const Case& c : cases) {
    CAPTURE(c.program);
    CHECK(compile_error(c.program, dialect) == c.message);
  }
}

std::string repeat(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += text;
  return out;
}

const char* const kOverflow = "C stack overflow";

}  // namespace

TEST_CASE("messages of 5.1") { check_messages(kErrors51, Dialect::Lua51); }
TEST_CASE("messages of 5.2") { check_messages(kErrors52, Dialect::Lua52); }
TEST_CASE("messages of 5.3") { check_messages(kErrors53, Dialect::Lua53); }
TEST_CASE("messages of 5.4") { check_messages(kErrors54, Dialect::Lua54); }
TEST_CASE("messages of 5.5") { check_messages(kErrors55, Dialect::Lua55); }

TEST_CASE("every prefix of a program is an error or a program, never a crash") {
  const std::string program =
      "local a <const>, b <close> = 1 local t = {1, x = 2; [3] = 'a\\x41', [[l]], ...} "
      "function t.a:c(x, ...) return x, ... end for i = 1, 2, 3 do goto l ::l:: end "
      "for k, v in pairs(t) do if k then break elseif v then return f{1}.x:y 's' end end "
      "repeat local x = #t .. -2 ^ 3 // 4 until not x >= 1 and 2 < 3 or ~5 & 6";
  for (size_t i = 0; i <= program.size(); ++i) {
    const std::string prefix = program.substr(0, i);
    for (const Dialect dialect :
         {Dialect::Lua51, Dialect::Lua52, Dialect::Lua53, Dialect::Lua54, Dialect::Lua55}) {
      CAPTURE(prefix);
      CHECK(compile_error(prefix, dialect).find("verifier") == std::string::npos);
    }
  }
}

TEST_CASE("nesting is limited to 200 levels") {
  CHECK(compile_error("return " + repeat("(", 195) + "1" + repeat(")", 195)) == "");
  CHECK(compile_error("return " + repeat("(", 196) + "1" + repeat(")", 196)) == kOverflow);
  CHECK(compile_error("return " + repeat("(", 10000) + "1" + repeat(")", 10000)) == kOverflow);
  CHECK(compile_error("return " + repeat("a..", 195) + "1") == "");
  CHECK(compile_error("return " + repeat("a..", 100000) + "1") == kOverflow);
  CHECK(compile_error("return " + repeat("a^", 10000) + "1") == kOverflow);
  CHECK(compile_error("return " + repeat("- ", 10000) + "1") == kOverflow);
  CHECK(compile_error("return " + repeat("{", 10000)) == kOverflow);
  CHECK(compile_error(repeat("do ", 197) + repeat("end ", 197)) == "");
  CHECK(compile_error(repeat("do ", 198) + repeat("end ", 198)) == kOverflow);
  CHECK(compile_error(repeat("function f() ", 10000)) == kOverflow);
  CHECK(compile_error("return " + repeat("function() return ", 10000)) == kOverflow);
  CHECK(compile_error(repeat("if x then ", 10000)) == kOverflow);
  CHECK(compile_error("x = " + repeat("a[", 10000)) == kOverflow);
}

TEST_CASE("long chains are no nesting") {
  CHECK(compile_error("return " + repeat("a+", 50000) + "1") == "");
  CHECK(compile_error("return " + repeat("a and ", 50000) + "1") == "");
  CHECK(compile_error("return " + repeat("a or ", 50000) + "1") == "");
  CHECK(compile_error("return a" + repeat(".b", 50000)) == "");
  CHECK(compile_error("return a" + repeat("()", 50000)) == "");
  CHECK(compile_error("if a then " + repeat("elseif b then ", 20000) + "end") == "");
  CHECK(compile_error("return {" + repeat("1,", 100000) + "}") == "");
  CHECK(compile_error(repeat("goto l ", 20000) + "::l::") == "");
}

TEST_CASE("limits of variables") {
  CHECK(compile_error("local " + repeat("a,", 199) + "a") == "");
  CHECK(compile_error("local " + repeat("a,", 200) + "a") ==
        "x:1: too many local variables (limit is 200) in main function near <eof>");
  CHECK(compile_error("\nfunction f()\nlocal " + repeat("a,", 200) + "a end") ==
        "x:3: too many local variables (limit is 200) in function at line 2 near 'end'");
  std::string program = "local function f() ";
  for (int i = 0; i < 256; ++i) {
    if (i == 128) program += "return function() ";
    program += "local v" + std::to_string(i) + " ";
  }
  program += "return function() local s ";
  for (int i = 0; i < 256; ++i)
    program += "s = v" + std::to_string(i) + " ";
  CHECK(compile_error(program) ==
        "x:1: too many upvalues (limit is 255) in function at line 1 near <eof>");
}

TEST_CASE("limits of registers and jumps are those of stock Lua") {
  const std::string needs = "x:1: function or expression needs too many registers near ";
  CHECK(compile_error("f(" + repeat("1,", 252) + "1)") == "");
  CHECK(compile_error("f(" + repeat("1,", 253) + "1)") == needs + "<eof>");
  CHECK(compile_error("return 1" + repeat(",1", 253)) == "");
  CHECK(compile_error("return 1" + repeat(",1", 254)) == needs + "<eof>");
  const auto calls = [](int count) { return "return " + repeat("f(", count) + repeat(")", count); };
  CHECK(compile_error(calls(196)) == "");
  CHECK(compile_error(calls(197)) == kOverflow);
  CHECK(compile_error(calls(197), Dialect::Lua52) == "");
  CHECK(compile_error(calls(198), Dialect::Lua52) ==
        "x:1: too many C levels (limit is 200) in main function near 'f'");
  CHECK(compile_error(calls(197), Dialect::Lua51) == "");
  CHECK(compile_error(calls(198), Dialect::Lua51) == "x:1: chunk has too many syntax levels");
  const auto values = [](int count) { return "return 1" + repeat(",1", count - 1); };
  CHECK(compile_error(values(249), Dialect::Lua51) == "");
  CHECK(compile_error(values(250), Dialect::Lua51) ==
        "x:1: function or expression too complex near '<eof>'");
  CHECK(compile_error(values(255), Dialect::Lua55) ==
        "x:1: too many returns (limit is 255) in main function near <eof>");
  CHECK(compile_error("for i = 1, 2 do " + repeat("f() ", 100000) + "end") == "");
  CHECK(compile_error("for k in f do " + repeat("f() ", 100000) + "end") == "");
  CHECK(compile_error("while x do " + repeat("f() ", 100000) + "end") == "");
}

TEST_CASE("limits of 5.1") {
  const auto of51 = [](const std::string& text) { return compile_error(text, Dialect::Lua51); };
  CHECK(of51("local a" + repeat(",a", 200)) ==
        "x:1: main function has more than 200 local variables");
  CHECK(of51("\nfunction f() " + repeat("local a ", 201) + "end") ==
        "x:2: function at line 2 has more than 200 local variables");
  std::string program, uses;
  for (int i = 0; i < 61; ++i) {
    program += "local v" + std::to_string(i) + " ";
    uses += " v" + std::to_string(i) + " = 1";
    if (i == 59) CHECK(of51(program + "function f()" + uses + " end") == "");
  }
  CHECK(of51(program + "function f()" + uses + " end") ==
        "x:1: function at line 1 has more than 60 upvalues");
  CHECK(of51("a" + repeat(",a", 196) + " = 1") == "");
  CHECK(of51(repeat("do local a end ", 32767)) == "");
  CHECK(of51(repeat("do local a end ", 32768)) == "too many local variables");
}
