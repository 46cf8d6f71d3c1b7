// Control flow: orders and dominators.
#include "jit/ir/dominators.h"
#include "jit/ir/parser.h"

#include <doctest/doctest.h>

using namespace perilune::lir;

namespace {
//   entry -> head; head -> body, out; body -> left, right; left, right -> latch -> head
constexpr std::string_view kGraph = R"(func @graph {
entry:
  s0 = snap pc 0 {}
  %c:bool = slot.load.bool r0 else s0
  br head
head:
  cbr %c, body, out
body:
  cbr %c, left, right
left:
  br latch
right:
  br latch
latch:
  br head
out:
  exit s0
}
)";
enum : uint32_t { Entry, Head, Body, Left, Right, Latch, Out };
}  // namespace

TEST_CASE("dominators of a loop with a branch in it") {
  ParseResult parsed = parse(kGraph);
  REQUIRE(parsed.errors.empty());
  ControlFlow flow(parsed.units[0].unit);
  auto idom = [&](uint32_t b) { return flow.immediate_dominator(BlockId{b}).index; };
  CHECK(!flow.immediate_dominator(BlockId{Entry}));
  CHECK(idom(Head) == Entry);
  CHECK(idom(Body) == Head);
  CHECK(idom(Left) == Body);
  CHECK(idom(Right) == Body);
  CHECK(idom(Latch) == Body);
  CHECK(idom(Out) == Head);
  CHECK(flow.dominates(BlockId{Head}, BlockId{Latch}));
  CHECK(flow.dominates(BlockId{Latch}, BlockId{Latch}));
  CHECK(!flow.dominates(BlockId{Left}, BlockId{Latch}));
  CHECK(!flow.dominates(BlockId{Body}, BlockId{Out}));
  CHECK(flow.predecessors(BlockId{Head}).size() == 2);
  CHECK(flow.is_back_edge(BlockId{Latch}, BlockId{Head}));
  CHECK(!flow.is_back_edge(BlockId{Left}, BlockId{Latch}));
  CHECK(flow.order().size() == 7);
  CHECK(flow.order()[0] == BlockId{Entry});
}
