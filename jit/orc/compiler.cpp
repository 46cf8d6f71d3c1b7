// The target machine of this computer, and code generation; see compiler.h.
#include "jit/orc/compiler.h"

#include "jit/orc/passes.h"

#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/Transforms/Utils/Cloning.h"

namespace perilune::jit {

using namespace llvm;

namespace {

// Options that LLVM offers by name only.
void set_option(StringRef name, bool value) {
  auto& options = cl::getRegisteredOptions();
  auto it = options.find(name);
  if (it != options.end()) static_cast<cl::opt<bool>*>(it->second)->setValue(value);
}

std::string host_features() {
  std::string features;
  for (const auto& [name, enabled] : sys::getHostCPUFeatures()) {
    if (!features.empty()) features += ',';
    features += (enabled ? "+" : "-");
    features += name;
  }
  return features;
}

// One .text section a module: ORC's linker is slow with many.
TargetOptions target_options(const Tuning& tuning) {
  TargetOptions options;
  options.FunctionSections = false;
  options.DataSections = false;
  options.EmitAddrsig = false;
  options.EnableFastISel = tuning.fast_isel;
  return options;
}

}  // namespace

// A pass manager that serves module after module; what it writes collects in `buffer`.
struct Compiler::Backend {
  legacy::PassManager passes;
  SmallVector<char, 0> buffer;
  raw_svector_ostream stream{buffer};
};

struct Compiler::Passes : FunctionPipeline {
  using FunctionPipeline::FunctionPipeline;
};

std::unique_ptr<Compiler> Compiler::create(const Tuning& tuning, std::string* error) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  // Loop strength reduction costs more time than it gains in code whose loops LIR has shaped.
  set_option("disable-lsr", true);
  // Payloads and tags go out as separate scalars: a merged store would be read in parts, or worse,
  // parts of it be read as one.
  set_option("combiner-store-merging", false);
  Triple triple(sys::getProcessTriple());
  const Target* target = TargetRegistry::lookupTarget(triple, *error);
  if (!target) return nullptr;
  std::unique_ptr<TargetMachine> machine(target->createTargetMachine(
      triple, sys::getHostCPUName(), host_features(), target_options(tuning), Reloc::PIC_,
      CodeModel::Small, tuning.level, true));
  if (!machine) {
    *error = "no code generator for " + triple.str();
    return nullptr;
  }
  machine->setFastISel(tuning.fast_isel);
  std::unique_ptr<Compiler> compiler(new Compiler(std::move(machine)));
  MCContext* context = nullptr;
  if (compiler->machine_->addPassesToEmitMC(compiler->backend_->passes, context,
                                            compiler->backend_->stream)) {
    *error = "no object files for " + triple.str();
    return nullptr;
  }
  return compiler;
}

Compiler::Compiler(std::unique_ptr<TargetMachine> machine)
    : machine_(std::move(machine)), data_layout_(machine_->createDataLayout()),
      passes_(new Passes(*machine_)), backend_(new Backend) {}

Compiler::~Compiler() = default;

void Compiler::optimise(Function& function) { passes_->run(function); }

std::unique_ptr<MemoryBuffer> Compiler::emit_object(Module& module) {
  backend_->passes.run(module);
  SmallVector<char, 0> object(backend_->buffer.begin(), backend_->buffer.end());
  backend_->buffer.clear();
  return std::make_unique<SmallVectorMemoryBuffer>(std::move(object), module.getName(), false);
}

std::string Compiler::emit_assembly(const Module& module) {
  SmallVector<char, 0> text;
  raw_svector_ostream stream(text);
  legacy::PassManager passes;
  if (machine_->addPassesToEmitFile(passes, stream, nullptr, CodeGenFileType::AssemblyFile))
    return {};
  passes.run(*CloneModule(module));
  return std::string(text.data(), text.size());
}

}  // namespace perilune::jit
