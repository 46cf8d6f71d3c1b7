// Handlers of arithmetic and bitwise operators. Each binary operator is a small class; the handlers
// for its register and constant forms are instances of one template.
#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"
#include "runtime/quicken.h"

namespace perilune::interp {

namespace {

enum class Form : uint8_t { RR, RK, KR };

// Operators with a result on integers and another on floats, for which a function is called or not.
#define ARITHMETIC(Name, EventName, calls, on_integers, on_floats)                                 \
  struct Name {                                                                                    \
    static constexpr Event kEvent = Event::EventName;                                              \
    static constexpr bool kCallsFunction = calls;                                                  \
    static bool integers(int64_t a, int64_t b, Value* out) { on_integers; }                        \
    static bool floats(double a, double b, Value* out) { on_floats; }                              \
    static bool mixed(const Value& x, const Value& y, Value* out) {                                \
      return floats(x.as_float(), y.as_float(), out);                                              \
    }                                                                                              \
  };
// Operators on integers, and on floats with integer values.
#define BITWISE(Name, EventName, expression)                                                       \
  struct Name {                                                                                    \
    static constexpr Event kEvent = Event::EventName;                                              \
    static constexpr bool kCallsFunction = false;                                                  \
    static bool integers(int64_t a, int64_t b, Value* out) {                                       \
      return out->set_integer(expression), true;                                                   \
    }                                                                                              \
    static bool floats(double a, double b, Value* out) {                                           \
      return mixed(Value::number(a), Value::number(b), out);                                       \
    }                                                                                              \
    static bool mixed(const Value& x, const Value& y, Value* out) {                                \
      int64_t a, b;                                                                                \
      return to_integer_exact(x, &a) && to_integer_exact(y, &b) && integers(a, b, out);            \
    }                                                                                              \
  };
#define INTEGER(e) return out->set_integer(e), true
#define FLOAT(e) return out->set_float(e), true
#define AS_FLOATS return floats(integer_to_float(a), integer_to_float(b), out)
#define IF_NONZERO(e)                                                                              \
  if (b == 0) return false;                                                                        \
  INTEGER(e)

ARITHMETIC(AddOp, Add, false, INTEGER(wrap_add(a, b)), FLOAT(a + b))
ARITHMETIC(SubOp, Sub, false, INTEGER(wrap_sub(a, b)), FLOAT(a - b))
ARITHMETIC(MulOp, Mul, false, INTEGER(wrap_mul(a, b)), FLOAT(a* b))
ARITHMETIC(ModOp, Mod, true, IF_NONZERO(int_mod(a, b)), FLOAT(float_mod(a, b)))
ARITHMETIC(ModByFloorOp, Mod, true, IF_NONZERO(int_mod(a, b)), FLOAT(float_mod_by_floor(a, b)))
ARITHMETIC(ModByProductOp, Mod, true, IF_NONZERO(int_mod(a, b)), FLOAT(float_mod_by_product(a, b)))
ARITHMETIC(PowOp, Pow, true, AS_FLOATS, FLOAT(float_pow(a, b)))
ARITHMETIC(PlainPowOp, Pow, true, AS_FLOATS, FLOAT(std::pow(a, b)))
ARITHMETIC(DivOp, Div, false, AS_FLOATS, FLOAT(a / b))
ARITHMETIC(IDivOp, IDiv, true, IF_NONZERO(int_floor_div(a, b)), FLOAT(std::floor(a / b)))
BITWISE(BAndOp, BAnd, a& b)
BITWISE(BOrOp, BOr, a | b)
BITWISE(BXorOp, BXor, a ^ b)
BITWISE(ShlOp, Shl, shift_left(a, b))
BITWISE(ShrOp, Shr, shift_right(a, b))

// With a constant on the right. Between a float and an integer zero, that is the operand's sum with
// it; between a float and a float zero, the difference.
struct SubZeroAddedOp : SubOp {
  static bool mixed(const Value& x, const Value& y, Value* out) {
    double a = x.as_float(), b = y.as_float();
    return out->set_float(b == 0 ? a + b : a - b), true;
  }
};

#undef ARITHMETIC
#undef BITWISE
#undef INTEGER
#undef FLOAT
#undef AS_FLOATS
#undef IF_NONZERO

template <class Operator, Form form>
SLOW_HANDLER(arith_slow) {
  SAVE_STATE();
  const Value* x = form == Form::KR ? &KB : PB;
  const Value* y = form == Form::RK ? &KC : PC;
  Pending call;
  FINISH_STORE(step_arithmetic(L, Operator::kEvent, x, y, PA, &call), 1)
}

// A metamethod of tables, the first operand's first.
FORCE_INLINE bool find_operator_handler(State* L, Event event, const Value& x, const Value& y,
                                        Value* handler) {
  if (!known_metamethod(L, L->metatable_of(x), event, handler)) return false;
  if (handler->is_nil() && !known_metamethod(L, L->metatable_of(y), event, handler)) return false;
  return !handler->is_nil();
}

template <class Operator, Form form>
HANDLER(arith_handled) {
  const Value& x = form == Form::KR ? KB : *PB;
  const Value& y = form == Form::RK ? KC : *PC;
  Value handler;
  if (!x.is_table() && !y.is_table()) GOTO((arith_slow<Operator, form>));
  if (!find_operator_handler(L, Operator::kEvent, x, y, &handler))
    GOTO((arith_slow<Operator, form>));
  ENTER_HANDLER(handler, x, y, 1, MetaStore, pc->reg_a());
}

// Operands that are not both integers, of an operator that calls a function for floats: the fast
// path would spill for it.
template <class Operator, Form form>
SLOW_HANDLER(arith_by_function) {
  const Value& x = form == Form::KR ? KB : *PB;
  const Value& y = form == Form::RK ? KC : *PC;
  if (x.is_number() && y.is_number() && Operator::mixed(x, y, PA)) NEXT(1);
  GOTO((arith_handled<Operator, form>));
}

// Operands of any types.
template <class Operator, Form form>
HANDLER(arith) {
  const Value& x = form == Form::KR ? KB : *PB;
  const Value& y = form == Form::RK ? KC : *PC;
  Value* out = PA;
  if (x.is_integer() && y.is_integer()) {
    if (Operator::integers(x.i, y.i, out)) [[likely]]
      NEXT(1);
  } else if (Operator::kCallsFunction) {
    GOTO((arith_by_function<Operator, form>));
  } else if (x.is_float() && y.is_float()) {
    if (Operator::floats(x.f, y.f, out)) [[likely]]
      NEXT(1);
  } else if (x.is_number() && y.is_number()) {
    if (Operator::mixed(x, y, out)) [[likely]]
      NEXT(1);
  }
  GOTO((arith_handled<Operator, form>));
}

// The forms for integers and for floats; their constants are such numbers.
template <class Operator, Form form>
HANDLER(arith_integers) {
  const Value& x = form == Form::KR ? KB : *PB;
  const Value& y = form == Form::RK ? KC : *PC;
  bool fits = (form == Form::KR || x.is_integer()) && (form == Form::RK || y.is_integer());
  if (!fits) [[unlikely]]
    GOTO(take_form);
  Operator::integers(x.i, y.i, PA);
  NEXT(1);
}

template <class Operator, Form form>
HANDLER(arith_floats) {
  const Value& x = form == Form::KR ? KB : *PB;
  const Value& y = form == Form::RK ? KC : *PC;
  bool fits = (form == Form::KR || x.is_float()) && (form == Form::RK || y.is_float());
  if (!fits) [[unlikely]]
    GOTO(take_form);
  Operator::floats(x.f, y.f, PA);
  NEXT(1);
}

// By a constant whose reciprocal stands behind it.
template <class Operator>
HANDLER(divide_small) {
  const Value& x = *PB;
  if (!x.is_integer() || !is_small_dividend(x.i)) [[unlikely]]
    GOTO((arith<Operator, Form::RK>));
  const Value* divisor = &KC;
  int64_t quotient = divide_by_reciprocal(x.i, divisor[1].bits);
  constexpr bool is_modulo = Operator::kEvent == Event::Mod;
  PA->set_integer(is_modulo ? x.i - quotient * divisor->i : quotient);
  NEXT(1);
}

SLOW_HANDLER(unm_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(step_arithmetic(L, Event::Unm, PB, PB, PA, &call), 1)
}

SLOW_HANDLER(bnot_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(step_arithmetic(L, Event::BNot, PB, PB, PA, &call), 1)
}

SLOW_HANDLER(len_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(step_length(L, PB, PA, &call), 1)
}

}  // namespace

SLOW_HANDLER(take_form) {
  quicken(*base[-2].closure()->proto, pc, base);
  // Not by the table in use: a recorder has been told of the instruction.
  GOTO(L->global->dispatch.handlers[pc->f.op]);
}

#define QUICKENED_HANDLERS(Name, form_name, form)                                                  \
  HANDLER(op_##Name##form_name) { GOTO((arith_integers<Name##Op, form>)); }                        \
  HANDLER(op_##Name##form_name##Float) { GOTO((arith_floats<Name##Op, form>)); }                   \
  HANDLER(op_##Name##form_name##Any) { GOTO((arith<Name##Op, form>)); }
QUICKENED_HANDLERS(Add, , Form::RR)
QUICKENED_HANDLERS(Add, RK, Form::RK)
QUICKENED_HANDLERS(Add, KR, Form::KR)
QUICKENED_HANDLERS(Sub, , Form::RR)
QUICKENED_HANDLERS(Sub, RK, Form::RK)
QUICKENED_HANDLERS(Sub, KR, Form::KR)
QUICKENED_HANDLERS(Mul, , Form::RR)
QUICKENED_HANDLERS(Mul, RK, Form::RK)
QUICKENED_HANDLERS(Mul, KR, Form::KR)
QUICKENED_HANDLERS(Div, , Form::RR)
QUICKENED_HANDLERS(Div, RK, Form::RK)
QUICKENED_HANDLERS(Div, KR, Form::KR)
#undef QUICKENED_HANDLERS

#define ARITHMETIC_HANDLERS(Name)                                                                  \
  HANDLER(op_##Name) { GOTO((arith<Name##Op, Form::RR>)); }                                        \
  HANDLER(op_##Name##RK) { GOTO((arith<Name##Op, Form::RK>)); }                                    \
  HANDLER(op_##Name##KR) { GOTO((arith<Name##Op, Form::KR>)); }
ARITHMETIC_HANDLERS(Mod)
ARITHMETIC_HANDLERS(Pow)
ARITHMETIC_HANDLERS(IDiv)
ARITHMETIC_HANDLERS(BAnd)
ARITHMETIC_HANDLERS(BOr)
ARITHMETIC_HANDLERS(BXor)
ARITHMETIC_HANDLERS(Shl)
ARITHMETIC_HANDLERS(Shr)
ARITHMETIC_HANDLERS(ModByFloor)
ARITHMETIC_HANDLERS(ModByProduct)
ARITHMETIC_HANDLERS(PlainPow)
#undef ARITHMETIC_HANDLERS
HANDLER(op_ModSmallRK) { GOTO(divide_small<ModOp>); }
HANDLER(op_ModSmallByProductRK) { GOTO(divide_small<ModByProductOp>); }
HANDLER(op_IDivSmallRK) { GOTO(divide_small<IDivOp>); }
HANDLER(op_SubZeroAddedRKAny) { GOTO((arith<SubZeroAddedOp, Form::RK>)); }

HANDLER(op_Unm) {
  const Value& x = *PB;
  if (x.is_integer()) {
    PA->set_integer(wrap_sub(0, x.i));
    NEXT(1);
  }
  if (x.is_float()) {
    PA->set_float(-x.f);
    NEXT(1);
  }
  GOTO(unm_slow);
}

HANDLER(op_BNot) {
  const Value& x = *PB;
  if (x.is_integer()) {
    PA->set_integer(~x.i);
    NEXT(1);
  }
  GOTO(bnot_slow);
}

HANDLER(op_Not) {
  PA->set_boolean(PB->is_falsy());
  NEXT(1);
}

HANDLER(op_Len) {
  const Value& x = *PB;
  if (x.is_string()) {
    PA->set_integer(static_cast<int64_t>(x.string()->length()));
    NEXT(1);
  }
  if (x.is_table() && !x.table()->metatable() && !x.table()->hash()) {
    PA->set_integer(x.table()->length());
    NEXT(1);
  }
  GOTO(len_slow);
}

HANDLER(op_LenFloat) {
  const Value& x = *PB;
  if (x.is_string()) {
    PA->set_float(integer_to_float(static_cast<int64_t>(x.string()->length())));
    NEXT(1);
  }
  if (x.is_table() && !x.table()->metatable() && !x.table()->hash()) {
    PA->set_float(integer_to_float(x.table()->length()));
    NEXT(1);
  }
  GOTO(len_slow);
}

HANDLER(continue_concat) {
  SAVE_STATE();
  Pending call;
  uint32_t left = L->concat_left;
  Value* first = PA;
  switch (step_concat(L, first, left, &left, &call)) {
  case Step::Done:
    SAFEPOINT_BEHIND(PA + 1);
    RESUME(1);
  case Step::Call:
    base = push_pending(L, L->base, call, pc, FrameKind::MetaConcat, static_cast<uint8_t>(left));
    GOTO(enter_level);
  case Step::Error:
    RAISE();
  }
}

HANDLER(op_Concat) {
  L->concat_left = pc->f.b;
  GOTO(continue_concat);
}

}  // namespace perilune::interp
