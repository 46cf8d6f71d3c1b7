// Compilation on a thread of its own: programs go on meanwhile, get their traces, and may end at
// any moment.
#include "unittests/jit/trace/program.h"

namespace perilune::jit {

namespace {

Options in_background() {
  Options options;
  options.background = true;
  return options;
}

}  // namespace

TEST_CASE("a long loop gets its trace while it runs") {
  Options options = in_background();
  Program program(&options);
  REQUIRE(program.run("local t = {} for i = 1, 3000 do t[i] = i / 2 end\n"
                      "total = 0\n"
                      "for k = 1, 3000 do for i = 1, #t do total = total + t[i] end end"));
  CHECK(program.global("total").f == 3000 * (3000.0 * 3001 / 4));
  CHECK(program.statistics().root_traces >= 1);
}

TEST_CASE("a program ends while its traces are being compiled") {
  for (int length : {100, 110, 200, 400, 1000, 3000}) {
    Options options = in_background();
    options.hot_loop = 2;
    Program program(&options);
    std::string text = "x = 0\n";
    for (int i = 0; i < 5; ++i)
      text += "for i = 1, " + std::to_string(length) + " do x = x + i end\n";
    REQUIRE(program.run(text));
    CHECK(program.global("x").i == 5 * (int64_t{length} * (length + 1) / 2));
  }
}

TEST_CASE("collections happen while traces are being compiled") {
  Options options = in_background();
  options.hot_loop = 2;
  Program program(&options);
  REQUIRE(program.run("n = 0\n"
                      "for k = 1, 40 do\n"
                      "  local f = load('local s = 0 for i = 1, 300 do s = s + i end return s')\n"
                      "  n = n + f() f = nil collectgarbage()\n"
                      "end"));
  CHECK(program.global("n").i == 40 * (300 * 301 / 2));
}

}  // namespace perilune::jit
