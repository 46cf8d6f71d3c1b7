// Helpers: each is called from compiled code, completes, and refuses where it must.
#include "unittests/jit/lower/edges.h"
#include "unittests/jit/lower/values.h"

#include "runtime/number.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::jit::test;

namespace {

Value str(std::string_view text) { return Value::of(state()->new_string(text)); }

NativeOperation pure(const std::string& helper, const std::string& result,
                     const std::vector<std::string>& operands) {
  return NativeOperation(
      {"call.pure " + helper + (operands.size() == 1 ? "(%a)" : "(%a, %b)"), result, operands});
}

const char* const kArguments[] = {"()", "(%a)", "(%a, %b)", "(%a, %b, %c)", "(%a, %b, %c, %d)"};

NativeOperation call(const std::string& helper, const std::string& result,
                     const std::vector<std::string>& operands) {
  return NativeOperation({"call " + helper + kArguments[operands.size()], result, operands, true});
}

std::string text(const std::optional<Value>& value) {
  REQUIRE(value.has_value());
  REQUIRE(value->is_string());
  return std::string(value->string()->view());
}

}  // namespace

TEST_CASE("mathematics") {
  struct {
    const char* name;
    double (*function)(double);
  } rows[] = {{"math.sin", std::sin},   {"math.cos", std::cos},   {"math.tan", std::tan},
              {"math.asin", std::asin}, {"math.acos", std::acos}, {"math.exp", std::exp},
              {"math.log", std::log},   {"math.log2", std::log2}, {"math.log10", std::log10}};
  for (auto& row : rows) {
    NativeOperation native = pure(row.name, "f64", {"f64"});
    for (double a : kFloatEdges) {
      INFO(row.name << " " << a);
      CHECK(same_number(*native.apply({Value::number(a)}), Value::number(row.function(a))));
    }
  }
  NativeOperation atan2 = pure("math.atan2", "f64", {"f64", "f64"});
  NativeOperation fmod = pure("math.fmod", "f64", {"f64", "f64"});
  NativeOperation power = pure("math.pow", "f64", {"f64", "f64"});
  NativeOperation modulo = pure("mod.by.product", "f64", {"f64", "f64"});
  for (double a : kFloatEdges)
    for (double b : kFloatEdges) {
      Value x = Value::number(a), y = Value::number(b);
      CHECK(same_number(*atan2.apply(x, y), Value::number(std::atan2(a, b))));
      CHECK(same_number(*fmod.apply(x, y), Value::number(std::fmod(a, b))));
      CHECK(same_number(*power.apply(x, y), Value::number(std::pow(a, b))));
      CHECK(same_number(*modulo.apply(x, y), Value::number(float_mod_by_product(a, b))));
    }
}

TEST_CASE("comparisons of integers with floats are exact") {
  struct {
    const char* name;
    bool float_first;
    bool (*expected)(long double, long double);
  } rows[] = {
      {"cmp.if.eq", false, [](long double a, long double b) { return a == b; }},
      {"cmp.if.lt", false, [](long double a, long double b) { return a < b; }},
      {"cmp.if.le", false, [](long double a, long double b) { return a <= b; }},
      {"cmp.fi.lt", true, [](long double a, long double b) { return a < b; }},
      {"cmp.fi.le", true, [](long double a, long double b) { return a <= b; }},
  };
  for (auto& row : rows) {
    NativeOperation native = row.float_first ? pure(row.name, "bool", {"f64", "i64"})
                                             : pure(row.name, "bool", {"i64", "f64"});
    for (int64_t i : kIntegerEdges)
      for (double f : kFloatEdges) {
        // An 80-bit float holds every int64_t and every double.
        auto a = static_cast<long double>(i), b = static_cast<long double>(f);
        bool want = row.float_first ? row.expected(b, a) : row.expected(a, b);
        Value x = Value::integer(i), y = Value::number(f);
        std::optional<Value> got = row.float_first ? native.apply(y, x) : native.apply(x, y);
        INFO(row.name << " " << i << " " << f);
        CHECK(same(*got, Value::boolean(want)));
      }
  }
}

TEST_CASE("raw equality of any two values") {
  NativeOperation native = pure("value.raweq", "bool", {"any", "any"});
  for (const Sample& a : samples())
    for (const Sample& b : samples())
      CHECK(same(*native.apply(a.value, b.value), Value::boolean(&a == &b)));
  CHECK(same(*native.apply(Value::integer(1), Value::number(1)), Value::boolean(true)));
}

TEST_CASE("strings compare by content") {
  std::string long_text(100, 'x');
  Value values[] = {str(""),
                    str("a"),
                    str("ab"),
                    str("b"),
                    str(std::string("a\0b", 3)),
                    str(std::string("a\0c", 3)),
                    str(long_text),
                    str(long_text)};
  NativeOperation eq = pure("str.eq", "bool", {"str", "str"});
  NativeOperation lt = pure("str.lt", "bool", {"str", "str"});
  NativeOperation le = pure("str.le", "bool", {"str", "str"});
  for (const Value& a : values)
    for (const Value& b : values) {
      std::string_view x = a.string()->view(), y = b.string()->view();
      CHECK(same(*eq.apply(a, b), Value::boolean(x == y)));
      CHECK(same(*lt.apply(a, b), Value::boolean(x < y)));
      CHECK(same(*le.apply(a, b), Value::boolean(x <= y)));
    }
}

TEST_CASE("bytes of strings") {
  NativeOperation byte = pure("str.byte", "i64", {"str", "i64"});
  Value s = str("a\xff");
  CHECK(byte.apply(s, Value::integer(1))->i == 'a');
  CHECK(byte.apply(s, Value::integer(2))->i == 255);
  for (int64_t i : {int64_t{0}, int64_t{3}, int64_t{-1}, INT64_MIN, INT64_MAX})
    CHECK(byte.apply(s, Value::integer(i))->i == -1);
}

TEST_CASE("strings are made") {
  NativeOperation concat = call("str.concat", "str", {"str", "str"});
  CHECK(text(concat.apply(str("ab"), str("c"))) == "abc");
  CHECK(text(concat.apply(str(""), str(""))) == "");
  std::string half(30, 'h');
  CHECK(text(concat.apply(str(half), str(half))) == half + half);
  Value one = Value::integer(1), half_one = Value::number(0.5),
        table = Value::of(Table::make(state()));
  NativeOperation join2 = call("str.join2", "str", {"any", "any"});
  CHECK(text(join2.apply(str("a"), one)) == "a1");
  CHECK_FALSE(join2.apply(str("a"), table).has_value());
  NativeOperation join3 = call("str.join3", "str", {"any", "any", "any"});
  CHECK(text(join3.apply({one, str("-"), half_one})) == "1-0.5");
  CHECK_FALSE(join3.apply({one, Value(), half_one}).has_value());
  NativeOperation join4 = call("str.join4", "str", {"any", "any", "any", "any"});
  CHECK(text(join4.apply({str(half), str(half), one, str("")})) == half + half + "1");
  NativeOperation character = call("str.char", "str", {"i64"});
  CHECK(text(character.apply({Value::integer(0)})) == std::string(1, '\0'));
  CHECK(text(character.apply({Value::integer(255)})) == "\xff");
  CHECK_FALSE(character.apply({Value::integer(256)}).has_value());
  CHECK_FALSE(character.apply({Value::integer(-1)}).has_value());
  NativeOperation from_integer = call("str.from.i64", "str", {"i64"});
  CHECK(text(from_integer.apply({Value::integer(INT64_MIN)})) == "-9223372036854775808");
  NativeOperation from_float = call("str.from.f64", "str", {"f64"});
  CHECK(text(from_float.apply({Value::number(1)})) == "1.0");
  CHECK(text(from_float.apply({Value::number(0.1)})) == "0.1");
}

TEST_CASE("substrings are clipped") {
  NativeOperation sub = call("str.sub", "str", {"str", "i64", "i64"});
  auto at = [&](int64_t i, int64_t j) {
    return text(sub.apply({str("hello"), Value::integer(i), Value::integer(j)}));
  };
  CHECK(at(2, 4) == "ell");
  CHECK(at(1, -1) == "hello");
  CHECK(at(-3, -2) == "ll");
  CHECK(at(0, 2) == "he");
  CHECK(at(-100, 1) == "h");
  CHECK(at(4, 100) == "lo");
  CHECK(at(4, 3) == "");
  CHECK(at(INT64_MIN, INT64_MAX) == "hello");
  CHECK(at(INT64_MAX, INT64_MIN) == "");
}

TEST_CASE("tables are read and written, but not where a metamethod could be asked") {
  State* L = state();
  NativeOperation make = call("tab.new", "tab", {"i64", "i64"});
  std::optional<Value> made = make.apply(Value::integer(4), Value::integer(2));
  REQUIRE(made.has_value());
  CHECK(made->is_table());
  CHECK_FALSE(make.apply(Value::integer(-1), Value::integer(0)).has_value());
  NativeOperation get_str = call("tab.get.str", "any", {"tab", "str"});
  NativeOperation get_int = call("tab.get.int", "any", {"tab", "i64"});
  NativeOperation get = call("tab.get", "any", {"tab", "any"});
  NativeOperation set_str = call("tab.set.str", "", {"tab", "str", "any"});
  NativeOperation set_int = call("tab.set.int", "", {"tab", "i64", "any"});
  NativeOperation set = call("tab.set", "", {"tab", "any", "any"});
  NativeOperation length = call("tab.len", "i64", {"tab"});
  Value plain = *made;
  Value one = Value::integer(1), two = Value::integer(2);
  CHECK(set_str.apply({plain, str("k"), Value::number(1.5)}).has_value());
  CHECK(set_int.apply({plain, one, str("first")}).has_value());
  CHECK(set.apply({plain, Value::number(2.0), Value::boolean(true)}).has_value());
  CHECK_FALSE(set.apply({plain, Value::nil(), one}).has_value());
  CHECK_FALSE(set.apply({plain, Value::number(0.0 / 0.0), one}).has_value());
  CHECK(same(*get_str.apply(plain, str("k")), Value::number(1.5)));
  CHECK(text(get_int.apply(plain, one)) == "first");
  CHECK(same(*get.apply(plain, two), Value::boolean(true)));
  CHECK(same(*get.apply(plain, str("none")), Value::nil()));
  CHECK(same(*length.apply({plain}), two));

  Table* with = Table::make(L);
  with->set_str(L, L->new_string("k"), one);
  with->set_int(L, 1, two);
  with->set_metatable(L, Table::make(L));
  Value meta = Value::of(with);
  CHECK(same(*get_str.apply(meta, str("k")), one));
  CHECK(same(*get_int.apply(meta, one), two));
  CHECK(same(*get.apply(meta, one), two));
  CHECK_FALSE(get_str.apply(meta, str("none")).has_value());
  CHECK_FALSE(get_int.apply(meta, two).has_value());
  CHECK_FALSE(get.apply(meta, Value::boolean(true)).has_value());
  CHECK(set_str.apply({meta, str("k"), two}).has_value());
  CHECK(set_int.apply({meta, one, one}).has_value());
  CHECK(set.apply({meta, one, two}).has_value());
  CHECK_FALSE(set_str.apply({meta, str("none"), one}).has_value());
  CHECK_FALSE(set_int.apply({meta, two, one}).has_value());
  CHECK_FALSE(set.apply({meta, two, one}).has_value());
  CHECK_FALSE(length.apply({meta}).has_value());
  NativeOperation raw_length = call("tab.rawlen", "i64", {"tab"});
  CHECK(same(*raw_length.apply({meta}), one));
  CHECK(same(*raw_length.apply({plain}), two));
  CHECK(same(with->get_int(1), two));
  CHECK(with->get_int(2).is_nil());
}
