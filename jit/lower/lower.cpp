// The driver of lowering: data, function and blocks of a module, and the dispatch over families.
#include "jit/lower/lowering.h"

#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace perilune::jit {

using lir::Opcode;

std::string function_symbol(const lir::Unit& unit) {
  // The prefix keeps the names of units apart from those of helpers.
  return (unit.kind == lir::UnitKind::Trace ? "trace " : "func ") + unit.name;
}
std::string data_symbol(const lir::Unit& unit) { return "data " + unit.name; }

std::string lower(const lir::Unit& unit, llvm::Module& module) {
  return Lowering(unit, module).run();
}

Lowering::Lowering(const lir::Unit& unit, llvm::Module& module)
    : unit_(unit), module_(module), context_(module.getContext()), b_(context_), alias_(context_),
      likely_(llvm::MDBuilder(context_).createBranchWeights(1 << 20, 1)),
      values_(unit.value_count()), stubs_(unit.snap_count()) {}

std::string Lowering::run() {
  if (unit_.snap_count() > kMaxExits) return "too many snapshots";
  create_data();
  create_function();
  create_blocks();
  for (lir::BlockId block : reverse_postorder()) {
    lower_block(block);
    if (!error_.empty()) return error_;
  }
  finish_exits();
#ifndef NDEBUG
  llvm::raw_string_ostream stream(error_);
  llvm::verifyFunction(*function_, &stream);
#endif
  return error_;
}

void Lowering::create_data() {
  llvm::Type* word = b_.getInt64Ty();
  data_type_ = llvm::StructType::get(b_.getPtrTy(), llvm::ArrayType::get(word, unit_.konst_count()),
                                     llvm::ArrayType::get(b_.getPtrTy(), unit_.snap_count()));
  data_ = new llvm::GlobalVariable(module_, data_type_, false, llvm::GlobalValue::ExternalLinkage,
                                   llvm::Constant::getNullValue(data_type_), data_symbol(unit_));
  data_->setDSOLocal(true);
  data_->setAlignment(llvm::Align(8));
}

void Lowering::create_function() {
  llvm::Type* ptr = b_.getPtrTy();
  auto* type =
      llvm::FunctionType::get(b_.getVoidTy(), {ptr, ptr, ptr, ptr, ptr, b_.getInt32Ty()}, false);
  function_ = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage,
                                     function_symbol(unit_), module_);
  function_->setCallingConv(llvm::CallingConv::PreserveNone);
  function_->setDoesNotThrow();
  function_->setDSOLocal(true);
  pc_ = function_->getArg(0);
  base_ = function_->getArg(1);
  state_ = function_->getArg(2);
  dispatch_ = function_->getArg(3);
  const char* names[] = {"pc", "base", "L", "dispatch"};
  for (unsigned i = 0; i < 4; ++i)
    function_->getArg(i)->setName(names[i]);
}

void Lowering::create_blocks() {
  // LLVM's entry block cannot be jumped to, LIR's can (`loop`).
  auto* start = llvm::BasicBlock::Create(context_, "start", function_);
  b_.SetInsertPoint(start);
  base_ = at(base_, -int64_t(unit_.base) * int64_t(kSlotBytes));
  blocks_.resize(unit_.block_count());
  params_.resize(unit_.block_count());
  for (uint32_t i = 0; i < unit_.block_count(); ++i) {
    const lir::Block& block = unit_.block({i});
    blocks_[i] = llvm::BasicBlock::Create(context_, block.name, function_);
    b_.SetInsertPoint(blocks_[i]);
    for (lir::ValueId p : block.params) {
      lir::Type type = unit_.type(p);
      if (type == lir::Type::Nil) continue;
      llvm::PHINode* phi = b_.CreatePHI(llvm_type(type), 2);
      params_[i].push_back(phi);
      llvm::PHINode* tag = nullptr;
      if (type == lir::Type::Any) params_[i].push_back(tag = b_.CreatePHI(b_.getInt8Ty(), 2));
      set(p, phi, tag);
    }
  }
  b_.SetInsertPoint(start);
  b_.CreateBr(blocks_[0]);
}

// Definitions come before uses in this order, whatever the order of the text.
std::vector<lir::BlockId> Lowering::reverse_postorder() const {
  std::vector<lir::BlockId> order;
  std::vector<bool> seen(unit_.block_count());
  std::vector<std::pair<lir::BlockId, size_t>> stack{{unit_.entry(), 0}};
  seen[0] = true;
  while (!stack.empty()) {
    auto& [block, next] = stack.back();
    std::span<const lir::Target> targets = unit_.targets(unit_.terminator(block));
    if (next == targets.size()) {
      order.push_back(block);
      stack.pop_back();
      continue;
    }
    lir::BlockId target = targets[next++].block;
    if (!seen[target.index]) {
      seen[target.index] = true;
      stack.push_back({target, 0});
    }
  }
  std::reverse(order.begin(), order.end());
  return order;
}

void Lowering::lower_block(lir::BlockId block) {
  b_.SetInsertPoint(blocks_[block.index]);
  for (lir::ValueId v : unit_.block(block).insts) {
    lower_inst(v);
    if (!error_.empty()) return;
  }
}

void Lowering::lower_inst(lir::ValueId v) {
  if (unit_.op(v) == Opcode::Snap) return;
  if (lower_arithmetic(v) || lower_conversion(v) || lower_comparison(v) || lower_guard(v) ||
      lower_memory(v) || lower_call(v) || lower_control(v))
    return;
  error_ = "no lowering of " + std::string(lir::op_info(unit_.op(v)).text);
}

Lowered Lowering::get(lir::ValueId v) {
  const lir::Inst& inst = unit_.inst(v);
  switch (inst.op) {
  case Opcode::Konst:
    return {load_konst(unit_.konst_of(v)), nullptr};
  case Opcode::Const:
    if (inst.type == lir::Type::I64) return {b_.getInt64(uint64_t(inst.imm)), nullptr};
    if (inst.type == lir::Type::Bool) return {b_.getInt1(inst.imm != 0), nullptr};
    if (inst.type == lir::Type::F64)
      return {llvm::ConstantFP::get(context_, llvm::APFloat(std::bit_cast<double>(inst.imm))),
              nullptr};
    return {};
  default:
    return values_[v.index];
  }
}

void Lowering::set(lir::ValueId v, llvm::Value* value, llvm::Value* tag) {
  values_[v.index] = {value, tag};
  if (context_.shouldDiscardValueNames()) return;
  std::string name(unit_.value_name(v));
  // Constants have no names, and a value that merely passes through keeps its first one.
  if (value && !name.empty() && !llvm::isa<llvm::Constant>(value) && !value->hasName())
    value->setName(name);
  if (tag && !name.empty() && !llvm::isa<llvm::Constant>(tag) && !tag->hasName())
    tag->setName(name + ".tag");
}

// Loaded where it is used: the load costs nothing as an operand, and nothing when it is repeated.
llvm::Value* Lowering::load_konst(lir::KonstId k) {
  llvm::Value* address = b_.CreateConstInBoundsGEP2_32(data_type_, data_, 0, UnitData::kKonsts);
  address = at(address, int64_t(k.index) * 8);
  return load_immutable(llvm_type(lir::konst_info(unit_.konst(k).kind).type), address);
}

}  // namespace perilune::jit
