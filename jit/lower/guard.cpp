// Boxing, type tests and guards.
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::Opcode;
using lir::Type;

bool Lowering::lower_guard(lir::ValueId v) {
  lir::SnapId exit = unit_.inst(v).snap;
  switch (unit_.op(v)) {
  case Opcode::CheckT: {
    Lowered any = get(unit_.arg(v, 0));
    guard(tag_is(any.tag, unit_.type(v)), exit);
    return set(v, unboxed(any, unit_.type(v))), true;
  }
  case Opcode::IsT:
    return set(v, tag_is(get(unit_.arg(v, 0)).tag, Type(unit_.inst(v).imm))), true;
  case Opcode::Box: {
    Lowered any = boxed(unit_.arg(v, 0));
    return set(v, any.value ? any.value : b_.getInt64(0), any.tag), true;
  }
  case Opcode::Truthy:
    return set(v, b_.CreateICmpUGT(get(unit_.arg(v, 0)).tag, b_.getInt8(uint8_t(Tag::False)))),
           true;
  case Opcode::Guard:
    return guard(arg(v, 0), exit), true;
  case Opcode::CheckShape: {
    size_t offset = field_offset(lir::Field::TabShape);
    llvm::Value* shape =
        load(b_.getPtrTy(), at(arg(v, 0), int64_t(offset)), lir::AliasClass::TabShape);
    return guard(b_.CreateICmpEQ(shape, arg(v, 1)), exit), true;
  }
  case Opcode::CheckProto: {
    size_t offset = field_offset(lir::Field::FunProto);
    llvm::Value* proto = load_immutable(b_.getPtrTy(), at(arg(v, 0), int64_t(offset)));
    return guard(b_.CreateICmpEQ(proto, arg(v, 1)), exit), true;
  }
  case Opcode::CheckStack: {
    llvm::Value* end =
        load(b_.getPtrTy(), at(state_, int64_t(kStateStackEndOffset)), lir::AliasClass::State);
    llvm::Value* needed = at(base_, unit_.inst(v).imm * int64_t(kSlotBytes));
    return guard(b_.CreateICmpUGE(end, needed), exit), true;
  }
  case Opcode::FrameFun:
    return set(v, frame_function(unit_.inst(v).imm)), true;
  case Opcode::CheckReturn:
    return guard(returns_to(unit_.inst(v).imm, arg(v, 0)), exit), true;
  case Opcode::CheckExtra:
    return guard(has_extra(unit_.inst(v).imm, arg(v, 0)), exit), true;
  case Opcode::CheckLevels: {
    llvm::Value* depth =
        load(b_.getInt16Ty(), at(state_, int64_t(kStateDepthOffset)), lir::AliasClass::State);
    llvm::Value* limit = b_.getInt32(uint32_t(unit_.inst(v).imm));
    return guard(b_.CreateICmpULT(b_.CreateZExt(depth, b_.getInt32Ty()), limit), exit), true;
  }
  case Opcode::CheckInner:
    return guard(b_.CreateICmpEQ(arg(v, 0), slot_place(base_, unit_.inst(v).imm).payload), exit),
           true;
  case Opcode::CheckOuter:
    return guard(is_outside_frames(arg(v, 0)), exit), true;
  case Opcode::CheckIs:
    return guard(b_.CreateICmpEQ(arg(v, 0), arg(v, 1)), exit), true;
  default:
    return false;
  }
}

llvm::Value* Lowering::frame_function(int64_t frame) {
  return load_immutable(b_.getPtrTy(), slot_place(base_, frame - kFrameSlots).payload);
}

// The frame's link is that of a call from Lua, and has the address.
llvm::Value* Lowering::returns_to(int64_t frame, llvm::Value* address) {
  Place link = slot_place(base_, frame - 1);
  llvm::Value* ret = load(b_.getPtrTy(), link.payload, link.alias);
  llvm::Value* kind = load(b_.getInt8Ty(), at(link.payload, int64_t(offsetof(FrameLink, kind))),
                           link.alias, MemoryPart::Tag);
  return b_.CreateAnd(b_.CreateICmpEQ(ret, address),
                      b_.CreateICmpEQ(kind, b_.getInt8(uint8_t(FrameKind::Lua))));
}

// The frame's link is one to its own arguments, so many slots below.
llvm::Value* Lowering::has_extra(int64_t frame, llvm::Value* slots) {
  Place link = slot_place(base_, frame - 1);
  llvm::Value* kind = load(b_.getInt8Ty(), at(link.payload, int64_t(offsetof(FrameLink, kind))),
                           link.alias, MemoryPart::Tag);
  llvm::Value* distance =
      load(b_.getInt32Ty(), at(link.payload, int64_t(offsetof(FrameLink, distance))), link.alias,
           MemoryPart::Tag);
  llvm::Value* wanted = b_.CreateMul(slots, b_.getInt64(sizeof(Value)));
  return b_.CreateAnd(b_.CreateICmpEQ(b_.CreateZExt(distance, b_.getInt64Ty()), wanted),
                      b_.CreateICmpEQ(kind, b_.getInt8(uint8_t(FrameKind::Vararg))));
}

// Below the unit's frame, or not in the stack at all.
llvm::Value* Lowering::is_outside_frames(llvm::Value* pointer) {
  llvm::Value* bottom =
      b_.CreatePtrToInt(at(base_, -kFrameSlots * int64_t(sizeof(Value))), b_.getInt64Ty());
  llvm::Value* end =
      load(b_.getPtrTy(), at(state_, int64_t(kStateStackEndOffset)), lir::AliasClass::State);
  end = at(end, State::kExtraStack * int64_t(sizeof(Value)));
  llvm::Value* height = b_.CreateSub(b_.CreatePtrToInt(end, b_.getInt64Ty()), bottom);
  llvm::Value* place = b_.CreateSub(b_.CreatePtrToInt(pointer, b_.getInt64Ty()), bottom);
  return b_.CreateICmpUGE(place, height);
}

Lowered Lowering::boxed(Lowered lowered, Type type) {
  auto tag = [&] { return b_.getInt8(uint8_t(tag_of(type))); };
  switch (type) {
  case Type::Any:
    return lowered;
  case Type::Nil:
    return {nullptr, tag()};
  case Type::Bool:
    return {nullptr, b_.CreateAdd(b_.CreateZExt(lowered.value, b_.getInt8Ty()), tag())};
  case Type::I64:
    return {lowered.value, tag()};
  case Type::F64:
    return {b_.CreateBitCast(lowered.value, b_.getInt64Ty()), tag()};
  default:
    return {b_.CreatePtrToInt(lowered.value, b_.getInt64Ty()), tag()};
  }
}

llvm::Value* Lowering::tag_is(llvm::Value* tag, Type type) {
  if (type == Type::Bool)
    return b_.CreateICmpULT(b_.CreateSub(tag, b_.getInt8(uint8_t(Tag::False))), b_.getInt8(2));
  return b_.CreateICmpEQ(tag, b_.getInt8(uint8_t(tag_of(type))));
}

llvm::Value* Lowering::unboxed(Lowered any, Type type) {
  switch (type) {
  case Type::Nil:
    return nullptr;
  case Type::Bool:
    return b_.CreateICmpEQ(any.tag, b_.getInt8(uint8_t(Tag::True)));
  case Type::I64:
    return any.value;
  case Type::F64:
    return b_.CreateBitCast(any.value, b_.getDoubleTy());
  default:
    return b_.CreateIntToPtr(any.value, b_.getPtrTy());
  }
}

}  // namespace perilune::jit
