// The profile of instructions: exact counts, pairs, and handlers that are put back.
#include "runtime/interp/profile.h"

#include "frontend/compile.h"
#include "runtime/call.h"
#include "runtime/lib/lib.h"
#include "runtime/metamethod.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

struct ProfileFixture : StateFixture {
  ProfileFixture() {
    L->global->compile = frontend::compile;
    REQUIRE(open_libraries(L));
  }
  void run(std::string_view source) {
    Closure* chunk = load_text(L, source, "=test", Value::of(L->global->globals));
    REQUIRE(chunk);
    ptrdiff_t at = L->offset_of(L->top);
    push_function(L, Value::of(chunk));
    REQUIRE(call(L, L->at_offset(at), 0) == Status::Ok);
  }
};

}  // namespace

TEST_CASE_FIXTURE(ProfileFixture, "each execution is counted, in functions and coroutines") {
  interp::OpcodeProfile profile(L->global);
  run("local s = 0 for i = 1, 100 do s = s + i end");
  CHECK(profile.count(InsnOp::ForPrep) == 1);
  CHECK(profile.count(InsnOp::ForLoop) == 100);
  CHECK(profile.count(InsnOp::Add) == 100);
  CHECK(profile.count(InsnOp::ForLoop, InsnOp::Add) == 99);
  CHECK(profile.count(InsnOp::ForPrep, InsnOp::Add) == 1);
  CHECK(profile.count(InsnOp::Add, InsnOp::ForLoop) == 100);
  CHECK(profile.count(InsnOp::GetTable) == 0);
  run("local co = coroutine.wrap(function(t) for i = 1, 50 do coroutine.yield(t[i]) end end)\n"
      "local t = {} for i = 1, 50 do co(t) end");
  CHECK(profile.count(InsnOp::GetTable) == 50);
}

TEST_CASE_FIXTURE(ProfileFixture, "instructions under a hook are counted") {
  interp::OpcodeProfile profile(L->global);
  run("debug.sethook(function() end, 'l')\n"
      "local s = 0 for i = 1, 10 do s = s + i end\n"
      "debug.sethook()");
  CHECK(profile.count(InsnOp::ForLoop) == 10);
}

TEST_CASE_FIXTURE(ProfileFixture, "nothing is counted after the end, and another one may begin") {
  std::vector<Handler> before(std::begin(L->global->dispatch.handlers),
                              std::end(L->global->dispatch.handlers));
  auto is_as_before = [&] {
    return std::equal(before.begin(), before.end(), L->global->dispatch.handlers);
  };
  {
    interp::OpcodeProfile profile(L->global);
    CHECK(!is_as_before());
    run("local t = {}");
    profile.stop();
    CHECK(is_as_before());
    run("local t = {}");
    CHECK(profile.count(InsnOp::NewTable) == 1);
  }
  interp::OpcodeProfile profile(L->global);
  run("local t = {{}, {}}");
  CHECK(profile.count(InsnOp::NewTable) == 3);
}

TEST_CASE_FIXTURE(ProfileFixture, "the report has the most frequent first") {
  interp::OpcodeProfile profile(L->global);
  run("local s = 0 for i = 1, 300 do s = s + i * i end");
  profile.stop();
  std::string report = profile.report();
  CHECK(report.starts_with(std::to_string(profile.count(InsnOp::ForLoop) * 3 + 7)));
  size_t instructions = report.find("\ninstruction "), pairs = report.find("\npair ");
  REQUIRE(instructions != report.npos);
  REQUIRE(pairs != report.npos);
  CHECK(instructions < report.find("\nADD  "));
  CHECK(report.find("\nMUL  ") < report.find("\nLOADI  "));
  CHECK(pairs < report.find("\nMUL ADD  "));
}
