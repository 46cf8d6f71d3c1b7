// Calls of runtime helpers, by the convention of jit/helper_abi.h.
#include "jit/helper_abi.h"
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::Opcode;
using lir::Type;

bool Lowering::lower_call(lir::ValueId v) {
  if (unit_.op(v) != Opcode::CallPure && unit_.op(v) != Opcode::Call) return false;
  const lir::HelperInfo& info = lir::helper_info(lir::Helper(unit_.inst(v).imm));
  bool pure = unit_.op(v) == Opcode::CallPure;
  std::vector<llvm::Value*> arguments;
  if (!pure) arguments.push_back(state_);
  for (lir::ValueId a : unit_.args(v)) {
    Lowered lowered = get(a);
    arguments.push_back(lowered.value);
    if (lowered.tag) arguments.push_back(b_.CreateZExt(lowered.tag, b_.getInt64Ty()));
  }
  llvm::CallInst* call = call_symbol(info.text, arguments, helper_result(info, pure));
  // Pure helpers read at most what never changes, like the bytes of strings.
  if (pure) call->setDoesNotAccessMemory();
  alias_.annotate_call(call, info.effects);
  if (pure)
    set(v, call);
  else
    check_result(v, call, info.result);
  return true;
}

llvm::Type* Lowering::helper_result(const lir::HelperInfo& info, bool pure) {
  llvm::Type* word = b_.getInt64Ty();
  if (pure) return llvm_type(info.result);
  switch (info.result) {
  case Type::None:
    return b_.getInt1Ty();
  case Type::I64:
  case Type::Any:
    return llvm::StructType::get(word, word);
  default:
    return b_.getPtrTy();
  }
}

// Exits when the helper has refused, and takes its answer apart.
void Lowering::check_result(lir::ValueId v, llvm::CallInst* call, Type result) {
  lir::SnapId exit = unit_.inst(v).snap;
  switch (result) {
  case Type::None:
    return guard(call, exit);
  case Type::I64: {
    llvm::Value* status = b_.CreateExtractValue(call, 1);
    guard(b_.CreateICmpEQ(status, b_.getInt64(kHelperDone)), exit);
    return set(v, b_.CreateExtractValue(call, 0));
  }
  case Type::Any: {
    llvm::Value* tag = b_.CreateExtractValue(call, 1);
    guard(b_.CreateICmpNE(tag, b_.getInt64(kHelperRefused)), exit);
    return set(v, b_.CreateExtractValue(call, 0), b_.CreateTrunc(tag, b_.getInt8Ty()));
  }
  default:
    guard(b_.CreateIsNotNull(call), exit);
    return set(v, call);
  }
}

llvm::CallInst* Lowering::call_symbol(llvm::StringRef name, llvm::ArrayRef<llvm::Value*> arguments,
                                      llvm::Type* result) {
  std::vector<llvm::Type*> types;
  for (llvm::Value* argument : arguments)
    types.push_back(argument->getType());
  auto* type = llvm::FunctionType::get(result, types, false);
  auto* callee = llvm::cast<llvm::Function>(module_.getOrInsertFunction(name, type).getCallee());
  callee->setDoesNotThrow();
  callee->setWillReturn();
  if (result->isIntegerTy(1)) callee->addRetAttr(llvm::Attribute::ZExt);
  return b_.CreateCall(callee, arguments);
}

}  // namespace perilune::jit
