// New objects: a bump of a pointer and the stores that make the object, with a call where the heap
// has to look for memory.
#include "jit/lower/lowering.h"
#include "runtime/table_layout.h"

namespace perilune::jit {

using lir::AliasClass;
using lir::Type;

// A cell of so many bytes; `otherwise` is the call that gives the object when there is none at
// hand, or null, which exits. What it gives is initialised once more.
llvm::Value* Lowering::allocate(size_t bytes, lir::SnapId exit,
                                llvm::function_ref<llvm::CallInst*()> otherwise) {
  llvm::Value* global = load_immutable(b_.getPtrTy(), at(state_, int64_t(kStateGlobalOffset)));
  llvm::Value* heap = at(global, int64_t(kGlobalHeapOffset));
  llvm::Value* bin = at(heap, int64_t(gc::Heap::bin_of(bytes)));
  llvm::Value* cursor_at = at(bin, int64_t(kBinCursorOffset));
  llvm::Value* cell = load(b_.getPtrTy(), cursor_at, AliasClass::Gc);
  llvm::Value* limit = load(b_.getPtrTy(), at(bin, int64_t(kBinLimitOffset)), AliasClass::Gc);
  auto* quick = llvm::BasicBlock::Create(context_, "", function_);
  auto* search = llvm::BasicBlock::Create(context_, "allocate", function_);
  auto* next = llvm::BasicBlock::Create(context_, "", function_);
  b_.CreateCondBr(b_.CreateICmpNE(cell, limit), quick, search, likely_);

  b_.SetInsertPoint(quick);
  bytes = gc::Heap::usable_size(bytes);
  store(at(cell, int64_t(bytes)), cursor_at, AliasClass::Gc);
  llvm::Value* count_at = at(heap, int64_t(gc::Heap::bytes_offset()));
  llvm::Value* count = load(b_.getInt64Ty(), count_at, AliasClass::Gc);
  store(b_.CreateAdd(count, b_.getInt64(bytes)), count_at, AliasClass::Gc);
  b_.CreateBr(next);

  b_.SetInsertPoint(search);
  llvm::CallInst* found = otherwise();
  guard(b_.CreateIsNotNull(found), exit);
  llvm::BasicBlock* from = b_.GetInsertBlock();
  b_.CreateBr(next);

  b_.SetInsertPoint(next);
  llvm::PHINode* object = b_.CreatePHI(b_.getPtrTy(), 2);
  object->addIncoming(cell, quick);
  object->addIncoming(found, from);
  return object;
}

void Lowering::make_table(lir::ValueId v) {
  lir::SnapId exit = unit_.inst(v).snap;
  auto make = [&] {
    llvm::CallInst* call = call_symbol(
        "tab.make", {state_, arg(v, 0), arg(v, 1), arg(v, 2), arg(v, 3)}, b_.getPtrTy());
    alias_.annotate_call(call, unit_.effects(v));
    return call;
  };
  std::optional<int64_t> elements = unit_.int_value(unit_.arg(v, 1));
  std::optional<int64_t> properties = unit_.int_value(unit_.arg(v, 2));
  std::optional<int64_t> number = unit_.int_value(unit_.arg(v, 3));
  auto fits = [](std::optional<int64_t> n) { return n && *n >= 0 && *n <= TableLayout::kMost; };
  if (!fits(elements) || !fits(properties) || !number) return check_result(v, make(), Type::Tab);

  const TableLayout& layout = TableLayout::of(uint32_t(*elements), uint32_t(*properties));
  llvm::Value* table = allocate(layout.bytes, exit, make);
  auto word = [&](size_t offset, uint64_t value, AliasClass alias,
                  MemoryPart part = MemoryPart::Payload) {
    store(b_.getInt64(value), at(table, int64_t(offset)), alias, part);
  };
  auto vector = [&](size_t offset, uint16_t base, AliasClass alias) {
    llvm::Value* none = llvm::ConstantPointerNull::get(b_.getPtrTy());
    store(base ? at(table, base) : none, at(table, int64_t(offset)), alias);
  };
  word(0, layout.first_word(uint32_t(*number)), AliasClass::TabKind);
  store(arg(v, 0), at(table, int64_t(kTableShapeOffset)), AliasClass::TabShape);
  vector(kTableSlotsOffset, layout.slots, AliasClass::TabSlots);
  vector(kTableArrayOffset, layout.array, AliasClass::TabArray);
  word(kTableSizesOffset, uint64_t{layout.array_capacity} << 32, AliasClass::TabAsize);
  // The tags of the slots, or else what would be the hash part.
  AliasClass behind = layout.slots   ? AliasClass::Prop
                      : layout.array ? AliasClass::Arr
                                     : AliasClass::TabHash;
  for (size_t offset = Table::kInsideOffset;
       offset < layout.slots || offset == Table::kInsideOffset; offset += 8)
    word(offset, 0, behind, MemoryPart::Tag);
  set(v, table);
}

}  // namespace perilune::jit
