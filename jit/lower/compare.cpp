// Comparisons. Those of floats are ordered (false with a NaN), but for cmp.ne.
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::Opcode;
using llvm::CmpInst;

bool Lowering::lower_comparison(lir::ValueId v) {
  auto compare = [&](CmpInst::Predicate integer, CmpInst::Predicate real) {
    bool floats = unit_.type(unit_.arg(v, 0)) == lir::Type::F64;
    set(v, b_.CreateCmp(floats ? real : integer, arg(v, 0), arg(v, 1)));
    return true;
  };
  switch (unit_.op(v)) {
  case Opcode::CmpEq:
    return compare(CmpInst::ICMP_EQ, CmpInst::FCMP_OEQ);
  case Opcode::CmpNe:
    return compare(CmpInst::ICMP_NE, CmpInst::FCMP_UNE);
  case Opcode::CmpLt:
    return compare(CmpInst::ICMP_SLT, CmpInst::FCMP_OLT);
  case Opcode::CmpLe:
    return compare(CmpInst::ICMP_SLE, CmpInst::FCMP_OLE);
  case Opcode::CmpGt:
    return compare(CmpInst::ICMP_SGT, CmpInst::FCMP_OGT);
  case Opcode::CmpGe:
    return compare(CmpInst::ICMP_SGE, CmpInst::FCMP_OGE);
  case Opcode::CmpUlt:
    return set(v, b_.CreateICmpULT(arg(v, 0), arg(v, 1))), true;
  case Opcode::CmpSame:
  case Opcode::CmpEqB:
    return set(v, b_.CreateICmpEQ(arg(v, 0), arg(v, 1))), true;
  case Opcode::Not:
    return set(v, b_.CreateNot(arg(v, 0))), true;
  default:
    return false;
  }
}

}  // namespace perilune::jit
