// Handlers of comparisons and tests. Each is followed by a JMP that is taken when the outcome
// equals operand C, for whose values there are handlers of their own.
#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

// Goes on behind a comparison with the given outcome; `sense` is the one that jumps.
#define BRANCH(outcome)                                                                            \
  do {                                                                                             \
    if ((outcome) == sense) {                                                                      \
      ++pc;                                                                                        \
      JUMP(1);                                                                                     \
    }                                                                                              \
    NEXT(2);                                                                                       \
  } while (0)

#define FINISH_COMPARE(step)                                                                       \
  switch (step) {                                                                                  \
  case Step::Done:                                                                                 \
    RELOAD();                                                                                      \
    BRANCH(outcome);                                                                               \
  case Step::Call:                                                                                 \
    base = push_pending(L, L->base, call, pc + 1, FrameKind::MetaCompare,                          \
                        static_cast<uint8_t>(sense != call.negated));                              \
    GOTO(enter_level);                                                                             \
  case Step::Error:                                                                                \
    RAISE();                                                                                       \
  }

struct Less {
  static bool integers(int64_t a, int64_t b) { return a < b; }
  static bool floats(double a, double b) { return a < b; }
  static Step step(State* L, const Value* a, const Value* b, bool* out, Pending* call) {
    return step_less(L, a, b, out, call);
  }
};
struct LessEqual {
  static bool integers(int64_t a, int64_t b) { return a <= b; }
  static bool floats(double a, double b) { return a <= b; }
  static Step step(State* L, const Value* a, const Value* b, bool* out, Pending* call) {
    return step_less_equal(L, a, b, out, call);
  }
};

// What an order compares: registers A and B, or register A and constant B, the constant on the
// right or on the left (a > k is k < a).
enum class Sides : uint8_t { RR, RK, KR };

template <class Operator, Sides sides, bool sense>
SLOW_HANDLER(order_slow) {
  SAVE_STATE();
  const Value* x = sides == Sides::KR ? &KB : &RA;
  const Value* y = sides == Sides::KR ? &RA : sides == Sides::RK ? &KB : &RB;
  Pending call;
  bool outcome = false;
  FINISH_COMPARE(Operator::step(L, x, y, &outcome, &call))
}

template <class Operator, Sides sides, bool sense>
HANDLER(order) {
  const Value& x = sides == Sides::KR ? KB : RA;
  const Value& y = sides == Sides::KR ? RA : sides == Sides::RK ? KB : RB;
  if (x.is_integer() && y.is_integer()) BRANCH(Operator::integers(x.i, y.i));
  if (x.is_float() && y.is_float()) BRANCH(Operator::floats(x.f, y.f));
  GOTO((order_slow<Operator, sides, sense>));
}

template <bool sense>
SLOW_HANDLER(equal_slow) {
  SAVE_STATE();
  Pending call;
  bool outcome = false;
  FINISH_COMPARE(step_equal(L, RA, RB, &outcome, &call))
}

template <bool sense>
HANDLER(equal) {
  const Value& x = RA;
  const Value& y = RB;
  if (x.tag != y.tag) {
    if (x.is_number() && y.is_number()) BRANCH(number_equal(x, y));
    // Booleans have two tags, so different tags are different values.
    BRANCH(false);
  }
  if (x.is_float()) BRANCH(x.f == y.f);
  if (same_bits(x, y)) BRANCH(true);
  if (x.is_string()) BRANCH(String::equal(x.string(), y.string()));
  if (!x.is_table() && !x.is_userdata()) BRANCH(false);
  GOTO(equal_slow<sense>);
}

template <bool sense>
SLOW_HANDLER(equal_constant_slow) {
  BRANCH(raw_equal(RA, KB));
}

template <bool sense>
HANDLER(equal_constant) {
  const Value& x = RA;
  const Value& y = KB;
  if (x.tag != y.tag) {
    if (x.is_number() && y.is_number()) GOTO(equal_constant_slow<sense>);
    BRANCH(false);
  }
  if (x.bits == y.bits && !x.is_float()) BRANCH(true);
  if (x.is_integer()) BRANCH(false);
  GOTO(equal_constant_slow<sense>);
}

template <bool sense>
HANDLER(test) {
  BRANCH(RA.is_truthy());
}

template <bool sense>
HANDLER(test_set) {
  const Value& x = RB;
  if (x.is_truthy() != sense) NEXT(2);
  RA = x;
  ++pc;
  JUMP(1);
}

}  // namespace

// The form of each for C = 1, and that for C = 0.
#define TEST(Name, ...)                                                                            \
  HANDLER(op_##Name) { GOTO((__VA_ARGS__ true >)); }                                               \
  HANDLER(op_##Name##Not) { GOTO((__VA_ARGS__ false >)); }
TEST(Eq, equal <)
TEST(Lt, order < Less, Sides::RR, )
TEST(Le, order < LessEqual, Sides::RR, )
TEST(EqK, equal_constant <)
TEST(LtK, order < Less, Sides::RK, )
TEST(LeK, order < LessEqual, Sides::RK, )
TEST(GtK, order < Less, Sides::KR, )
TEST(GeK, order < LessEqual, Sides::KR, )
TEST(Test, test <)
TEST(TestSet, test_set <)
#undef TEST

}  // namespace perilune::interp
