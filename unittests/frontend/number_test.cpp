// Numerals of all forms, at the edges of what integers and doubles hold.
#include "frontend/number.h"

#include <cmath>
#include <limits>
#include <string>

#include <doctest/doctest.h>

using perilune::frontend::Number;
using perilune::frontend::read_number;

namespace {

int64_t integer(std::string_view text) {
  Number number;
  CAPTURE(text);
  REQUIRE(read_number(text, true, &number));
  REQUIRE(number.is_integer);
  return number.integer;
}

double floating(std::string_view text) {
  Number number;
  CAPTURE(text);
  REQUIRE(read_number(text, true, &number));
  REQUIRE(!number.is_integer);
  return number.number;
}

bool is_number(std::string_view text) {
  Number number;
  return read_number(text, true, &number);
}

}  // namespace

TEST_CASE("integers") {
  CHECK(integer("0") == 0);
  CHECK(integer("0008") == 8);
  CHECK(integer("9223372036854775807") == INT64_MAX);
  CHECK(integer("0x10") == 16);
  CHECK(integer("0XfF") == 255);
  CHECK(integer("0x7fffffffffffffff") == INT64_MAX);
  CHECK(integer("0xffffffffffffffff") == -1);
  CHECK(integer("0x1ffffffffffffffff") == -1);  // wraps around
}

TEST_CASE("floats") {
  CHECK(floating("9223372036854775808") == 0x1p63);
  CHECK(floating("100000000000000000000") == 1e20);
  CHECK(floating("1.") == 1.0);
  CHECK(floating(".5") == 0.5);
  CHECK(floating("1e2") == 100.0);
  CHECK(floating("1E+2") == 100.0);
  CHECK(floating("25e-1") == 2.5);
  CHECK(floating("0.1") == 0.1);
  CHECK(floating("1e308") == 1e308);
  CHECK(floating("2.2250738585072011e-308") == 2.2250738585072011e-308);
  CHECK(floating("5e-324") == std::numeric_limits<double>::denorm_min());
}

TEST_CASE("hexadecimal floats") {
  CHECK(floating("0x1p4") == 16.0);
  CHECK(floating("0x.8") == 0.5);
  CHECK(floating("0x1.8p-1") == 0.75);
  CHECK(floating("0xA.") == 10.0);
  CHECK(floating("0xep1") == 28.0);
  CHECK(floating("0x1p-1074") == std::numeric_limits<double>::denorm_min());
  CHECK(floating("0x1.fffffffffffff8p0") == 2.0);  // rounds to even
}

TEST_CASE("what no double can hold") {
  CHECK(floating("1e400") == HUGE_VAL);
  CHECK(floating("1e-400") == 0.0);
  CHECK(floating("0x1p5000") == HUGE_VAL);
  CHECK(floating("0x1p-5000") == 0.0);
  CHECK(floating("1e99999999999999999999") == HUGE_VAL);
  CHECK(floating("1e-99999999999999999999") == 0.0);
  CHECK(floating("0e99999999999999999999") == 0.0);
  CHECK(floating("0x0p99999") == 0.0);
  CHECK(floating("0x0.0") == 0.0);
  CHECK(floating("1" + std::string(400, '0')) == HUGE_VAL);
  CHECK(floating("0." + std::string(400, '0') + "1") == 0.0);
  CHECK(floating("0." + std::string(400, '0') + "1e401") == 1.0);
  CHECK(floating("0x" + std::string(400, 'f') + ".0") == HUGE_VAL);
}

TEST_CASE("malformed") {
  for (const char* text :
       {"",   ".",  "1e", "1e+", "0x", "0x.", "0x.p1", "0x1p",   "1.2.3", "1x",    "0xg",
        "e1", "-1", "+1", " 1",  "1 ", "inf", "nan",   "0x1e+1", "1p4",   "1e5.5", "1_000"}) {
    CAPTURE(text);
    CHECK(!is_number(text));
  }
}

TEST_CASE("dialects without integers") {
  Number number;
  REQUIRE(read_number("42", false, &number));
  CHECK(!number.is_integer);
  CHECK(number.number == 42.0);
  REQUIRE(read_number("0xff", false, &number));
  CHECK(number.number == 255.0);
  REQUIRE(read_number("0x10p2", false, &number));
  CHECK(number.number == 64.0);
  REQUIRE(read_number("0xffffffffffffffffff", false, &number));
  CHECK(number.number == 0x1p72);
}
