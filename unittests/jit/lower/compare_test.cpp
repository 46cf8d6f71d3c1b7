// Comparisons, with NaN among the operands.
#include "unittests/jit/lower/edges.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

namespace {

template <class Compare>
void check(const std::string& op, Compare compare) {
  NativeOperation integers({op + " %a, %b", "bool", {"i64", "i64"}});
  for (int64_t a : kIntegerEdges)
    for (int64_t b : kIntegerEdges) {
      INFO(op << " " << a << ", " << b);
      CHECK(same(*integers.apply(Value::integer(a), Value::integer(b)),
                 Value::boolean(compare(a, b))));
    }
  NativeOperation floats({op + " %a, %b", "bool", {"f64", "f64"}});
  for (double a : kFloatEdges)
    for (double b : kFloatEdges) {
      INFO(op << " " << a << ", " << b);
      CHECK(same(*floats.apply(Value::number(a), Value::number(b)), Value::boolean(compare(a, b))));
    }
}

}  // namespace

TEST_CASE("numbers compare") {
  check("cmp.eq", [](auto a, auto b) { return a == b; });
  check("cmp.ne", [](auto a, auto b) { return a != b; });
  check("cmp.lt", [](auto a, auto b) { return a < b; });
  check("cmp.le", [](auto a, auto b) { return a <= b; });
  check("cmp.gt", [](auto a, auto b) { return a > b; });
  check("cmp.ge", [](auto a, auto b) { return a >= b; });
}

TEST_CASE("the bounds check is unsigned") {
  NativeOperation ult({"cmp.ult %a, %b", "bool", {"i64", "i64"}});
  for (int64_t a : kIntegerEdges)
    for (int64_t b : kIntegerEdges)
      CHECK(same(*ult.apply(Value::integer(a), Value::integer(b)),
                 Value::boolean(static_cast<uint64_t>(a) < static_cast<uint64_t>(b))));
}

TEST_CASE("identity and booleans") {
  NativeOperation same_table({"cmp.same %a, %b", "bool", {"tab", "tab"}});
  Table* t = Table::make(state());
  Table* other = Table::make(state());
  CHECK(same(*same_table.apply(Value::of(t), Value::of(t)), Value::boolean(true)));
  CHECK(same(*same_table.apply(Value::of(t), Value::of(other)), Value::boolean(false)));
  NativeOperation equal({"cmp.eq.bool %a, %b", "bool", {"bool", "bool"}});
  NativeOperation negate({"not %a", "bool", {"bool"}});
  for (bool a : {false, true}) {
    CHECK(same(*negate.apply({Value::boolean(a)}), Value::boolean(!a)));
    for (bool b : {false, true})
      CHECK(same(*equal.apply(Value::boolean(a), Value::boolean(b)), Value::boolean(a == b)));
  }
}
