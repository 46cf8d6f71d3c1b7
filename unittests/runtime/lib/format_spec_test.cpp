// Items of string.format against the C library's printf.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

#include "runtime/lib/format_spec.h"
#include "unittests/runtime/state_fixture.h"

namespace perilune::lib {
namespace {

FormatSpec spec_of(const std::string& text) {
  FormatSpec spec;
  spec.parse(text.c_str() + 1);
  return spec;
}

// All specifications of a conversion that a few flags, widths and precisions make.
template <class Check>
void each_spec(const char* flags, char conversion, Check check) {
  std::string_view all = flags;
  for (unsigned set = 0; set < 1u << all.size(); ++set) {
    std::string start = "%";
    for (size_t i = 0; i < all.size(); ++i)
      if (set >> i & 1) start += all[i];
    for (const char* width : {"", "1", "7", "30"})
      for (const char* precision : {"", ".", ".0", ".1", ".5", ".25"})
        check(start + width + precision + conversion);
  }
}

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"

TEST_CASE_FIXTURE(StateFixture, "integers look as printf has them") {
  for (char c : std::string_view("diuoxX")) {
    bool is_signed = c == 'd' || c == 'i';
    each_spec(is_signed  ? "-+0 "
              : c == 'u' ? "-0"
                         : "-#0",
              c, [&](std::string text) {
                for (int64_t n : {INT64_C(0), INT64_C(1), INT64_C(-1), INT64_C(42), INT64_C(-98765),
                                  INT64_MAX, INT64_MIN}) {
                  std::string long_text = text;
                  long_text.insert(long_text.size() - 1, "ll");
                  char expected[128];
                  std::snprintf(expected, sizeof expected, long_text.c_str(),
                                static_cast<long long>(n));
                  Buffer out(L);
                  format_integer(&out, spec_of(text), n);
                  CHECK_MESSAGE(out.view() == expected, text);
                }
              });
  }
}

TEST_CASE_FIXTURE(StateFixture, "floats look as printf has them") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (char c : std::string_view("eEfgGaA")) {
    each_spec("-+#0 ", c, [&](std::string text) {
      for (double n :
           {0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 123456.789, 5e-324, 1e100, kInfinity, -kInfinity}) {
        char expected[512];
        std::snprintf(expected, sizeof expected, text.c_str(), n);
        Buffer out(L);
        format_float(&out, spec_of(text), n);
        CHECK_MESSAGE(out.view() == expected, text);
      }
    });
  }
}

TEST_CASE_FIXTURE(StateFixture, "text has width and precision") {
  each_spec("-", 's', [&](std::string text) {
    for (const char* s : {"", "a", "abcdefghij"}) {
      char expected[128];
      std::snprintf(expected, sizeof expected, text.c_str(), s);
      Buffer out(L);
      format_text(&out, spec_of(text), s);
      CHECK_MESSAGE(out.view() == expected, text);
    }
  });
}

#pragma clang diagnostic pop

}  // namespace
}  // namespace perilune::lib
