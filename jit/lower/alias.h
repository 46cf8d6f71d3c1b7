// LIR's alias classes in LLVM's terms.
#pragma once

#include "jit/ir/effects.h"

#include "llvm/IR/Instructions.h"
#include "llvm/IR/MDBuilder.h"

#include <optional>

namespace perilune::jit {

/// Payloads and tags of one class never overlap either: tags are bytes of their own.
enum class MemoryPart : uint8_t { Payload, Tag };

/// Makes the metadata from which LLVM learns which accesses are independent. Loads and stores
/// carry type-based metadata and belong to their class's scope; calls exclude the scopes of the
/// classes that the helper does not touch.
class AliasMetadata {
public:
  explicit AliasMetadata(llvm::LLVMContext& context) : builder_(context), context_(context) {}

  void annotate(llvm::Instruction* access, lir::AliasClass alias, MemoryPart part);
  /// A load of something that does not change while the object lives.
  void annotate_immutable(llvm::Instruction* load);
  void annotate_call(llvm::CallInst* call, lir::Effects effects);

private:
  llvm::MDNode* scope(lir::AliasClass alias);

  llvm::MDBuilder builder_;
  llvm::LLVMContext& context_;
  llvm::MDNode* root_ = nullptr;
  llvm::MDNode* domain_ = nullptr;
  llvm::MDNode* access_tags_[lir::kAliasClassCount][2] = {};
  llvm::MDNode* scopes_[lir::kAliasClassCount] = {};
  llvm::MDNode* scope_lists_[lir::kAliasClassCount] = {};
};

}  // namespace perilune::jit
