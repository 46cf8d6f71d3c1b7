// What the engine records when: roots, side traces, links, failures and patience.
#include "program.h"

namespace perilune::jit {
namespace {

Options verified() {
  Options options;
  options.verify = true;
  return options;
}

struct Compiled : Program {
  explicit Compiled(const Options& options = verified()) : Program(&options) {}
};

}  // namespace

TEST_CASE("a loop is recorded when it has run often enough, not before") {
  Compiled p;
  CHECK(p.run("for i = 1, 90 do end"));
  CHECK(p.statistics().recordings == 0);
  CHECK(p.run("s = 0 for i = 1, 300 do s = s + i end"));
  CHECK(p.statistics().recordings == 1);
  CHECK(p.statistics().root_traces == 1);
  CHECK(p.statistics().side_traces == 0);
  CHECK(p.statistics().aborts == 0);
  CHECK(p.global("s").i == 45150);
}

TEST_CASE("the threshold is an option") {
  Options options = verified();
  options.hot_loop = 5;
  Compiled p(options);
  CHECK(p.run("s = 0 for i = 1, 20 do s = s + i end"));
  CHECK(p.statistics().root_traces == 1);
  CHECK(p.global("s").i == 210);
}

TEST_CASE("where compiling is weighed, a loop has to run long") {
  Options options = verified();
  options.weighs = true;
  Compiled p(options);
  CHECK(p.run("s = 0 for i = 1, 5000 do s = s + i end"));
  CHECK(p.statistics().recordings >= 1);
  CHECK(p.statistics().root_traces == 0);
  CHECK(p.run("local t = {} for i = 1, 100 do t[i] = i end\n"
              "for k = 1, 400000 do for i = 1, #t do t[i] = t[i] + i end end s = t[7]"));
  CHECK(p.statistics().root_traces >= 1);
  // Not each time that its turn comes up is it recorded again.
  CHECK(p.statistics().recordings < 100);
  CHECK(p.global("s").i == 400001 * 7);
}

TEST_CASE("a loop that is met in short runs is weighed by all of them") {
  Options options = verified();
  options.weighs = true;
  Compiled p(options);
  CHECK(p.run("function sum(n) local s = 0 for i = 1, n do s = s + i % 3 end return s end\n"
              "total = 0 for k = 1, 2000000 do total = total + sum(20) end"));
  CHECK(p.statistics().root_traces >= 1);
  CHECK(p.global("total").i == 2000000 * 21);
}

TEST_CASE("a hot exit gets a side trace, which goes on in the root") {
  Compiled p;
  CHECK(p.run(
      "local a, b = 0, 0 for i = 1, 2000 do if i % 2 == 0 then a = a + 1 else b = b + 2 end end "
      "x = a + b"));
  CHECK(p.statistics().root_traces == 1);
  CHECK(p.statistics().side_traces == 1);
  CHECK(p.global("x").i == 3000);
  // Once linked, the exit no longer leads to the interpreter.
  CHECK(p.statistics().exits < 100);
}

TEST_CASE("an inner loop is compiled on its own") {
  Compiled p;
  CHECK(p.run("local s = 0 for i = 1, 200 do for j = 1, 200 do s = s + j end end x = s"));
  CHECK(p.statistics().root_traces >= 1);
  CHECK(p.global("x").i == 200 * 20100);
  CHECK(p.statistics().exits < 500);
}

TEST_CASE("what cannot be recorded is tried again ever later, and at last no more") {
  Compiled p;
  CHECK(p.run("for i = 1, 1000000 do pcall(type, i) end"));
  uint32_t tried = p.statistics().aborts;
  CHECK(tried >= 1);
  CHECK(tried <= 8);
  CHECK(p.statistics().root_traces == 0);
  CHECK(p.statistics().recordings == tried);
}

TEST_CASE("an instruction that is never compiled is given up sooner") {
  Compiled p;
  CHECK(p.run("for i = 1, 1000000 do local c <close> = nil end"));
  CHECK(p.statistics().aborts >= 1);
  CHECK(p.statistics().aborts <= 2);
}

TEST_CASE("a recording that an error ends does not keep others from being made") {
  Compiled p;
  CHECK_FALSE(p.run("local s = 0 for i = 1, 300 do s = s + 100 % (101 - i) end"));
  CHECK(p.run("pcall(coroutine.wrap(function() for i = 1, 300 do x = 1 // (101 - i) end end))"));
  CHECK(p.statistics().root_traces == 0);
  CHECK(p.run("s = 0 for i = 1, 300 do s = s + i end"));
  CHECK(p.statistics().root_traces == 1);
  CHECK(p.global("s").i == 45150);
}

TEST_CASE("without the compiler nothing is counted, and programs run the same") {
  Program p;
  CHECK(p.run("s = 0 for i = 1, 300 do s = s + i end"));
  CHECK(p.global("s").i == 45150);
}

}  // namespace perilune::jit
