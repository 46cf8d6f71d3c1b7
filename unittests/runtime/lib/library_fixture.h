// A state with the standard libraries, and ways to run chunks in it.
#pragma once

#include <memory>
#include <string>

#include "frontend/compile.h"
#include "runtime/call.h"
#include "runtime/lib/lib.h"
#include "unittests/runtime/state_fixture.h"

namespace perilune {

struct LibraryFixture : StateFixture {
  explicit LibraryFixture(Dialect dialect = Dialect::Lua54) : StateFixture(dialect) {
    L->global->compile = frontend::compile;
    REQUIRE(open_libraries(L));
  }
  // Runs a chunk and leaves its results on the stack; the offset of the first.
  ptrdiff_t run(std::string_view source) {
    Closure* chunk = load_text(L, source, "=test", Value::of(L->global->globals));
    REQUIRE(chunk);
    ptrdiff_t at = L->offset_of(L->top);
    push_function(L, Value::of(chunk));
    REQUIRE_MESSAGE(call(L, L->at_offset(at), kAllResults) == Status::Ok, error_text());
    return at;
  }
  // The first result of a chunk, which is then popped.
  Value value_of(std::string_view source) {
    ptrdiff_t at = run(source);
    Value v = L->offset_of(L->top) > at ? *L->at_offset(at) : Value();
    L->top = L->at_offset(at);
    return v;
  }
  std::string text_of(std::string_view source) {
    Value v = value_of(source);
    REQUIRE(v.is_string());
    return std::string(v.string()->view());
  }
  std::string error_text() const {
    return L->error_value.is_string() ? std::string(L->error_value.string()->view())
                                      : "(no message)";
  }
};

}  // namespace perilune
