// The random number generator on its own.
#include <doctest/doctest.h>

#include "runtime/lib/random.h"

namespace perilune::lib {
namespace {

TEST_CASE("numbers stay in their interval, and all of a small one occur") {
  Xoshiro256 g;
  g.seed(1, 2);
  for (uint64_t limit : {uint64_t{0}, uint64_t{1}, uint64_t{6}, uint64_t{7}, uint64_t{8}}) {
    uint64_t seen = 0;
    for (int i = 0; i < 500; ++i) {
      uint64_t n = g.project(g.next(), limit);
      REQUIRE(n <= limit);
      seen |= uint64_t{1} << n;
    }
    CHECK(seen == (uint64_t{1} << (limit + 1)) - 1);
  }
  CHECK(g.project(UINT64_MAX, UINT64_MAX) == UINT64_MAX);
}

TEST_CASE("floats are in [0, 1)") {
  CHECK(Xoshiro256::to_float(0) == 0.0);
  CHECK(Xoshiro256::to_float(UINT64_MAX) == 1 - 0x1p-53);
}

TEST_CASE("a seed determines the sequence") {
  Xoshiro256 a, b, c;
  a.seed(42, 0);
  b.seed(42, 0);
  c.seed(43, 0);
  bool differs = false;
  for (int i = 0; i < 10; ++i) {
    uint64_t n = a.next();
    CHECK(n == b.next());
    differs |= n != c.next();
  }
  CHECK(differs);
}

TEST_CASE("the C library's generator, one for each program") {
  LibraryRandom a, b;
  CHECK(a.next() == 1804289383);  // what a seed of 1 gives
  CHECK(a.next() == 846930886);
  CHECK(b.next() == 1804289383);
  a.seed(42);
  CHECK(a.next() == 71876166);
  CHECK(b.next() == 846930886);
}

}  // namespace
}  // namespace perilune::lib
