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
  const Value* x = sides == Sides::KR ? &KB : PA;
  const Value* y = sides == Sides::KR ? PA : sides == Sides::RK ? &KB : PB;
  Pending call;
  bool outcome = false;
  FINISH_COMPARE(Operator::step(L, x, y, &outcome, &call))
}

template <class Operator, Sides sides, bool sense>
HANDLER(order) {
  const Value& x = sides == Sides::KR ? KB : *PA;
  const Value& y = sides == Sides::KR ? *PA : sides == Sides::RK ? KB : *PB;
  if (x.is_integer() && y.is_integer()) BRANCH(Operator::integers(x.i, y.i));
  if (x.is_float() && y.is_float()) BRANCH(Operator::floats(x.f, y.f));
  GOTO((order_slow<Operator, sides, sense>));
}

// The forms for integers and for floats; their constants are such numbers.
template <class Operator, Sides sides, bool sense>
HANDLER(order_integers) {
  const Value& x = sides == Sides::KR ? KB : *PA;
  const Value& y = sides == Sides::KR ? *PA : sides == Sides::RK ? KB : *PB;
  bool fits = (sides == Sides::KR || x.is_integer()) && (sides == Sides::RK || y.is_integer());
  if (!fits) [[unlikely]]
    GOTO(take_form);
  BRANCH(Operator::integers(x.i, y.i));
}

template <class Operator, Sides sides, bool sense>
HANDLER(order_floats) {
  const Value& x = sides == Sides::KR ? KB : *PA;
  const Value& y = sides == Sides::KR ? *PA : sides == Sides::RK ? KB : *PB;
  bool fits = (sides == Sides::KR || x.is_float()) && (sides == Sides::RK || y.is_float());
  if (!fits) [[unlikely]]
    GOTO(take_form);
  BRANCH(Operator::floats(x.f, y.f));
}

template <bool sense>
SLOW_HANDLER(equal_slow) {
  SAVE_STATE();
  Pending call;
  bool outcome = false;
  FINISH_COMPARE(step_equal(L, *PA, *PB, &outcome, &call))
}

template <bool sense>
HANDLER(equal) {
  const Value& x = *PA;
  const Value& y = *PB;
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
  BRANCH(raw_equal(*PA, KB));
}

template <bool sense>
HANDLER(equal_constant) {
  const Value& x = *PA;
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
HANDLER(equal_integers) {
  const Value& x = *PA;
  if (x.is_float()) GOTO(take_form);
  BRANCH(x.is_integer() && x.i == KB.i);
}

template <bool sense>
HANDLER(equal_floats) {
  const Value& x = *PA;
  if (x.is_integer()) GOTO(take_form);
  BRANCH(x.is_float() && x.f == KB.f);
}

template <bool sense>
HANDLER(test) {
  BRANCH(PA->is_truthy());
}

template <bool sense>
HANDLER(test_set) {
  const Value& x = *PB;
  if (x.is_truthy() != sense) NEXT(2);
  *PA = x;
  ++pc;
  JUMP(1);
}

}  // namespace

// Each has a handler for C = 1, and one for C = 0.
#define TEST(Name, form, ...)                                                                      \
  HANDLER(op_##Name##form) { GOTO((__VA_ARGS__ true >)); }                                         \
  HANDLER(op_##Name##Not##form) { GOTO((__VA_ARGS__ false >)); }
#define ORDER(Name, Operator, sides)                                                               \
  TEST(Name, , order_integers < Operator, sides, )                                                 \
  TEST(Name, Float, order_floats < Operator, sides, )                                              \
  TEST(Name, Any, order < Operator, sides, )
TEST(Eq, , equal <)
ORDER(Lt, Less, Sides::RR)
ORDER(Le, LessEqual, Sides::RR)
TEST(EqK, , equal_integers <)
TEST(EqK, Float, equal_floats <)
TEST(EqK, Any, equal_constant <)
ORDER(LtK, Less, Sides::RK)
ORDER(LeK, LessEqual, Sides::RK)
ORDER(GtK, Less, Sides::KR)
ORDER(GeK, LessEqual, Sides::KR)
TEST(Test, , test <)
TEST(TestSet, , test_set <)
#undef ORDER
#undef TEST

}  // namespace perilune::interp
