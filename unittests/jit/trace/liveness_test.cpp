// Liveness of registers, on bytecode of the compiler. Registers are found by their locals' names.
#include <string_view>

#include "jit/trace/liveness.h"
#include "program.h"

namespace perilune::jit {
namespace {

using bytecode::Op;

uint32_t reg_of(const Proto& proto, std::string_view name) {
  for (uint32_t i = 0; i < proto.debug->local_count; ++i)
    if (proto.debug->locals[i].name->view() == name) return proto.debug->locals[i].reg;
  FAIL("no such local");
  return 0;
}

// The place of the n-th instruction of a kind.
uint32_t find(const Proto& proto, Op op, int n = 1) {
  for (uint32_t pc = 0; pc < proto.code_count;
       pc += bytecode::op_info(bytecode::op_of(proto.code[pc])).words())
    if (bytecode::op_of(proto.code[pc]) == op && --n == 0) return pc;
  FAIL("no such instruction");
  return 0;
}

struct Case {
  explicit Case(std::string_view text) : proto(*program.load(text)), liveness(proto) {}
  bool live(uint32_t pc, std::string_view name) const {
    return liveness.before(pc)[reg_of(proto, name)];
  }

  Program program;
  const Proto& proto;
  Liveness liveness;
};

}  // namespace

TEST_CASE("a variable is live from its assignment to its last use") {
  Case c("local a, b = f(), g()\nlocal c = a + b\nlocal d = c * c\nreturn d");
  uint32_t add = find(c.proto, Op::Add), mul = find(c.proto, Op::Mul);
  CHECK(c.live(add, "a"));
  CHECK(c.live(add, "b"));
  CHECK_FALSE(c.live(add, "c"));
  CHECK_FALSE(c.live(mul, "a"));
  CHECK(c.live(mul, "c"));
  CHECK_FALSE(c.live(mul, "d"));
  CHECK_FALSE(c.live(0, "a"));
}

TEST_CASE("what the next iteration reads is live at the back edge") {
  Case c("local s, t = 0, 0\nfor i = 1, 10 do t = i * 2 s = s + t end\nreturn s");
  uint32_t back = find(c.proto, Op::ForLoop);
  CHECK(c.live(back, "s"));
  CHECK_FALSE(c.live(back, "t"));
  CHECK_FALSE(c.live(back, "i"));
  uint32_t hidden = reg_of(c.proto, "i") - 3;
  for (uint32_t r = hidden; r < hidden + 3; ++r)
    CHECK(c.liveness.before(back)[r]);
  CHECK_FALSE(c.liveness.before(c.proto.code_count - 1)[hidden]);
}

TEST_CASE("a variable read on one branch only is live in front of both") {
  Case c("local a, b = f(), g()\nif b < 3 then return a + 1 end\nreturn b * 2");
  uint32_t compare = find(c.proto, Op::LtK);
  CHECK(c.live(compare, "a"));
  CHECK(c.live(compare, "b"));
  CHECK_FALSE(c.live(find(c.proto, Op::MulRK), "a"));
}

TEST_CASE("a call reads its arguments and leaves nothing above") {
  Case c("local a, b = 1, 2\nlocal r = f(a, b)\nreturn r");
  uint32_t call = find(c.proto, Op::Call);
  uint32_t first = bytecode::a_of(c.proto.code[call]);
  const RegSet& before = c.liveness.before(call);
  CHECK(before[first]);
  CHECK(before[first + kFrameSlots]);
  CHECK(before[first + kFrameSlots + 1]);
  CHECK_FALSE(c.live(call, "a"));
  const RegSet& after = c.liveness.before(call + 1);
  CHECK(after[first]);
  CHECK_FALSE(after[first + kFrameSlots]);
}

TEST_CASE("a variable is visible in its scope, behind its last use too") {
  Case c("local a = f()\ndo local b = a + 1 a = b * 2 g() end\nreturn 5");
  uint32_t add = find(c.proto, Op::AddRK), mul = find(c.proto, Op::MulRK);
  uint32_t call = find(c.proto, Op::Call, 2), end = c.proto.code_count - 1;
  auto sees = [&](uint32_t pc, std::string_view name) -> bool {
    return c.liveness.visible(pc)[reg_of(c.proto, name)];
  };
  CHECK_FALSE(sees(0, "a"));
  CHECK(sees(add, "a"));
  CHECK_FALSE(sees(add, "b"));
  CHECK(sees(mul, "b"));
  CHECK(sees(call, "b"));
  CHECK_FALSE(c.live(call, "b"));
  CHECK(sees(end, "a"));
  CHECK_FALSE(sees(end, "b"));
}

TEST_CASE("captured variables are always live") {
  Case c("local a, b = f(), g()\nlocal function inner() return a end\nb = b + 1\nreturn 5");
  for (uint32_t pc : {find(c.proto, Op::AddRK), c.proto.code_count - 1}) {
    CHECK(c.live(pc, "a"));
  }
  CHECK_FALSE(c.live(c.proto.code_count - 1, "b"));
}

}  // namespace perilune::jit
