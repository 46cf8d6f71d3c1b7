// Recording of arithmetic and bitwise operators.
#include "jit/trace/recorder.h"

namespace perilune::jit {

using namespace bytecode;
using lir::Helper;

namespace {

// The operator of an arithmetic opcode; kEventCount stands for none.
Event event_of(Op op) {
  switch (op) {
#define CASE(Name)                                                                                 \
  case Op::Name:                                                                                   \
  case Op::Name##RK:                                                                               \
  case Op::Name##KR:                                                                               \
    return Event::Name
    CASE(Add);
    CASE(Sub);
    CASE(Mul);
    CASE(Mod);
    CASE(Pow);
    CASE(Div);
    CASE(IDiv);
    CASE(BAnd);
    CASE(BOr);
    CASE(BXor);
    CASE(Shl);
    CASE(Shr);
#undef CASE
  default:
    return Event{kEventCount};
  }
}

}  // namespace

bool Recorder::record_arith(Word w) {
  Event event = event_of(op_of(w));
  if (event == Event{kEventCount}) return false;
  const OpInfo& info = op_info(op_of(w));
  ValueId x = info.b == Operand::K ? constant_value(constant(b_of(w))) : get(b_of(w));
  ValueId y = info.c == Operand::K ? constant_value(constant(c_of(w))) : get(c_of(w));
  const Value& rx = info.b == Operand::K ? constant(b_of(w)) : runtime(b_of(w));
  const Value& ry = info.c == Operand::K ? constant(c_of(w)) : runtime(c_of(w));
  if (rx.is_table() || ry.is_table()) {
    if (binary_metamethod(event, x, y, rx, ry))
      enter_metamethod(lir::FrameRole::Store, a_of(w), pc_ + 1);
    return true;
  }
  // See Semantics::zero_added.
  bool adds_zero = semantics().zero_added && op_of(w) == Op::SubRK && unit_->int_value(y) == 0;
  if (adds_zero && type_of(x) == Type::F64) event = Event::Add;
  ValueId v = arith(event, x, y);
  if (ok()) set(a_of(w), v);
  return true;
}

lir::ValueId Recorder::arith(Event event, ValueId x, ValueId y) {
  auto is_number = [&](ValueId v) { return type_of(v) == Type::I64 || type_of(v) == Type::F64; };
  if (!is_number(x) || !is_number(y)) return abort(AbortReason::OperandType), ValueId{};
  if (event >= Event::BAnd && event <= Event::Shr) return bitwise(event, x, y);
  bool integers = type_of(x) == Type::I64 && type_of(y) == Type::I64;
  if (!integers || event == Event::Div || event == Event::Pow) {
    x = to_float(x);
    y = to_float(y);
  }
  switch (event) {
  case Event::Add:
    return b().add(x, y);
  case Event::Sub:
    return b().sub(x, y);
  case Event::Mul:
    return b().mul(x, y);
  case Event::Div:
    return b().div(x, y);
  case Event::Pow:
    return semantics().square_by_product ? b().pow(x, y) : b().call_pure(Helper::MathPow, {x, y});
  case Event::Mod:
    return integers ? b().imod(x, y, snap()) : float_modulo(x, y);
  default:
    return integers ? b().idiv(x, y, snap()) : b().fidiv(x, y);
  }
}

lir::ValueId Recorder::float_modulo(ValueId x, ValueId y) {
  if (semantics().modulo_by_floor) return b().sub(x, b().mul(b().floor(b().div(x, y)), y));
  return semantics().modulo_by_product ? b().call_pure(Helper::ModByProduct, {x, y})
                                       : b().fmod(x, y);
}

lir::ValueId Recorder::bitwise(Event event, ValueId x, ValueId y) {
  if (type_of(x) == Type::F64) x = b().f64_to_i64(x, snap());
  if (type_of(y) == Type::F64) y = b().f64_to_i64(y, snap());
  switch (event) {
  case Event::BAnd:
    return b().bit_and(x, y);
  case Event::BOr:
    return b().bit_or(x, y);
  case Event::BXor:
    return b().bit_xor(x, y);
  case Event::Shl:
    return b().shl(x, y);
  default:
    return b().shr(x, y);
  }
}

void Recorder::record_unary(Word w) {
  ValueId x = get(b_of(w));
  Type type = type_of(x);
  ValueId v;
  if (op_of(w) == Op::Not) {
    v = type == Type::Nil    ? b().boolean(true)
        : type == Type::Bool ? b().logic_not(x)
        : type == Type::Any  ? b().logic_not(b().truthy(x))
                             : b().boolean(false);
  } else if (type == Type::Tab) {
    Event event = op_of(w) == Op::Unm ? Event::Unm : Event::BNot;
    if (binary_metamethod(event, x, x, runtime(b_of(w)), runtime(b_of(w))))
      enter_metamethod(lir::FrameRole::Store, a_of(w), pc_ + 1);
    return;
  } else if (op_of(w) == Op::Unm && (type == Type::I64 || type == Type::F64)) {
    v = b().neg(x);
  } else if (op_of(w) == Op::BNot && type == Type::I64) {
    v = b().bit_not(x);
  } else {
    return abort(AbortReason::OperandType);
  }
  set(a_of(w), v);
}

}  // namespace perilune::jit
