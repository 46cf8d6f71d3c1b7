// The evaluator of LIR: pure operations.
#include <bit>
#include <cmath>

#include "jit/ir/eval.h"
#include "jit/ir/lua_arith.h"

namespace perilune::lir {

namespace {

int64_t as_int(EvalValue v) { return int64_t(v.bits); }
double as_float(EvalValue v) { return std::bit_cast<double>(v.bits); }
EvalValue integer(int64_t x) { return {Type::I64, uint64_t(x)}; }
EvalValue real(double x) { return {Type::F64, std::bit_cast<uint64_t>(x)}; }
EvalValue boolean(bool x) { return {Type::Bool, x}; }

template <class T>
bool compare(Opcode op, T a, T b, EvalValue& result) {
  switch (op) {
  case Opcode::CmpEq:
    result = boolean(a == b);
    return true;
  case Opcode::CmpNe:
    result = boolean(a != b);
    return true;
  case Opcode::CmpLt:
    result = boolean(a < b);
    return true;
  case Opcode::CmpLe:
    result = boolean(a <= b);
    return true;
  case Opcode::CmpGt:
    result = boolean(a > b);
    return true;
  case Opcode::CmpGe:
    result = boolean(a >= b);
    return true;
  default:
    return false;
  }
}

/// Sets the result of an operation that exits when there is none.
bool checked(std::optional<int64_t> value, EvalValue& result) {
  if (value) result = integer(*value);
  return value.has_value();
}

/// Integer operations that can exit.
bool exiting_int_op(Opcode op, int64_t a, int64_t b, EvalValue& result) {
  int64_t sum = 0;
  switch (op) {
  case Opcode::AddOv:
    return !__builtin_add_overflow(a, b, &sum) && checked(sum, result);
  case Opcode::SubOv:
    return !__builtin_sub_overflow(a, b, &sum) && checked(sum, result);
  case Opcode::MulOv:
    return !__builtin_mul_overflow(a, b, &sum) && checked(sum, result);
  case Opcode::IDiv:
    return b != 0 && checked(arith::idiv(a, b), result);
  case Opcode::IMod:
    return b != 0 && checked(arith::imod(a, b), result);
  default:
    return compare(op, a, b, result);
  }
}

bool int_op(Opcode op, int64_t a, int64_t b, EvalValue& result) {
  switch (op) {
  case Opcode::Add:
    result = integer(arith::add(a, b));
    return true;
  case Opcode::Sub:
    result = integer(arith::sub(a, b));
    return true;
  case Opcode::Mul:
    result = integer(arith::mul(a, b));
    return true;
  case Opcode::Neg:
    result = integer(arith::sub(0, a));
    return true;
  case Opcode::Abs:
    result = integer(a < 0 ? arith::sub(0, a) : a);
    return true;
  case Opcode::Min:
    result = integer(b < a ? b : a);
    return true;
  case Opcode::Max:
    result = integer(a < b ? b : a);
    return true;
  case Opcode::And:
    result = integer(a & b);
    return true;
  case Opcode::Or:
    result = integer(a | b);
    return true;
  case Opcode::Xor:
    result = integer(a ^ b);
    return true;
  case Opcode::Shl:
    result = integer(arith::shl(a, b));
    return true;
  case Opcode::Shr:
    result = integer(arith::shr(a, b));
    return true;
  case Opcode::BNot:
    result = integer(~a);
    return true;
  case Opcode::CmpUlt:
    result = boolean(uint64_t(a) < uint64_t(b));
    return true;
  case Opcode::I64ToF64:
    result = real(double(a));
    return true;
  default:
    return exiting_int_op(op, a, b, result);
  }
}

bool float_op(Opcode op, double a, double b, EvalValue& result) {
  switch (op) {
  case Opcode::Add:
    result = real(a + b);
    return true;
  case Opcode::Sub:
    result = real(a - b);
    return true;
  case Opcode::Mul:
    result = real(a * b);
    return true;
  case Opcode::Div:
    result = real(a / b);
    return true;
  case Opcode::FIDiv:
    result = real(arith::fidiv(a, b));
    return true;
  case Opcode::FMod:
    result = real(arith::fmod(a, b));
    return true;
  case Opcode::Pow:
    result = real(arith::pow(a, b));
    return true;
  case Opcode::Neg:
    result = real(-a);
    return true;
  case Opcode::Abs:
    result = real(std::fabs(a));
    return true;
  case Opcode::Min:
    result = real(b < a ? b : a);
    return true;
  case Opcode::Max:
    result = real(a < b ? b : a);
    return true;
  case Opcode::Sqrt:
    result = real(std::sqrt(a));
    return true;
  case Opcode::Floor:
    result = real(std::floor(a));
    return true;
  case Opcode::Ceil:
    result = real(std::ceil(a));
    return true;
  case Opcode::F64ToI64:
    return checked(arith::to_integer(a), result);
  case Opcode::FloorToI64:
    return checked(arith::to_integer(std::floor(a)), result);
  case Opcode::CeilToI64:
    return checked(arith::to_integer(std::ceil(a)), result);
  default:
    return compare(op, a, b, result);
  }
}

}  // namespace

bool evaluate_pure(Opcode op, Type type, std::span<const EvalValue> args, EvalValue& result) {
  EvalValue a = args[0], b = args.size() > 1 ? args[1] : EvalValue{};
  switch (op) {
  case Opcode::Box:
    result = a;
    return true;
  case Opcode::CheckT:
    result = a;
    return a.tag == type;
  case Opcode::IsT:
    result = boolean(a.tag == type);
    return true;
  case Opcode::Truthy:
    result = boolean(a.tag == Type::Bool ? a.bits != 0 : a.tag != Type::Nil);
    return true;
  case Opcode::Guard:
    return a.bits != 0;
  case Opcode::CheckIs:
    return a.bits == b.bits;
  case Opcode::CmpSame:
  case Opcode::CmpEqB:
    result = boolean(a.bits == b.bits);
    return true;
  case Opcode::Not:
    result = boolean(a.bits == 0);
    return true;
  default:
    break;
  }
  return a.tag == Type::F64 ? float_op(op, as_float(a), as_float(b), result)
                            : int_op(op, as_int(a), as_int(b), result);
}

}  // namespace perilune::lir
