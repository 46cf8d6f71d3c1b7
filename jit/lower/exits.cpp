// Exits. A guard that fails goes to the stub of its snapshot, which loads the exit's number, and on
// to a block shared by all exits of the same shape, which writes frames and slots and tail-calls
// the handler that the exit table names then.
#include "jit/lower/lowering.h"

namespace perilune::jit {

using lir::Opcode;
using lir::Type;

void Lowering::guard(llvm::Value* condition, lir::SnapId exit) {
  auto* next = llvm::BasicBlock::Create(context_, "", function_);
  b_.CreateCondBr(condition, next, exit_stub(exit), likely_);
  b_.SetInsertPoint(next);
}

void Lowering::leave(lir::SnapId exit) { b_.CreateBr(exit_stub(exit)); }

// What tells the exits of a shape apart, in one constant: number and resume pc. It is never zero.
constexpr unsigned kExitPcShift = 16;
static_assert(kMaxExits < 1u << kExitPcShift);

// All guards of a snapshot share its stub: the values are the same at each of them.
llvm::BasicBlock* Lowering::exit_stub(lir::SnapId exit) {
  llvm::BasicBlock*& stub = stubs_[exit.index];
  if (stub) return stub;
  ExitShape& shape = exit_shape(exit);
  stub = llvm::BasicBlock::Create(context_, "stub", function_);
  llvm::IRBuilder<>::InsertPointGuard saved(b_);
  b_.SetInsertPoint(stub);
  // Were the stub empty, passes would fold it into the shared block and the constant would be
  // loaded in front of the guard, on the hot path. The intrinsic cannot be moved or folded, and
  // leaves no instruction.
  uint64_t id = uint64_t(unit_.snap(exit).pc) << kExitPcShift | (exit.index + 1);
  llvm::Value* constant = b_.CreateIntToPtr(b_.getInt64(id), b_.getPtrTy());
  shape.id->addIncoming(b_.CreateLaunderInvariantGroup(constant), stub);
  size_t next = 0;
  exit_values(exit, [&](lir::ValueId v) {
    Lowered lowered = get(v);
    shape.values[next++]->addIncoming(lowered.value, stub);
    if (lowered.tag) shape.values[next++]->addIncoming(lowered.tag, stub);
  });
  b_.CreateBr(shape.block);
  return stub;
}

// What an exit block receives through phis: the functions of inlined frames and the registers,
// innermost frame first. Constants of the unit are part of the shape instead, and `nil` and `dead`
// have no value.
template <class F>
void Lowering::exit_values(lir::SnapId exit, F&& visit) const {
  auto visit_value = [&](lir::ValueId v) {
    if (unit_.op(v) != Opcode::Konst && unit_.op(v) != Opcode::Dead && unit_.type(v) != Type::Nil)
      visit(v);
  };
  for (lir::SnapId s = exit; s; s = unit_.snap(s).parent) {
    const lir::Snapshot& snap = unit_.snap(s);
    if (snap.parent) visit_value(snap.function);
    for (const lir::SnapEntry& entry : snap.entries)
      visit_value(entry.value);
  }
}

ExitShape& Lowering::exit_shape(lir::SnapId exit) {
  constexpr uint32_t kKonst = 1u << 31;
  std::vector<uint32_t> key;
  auto add = [&](lir::ValueId v) {
    key.push_back(unit_.op(v) == Opcode::Konst ? kKonst | unit_.konst_of(v).index
                                               : uint32_t(unit_.type(v)));
  };
  for (lir::SnapId s = exit; s; s = unit_.snap(s).parent) {
    const lir::Snapshot& snap = unit_.snap(s);
    if (s != exit) key.push_back(snap.pc);
    key.push_back(snap.base);
    key.push_back(snap.top);
    key.push_back(uint32_t(snap.role) << 16 | uint32_t(snap.tails) << 8 | snap.result);
    if (snap.parent) add(snap.function);
    key.push_back(uint32_t(snap.entries.size()));
    for (const lir::SnapEntry& entry : snap.entries) {
      key.push_back(entry.reg.number);
      add(entry.value);  // `dead` is the one value of type None
    }
  }
  auto [it, fresh] = exits_.try_emplace(std::move(key));
  ExitShape& shape = it->second;
  if (!fresh) return shape;
  llvm::IRBuilder<>::InsertPointGuard saved(b_);
  shape.sample = exit;
  shape.block = llvm::BasicBlock::Create(context_, "exit", function_);
  exit_order_.push_back(&shape);
  b_.SetInsertPoint(shape.block);
  shape.id = b_.CreatePHI(b_.getPtrTy(), 4, "exit.id");
  exit_values(exit, [&](lir::ValueId v) {
    shape.values.push_back(b_.CreatePHI(llvm_type(unit_.type(v)), 4));
    if (unit_.type(v) == Type::Any) shape.values.push_back(b_.CreatePHI(b_.getInt8Ty(), 4));
  });
  return shape;
}

void Lowering::finish_exits() {
  for (ExitShape* shape : exit_order_) {
    // A phi whose operands are one constant is that constant.
    auto simplify = [](llvm::PHINode* phi) -> llvm::Value* {
      llvm::Value* same = phi->hasConstantValue();
      if (!same || !llvm::isa<llvm::Constant>(same)) return phi;
      phi->eraseFromParent();
      return same;
    };
    std::vector<llvm::Value*> values;
    for (llvm::PHINode* phi : shape->values)
      values.push_back(simplify(phi));
    b_.SetInsertPoint(shape->block);
    finish_exit(*shape, values);
  }
}

void Lowering::finish_exit(const ExitShape& shape, const std::vector<llvm::Value*>& values) {
  size_t next = 0;
  auto lowered = [&](lir::ValueId v) -> Lowered {
    if (unit_.op(v) == Opcode::Konst || unit_.type(v) == Type::Nil) return get(v);
    llvm::Value* value = values[next++];
    return {value, unit_.type(v) == Type::Any ? values[next++] : nullptr};
  };
  llvm::Value* innermost_code = nullptr;
  // A callee's link needs its caller's code, which the next round of the loop finds.
  const lir::Snapshot* callee = nullptr;
  uint32_t levels = 0;
  for (lir::SnapId s = shape.sample; s; s = unit_.snap(s).parent) {
    const lir::Snapshot& snap = unit_.snap(s);
    llvm::Value* function = snap.parent ? lowered(snap.function).value : nullptr;
    llvm::Value* code = code_of(function, snap.base);
    if (s == shape.sample)
      innermost_code = code;
    else
      write_link(*callee, snap, code);
    if (function) write_slot(int64_t(snap.base) - kFrameSlots, Type::Fun, {function, nullptr});
    for (const lir::SnapEntry& entry : snap.entries)
      if (unit_.op(entry.value) != Opcode::Dead)
        write_slot(int64_t(snap.base) + entry.reg.number, unit_.type(entry.value),
                   lowered(entry.value));
    callee = &snap;
    levels += lir::takes_level(snap.role);
  }
  change_levels(levels);
  write_top(unit_.snap(shape.sample));
  llvm::Value* id = b_.CreatePtrToInt(shape.id, b_.getInt64Ty());
  llvm::Value* number = b_.CreateSub(b_.CreateAnd(id, b_.getInt64(kMaxExits)), b_.getInt64(1));
  llvm::Value* resume =
      b_.CreateGEP(b_.getInt64Ty(), innermost_code, b_.CreateLShr(id, b_.getInt64(kExitPcShift)));
  llvm::Value* base = at(base_, int64_t(unit_.snap(shape.sample).base) * int64_t(kSlotBytes));
  tail_call_exit(number, resume, base);
}

// Where the bytecode of a frame starts; a null function is that of the frame on the stack at
// `base`. The unit is entered with a pc of its entry frame.
llvm::Value* Lowering::code_of(llvm::Value* function, uint32_t base) {
  if (!function && base == unit_.base) return at(pc_, -int64_t(unit_.pc) * int64_t(sizeof(Insn)));
  if (!function) function = frame_function(base);
  llvm::Value* proto =
      load_immutable(b_.getPtrTy(), at(function, int64_t(field_offset(lir::Field::FunProto))));
  return load_immutable(b_.getPtrTy(), at(proto, int64_t(kProtoCodeOffset)));
}

namespace {

FrameKind kind_of(lir::FrameRole role) {
  switch (role) {
  case lir::FrameRole::Store:
    return FrameKind::MetaStore;
  case lir::FrameRole::Discard:
    return FrameKind::MetaDiscard;
  case lir::FrameRole::Compare:
    return FrameKind::MetaCompare;
  case lir::FrameRole::Vararg:
    return FrameKind::Vararg;
  default:
    return FrameKind::Lua;
  }
}

}  // namespace

// How many results the caller of a frame wants, which goes on at `ret`: as the instruction in front
// of that place, which is loaded code for a call, puts it into the link.
llvm::Value* Lowering::results_wanted(llvm::Value* ret) {
  int64_t offset = offsetof(Insn::Fields, wide) - int64_t(sizeof(Insn));
  llvm::Value* link = b_.CreateLoad(b_.getInt32Ty(), at(ret, offset));
  llvm::Value* wanted = b_.CreateLShr(link, b_.getInt32(kLinkResultsShift));
  return b_.CreateZExt(b_.CreateTrunc(wanted, b_.getInt8Ty()), b_.getInt64Ty());
}

// The link of a callee: how it returns to the caller, which the snapshot describes as it goes on
// after the call.
void Lowering::write_link(const lir::Snapshot& callee, const lir::Snapshot& caller,
                          llvm::Value* caller_code) {
  using lir::FrameRole;
  bool is_call = callee.role == FrameRole::Call;
  llvm::Value* ret = at(caller_code, int64_t(caller.pc) * int64_t(sizeof(Insn)));
  llvm::Value* results = is_call ? results_wanted(ret) : b_.getInt64(callee.result);
  if (callee.role == FrameRole::Vararg) {
    ret = llvm::ConstantPointerNull::get(b_.getPtrTy());
    results = b_.getInt64(0);
  }
  uint64_t fixed = uint64_t(callee.tails ? Tag::TailLink : Tag::FrameLink) |
                   uint64_t(kind_of(callee.role)) << kLinkKindShift |
                   uint64_t(callee.tails) << kLinkTailsShift |
                   uint64_t(callee.base - caller.base) * sizeof(Value) << kLinkDistanceShift;
  llvm::Value* rest =
      b_.CreateOr(b_.CreateShl(results, b_.getInt64(kLinkResultsShift)), b_.getInt64(fixed));
  Place link = slot_place(base_, int64_t(callee.base) - 1);
  store(ret, link.payload, link.alias);
  store(rest, link.tag, link.alias);
}

// The runtime counts the frames that take a level; `levels` of them are above the unit's own now.
void Lowering::change_levels(uint32_t levels) {
  if (levels == unit_.levels) return;
  llvm::Value* address = at(state_, int64_t(kStateDepthOffset));
  llvm::Value* depth = load(b_.getInt16Ty(), address, lir::AliasClass::State);
  store(b_.CreateAdd(depth, b_.getInt16(uint16_t(levels - unit_.levels))), address,
        lir::AliasClass::State);
}

// The end of an open list of values; the handler of exits sets any other top.
void Lowering::write_top(const lir::Snapshot& innermost) {
  if (!innermost.top) return;
  llvm::Value* top = slot_place(base_, int64_t(innermost.base) + innermost.top - 1).payload;
  store(top, at(state_, int64_t(kStateTopOffset)), lir::AliasClass::StateTop);
}

void Lowering::write_slot(int64_t slot, Type type, Lowered lowered) {
  Place place = slot_place(base_, slot);
  Lowered any = boxed(lowered, type);
  if (any.value) store(lowered.value, place.payload, place.alias);
  store(any.tag, place.tag, place.alias, MemoryPart::Tag);
}

void Lowering::tail_call_exit(llvm::Value* number, llvm::Value* pc, llvm::Value* base) {
  llvm::Value* table = b_.CreateConstInBoundsGEP2_32(data_type_, data_, 0, UnitData::kExits);
  llvm::Value* entry = b_.CreateInBoundsGEP(b_.getPtrTy(), table, number);
  // Read anew at each exit: the table is re-linked while code runs.
  llvm::Value* handler = b_.CreateLoad(b_.getPtrTy(), entry);
  llvm::Value* owner = b_.CreateLoad(b_.getPtrTy(), data_);
  llvm::CallInst* call =
      b_.CreateCall(function_->getFunctionType(), handler,
                    {pc, base, state_, dispatch_, owner, b_.CreateTrunc(number, b_.getInt32Ty())});
  call->setCallingConv(llvm::CallingConv::PreserveNone);
  call->setTailCallKind(llvm::CallInst::TCK_MustTail);
  call->setDoesNotThrow();
  b_.CreateRetVoid();
}

}  // namespace perilune::jit
