// What the libraries register, per dialect.
#include <doctest/doctest.h>

#include "runtime/lib/intrinsics.h"
#include "runtime/lib/lib.h"
#include "unittests/runtime/state_fixture.h"

namespace perilune {
namespace {

// The value at "name" or "library.name".
Value look_up(State* L, std::string_view path) {
  Table* t = L->global->globals;
  if (size_t dot = path.find('.'); dot != std::string_view::npos) {
    Value library = t->get_str(L->new_string(path.substr(0, dot)));
    if (!library.is_table()) return Value();
    t = library.table();
    path.remove_prefix(dot + 1);
  }
  return t->get_str(L->new_string(path));
}

TEST_CASE("functions exist in the dialects that have them") {
  struct {
    const char* path;
    Dialect first, last;
  } const rows[] = {
      {"print", Dialect::Lua51, Dialect::Lua55},
      {"rawlen", Dialect::Lua52, Dialect::Lua55},
      {"warn", Dialect::Lua54, Dialect::Lua55},
      {"math.pow", Dialect::Lua51, Dialect::Lua54},
      {"math.tointeger", Dialect::Lua53, Dialect::Lua55},
      {"math.frexp", Dialect::Lua51, Dialect::Lua55},
      {"table.create", Dialect::Lua55, Dialect::Lua55},
      {"table.move", Dialect::Lua53, Dialect::Lua55},
      {"math.maxinteger", Dialect::Lua53, Dialect::Lua55},
  };
  for (int d = 0; d < kDialectCount; ++d) {
    Dialect dialect = static_cast<Dialect>(d);
    StateFixture fixture(dialect);
    REQUIRE(open_libraries(fixture.L));
    for (const auto& row : rows) {
      CAPTURE(row.path);
      CAPTURE(d);
      bool expected = dialect >= row.first && dialect <= row.last;
      CHECK(look_up(fixture.L, row.path).is_nil() == !expected);
    }
  }
}

TEST_CASE("every intrinsic is registered under its name, with its number") {
  StateFixture fixture;
  REQUIRE(open_libraries(fixture.L));
  IntrinsicId number = 0;
  auto check = [&](std::string_view name) {
    ++number;
    if (name.ends_with(" step")) return;  // reached only through what ipairs or gmatch returns
    CAPTURE(name);
    Value v = look_up(fixture.L, name);
    if (v.is_nil()) return;  // another dialect's
    REQUIRE(v.is_native());
    CHECK(v.native()->intrinsic() == number);
  };
#define INTRINSIC(Name, text, effect, looks, results) check(text);
#include "runtime/lib/intrinsics.def"
  CHECK(find_intrinsic("math.sqrt") == Intrinsic::MathSqrt);
  CHECK(find_intrinsic("print") == Intrinsic::None);
}

TEST_CASE("libraries survive a collection") {
  StateFixture fixture;
  REQUIRE(open_libraries(fixture.L));
  fixture.collect();
  fixture.collect();
  CHECK(look_up(fixture.L, "string.format").is_native());
  CHECK(look_up(fixture.L, "io.stdout").is_userdata());
  CHECK(look_up(fixture.L, "_G").is_table());
}

}  // namespace
}  // namespace perilune
