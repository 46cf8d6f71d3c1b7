// Conversions between integers and floats.
#include "jit/lower/lowering.h"

#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace perilune::jit {

using lir::Opcode;

bool Lowering::lower_conversion(lir::ValueId v) {
  switch (unit_.op(v)) {
  case Opcode::I64ToF64:
    return set(v, b_.CreateSIToFP(arg(v, 0), b_.getDoubleTy())), true;
  case Opcode::F64ToI64:
    return set(v, exact_integer(arg(v, 0), unit_.inst(v).snap)), true;
  case Opcode::FloorToI64:
  case Opcode::CeilToI64: {
    bool floor = unit_.op(v) == Opcode::FloorToI64;
    llvm::Value* rounded =
        b_.CreateUnaryIntrinsic(floor ? llvm::Intrinsic::floor : llvm::Intrinsic::ceil, arg(v, 0));
    return set(v, exact_integer(rounded, unit_.inst(v).snap)), true;
  }
  default:
    return false;
  }
}

// The integer of the same value. The machine's conversion gives the least integer for whatever does
// not fit, NaN included, so converting back tells in one comparison: only -2^63 itself comes back
// equal then. (LLVM's fptosi would be undefined there.)
llvm::Value* Lowering::exact_integer(llvm::Value* a, lir::SnapId exit) {
  llvm::Value* vector = b_.CreateInsertElement(
      llvm::PoisonValue::get(llvm::FixedVectorType::get(b_.getDoubleTy(), 2)), a, uint64_t(0));
  llvm::Value* n = b_.CreateIntrinsic(llvm::Intrinsic::x86_sse2_cvttsd2si64, {vector});
  guard(b_.CreateFCmpOEQ(b_.CreateSIToFP(n, b_.getDoubleTy()), a), exit);
  return n;
}

}  // namespace perilune::jit
