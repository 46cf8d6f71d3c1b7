// Polls and terminators.
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::Opcode;

bool Lowering::lower_control(lir::ValueId v) {
  auto jump_args = [&](const lir::Target& target) {
    const std::vector<llvm::PHINode*>& phis = params_[target.block.index];
    size_t next = 0;
    for (lir::ValueId a : target.args) {
      // A parameter may be used before its phi has all its operands: get() reads the phi.
      Lowered lowered = get(a);
      if (lowered.value) phis[next++]->addIncoming(lowered.value, b_.GetInsertBlock());
      if (lowered.tag) phis[next++]->addIncoming(lowered.tag, b_.GetInsertBlock());
    }
    return blocks_[target.block.index];
  };
  switch (unit_.op(v)) {
  case Opcode::Poll:
    return lower_poll(v), true;
  case Opcode::Br:
    return b_.CreateBr(jump_args(unit_.targets(v)[0])), true;
  case Opcode::Cbr: {
    llvm::Value* condition = arg(v, 0);
    llvm::BasicBlock* then_block = jump_args(unit_.targets(v)[0]);
    llvm::BasicBlock* else_block = jump_args(unit_.targets(v)[1]);
    return b_.CreateCondBr(condition, then_block, else_block), true;
  }
  case Opcode::ExitOp:
    return leave(unit_.inst(v).snap), true;
  case Opcode::Loop:
    return lower_loop(v), true;
  default:
    return false;
  }
}

// The load is volatile, not atomic: that keeps it in the loop, and unlike an ordered atomic it does
// not keep LLVM from moving other loads across it.
void Lowering::lower_poll(lir::ValueId v) {
  llvm::Value* global = load_immutable(b_.getPtrTy(), at(state_, int64_t(kStateGlobalOffset)));
  llvm::LoadInst* word =
      b_.CreateLoad(b_.getInt32Ty(), at(global, int64_t(kGlobalInterruptOffset)), true);
  alias_.annotate(word, lir::AliasClass::State, MemoryPart::Payload);
  guard(b_.CreateICmpEQ(word, b_.getInt32(0)), unit_.inst(v).snap);
}

// Back to the unit's own start, which reads the slots again.
void Lowering::lower_loop(lir::ValueId v) {
  const lir::Snapshot& snap = unit_.snap(unit_.inst(v).snap);
  if (snap.parent) {
    error_ = "loop from an inlined frame";
    return;
  }
  for (const lir::SnapEntry& entry : snap.entries)
    if (unit_.op(entry.value) != Opcode::Dead)
      store_value(slot_place(base_, int64_t(snap.base) + entry.reg.number), entry.value);
  b_.CreateBr(blocks_[unit_.entry().index]);
}

}  // namespace perilune::jit
