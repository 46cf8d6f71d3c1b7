// Calls of runtime helpers, by the convention of jit/helper_abi.h.
#include "jit/helper_abi.h"
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::Opcode;
using lir::Type;

bool Lowering::lower_call(lir::ValueId v) {
  if (unit_.op(v) != Opcode::CallPure && unit_.op(v) != Opcode::Call) return lower_native(v);
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

bool Lowering::lower_native(lir::ValueId v) {
  switch (unit_.op(v)) {
  case Opcode::NativePure:
  case Opcode::NativeReads:
  case Opcode::NativeWrites:
    return call_native(v), true;
  case Opcode::NativeResult:
    return native_result(v), true;
  case Opcode::ClosureNew:
    return make_closure(v, "closure.new"), true;
  case Opcode::ClosureReuse:
    return make_closure(v, "closure.reuse"), true;
  case Opcode::TabMake:
    return make_table(v), true;
  case Opcode::TabSetList:
    return set_list(v), true;
  case Opcode::UpvalsClose: {
    llvm::Value* first = slot_place(base_, unit_.inst(v).imm).payload;
    llvm::CallInst* call = call_symbol("upvals.close", {state_, first}, b_.getInt1Ty());
    alias_.annotate_call(call, unit_.effects(v));
    return check_result(v, call, Type::None), true;
  }
  case Opcode::NativeCount:
    return set(v, b_.CreateZExt(native_count(), b_.getInt64Ty())), true;
  default:
    return false;
  }
}

void Lowering::make_closure(lir::ValueId v, llvm::StringRef symbol) {
  llvm::Value* frame = slot_place(base_, unit_.inst(v).imm).payload;
  llvm::CallInst* call = call_symbol(symbol, {state_, arg(v, 0), arg(v, 1), frame}, b_.getPtrTy());
  alias_.annotate_call(call, unit_.effects(v));
  check_result(v, call, Type::Fun);
}

// Values that a function in C finds in the slots from `frame` on.
void Lowering::pass_in_slots(int64_t frame, std::span<const lir::ValueId> args) {
  for (size_t i = 0; i < args.size(); ++i) {
    Place place = slot_place(base_, frame + int64_t(i));
    place.alias = lir::AliasClass::Callee;
    store_value(place, args[i]);
  }
}

void Lowering::set_list(lir::ValueId v) {
  int64_t frame = unit_.inst(v).imm;
  std::span<const lir::ValueId> values = unit_.args(v).subspan(2);
  pass_in_slots(frame, values);
  llvm::CallInst* call = call_symbol(
      "tab.setlist",
      {state_, arg(v, 0), arg(v, 1), slot_place(base_, frame).payload, b_.getInt64(values.size())},
      b_.getVoidTy());
  alias_.annotate_call(call, unit_.effects(v));
}

// The helper makes the frame around the arguments.
void Lowering::call_native(lir::ValueId v) {
  int64_t frame = unit_.inst(v).imm;
  std::span<const lir::ValueId> args = unit_.args(v).subspan(1);
  pass_in_slots(frame, args);
  llvm::Type* word = b_.getInt64Ty();
  llvm::CallInst* call = call_symbol(
      "native.call",
      {state_, base_, slot_place(base_, frame).payload, arg(v, 0), b_.getInt64(args.size())},
      llvm::StructType::get(word, word));
  alias_.annotate_call(call, unit_.effects(v));
  check_result(v, call, Type::Any);
}

llvm::Value* Lowering::native_count() {
  return load(b_.getInt32Ty(), at(state_, int64_t(kStateNativeResultsOffset)),
              lir::AliasClass::Callee);
}

// The results end at the state's top. What lies behind them is memory of the stack too.
void Lowering::native_result(lir::ValueId v) {
  llvm::Value* top =
      load(b_.getPtrTy(), at(state_, int64_t(kStateTopOffset)), lir::AliasClass::Callee);
  llvm::Value* count = native_count();
  llvm::Value* index = b_.getInt32(uint32_t(unit_.inst(v).imm));
  llvm::Value* from_top = b_.CreateSExt(b_.CreateSub(index, count), b_.getInt64Ty());
  llvm::Value* slot = b_.CreateGEP(llvm::ArrayType::get(b_.getInt8Ty(), kSlotBytes), top, from_top);
  llvm::Value* payload = load(b_.getInt64Ty(), slot, lir::AliasClass::Callee);
  llvm::Value* tag =
      load(b_.getInt8Ty(), at(slot, int64_t(kTagOffset)), lir::AliasClass::Callee, MemoryPart::Tag);
  llvm::Value* present = b_.CreateICmpULT(index, count);
  set(v, payload, b_.CreateSelect(present, tag, b_.getInt8(uint8_t(Tag::Nil))));
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
