// Numbers: comparisons across subtypes, text to number and back.
#include "runtime/number.h"

#include <bit>
#include <limits>
#include <string>

#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

std::string text(const Value& v, Dialect dialect = Dialect::Lua54) {
  char buffer[kMaxNumberText];
  return std::string(buffer, number_to_text(v, dialect, buffer));
}
std::string text(double f, Dialect dialect = Dialect::Lua54) {
  return text(Value::number(f), dialect);
}
// The number that a text denotes, as "i:..." or "f:..." with the bits of the float, or "no".
std::string read(std::string_view t) {
  Value v;
  if (!string_to_number(semantics_of(Dialect::Lua54), t, &v)) return "no";
  if (v.is_integer()) return "i:" + std::to_string(v.i);
  return "f:" + text(v, Dialect::Lua55);
}

}  // namespace

TEST_CASE("comparisons of integers with floats are exact") {
  struct Row {
    int64_t n;
    double f;
    int order;  // of n relative to f
  };
  const Row rows[] = {{0, 0.0, 0},
                      {0, -0.0, 0},
                      {1, 1.5, -1},
                      {2, 1.5, 1},
                      {kMax, 0x1p63, -1},
                      {kMin, -0x1p63, 0},
                      {kMax, 0x1p62, 1},
                      {kMin, -0x1.8p63, 1},
                      {kMax, kInf, -1},
                      {kMin, -kInf, 1},
                      {INT64_C(1) << 53, 0x1p53, 0},
                      {(INT64_C(1) << 53) + 1, 0x1p53, 1},
                      {(INT64_C(1) << 53) + 1, 0x1p53 + 2, -1},
                      {-(INT64_C(1) << 53) - 1, -0x1p53, -1},
                      {kMax - 1, 0x1p63, -1},
                      {kMin + 1, -0x1p63, 1}};
  for (const Row& row : rows) {
    CAPTURE(row.n);
    CAPTURE(row.f);
    Value n = Value::integer(row.n), f = Value::number(row.f);
    CHECK(number_less(n, f) == (row.order < 0));
    CHECK(number_less(f, n) == (row.order > 0));
    CHECK(number_less_equal(n, f) == (row.order <= 0));
    CHECK(number_less_equal(f, n) == (row.order >= 0));
    CHECK(number_equal(n, f) == (row.order == 0));
    CHECK(number_equal(f, n) == (row.order == 0));
  }
  for (int64_t n : {INT64_C(0), kMax, kMin}) {
    Value i = Value::integer(n), nan = Value::number(NAN);
    CHECK(!number_less(i, nan));
    CHECK(!number_less(nan, i));
    CHECK(!number_less_equal(i, nan));
    CHECK(!number_less_equal(nan, i));
    CHECK(!number_equal(nan, nan));
  }
}

TEST_CASE("quotients by reciprocals are those of a division") {
  for (int64_t divisor :
       {2L, 3L, 7L, 10L, 641L, 65535L, 65536L, 2147483647L, 4294967291L, 4294967295L}) {
    CHECK(is_small_divisor(divisor));
    uint64_t reciprocal = reciprocal_of(divisor);
    for (int64_t n : {0L, 1L, divisor - 1, divisor, divisor + 1, 2 * divisor - 1, 2 * divisor,
                      4294967295L / divisor * divisor - 1, 4294967295L / divisor * divisor,
                      4294967294L, 4294967295L}) {
      if (!is_small_dividend(n)) continue;
      CHECK(divide_by_reciprocal(n, reciprocal) == n / divisor);
    }
  }
  for (int64_t divisor : {-1L, 0L, 1L, 4294967296L, INT64_MAX, INT64_MIN})
    CHECK(!is_small_divisor(divisor));
  CHECK(!is_small_dividend(-1));
  CHECK(!is_small_dividend(4294967296));
}

TEST_CASE_FIXTURE(StateFixture, "raw equality") {
  CHECK(raw_equal(Value::integer(1), Value::number(1.0)));
  CHECK(!raw_equal(Value::integer(1), Value::number(1.5)));
  CHECK(raw_equal(Value(7, Tag::Nil), Value()));
  CHECK(!raw_equal(Value(), Value::boolean(false)));
  std::string long_text(60, 'x');
  CHECK(raw_equal(str_value(long_text), str_value(long_text)));
  CHECK(!raw_equal(str_value("1"), Value::integer(1)));
  Table* t = table();
  CHECK(raw_equal(Value::of(t), Value::of(t)));
  CHECK(!raw_equal(Value::of(t), Value::of(table())));
}

TEST_CASE("numerals are read as Lua reads them") {
  CHECK(read("10") == "i:10");
  CHECK(read("  -7\t\n") == "i:-7");
  CHECK(read("+5") == "i:5");
  CHECK(read("007") == "i:7");
  CHECK(read("9223372036854775807") == "i:9223372036854775807");
  CHECK(read("9223372036854775808") == "f:9.2233720368547758e+18");
  CHECK(read("-9223372036854775808") == "i:-9223372036854775808");
  CHECK(read("-9223372036854775809") == "f:-9.2233720368547758e+18");
  CHECK(read("0x10") == "i:16");
  CHECK(read("-0xA") == "i:-10");
  CHECK(read("0xffffffffffffffff") == "i:-1");
  CHECK(read("0x1ffffffffffffffff") == "i:-1");
  CHECK(read("1e1") == "f:10.0");
  CHECK(read(".5") == "f:0.5");
  CHECK(read("5.") == "f:5.0");
  CHECK(read("1E+2") == "f:100.0");
  CHECK(read("1e-2") == "f:0.01");
  CHECK(read("0x.8p1") == "f:1.0");
  CHECK(read("0x8.") == "f:8.0");
  CHECK(read("0xA.8P-1") == "f:5.25");
  CHECK(read("0x1p4") == "f:16.0");
  CHECK(read("-0.0") == "f:-0.0");
  CHECK(read("-0x0p1") == "f:-0.0");
  CHECK(read("1e400") == "f:inf");
  CHECK(read("-1e400") == "f:-inf");
  CHECK(read("1e-400") == "f:0.0");
  CHECK(read("0e999999999999999999999") == "f:0.0");
  CHECK(read("0x1p99999") == "f:inf");
  CHECK(read("0x1p-99999") == "f:0.0");
  CHECK(read("0." + std::string(400, '0') + "1e401") == "f:1.0");
  CHECK(read("1" + std::string(400, '0') + "e-400") == "f:1.0");
  CHECK(read("4.9406564584124654e-324") == "f:4.94065645841247e-324");
}

TEST_CASE("what is no numeral is refused") {
  for (std::string_view t :
       {"",         " ",    "+",    "-",     ".",   "e1",    ".e1", "0x",    "0x.", "0xp1",
        "1e",       "1e+",  "1 2",  "1x",    "--1", "+-1",   "- 1", "inf",   "nan", "INF",
        "infinity", "0x1p", "1..2", "1.2.3", "0xg", "1e1.5", "0b1", "1_000", "1f",  "1e1 e"})
    CHECK_MESSAGE(read(t) == "no", std::string(t));
  CHECK(read(std::string_view("1\0", 2)) == "no");
}

TEST_CASE("numbers are written as Lua 5.4 writes them") {
  CHECK(text(Value::integer(0)) == "0");
  CHECK(text(Value::integer(kMin)) == "-9223372036854775808");
  CHECK(text(1.0) == "1.0");
  CHECK(text(-0.0) == "-0.0");
  CHECK(text(0.1) == "0.1");
  CHECK(text(1e15) == "1e+15");
  CHECK(text(1e14) == "1e+14");
  CHECK(text(123456789012345.0) == "1.2345678901234e+14");
  CHECK(text(1e100) == "1e+100");
  CHECK(text(3.14159265358979) == "3.1415926535898");
  CHECK(text(kInf) == "inf");
  CHECK(text(-kInf) == "-inf");
  CHECK(text(std::copysign(NAN, 1.0)) == "nan");
  CHECK(text(std::copysign(NAN, -1.0)) == "-nan");
  CHECK(text(1e-5) == "1e-05");
}

TEST_CASE("the other dialects differ in floats") {
  CHECK(text(1.0, Dialect::Lua51) == "1");
  CHECK(text(Value::integer(1), Dialect::Lua51) == "1");
  CHECK(text(1e15, Dialect::Lua52) == "1e+15");
  CHECK(text(123456789012345678.0, Dialect::Lua51) == "1.2345678901235e+17");
  CHECK(text(1.0, Dialect::Lua53) == "1.0");
  CHECK(text(0.1, Dialect::Lua55) == "0.1");
  CHECK(text(0.1 + 0.2, Dialect::Lua55) == "0.30000000000000004");
  CHECK(text(0.1 + 0.2, Dialect::Lua54) == "0.3");
  CHECK(text(1.0, Dialect::Lua55) == "1.0");
  CHECK(text(kInf, Dialect::Lua55) == "inf");
  CHECK(text(std::copysign(NAN, -1.0), Dialect::Lua55) == "-nan");
}

TEST_CASE_FIXTURE(StateFixture, "coercions") {
  Value v;
  int64_t n;
  CHECK(to_number(L, str_value("0x10"), &v));
  CHECK(v.i == 16);
  CHECK(!to_number(L, Value::boolean(true), &v));
  CHECK(to_integer(L, str_value("3.0"), &n));
  CHECK(n == 3);
  CHECK(!to_integer(L, str_value("3.5"), &n));
  CHECK(!to_integer(L, Value::number(0x1p63), &n));
  CHECK(to_integer(L, Value::number(-0x1p63), &n));
  CHECK(n == kMin);
}

TEST_CASE("names of types") {
  CHECK(std::string(type_name(Tag::Nil)) == "nil");
  CHECK(std::string(type_name(Tag::False)) == "boolean");
  CHECK(std::string(type_name(Tag::Native)) == "function");
  CHECK(std::string(type_name(Tag::Thread)) == "thread");
}
