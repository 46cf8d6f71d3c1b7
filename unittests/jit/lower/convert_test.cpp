// Conversions between integers and floats, at and around the ends of the range.
#include "unittests/jit/lower/edges.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

TEST_CASE("integers become the nearest float") {
  NativeOperation convert({"i64.to.f64 %a", "f64", {"i64"}});
  for (int64_t a : kIntegerEdges)
    CHECK(same(*convert.apply({Value::integer(a)}), Value::number(static_cast<double>(a))));
}

TEST_CASE("floats become integers where they have the same value") {
  struct {
    const char* op;
    double (*round)(double);
  } rows[] = {{"f64.to.i64", [](double x) { return x; }},
              {"floor.to.i64", [](double x) { return std::floor(x); }},
              {"ceil.to.i64", [](double x) { return std::ceil(x); }}};
  for (auto& row : rows) {
    NativeOperation convert({std::string(row.op) + " %a", "i64", {"f64"}, true});
    for (double a : kFloatEdges) {
      double r = row.round(a);
      bool fits = r >= -0x1p63 && r < 0x1p63 && r == std::trunc(r);
      std::optional<Value> got = convert.apply({Value::number(a)});
      INFO(row.op << " " << a << " gives " << show(got));
      REQUIRE(got.has_value() == fits);
      if (fits) CHECK(same(*got, Value::integer(static_cast<int64_t>(r))));
    }
  }
}
