// The debug library called by a host, where there is no Lua function, or where hooks and frames are
// as programs cannot have them.
#include "unittests/runtime/lib/library_fixture.h"

using namespace perilune;

namespace {

struct DebugFixture : LibraryFixture {
  // Calls debug.NAME from C++ with `arguments`; the error's text, or that of the first result.
  std::string host_call(std::string_view name, std::initializer_list<Value> arguments) {
    ptrdiff_t at = L->offset_of(L->top);
    Value library = L->global->globals->get_str(str("debug"));
    push_function(L, library.table()->get_str(str(name)));
    for (const Value& v : arguments)
      L->push(v);
    Status status = call(L, L->at_offset(at), 1);
    Value v = status == Status::Ok ? *L->at_offset(at) : Value();
    L->top = L->at_offset(at);
    if (status == Status::Error) return error_text();
    if (v.is_string()) return std::string(v.string()->view());
    return v.is_nil() ? "nil" : v.is_table() ? "table" : "another";
  }
};

}  // namespace

TEST_CASE_FIXTURE(DebugFixture, "a host's calls have no Lua function below") {
  CHECK(host_call("getinfo", {Value::integer(0)}) == "table");
  CHECK(host_call("getinfo", {Value::integer(1)}) == "nil");
  CHECK(host_call("getinfo", {Value::integer(INT64_MAX)}) == "nil");
  CHECK(host_call("getinfo", {Value::integer(INT64_MIN)}) == "table");  // its low half counts
  CHECK(host_call("getinfo", {}) ==
        "bad argument #1 to 'debug.getinfo' (number expected, got no value)");
  CHECK(host_call("getlocal", {Value::integer(1), Value::integer(1)}) ==
        "bad argument #1 to 'debug.getlocal' (level out of range)");
  CHECK(host_call("traceback", {str_value("m")}) == "m\nstack traceback:");
  CHECK(host_call("gethook", {}) == "nil");
}

TEST_CASE_FIXTURE(DebugFixture,
                  "a coroutine that has not begun, one that is suspended and dead ones") {
  Value fresh = value_of("return coroutine.create(function(a) local b coroutine.yield() end)");
  root(fresh);
  CHECK(host_call("traceback", {fresh}) == "stack traceback:");
  CHECK(host_call("getinfo", {fresh, Value::integer(0)}) == "nil");
  L->global->globals->set_str(L, str("co"), fresh);
  run("coroutine.resume(co, 1)");
  CHECK(host_call("getlocal", {fresh, Value::integer(1), Value::integer(2)}) == "b");
  CHECK(host_call("getlocal", {fresh, Value::integer(1), Value::integer(INT64_MIN)}) == "nil");
  CHECK(host_call("getlocal", {fresh, Value::integer(2), Value::integer(1)}) ==
        "bad argument #2 to 'debug.getlocal' (level out of range)");
  run("coroutine.resume(co)");
  CHECK(host_call("traceback", {fresh}) == "stack traceback:");
}

TEST_CASE_FIXTURE(DebugFixture, "a hook that yields in a host's call, where nothing can") {
  // The error comes out of whatever runs next.
  Closure* chunk =
      load_text(L, "debug.sethook(function() coroutine.yield() end, '', 1) local x = 1", "=test",
                Value::of(L->global->globals));
  ptrdiff_t at = L->offset_of(L->top);
  push_function(L, Value::of(chunk));
  CHECK(call(L, L->at_offset(at), 0) == Status::Error);
  CHECK(error_text() == "attempt to yield from outside a coroutine");
  CHECK(L->offset_of(L->top) == at);
  CHECK(host_call("sethook", {}) == "nil");
  CHECK(value_of("return 1").i == 1);
}

TEST_CASE_FIXTURE(DebugFixture, "a hook sees a native that a host calls") {
  run("events = {} debug.sethook(function(e) local i = debug.getinfo(2, 'S') "
      "events[#events + 1] = e .. (i and i.what or '?') end, 'cr')");
  ptrdiff_t at = L->offset_of(L->top);
  push_function(L, value_of("return type"));
  L->push(Value::integer(1));
  CHECK(call(L, L->at_offset(at), 1) == Status::Ok);
  L->top = L->at_offset(at);
  host_call("sethook", {});
  std::string events = text_of("return table.concat(events, ' ')");
  INFO(events);
  CHECK(events.find("callC returnC") != std::string::npos);
}
