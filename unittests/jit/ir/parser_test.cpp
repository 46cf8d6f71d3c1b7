// The reader: positions of errors, and that no text whatever makes it fail otherwise.
#include "jit/ir/parser.h"
#include "jit/ir/printer.h"
#include "jit/ir/verifier.h"

#include <doctest/doctest.h>

#include <random>

using namespace perilune::lir;

namespace {
constexpr std::string_view kSample = R"(trace @sum proto k0 pc 14 {
  k0 = proto "sum.lua:4"
  k1 = closure "f"
entry:
  s0 = snap pc 14 {}
  %t:tab = slot.load.tab r0 else s0
  %a0:f64 = slot.load.f64 r1 else s0
  br loop(0, %a0)
loop(%i:i64, %a:f64):
  s1 = snap pc 14 { r1: %a, r2: %i }
  s2 = snap pc 3 fn k1 base 7 in s1 { r0: nil, r1: -0.0, r2: dead }
  %n:i64 = field.load %t, tab.asize
  %inb:bool = cmp.ult %i, %n
  guard %inb else s2
  %p:ptr = field.load %t, tab.array
  %e:f64 = arr.load.f64 %p, %i else s1
  %sin:f64 = call.pure math.sin(%e)
  %a2:f64 = add %a, %sin
  %i2:i64 = add %i, 1
  cbr %inb, loop(%i2, %a2), out
out:
  exit s1
}
)";
}

TEST_CASE("a sample reads and prints back") {
  ParseResult parsed = parse(kSample);
  REQUIRE(parsed.errors.empty());
  REQUIRE(parsed.units.size() == 1);
  CHECK(print(parsed.units[0].unit) == kSample);
  CHECK(verify_report(parsed.units[0].unit) == "");
}

TEST_CASE("positions of values, blocks and errors") {
  ParseResult parsed = parse(kSample);
  const ParsedUnit& unit = parsed.units[0];
  ValueId first = unit.unit.block(BlockId{0}).insts[1];
  CHECK(unit.value_loc(first).line == 6);
  CHECK(unit.value_loc(first).column == 3);
  CHECK(unit.block_locs[1].line == 9);

  ParseResult bad = parse("func @f {\nentry:\n  %a:i64 = add 1,\n  exit s7\n}\n");
  REQUIRE(bad.errors.size() == 2);
  CHECK(bad.units.empty());
  CHECK(bad.errors[0].loc.line == 3);
  CHECK(bad.errors[0].loc.column == 18);
  CHECK(bad.errors[0].message == "expected a value, not end of line");
  CHECK(bad.errors[1].message == "snapshot s7 is not defined");
}

TEST_CASE("texts without units") {
  CHECK(parse("").units.empty());
  CHECK(parse("").errors.empty());
  CHECK(parse("; only a comment").errors.empty());
  CHECK(!parse("}").errors.empty());
  CHECK(!parse(std::string_view("\0\0", 2)).errors.empty());
}

TEST_CASE("mutilated texts give errors or valid units, never a crash") {
  std::mt19937 random(12345);
  auto below = [&](size_t n) { return size_t(random() % n); };
  constexpr std::string_view kPieces[] = {"%a",  "s0",   "k0", "r1", "{",      "}",
                                          "(",   ")",    ":",  ",",  "=",      "\n",
                                          "add", "else", "-",  "\"", "nan(0x", "99"};
  int valid = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text(kSample);
    for (size_t edits = 1 + below(4); edits > 0; --edits) {
      size_t at = below(text.size());
      switch (below(4)) {
      case 0:
        text.erase(at, 1 + below(12));
        break;
      case 1:
        text.insert(at, kPieces[below(std::size(kPieces))]);
        break;
      case 2:
        text[at] = char(random());
        break;
      default:
        text.insert(at, text.substr(below(text.size()), below(40)));
      }
    }
    ParseResult parsed = parse(text);
    for (const ParsedUnit& unit : parsed.units) {
      std::string printed = print(unit.unit);
      valid += verify_report(unit.unit).empty();
      ParseResult again = parse(printed);
      CAPTURE(text);
      REQUIRE(again.errors.empty());
      CHECK(print(again.units[0].unit) == printed);
    }
  }
  CHECK(valid > 20);
}
