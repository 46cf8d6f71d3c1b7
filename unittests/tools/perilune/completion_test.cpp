// Completion of names and colours of lines at the prompt.
#include "tools/perilune/completion.h"

#include <doctest/doctest.h>

#include "runtime/lib/lib.h"
#include "tools/perilune/highlight.h"
#include "unittests/runtime/state_fixture.h"

namespace perilune::cli {
namespace {

struct CompletionFixture : StateFixture {
  CompletionFixture() { REQUIRE(open_libraries(L)); }
  void set(std::string_view name, const Value& v) {
    String* key = str(name);
    root(Value::of(key));
    L->global->globals->set_str(L, key, v);
  }
  using Names = std::vector<std::string>;
};

TEST_CASE_FIXTURE(CompletionFixture, "globals, keywords and fields") {
  CHECK(completions(L, "string.fo") == Names{"string.format("});
  CHECK(completions(L, "collectg") == Names{"collectgarbage("});
  CHECK(completions(L, "fu") == Names{"function"});
  CHECK(completions(L, "math.m").size() >= 4);
  CHECK(completions(L, "nothing.here").empty());
  CHECK(completions(L, "print.x").empty());
  CHECK(completions(L, "string..x").empty());
  CHECK(completions(L, ".x").empty());
}

TEST_CASE_FIXTURE(CompletionFixture, "fields that metatables give") {
  Table* base = root(table());
  base->set_str(L, str("inherited"), Value::integer(1));
  Table* meta = root(table());
  meta->set_str(L, str("__index"), Value::of(base));
  Table* object = root(table());
  object->set_str(L, str("own"), Value::integer(2));
  object->set_metatable(L, meta);
  set("object", Value::of(object));
  CHECK(completions(L, "object.in") == Names{"object.inherited"});
  CHECK(completions(L, "object.o") == Names{"object.own"});
}

TEST_CASE_FIXTURE(CompletionFixture, "metatables in a circle") {
  Table* circle = root(table());
  circle->set_str(L, str("__index"), Value::of(circle));
  circle->set_metatable(L, circle);
  set("circle", Value::of(circle));
  CHECK(completions(L, "circle.__i") == Names{"circle.__index"});
  CHECK(completions(L, "circle.none").empty());
}

// The text without its escape sequences.
std::string plain(std::string_view coloured) {
  std::string out;
  for (size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] != '\033')
      out += coloured[i];
    else
      i = coloured.find('m', i);
  }
  return out;
}

TEST_CASE("colours leave the text as it is") {
  for (std::string_view line :
       {"return 1 + x", "'unfinished", "-- comment", "[[long", "local s = \"a\\\"b\" .. 'c'", "0x",
        "goto continue", "x = = ~", "--[==[ open", "\"\\", ""})
    for (Dialect dialect : {Dialect::Lua51, Dialect::Lua54})
      CHECK(plain(highlight(line, dialect)) == line);
  CHECK(highlight("goto", Dialect::Lua51) == "goto");
  CHECK(highlight("goto", Dialect::Lua54) != "goto");
}

}  // namespace
}  // namespace perilune::cli
