// Arithmetic against Lua's definition, on pairs of edge values.
#include "unittests/jit/lower/edges.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

using namespace perilune;
using namespace perilune::jit::test;

namespace {

using Integers = std::function<std::optional<int64_t>(int64_t, int64_t)>;
using Floats = std::function<double(double, double)>;

uint64_t u(int64_t n) { return static_cast<uint64_t>(n); }
int64_t s(uint64_t n) { return static_cast<int64_t>(n); }

void check_integers(const std::string& op, bool exits, const Integers& expected) {
  NativeOperation native({op + " %a, %b", "i64", {"i64", "i64"}, exits});
  for (int64_t a : kIntegerEdges)
    for (int64_t b : kIntegerEdges) {
      std::optional<int64_t> want = expected(a, b);
      std::optional<Value> got = native.apply(Value::integer(a), Value::integer(b));
      INFO(op << " " << a << ", " << b << " gives " << show(got));
      REQUIRE(got.has_value() == want.has_value());
      if (want) CHECK(same(*got, Value::integer(*want)));
    }
}

void check_floats(const std::string& op, const Floats& expected) {
  NativeOperation native({op + " %a, %b", "f64", {"f64", "f64"}});
  for (double a : kFloatEdges)
    for (double b : kFloatEdges) {
      Value want = Value::number(expected(a, b));
      std::optional<Value> got = native.apply(Value::number(a), Value::number(b));
      INFO(op << " " << a << ", " << b << " gives " << show(got) << ", not " << show(want));
      CHECK(same_number(*got, want));
    }
}

void check_float_unary(const std::string& op, const std::function<double(double)>& expected) {
  NativeOperation native({op + " %a", "f64", {"f64"}});
  for (double a : kFloatEdges) {
    std::optional<Value> got = native.apply({Value::number(a)});
    INFO(op << " " << a << " gives " << show(got));
    CHECK(same_number(*got, Value::number(expected(a))));
  }
}

void check_integer_unary(const std::string& op, const std::function<int64_t(int64_t)>& expected) {
  NativeOperation native({op + " %a", "i64", {"i64"}});
  for (int64_t a : kIntegerEdges) {
    std::optional<Value> got = native.apply({Value::integer(a)});
    INFO(op << " " << a << " gives " << show(got));
    CHECK(same(*got, Value::integer(expected(a))));
  }
}

int64_t shift(int64_t a, int64_t n, bool left) {
  for (; n < 0 && n != INT64_MIN; n = -n)
    left = !left;
  if (n < 0 || n > 63) return 0;
  return left ? s(u(a) << n) : s(u(a) >> n);
}

}  // namespace

TEST_CASE("integer arithmetic wraps around") {
  check_integers("add", false, [](int64_t a, int64_t b) { return s(u(a) + u(b)); });
  check_integers("sub", false, [](int64_t a, int64_t b) { return s(u(a) - u(b)); });
  check_integers("mul", false, [](int64_t a, int64_t b) { return s(u(a) * u(b)); });
  check_integers("and", false, [](int64_t a, int64_t b) { return a & b; });
  check_integers("or", false, [](int64_t a, int64_t b) { return a | b; });
  check_integers("xor", false, [](int64_t a, int64_t b) { return a ^ b; });
  check_integers("min", false, [](int64_t a, int64_t b) { return b < a ? b : a; });
  check_integers("max", false, [](int64_t a, int64_t b) { return a < b ? b : a; });
  check_integer_unary("neg", [](int64_t a) { return s(0 - u(a)); });
  check_integer_unary("abs", [](int64_t a) { return a < 0 ? s(0 - u(a)) : a; });
  check_integer_unary("bnot", [](int64_t a) { return ~a; });
}

TEST_CASE("checked integer arithmetic exits on overflow") {
  auto checked = [](bool overflow, int64_t result) {
    return overflow ? std::nullopt : std::optional<int64_t>(result);
  };
  check_integers("add.ov", true, [&](int64_t a, int64_t b) {
    int64_t r;
    return checked(__builtin_add_overflow(a, b, &r), r);
  });
  check_integers("sub.ov", true, [&](int64_t a, int64_t b) {
    int64_t r;
    return checked(__builtin_sub_overflow(a, b, &r), r);
  });
  check_integers("mul.ov", true, [&](int64_t a, int64_t b) {
    int64_t r;
    return checked(__builtin_mul_overflow(a, b, &r), r);
  });
}

TEST_CASE("integer division rounds towards minus infinity and exits on zero") {
  // Exact in 128 bits; only the last step wraps.
  auto floor_quotient = [](int64_t a, int64_t b) {
    __int128 q = static_cast<__int128>(a) / b;
    if (q * b != a && (a < 0) != (b < 0)) --q;
    return q;
  };
  check_integers("idiv", true, [&](int64_t a, int64_t b) -> std::optional<int64_t> {
    if (b == 0) return std::nullopt;
    return static_cast<int64_t>(floor_quotient(a, b));
  });
  check_integers("imod", true, [&](int64_t a, int64_t b) -> std::optional<int64_t> {
    if (b == 0) return std::nullopt;
    return static_cast<int64_t>(a - floor_quotient(a, b) * b);
  });
}

TEST_CASE("shifts by any count") {
  check_integers("shl", false, [](int64_t a, int64_t n) { return shift(a, n, true); });
  check_integers("shr", false, [](int64_t a, int64_t n) { return shift(a, n, false); });
  // Counts known when compiling take another path through LLVM.
  for (int64_t n : {int64_t{0}, int64_t{1}, int64_t{63}, int64_t{64}, int64_t{-1}, int64_t{-63},
                    int64_t{-64}, INT64_MIN, INT64_MAX}) {
    if (n == INT64_MIN) continue;  // has no literal
    NativeOperation left({"shl %a, " + std::to_string(n), "i64", {"i64"}});
    NativeOperation right({"shr %a, " + std::to_string(n), "i64", {"i64"}});
    for (int64_t a : kIntegerEdges) {
      CHECK(left.apply({Value::integer(a)})->i == shift(a, n, true));
      CHECK(right.apply({Value::integer(a)})->i == shift(a, n, false));
    }
  }
}

TEST_CASE("division by constants") {
  for (int64_t b : {int64_t{1}, int64_t{-1}, int64_t{2}, int64_t{-2}, int64_t{3}, int64_t{7},
                    int64_t{-10}, int64_t{64}, int64_t{1} << 40, int64_t{1} << 62, INT64_MAX}) {
    NativeOperation quotient({"idiv %a, " + std::to_string(b), "i64", {"i64"}, true});
    NativeOperation remainder({"imod %a, " + std::to_string(b), "i64", {"i64"}, true});
    for (int64_t a : kIntegerEdges) {
      __int128 q = static_cast<__int128>(a) / b;
      if (q * b != a && (a < 0) != (b < 0)) --q;
      CHECK(quotient.apply({Value::integer(a)})->i == static_cast<int64_t>(q));
      CHECK(remainder.apply({Value::integer(a)})->i == static_cast<int64_t>(a - q * b));
    }
  }
}

TEST_CASE("float arithmetic") {
  check_floats("add", [](double a, double b) { return a + b; });
  check_floats("sub", [](double a, double b) { return a - b; });
  check_floats("mul", [](double a, double b) { return a * b; });
  check_floats("div", [](double a, double b) { return a / b; });
  check_floats("fidiv", [](double a, double b) { return std::floor(a / b); });
  check_floats("pow", [](double a, double b) { return b == 2 ? a * a : std::pow(a, b); });
  check_floats("min", [](double a, double b) { return b < a ? b : a; });
  check_floats("max", [](double a, double b) { return a < b ? b : a; });
  check_float_unary("neg", [](double a) { return -a; });
  check_float_unary("abs", [](double a) { return std::fabs(a); });
  check_float_unary("sqrt", [](double a) { return std::sqrt(a); });
  check_float_unary("floor", [](double a) { return std::floor(a); });
  check_float_unary("ceil", [](double a) { return std::ceil(a); });
}

TEST_CASE("float modulo has the sign of the divisor") {
  check_floats("fmod", [](double a, double b) {
    double r = std::fmod(a, b);
    bool moved = r != 0 && !std::isnan(r) && std::signbit(r) != std::signbit(b);
    return moved ? r + b : r;
  });
}

TEST_CASE("a square is a product") {
  NativeOperation square({"pow %a, 2.0", "f64", {"f64"}});
  for (double a : kFloatEdges)
    CHECK(same_number(*square.apply({Value::number(a)}), Value::number(a * a)));
}
