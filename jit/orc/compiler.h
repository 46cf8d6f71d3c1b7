// From LLVM IR to object files: the target machine, the passes over IR and code generation.
#pragma once

#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>
#include <string>

namespace perilune::jit {

/// What a compile spends. The figures behind the default are in README.md.
struct Tuning {
  llvm::CodeGenOptLevel level = llvm::CodeGenOptLevel::Less;
  bool fast_isel = false;  // instead of SelectionDAG
};

/// Compiles modules for this machine, one at a time; a generator's worker owns one.
class Compiler {
public:
  /// Null when LLVM has no target for this machine, with the reason.
  static std::unique_ptr<Compiler> create(const Tuning& tuning, std::string* error);
  ~Compiler();

  const llvm::DataLayout& data_layout() const { return data_layout_; }
  const llvm::Triple& triple() const { return machine_->getTargetTriple(); }

  void optimise(llvm::Function& function);
  /// Uses the module up. Null on failure.
  std::unique_ptr<llvm::MemoryBuffer> emit_object(llvm::Module& module);
  std::string emit_assembly(const llvm::Module& module);

private:
  explicit Compiler(std::unique_ptr<llvm::TargetMachine> machine);
  struct Passes;   // over IR
  struct Backend;  // instruction selection to object file

  std::unique_ptr<llvm::TargetMachine> machine_;
  llvm::DataLayout data_layout_;
  std::unique_ptr<Passes> passes_;
  std::unique_ptr<Backend> backend_;
};

}  // namespace perilune::jit
