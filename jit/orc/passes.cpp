// The pipeline and the analyses it rests on. LIR has done what needs Lua's meaning; here remain
// common subexpressions (address arithmetic above all) and what is invariant in loops.
#include "jit/orc/passes.h"

#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/BasicAliasAnalysis.h"
#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/BranchProbabilityInfo.h"
#include "llvm/Analysis/LastRunTrackingAnalysis.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/MemorySSA.h"
#include "llvm/Analysis/OptimizationRemarkEmitter.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScopedNoAliasAA.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/Analysis/TypeBasedAliasAnalysis.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/InstSimplifyPass.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"

namespace perilune::jit {

using namespace llvm;

FunctionPipeline::FunctionPipeline(TargetMachine& machine) {
  AAManager aliases;
  aliases.registerFunctionAnalysis<TypeBasedAA>();
  aliases.registerFunctionAnalysis<ScopedNoAliasAA>();
  aliases.registerFunctionAnalysis<BasicAA>();
  auto add = [this](auto analysis) {
    analyses_.registerPass([analysis]() mutable { return std::move(analysis); });
  };
  analyses_.registerPass([aliases = std::move(aliases)]() mutable { return std::move(aliases); });
  analyses_.registerPass([&machine] { return machine.getTargetIRAnalysis(); });
  analyses_.registerPass([&machine] {
    return TargetLibraryAnalysis(TargetLibraryInfoImpl(machine.getTargetTriple()));
  });
  add(AssumptionAnalysis());
  add(BasicAA());
  add(BlockFrequencyAnalysis());
  add(BranchProbabilityAnalysis());
  add(DominatorTreeAnalysis());
  add(LastRunTrackingAnalysis());
  add(LoopAnalysis());
  add(MemorySSAAnalysis());
  add(OptimizationRemarkEmitterAnalysis());
  add(PassInstrumentationAnalysis());
  add(PostDominatorTreeAnalysis());
  add(ScalarEvolutionAnalysis());
  add(ScopedNoAliasAA());
  add(TypeBasedAA());
  analyses_.registerPass([this] { return ModuleAnalysisManagerFunctionProxy(module_analyses_); });
  analyses_.registerPass([this] { return LoopAnalysisManagerFunctionProxy(loop_analyses_); });
  module_analyses_.registerPass([] { return PassInstrumentationAnalysis(); });
  loop_analyses_.registerPass([] { return PassInstrumentationAnalysis(); });
  loop_analyses_.registerPass([this] { return FunctionAnalysisManagerLoopProxy(analyses_); });

  passes_.addPass(EarlyCSEPass(true));
  LoopPassManager loops;
  loops.addPass(LICMPass(LICMOptions()));
  passes_.addPass(createFunctionToLoopPassAdaptor(std::move(loops), true));
  passes_.addPass(InstSimplifyPass());
  passes_.addPass(SimplifyCFGPass());
}

void FunctionPipeline::run(Function& function) {
  passes_.run(function, analyses_);
  analyses_.clear();
  loop_analyses_.clear();
}

}  // namespace perilune::jit
