// Alias metadata; see alias.h.
#include "jit/lower/alias.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Metadata.h"

namespace perilune::jit {

using namespace llvm;

void AliasMetadata::annotate(Instruction* access, lir::AliasClass alias, MemoryPart part) {
  MDNode*& tag = access_tags_[unsigned(alias)][unsigned(part)];
  if (!tag) {
    if (!root_) root_ = builder_.createTBAARoot("perilune");
    std::string name(lir::alias_class_name(alias));
    if (part == MemoryPart::Tag) name += " tags";
    MDNode* type = builder_.createTBAAScalarTypeNode(name, root_);
    tag = builder_.createTBAAStructTagNode(type, type, 0);
  }
  access->setMetadata(LLVMContext::MD_tbaa, tag);
  scope(alias);
  access->setMetadata(LLVMContext::MD_alias_scope, scope_lists_[unsigned(alias)]);
}

void AliasMetadata::annotate_immutable(Instruction* load) {
  load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(context_, {}));
}

void AliasMetadata::annotate_call(CallInst* call, lir::Effects effects) {
  SmallVector<Metadata*, lir::kAliasClassCount> excluded;
  for (unsigned i = 0; i < lir::kAliasClassCount; ++i) {
    auto alias = lir::AliasClass(i);
    if (!effects.reads_class(alias) && !effects.writes_class(alias))
      excluded.push_back(scope(alias));
  }
  call->setMetadata(LLVMContext::MD_noalias, MDNode::get(context_, excluded));
}

MDNode* AliasMetadata::scope(lir::AliasClass alias) {
  MDNode*& node = scopes_[unsigned(alias)];
  if (!node) {
    if (!domain_) domain_ = builder_.createAnonymousAliasScopeDomain("perilune");
    node = builder_.createAnonymousAliasScope(domain_, lir::alias_class_name(alias));
    scope_lists_[unsigned(alias)] = MDNode::get(context_, {node});
  }
  return node;
}

}  // namespace perilune::jit
