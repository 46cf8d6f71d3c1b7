// Constant folding: what is folded, and what is left for run time.
#include "listing.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::frontend;

namespace {
// What 'return <expression>' loads; the whole code when that is more than one instruction.
std::string folded(const std::string& expression, Dialect dialect = Dialect::Lua54) {
  std::string text = code("return " + expression, dialect);
  const size_t end = text.find('\n');
  if (end == std::string::npos || text.substr(end + 1) != "RETURN1 0\n") return text;
  return text.substr(0, end);
}
}  // namespace

TEST_CASE("integers") {
  CHECK(folded("1 + 2") == "LOADI 0 3");
  CHECK(folded("2 - 5") == "LOADI 0 -3");
  CHECK(folded("3 * -4") == "LOADI 0 -12");
  CHECK(folded("7 // 2") == "LOADI 0 3");
  CHECK(folded("-7 // 2") == "LOADI 0 -4");
  CHECK(folded("7 // -2") == "LOADI 0 -4");
  CHECK(folded("-7 % 3") == "LOADI 0 2");
  CHECK(folded("7 % -3") == "LOADI 0 -2");
  CHECK(folded("7 % -1") == "LOADI 0 0");
  CHECK(folded("0x7fffffffffffffff + 1") == "LOADK 0 0 ; -9223372036854775808");
  CHECK(folded("(-9223372036854775807 - 1) // -1") == "LOADK 0 0 ; -9223372036854775808");
  CHECK(folded("- 9223372036854775807 - 1") == "LOADK 0 0 ; -9223372036854775808");
  CHECK(folded("- -5") == "LOADI 0 5");
}

TEST_CASE("floats") {
  CHECK(folded("7 / 2") == "LOADK 0 0 ; 3.5");
  CHECK(folded("6 / 2") == "LOADF 0 3");
  CHECK(folded("2 ^ 10") == "LOADF 0 1024");
  CHECK(folded("2 ^ 0.5 ^ 2") == "LOADK 0 0 ; 1.189207115002721");
  CHECK(folded("-7.5 // 2") == "LOADF 0 -4");
  CHECK(folded("-7.5 % 2") == "LOADK 0 0 ; 0.5");
  CHECK(folded("1 + 2.0") == "LOADF 0 3");
  CHECK(folded("-2.5") == "LOADK 0 0 ; -2.5");
}

TEST_CASE("bits") {
  CHECK(folded("6 & 3 | 8 ~ 1") == "LOADI 0 11");
  CHECK(folded("~0") == "LOADI 0 -1");
  CHECK(folded("1 << 4") == "LOADI 0 16");
  CHECK(folded("1 << 63") == "LOADK 0 0 ; -9223372036854775808");
  CHECK(folded("1 << 64") == "LOADI 0 0");
  CHECK(folded("-1 >> 60") == "LOADI 0 15");
  CHECK(folded("16 >> -1") == "LOADI 0 32");
  CHECK(folded("16 << -1") == "LOADI 0 8");
  CHECK(folded("1 >> (-9223372036854775807 - 1)") == "LOADI 0 0");
  CHECK(folded("3.0 & 1") == "LOADI 0 1");
}

TEST_CASE("left for run time") {
  CHECK(folded("1 // 0") == "LOADI 0 1\nIDIVRK 0 0 0 ; 0\nRETURN1 0\n");
  CHECK(folded("1 / 0") == "LOADI 0 1\nDIVRK 0 0 0 ; 0\nRETURN1 0\n");
  CHECK(folded("1 % 0.0") == "LOADI 0 1\nMODRK 0 0 0 ; 0.0\nRETURN1 0\n");
  CHECK(folded("-0.0") == "LOADF 0 0\nUNM 0 0\nRETURN1 0\n");
  CHECK(folded("1.5 - 1.5") == "LOADK 0 0 ; 1.5\nSUBRK 0 0 0 ; 1.5\nRETURN1 0\n");
  CHECK(folded("0 / 5") == "LOADI 0 0\nDIVRK 0 0 0 ; 5\nRETURN1 0\n");
  CHECK(folded("1e308 * 10 - 1e308 * 10").find("SUBRK") != std::string::npos);  // not a number
  CHECK(folded("1.5 & 1") == "LOADK 0 1 ; 1.5\nBANDRK 0 0 0 ; 1\nRETURN1 0\n");
  CHECK(folded("~1.5") == "LOADK 0 0 ; 1.5\nBNOT 0 0\nRETURN1 0\n");
  CHECK(folded("'1' + 2") == "LOADK 0 0 ; \"1\"\nADDRK 0 0 1 ; 2\nRETURN1 0\n");
}

TEST_CASE("zero as an integer is folded") {
  CHECK(folded("5 - 5") == "LOADI 0 0");
  CHECK(folded("-0") == "LOADI 0 0");
}

TEST_CASE("not and logic") {
  CHECK(folded("not nil") == "LOADTRUE 0");
  CHECK(folded("not 0") == "LOADFALSE 0");
  CHECK(folded("not not 'a'") == "LOADTRUE 0");
  CHECK(folded("1 and 2") == "LOADI 0 2");
  CHECK(folded("nil or 2") == "LOADI 0 2");
}

TEST_CASE("compile-time constants") {
  CHECK(code("local a <const> = 2; return a * 3") == "LOADI 0 6\nRETURN1 0\n");
  CHECK(code("local a <const> = 'x'; return t[a]") ==
        "GETTABUP 0 0 ; _ENV \"t\"\nGETFIELD 0 0 ; \"x\"\nRETURN1 0\n");
  CHECK(code("local a <const> = 2; local function f() return a end").find("CLOSURE") == 0);
  CHECK(code("local a <const> = nil; if a == b then end").find("EQK") != std::string::npos);
  // No constant: the value is known only at run time.
  CHECK(code("local a <const> = x; return a") == "GETTABUP 0 0 ; _ENV \"x\"\nRETURN1 0\n");
}

TEST_CASE("without integers all arithmetic is that of floats") {
  CHECK(folded("7 / 2 + 1", Dialect::Lua52) == "LOADK 0 0 ; 4.5");
  CHECK(folded("7 * 4", Dialect::Lua52) == "LOADF 0 28");
}
