// Calls from C++: results, errors, nesting, limits, and coroutines switched under them.
#include "runtime/call.h"

#include "frontend/compile.h"
#include "runtime/lib/lib.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

struct CallFixture : StateFixture {
  CallFixture() {
    L->global->compile = frontend::compile;
    REQUIRE(open_libraries(L));
    heap().set_stress(true);
  }
  // Pushes the function of a chunk; its slot's offset.
  ptrdiff_t push_chunk(std::string_view source) {
    Closure* chunk = load_text(L, source, "=test", Value::of(L->global->globals));
    REQUIRE(chunk);
    ptrdiff_t at = L->offset_of(L->top);
    push_function(L, Value::of(chunk));
    return at;
  }
  Status run(ptrdiff_t at, uint8_t nresults) { return call(L, L->at_offset(at), nresults); }
  std::string error_text() {
    REQUIRE(L->error_value.is_string());
    return std::string(L->error_value.string()->view());
  }
  Value global(std::string_view name) { return L->global->globals->get_str(str(name)); }
};

}  // namespace

TEST_CASE_FIXTURE(CallFixture, "results are adjusted") {
  ptrdiff_t bottom = L->offset_of(L->top);
  for (uint8_t wanted : {0, 1, 3, 5}) {
    ptrdiff_t at = push_chunk("return 1, 2, ...");
    L->push(Value::integer(3));
    REQUIRE(run(at, wanted) == Status::Ok);
    CHECK(L->offset_of(L->top) == bottom + wanted);
    for (int i = 0; i < wanted; ++i) {
      Value v = *L->at_offset(at + i);
      CHECK((i < 3 ? v.is_integer() && v.i == i + 1 : v.is_nil()));
    }
    L->top = L->at_offset(bottom);
  }
  ptrdiff_t at = push_chunk("return table.unpack({}, 1, 5000)");
  REQUIRE(run(at, kAllResults) == Status::Ok);
  CHECK(L->offset_of(L->top) == at + 5000);
}

TEST_CASE_FIXTURE(CallFixture, "an error leaves the stack as it was, with close handlers run") {
  ptrdiff_t at = push_chunk(R"(
    local x <close> = setmetatable({}, {__close = function(_, e) closed = e end})
    error("failed"))");
  CHECK(run(at, 0) == Status::Error);
  CHECK(L->offset_of(L->top) == at);
  CHECK(error_text() == "test:3: failed");
  CHECK(raw_equal(global("closed"), L->error_value));
  CHECK(L->c_depth == 0);
  CHECK(L->boundary_frames == 0);
}

TEST_CASE_FIXTURE(CallFixture, "what is no function") {
  ptrdiff_t at = L->offset_of(L->top);
  push_function(L, Value::integer(1));
  CHECK(run(at, 0) == Status::Error);
  CHECK(error_text() == "attempt to call a number value");
}

TEST_CASE_FIXTURE(CallFixture, "a message handler sees the error where it happens") {
  ptrdiff_t handler = push_chunk("return function(m) depth = depth or {}; return m .. '!' end");
  REQUIRE(run(handler, 1) == Status::Ok);
  ptrdiff_t at = push_chunk("local function f() error('deep', 0) end f()");
  CHECK(protected_call(L, L->at_offset(at), 0, *L->at_offset(handler)) == Status::Error);
  CHECK(error_text() == "deep!");
  CHECK(L->offset_of(L->top) == at);
  CHECK(global("depth").is_table());
  at = push_chunk("return 7, ...");
  L->push(Value::integer(8));
  CHECK(protected_call(L, L->at_offset(at), 3, *L->at_offset(handler)) == Status::Ok);
  CHECK(L->at_offset(at)[0].i == 7);
  CHECK(L->at_offset(at)[1].i == 8);
  CHECK(L->at_offset(at)[2].is_nil());
}

TEST_CASE_FIXTURE(CallFixture, "nested calls end at the limit of C levels") {
  ptrdiff_t at = push_chunk(R"(
    depth = 0
    local function go() depth = depth + 1; string.gsub("a", ".", go) end
    return pcall(go))");
  heap().set_stress(false);
  REQUIRE(run(at, 2) == Status::Ok);
  CHECK(L->at_offset(at)[0].is_falsy());
  CHECK(L->at_offset(at)[1].string()->view() == "C stack overflow");
  // Less the levels of this call and of pcall.
  CHECK(global("depth").i == L->global->semantics.c_levels - 2);
  CHECK(L->c_depth == 0);
}

TEST_CASE_FIXTURE(CallFixture, "coroutines switch within one call, not across it") {
  ptrdiff_t at = push_chunk(R"(
    local co = coroutine.wrap(function(a)
      local ok, m = pcall(string.gsub, "a", ".", coroutine.yield)
      return coroutine.yield(a + 1), ok, m
    end)
    return co(1), co("in"))");
  REQUIRE(run(at, kAllResults) == Status::Ok);
  REQUIRE(L->offset_of(L->top) == at + 4);
  CHECK(L->at_offset(at)[0].i == 2);
  CHECK(L->at_offset(at)[1].string()->view() == "in");
  CHECK(L->at_offset(at)[2].is_falsy());
  CHECK(L->at_offset(at)[3].string()->view() == "attempt to yield across a C-call boundary");
}

namespace {

NativeResult add_one(State* L) {
  L->top[-1].i += 1;
  return 1;
}

// Calls its argument twice, for the sum of its results and one more.
NativeResult second_call(State* L) {
  Value* func = L->top;
  push_function(L, L->base[0]);
  L->push(L->base[1]);
  return call_then(L, func, 1, add_one);
}
NativeResult call_twice(State* L) {
  Value* func = L->top;
  push_function(L, L->base[0]);
  return call_then(L, func, 1, second_call);
}

// Like pcall, for the arguments [function][gap][...].
NativeResult protect(State* L) { return call_protected(L, L->base); }

// Fails, but passes the error on as a result.
NativeResult fail_and_go_on(State* L) {
  L->error_plain("own");
  handle_error(L);
  L->push(L->error_value);
  L->error_value = Value();
  L->error_handled = false;
  return 1;
}

}  // namespace

TEST_CASE_FIXTURE(CallFixture, "a native goes on after its calls, across yields") {
  root(Value::of(NativeFunction::make(L, call_twice, "call_twice")));
  L->global->globals->set_str(L, str("call_twice"), L->top[-1]);
  ptrdiff_t at = push_chunk(R"(
    local co = coroutine.wrap(function()
      return call_twice(function(n) return (n or 10) + coroutine.yield(n) end)
    end)
    local a = co()
    local b = co(5)
    local first = call_twice(function() return 1 end)
    local levels = 0
    return a, b, co(100), first, pcall(call_twice, function(n) if n then error("second", 0) end return 1 end))");
  REQUIRE(run(at, kAllResults) == Status::Ok);
  REQUIRE(L->offset_of(L->top) == at + 6);
  CHECK(L->at_offset(at)[0].is_nil());
  CHECK(L->at_offset(at)[1].i == 15);
  CHECK(L->at_offset(at)[2].i == 116);
  CHECK(L->at_offset(at)[3].i == 2);
  CHECK(L->at_offset(at)[4].is_falsy());
  CHECK(L->at_offset(at)[5].string()->view() == "second");
  CHECK(L->c_depth == 0);
}

TEST_CASE_FIXTURE(CallFixture, "protected calls give back the levels that an error has taken") {
  root(Value::of(NativeFunction::make(L, protect, "protect")));
  ptrdiff_t at = push_chunk(R"(
    local protect = ...
    local t = setmetatable({}, {__index = function(t, k) return t[k] end})
    for i = 1, 50 do
      local ok, m = protect(function() return t.x end, nil)
      if ok or not m:find("C stack overflow") then return i, m end
    end
    return "all")");
  L->push(L->at_offset(at)[-1]);
  heap().set_stress(false);
  REQUIRE(run(at, 1) == Status::Ok);
  REQUIRE(L->at_offset(at)[0].is_string());
  CHECK(L->at_offset(at)[0].string()->view() == "all");
  CHECK(L->c_depth == 0);
}

TEST_CASE_FIXTURE(CallFixture, "errors that a native catches itself go to the message handler") {
  root(Value::of(NativeFunction::make(L, fail_and_go_on, "fail_and_go_on")));
  L->global->globals->set_str(L, str("fail"), L->top[-1]);
  ptrdiff_t at = push_chunk(R"(
    return fail(), select(2, xpcall(fail, function(m) return m .. "!" end)), select(2, pcall(fail)),
           select(2, xpcall(fail, function(m) if m == "own" then error("failed", 0) end return m .. "?" end)))");
  REQUIRE(run(at, kAllResults) == Status::Ok);
  REQUIRE(L->offset_of(L->top) == at + 4);
  const char* expected[] = {"own", "own!", "own", "failed?"};
  for (int i = 0; i < 4; ++i)
    CHECK(L->at_offset(at)[i].string()->view() == expected[i]);
}

TEST_CASE_FIXTURE(CallFixture, "operations run metamethods by recursion") {
  ptrdiff_t at = push_chunk(R"(
    return setmetatable({}, {
      __index = function(_, k) return k .. "!" end,
      __lt = function() return 1 end,
      __add = function() error("no sum", 0) end,
      __len = function() return 42 end}))");
  REQUIRE(run(at, 1) == Status::Ok);
  Value object = *L->at_offset(at), out;
  root(str_value("key"));
  REQUIRE(get(L, object, L->top[-1], &out) == Status::Ok);
  CHECK(out.string()->view() == "key!");
  bool truth = false;
  REQUIRE(less_than(L, object, object, &truth) == Status::Ok);
  CHECK(truth);
  // Without __le, from __lt.
  REQUIRE(less_equal(L, object, object, &truth) == Status::Ok);
  CHECK_FALSE(truth);
  REQUIRE(length(L, object, &out) == Status::Ok);
  CHECK(out.i == 42);
  CHECK(arithmetic(L, Event::Add, object, Value::integer(1), &out) == Status::Error);
  CHECK(error_text() == "no sum");
}
