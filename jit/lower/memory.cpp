// Loads and stores: stack slots, fields of objects, tagged vectors and upvalues.
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::AliasClass;
using lir::Opcode;
using lir::Type;

bool Lowering::lower_memory(lir::ValueId v) {
  switch (unit_.op(v)) {
  case Opcode::SlotLoad:
  case Opcode::ArrLoad:
  case Opcode::PropLoad:
  case Opcode::UvLoad:
    return load_any(v, place_of(v)), true;
  case Opcode::SlotLoadT:
  case Opcode::ArrLoadT:
  case Opcode::PropLoadT:
  case Opcode::UvLoadT:
  case Opcode::UpvalLoadT:
    return load_typed(v, place_of(v)), true;
  case Opcode::NumLoadT: {
    Place place = place_of(v);
    return set(v, load(llvm_type(unit_.type(v)), place.payload, place.alias)), true;
  }
  case Opcode::NumStore: {
    Place place = place_of(v);
    return store(arg(v, 2), place.payload, place.alias), true;
  }
  case Opcode::SlotStore:
  case Opcode::SlotFlush:
  case Opcode::ArrStore:
  case Opcode::PropStore:
  case Opcode::UvStore:
  case Opcode::UpvalStore:
    return store_value(place_of(v), unit_.args(v).back()), true;
  case Opcode::FieldLoad:
  case Opcode::FieldStore:
    return lower_field(v), true;
  case Opcode::FunUpval: {
    int64_t offset = int64_t(kUpvaluesOffset) + unit_.inst(v).imm * 8;
    return set(v, load(b_.getPtrTy(), at(arg(v, 0), offset), AliasClass::FunUpvals)), true;
  }
  case Opcode::Barrier:
    return lower_barrier(v), true;
  default:
    return false;
  }
}

Lowering::Place Lowering::slot_place(llvm::Value* base, int64_t slot) {
  int64_t offset = slot * int64_t(kSlotBytes);
  return {at(base, offset), at(base, offset + int64_t(kTagOffset)), AliasClass::Slot};
}

Lowering::Place Lowering::place_of(lir::ValueId v) {
  int64_t imm = unit_.inst(v).imm;
  switch (unit_.op(v)) {
  case Opcode::ArrLoad:
  case Opcode::ArrLoadT:
  case Opcode::ArrStore:
  case Opcode::NumLoadT:
  case Opcode::NumStore: {
    llvm::Value *vector = arg(v, 0), *index = arg(v, 1);
    return {b_.CreateGEP(b_.getInt64Ty(), vector, index),
            b_.CreateGEP(b_.getInt8Ty(), vector, b_.CreateNot(index)), AliasClass::Arr};
  }
  case Opcode::PropLoad:
  case Opcode::PropLoadT:
  case Opcode::PropStore: {
    llvm::Value* vector = arg(v, 0);
    return {at(vector, imm * 8), at(vector, -1 - imm), AliasClass::Prop};
  }
  case Opcode::UvLoad:
  case Opcode::UvLoadT:
  case Opcode::UvStore: {
    llvm::Value* slot = arg(v, 0);
    return {slot, at(slot, int64_t(kTagOffset)), AliasClass::Upval};
  }
  case Opcode::UpvalLoadT:
  case Opcode::UpvalStore: {
    llvm::Value* upvalue = arg(v, 0);
    return {at(upvalue, int64_t(kUpvalueBitsOffset)), at(upvalue, int64_t(kUpvalueTagOffset)),
            AliasClass::Upval};
  }
  default:
    return slot_place(base_, imm);
  }
}

void Lowering::load_any(lir::ValueId v, const Place& place) {
  llvm::Value* payload = load(b_.getInt64Ty(), place.payload, place.alias);
  set(v, payload, load(b_.getInt8Ty(), place.tag, place.alias, MemoryPart::Tag));
}

void Lowering::load_typed(lir::ValueId v, const Place& place) {
  Type type = unit_.type(v);
  llvm::Value* tag = load(b_.getInt8Ty(), place.tag, place.alias, MemoryPart::Tag);
  guard(tag_is(tag, type), unit_.inst(v).snap);
  if (type == Type::Nil || type == Type::Bool) return set(v, unboxed({nullptr, tag}, type));
  set(v, load(llvm_type(type), place.payload, place.alias));
}

// Payload and tag go out as two scalars: a wide store, or a wide load of two narrow stores, fails
// store forwarding.
void Lowering::store_value(const Place& place, lir::ValueId v) {
  Lowered any = boxed(v);
  // Unboxed, so that no float passes through an integer register.
  if (any.value) store(value(v), place.payload, place.alias);
  store(any.tag, place.tag, place.alias, MemoryPart::Tag);
}

void Lowering::lower_field(lir::ValueId v) {
  auto field = lir::Field(unit_.inst(v).imm);
  const lir::FieldInfo& info = lir::field_info(field);
  llvm::Value* address = at(arg(v, 0), int64_t(field_offset(field)));
  bool narrow = info.type == Type::I64 && info.width < 64;
  llvm::Type* type = narrow ? b_.getIntNTy(info.width) : llvm_type(info.type);
  if (unit_.op(v) == Opcode::FieldStore) {
    llvm::Value* stored = arg(v, 1);
    store(narrow ? b_.CreateTrunc(stored, type) : stored, address, *info.alias);
    return;
  }
  llvm::Value* loaded =
      info.alias ? load(type, address, *info.alias) : load_immutable(type, address);
  set(v, narrow ? b_.CreateZExt(loaded, b_.getInt64Ty()) : loaded);
}

// The test that gc::barrier makes, with the call out of the way.
void Lowering::lower_barrier(lir::ValueId v) {
  Lowered stored = boxed(unit_.arg(v, 1));
  if (!stored.value) return;  // nil
  llvm::Value* object = arg(v, 0);
  // While a trace runs nothing becomes watched.
  llvm::Value* flags = load_immutable(b_.getInt8Ty(), at(object, int64_t(kFlagsOffset)));
  llvm::Value* watched = b_.CreateAnd(flags, b_.getInt8(Object::kWatched));
  auto* report = llvm::BasicBlock::Create(context_, "barrier", function_);
  auto* next = llvm::BasicBlock::Create(context_, "", function_);
  b_.CreateCondBr(b_.CreateICmpEQ(watched, b_.getInt8(0)), next, report, likely_);
  b_.SetInsertPoint(report);
  llvm::Value* tag = b_.CreateZExt(stored.tag, b_.getInt64Ty());
  llvm::CallInst* call =
      call_symbol("gc.barrier", {state_, object, stored.value, tag}, b_.getVoidTy());
  call->setOnlyAccessesInaccessibleMemory();  // as far as code can tell
  b_.CreateBr(next);
  b_.SetInsertPoint(next);
}

llvm::Value* Lowering::at(llvm::Value* base, int64_t bytes) {
  return bytes ? b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), base, uint64_t(bytes)) : base;
}

llvm::Value* Lowering::load(llvm::Type* type, llvm::Value* address, AliasClass alias,
                            MemoryPart part) {
  llvm::LoadInst* inst = b_.CreateLoad(type, address);
  alias_.annotate(inst, alias, part);
  return inst;
}

void Lowering::store(llvm::Value* value, llvm::Value* address, AliasClass alias, MemoryPart part) {
  alias_.annotate(b_.CreateStore(value, address), alias, part);
}

llvm::Value* Lowering::load_immutable(llvm::Type* type, llvm::Value* address) {
  llvm::LoadInst* inst = b_.CreateLoad(type, address);
  alias_.annotate_immutable(inst);
  return inst;
}

}  // namespace perilune::jit
