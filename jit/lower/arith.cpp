// Arithmetic with Lua's semantics. Integers wrap around: no operation carries nsw, and floats
// carry no fast-math flags.
#include "jit/lower/lowering.h"

#include "llvm/IR/Intrinsics.h"

#include <bit>

namespace perilune::jit {

using lir::Opcode;

bool Lowering::lower_arithmetic(lir::ValueId v) {
  bool real = unit_.op(v) != Opcode::Const && !unit_.args(v).empty() &&
              unit_.type(unit_.arg(v, 0)) == lir::Type::F64;
  auto a = [&] { return arg(v, 0); };
  auto c = [&] { return arg(v, 1); };
  auto overflow = [&](llvm::Intrinsic::ID id) {
    llvm::Value* pair = b_.CreateBinaryIntrinsic(id, a(), c());
    guard(b_.CreateNot(b_.CreateExtractValue(pair, 1)), unit_.inst(v).snap);
    return b_.CreateExtractValue(pair, 0);
  };
  auto unary = [&](llvm::Intrinsic::ID id) { return b_.CreateUnaryIntrinsic(id, a()); };
  switch (unit_.op(v)) {
  case Opcode::Add:
    return set(v, real ? b_.CreateFAdd(a(), c()) : b_.CreateAdd(a(), c())), true;
  case Opcode::Sub:
    return set(v, real ? b_.CreateFSub(a(), c()) : b_.CreateSub(a(), c())), true;
  case Opcode::Mul:
    return set(v, real ? b_.CreateFMul(a(), c()) : b_.CreateMul(a(), c())), true;
  case Opcode::Neg:
    return set(v, real ? b_.CreateFNeg(a()) : b_.CreateNeg(a())), true;
  case Opcode::Min:
  case Opcode::Max: {
    llvm::Value *x = a(), *y = c();
    if (unit_.op(v) == Opcode::Max) std::swap(x, y);  // max: b if a < b
    llvm::Value* less = real ? b_.CreateFCmpOLT(y, x) : b_.CreateICmpSLT(y, x);
    return set(v, b_.CreateSelect(less, c(), a())), true;
  }
  case Opcode::Abs:
    return set(v, real ? unary(llvm::Intrinsic::fabs)
                       : b_.CreateBinaryIntrinsic(llvm::Intrinsic::abs, a(), b_.getFalse())),
           true;
  case Opcode::AddOv:
    return set(v, overflow(llvm::Intrinsic::sadd_with_overflow)), true;
  case Opcode::SubOv:
    return set(v, overflow(llvm::Intrinsic::ssub_with_overflow)), true;
  case Opcode::MulOv:
    return set(v, overflow(llvm::Intrinsic::smul_with_overflow)), true;
  case Opcode::IDiv:
    return set(v, floor_division(v, true)), true;
  case Opcode::IMod:
    return set(v, floor_division(v, false)), true;
  case Opcode::And:
    return set(v, b_.CreateAnd(a(), c())), true;
  case Opcode::Or:
    return set(v, b_.CreateOr(a(), c())), true;
  case Opcode::Xor:
    return set(v, b_.CreateXor(a(), c())), true;
  case Opcode::Shl:
    return set(v, lua_shift(a(), unit_.arg(v, 1), true)), true;
  case Opcode::Shr:
    return set(v, lua_shift(a(), unit_.arg(v, 1), false)), true;
  case Opcode::BNot:
    return set(v, b_.CreateNot(a())), true;
  case Opcode::Div:
    return set(v, b_.CreateFDiv(a(), c())), true;
  case Opcode::FIDiv:
    return set(v, b_.CreateUnaryIntrinsic(llvm::Intrinsic::floor, b_.CreateFDiv(a(), c()))), true;
  case Opcode::FMod:
    return set(v, float_modulo(a(), c())), true;
  case Opcode::Pow:
    // The square is what programs write most, and the runtime defines it as this product.
    if (unit_.float_value(unit_.arg(v, 1)) == 2.0) return set(v, b_.CreateFMul(a(), a())), true;
    return set(v, call_math("lua.pow", a(), c())), true;
  case Opcode::Sqrt:
    return set(v, unary(llvm::Intrinsic::sqrt)), true;
  case Opcode::Floor:
    return set(v, unary(llvm::Intrinsic::floor)), true;
  case Opcode::Ceil:
    return set(v, unary(llvm::Intrinsic::ceil)), true;
  default:
    return false;
  }
}

// Counts of 64 and more give 0, negative ones shift the other way.
llvm::Value* Lowering::lua_shift(llvm::Value* a, lir::ValueId count_id, bool left) {
  llvm::Value* count = value(count_id);
  auto shift = [&](llvm::Value* n, bool to_left) {
    // The mask only keeps the operation defined where its result is not selected.
    n = b_.CreateAnd(n, b_.getInt64(63));
    return to_left ? b_.CreateShl(a, n) : b_.CreateLShr(a, n);
  };
  llvm::Value* opposite = b_.CreateNeg(count);
  llvm::Value* limit = b_.getInt64(64);
  llvm::Value* zero = b_.getInt64(0);
  llvm::Value* other =
      b_.CreateSelect(b_.CreateICmpULT(opposite, limit), shift(opposite, !left), zero);
  return b_.CreateSelect(b_.CreateICmpULT(count, limit), shift(count, left), other);
}

// a // b or a % b, rounded towards minus infinity. The machine traps on a division by 0, which
// exits, and on the least integer by -1: dividing by 1 instead gives the remainder, 0, and -a is
// the quotient.
llvm::Value* Lowering::floor_division(lir::ValueId v, bool quotient) {
  llvm::Value *a = arg(v, 0), *divisor = arg(v, 1);
  std::optional<int64_t> known = unit_.int_value(unit_.arg(v, 1));
  if (known && *known > 0) return constant_division(a, *known, quotient);
  guard(b_.CreateICmpNE(divisor, b_.getInt64(0)), unit_.inst(v).snap);
  llvm::Value* minus_one = b_.CreateICmpEQ(divisor, b_.getInt64(uint64_t(-1)));
  llvm::Value* safe = b_.CreateSelect(minus_one, b_.getInt64(1), divisor);
  llvm::Value* q = b_.CreateSDiv(a, safe);
  llvm::Value* r = b_.CreateSub(a, b_.CreateMul(q, safe));
  llvm::Value* zero = b_.getInt64(0);
  llvm::Value* adjust =
      b_.CreateAnd(b_.CreateICmpNE(r, zero), b_.CreateICmpSLT(b_.CreateXor(r, safe), zero));
  if (!quotient) return b_.CreateAdd(r, b_.CreateSelect(adjust, safe, zero));
  q = b_.CreateSub(q, b_.CreateZExt(adjust, b_.getInt64Ty()));
  return b_.CreateSelect(minus_one, b_.CreateNeg(a), q);
}

// By a positive constant, the common case: a mask and a shift for powers of two, and no test of the
// divisor for others.
llvm::Value* Lowering::constant_division(llvm::Value* a, int64_t divisor, bool quotient) {
  auto bits = uint64_t(divisor);
  if (std::has_single_bit(bits))
    return quotient ? b_.CreateAShr(a, b_.getInt64(uint64_t(std::countr_zero(bits))))
                    : b_.CreateAnd(a, b_.getInt64(bits - 1));
  llvm::Value* q = b_.CreateSDiv(a, b_.getInt64(bits));
  llvm::Value* r = b_.CreateSub(a, b_.CreateMul(q, b_.getInt64(bits)));
  llvm::Value* sign = b_.CreateAShr(r, b_.getInt64(63));  // -1 where the remainder is negative
  return quotient ? b_.CreateAdd(q, sign) : b_.CreateAdd(r, b_.CreateAnd(sign, b_.getInt64(bits)));
}

llvm::Value* Lowering::call_math(llvm::StringRef name, llvm::Value* a, llvm::Value* b) {
  llvm::CallInst* call = call_symbol(name, {a, b}, b_.getDoubleTy());
  call->setDoesNotAccessMemory();
  return call;
}

llvm::Value* Lowering::float_modulo(llvm::Value* a, llvm::Value* b) {
  return call_math("lua.fmod", a, b);
}

}  // namespace perilune::jit
