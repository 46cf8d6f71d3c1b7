// The passes over LLVM IR between lowering and instruction selection.
#pragma once

#include "llvm/Analysis/CGSCCPassManager.h"
#include "llvm/Analysis/LoopAnalysisManager.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Target/TargetMachine.h"

namespace perilune::jit {

/// A function pipeline, made once and run on function after function. Only the analyses that it
/// needs are registered: LLVM's PassBuilder would link every pass there is.
class FunctionPipeline {
public:
  explicit FunctionPipeline(llvm::TargetMachine& machine);
  void run(llvm::Function& function);

private:
  llvm::LoopAnalysisManager loop_analyses_;
  llvm::FunctionAnalysisManager analyses_;
  llvm::ModuleAnalysisManager module_analyses_;
  llvm::FunctionPassManager passes_;
};

}  // namespace perilune::jit
