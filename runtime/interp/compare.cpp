// Handlers of comparisons and tests. Each is followed by a JMP that is taken when the outcome
// equals operand C.
#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

// Goes on behind a comparison with the given outcome.
#define BRANCH(outcome)                                                                            \
  do {                                                                                             \
    bool taken = (outcome) == (bytecode::c_of(insn) != 0);                                         \
    pc = taken ? jump_target(pc + 1) : pc + 2;                                                     \
    DISPATCH();                                                                                    \
  } while (0)

#define FINISH_COMPARE(step)                                                                       \
  switch (step) {                                                                                  \
  case Step::Done:                                                                                 \
    RELOAD();                                                                                      \
    BRANCH(outcome);                                                                               \
  case Step::Call:                                                                                 \
    base = push_pending(L, L->base, call, pc + 1, FrameKind::MetaCompare,                          \
                        static_cast<uint8_t>((bytecode::c_of(insn) != 0) != call.negated));        \
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

// `swapped`: the constant is the left operand (a > k is k < a).
template <class Operator, bool constant, bool swapped>
SLOW_HANDLER(order_slow) {
  SAVE_STATE();
  const Value* x = &RA;
  const Value* y = constant ? &KB : &RB;
  Pending call;
  bool outcome = false;
  FINISH_COMPARE(Operator::step(L, swapped ? y : x, swapped ? x : y, &outcome, &call))
}

template <class Operator, bool constant, bool swapped>
HANDLER(order) {
  const Value& x = swapped ? KB : RA;
  const Value& y = swapped ? RA : constant ? KB : RB;
  if (x.is_integer() && y.is_integer()) BRANCH(Operator::integers(x.i, y.i));
  if (x.is_float() && y.is_float()) BRANCH(Operator::floats(x.f, y.f));
  GOTO((order_slow<Operator, constant, swapped>));
}

SLOW_HANDLER(equal_slow) {
  SAVE_STATE();
  Pending call;
  bool outcome = false;
  FINISH_COMPARE(step_equal(L, RA, RB, &outcome, &call))
}

}  // namespace

HANDLER(op_Lt) { GOTO((order<Less, false, false>)); }
HANDLER(op_Le) { GOTO((order<LessEqual, false, false>)); }
HANDLER(op_LtK) { GOTO((order<Less, true, false>)); }
HANDLER(op_LeK) { GOTO((order<LessEqual, true, false>)); }
HANDLER(op_GtK) { GOTO((order<Less, true, true>)); }
HANDLER(op_GeK) { GOTO((order<LessEqual, true, true>)); }

HANDLER(op_Eq) {
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
  GOTO(equal_slow);
}

HANDLER(op_EqK) { BRANCH(raw_equal(RA, KB)); }

HANDLER(op_Test) { BRANCH(RA.is_truthy()); }

HANDLER(op_TestSet) {
  const Value& x = RB;
  if (x.is_truthy() == (bytecode::c_of(insn) != 0)) {
    RA = x;
    pc = jump_target(pc + 1);
    DISPATCH();
  }
  NEXT(2);
}

}  // namespace perilune::interp
