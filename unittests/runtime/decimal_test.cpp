// Floats in decimal against the C library's printf.
#include "runtime/decimal.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace perilune {
namespace {

std::string by_printf(char conversion, double x, int precision) {
  char format[] = {'%', '.', '*', conversion, '\0'};
  char text[512];
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
  std::snprintf(text, sizeof text, format, precision, x);
#pragma clang diagnostic pop
  return text;
}

using Print = char* (*)(char*, double, int);
std::string by(Print print, double x, int precision) {
  char text[kMaxDecimalText];
  return {text, print(text, x, precision)};
}

void check(double x) {
  for (int precision : {0, 1, 2, 3, 6, 9, 14, 15, 17, 19, 22, 40})
    CHECK(by(print_fixed, x, precision) == by_printf('f', x, precision));
  for (int precision : {0, 1, 2, 6, 14, 15, 16, 17, 18, 40})
    CHECK(by(print_general, x, precision) == by_printf('g', x, precision));
}

TEST_CASE("floats that are difficult to round") {
  for (double x : {0.0,
                   0.5,
                   1.5,
                   2.5,
                   0.125,
                   0.375,
                   1e15,
                   1e16,
                   1e17,
                   123456.5,
                   1234565.0,
                   1234575.0,
                   12345675.5,
                   0.1,
                   0.3,
                   9.5,
                   99.5,
                   999999.5,
                   0.99999949999,
                   9.9999999999999995e22,
                   1e22,
                   1e23,
                   4503599627370496.5,
                   9007199254740993.0,
                   9223372036854775808.0,
                   9223372036854774784.0,
                   1e19,
                   0.0001,
                   0.00001,
                   9.9999e-5,
                   5e-324,
                   2.2250738585072014e-308,
                   std::numeric_limits<double>::max(),
                   HUGE_VAL})
    check(x);
}

TEST_CASE("powers of ten and of two and their neighbours") {
  for (int e = -30; e <= 30; ++e)
    for (double x : {std::pow(10.0, e), std::ldexp(1.0, e), std::ldexp(3.0, 2 * e)}) {
      check(x);
      check(std::nextafter(x, 0.0));
      check(std::nextafter(x, HUGE_VAL));
    }
}

TEST_CASE("random floats of all kinds") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5000; ++i) {
    check(std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 120) - 110));
    check(static_cast<double>(random() % 2000000) / 8);
    double any = std::bit_cast<double>(random() >> 1);
    if (std::isfinite(any)) check(any);
  }
}

TEST_CASE("the shorter form where it reads back") {
  auto shorter = [](double x) {
    char text[kMaxDecimalText];
    return std::string(text, print_shorter(text, x, 15, 17));
  };
  CHECK(shorter(0.1) == "0.1");
  CHECK(shorter(0.1 + 0.2) == "0.30000000000000004");
  CHECK(shorter(1e300) == "1e+300");
  CHECK(shorter(HUGE_VAL) == "inf");
  CHECK(shorter(std::nan("")) == "nan");
}

}  // namespace
}  // namespace perilune
