// A code generator: compiles units one at a time and keeps their code.
#pragma once

#include "jit/codegen_api.h"
#include "jit/orc/code_range.h"
#include "jit/orc/compiler.h"

#include "llvm/ExecutionEngine/Orc/Core.h"
#include "llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h"

#include <memory>
#include <string>

namespace perilune::jit {

/// What CodegenApi::create makes. All calls come from one thread at a time.
class Codegen {
public:
  static Codegen* create(const Symbol* symbols, const Tuning& tuning, std::string* error);
  ~Codegen();

  void compile(const CompileRequest& request, CompileResult* result);
  void release(void* handle);

  /// Bytes of the code range that units occupy.
  size_t bytes_in_use() const { return range_->bytes_in_use(); }

private:
  Codegen() = default;
  bool define_symbols(const Symbol* symbols, std::string* error);
  void link(std::unique_ptr<llvm::MemoryBuffer> object, const CompileRequest& request,
            CompileResult* result);
  void fill_data(char* data, const CompileRequest& request, CompileResult* result);

  std::unique_ptr<CodeRange> range_;
  std::unique_ptr<Compiler> compiler_;
  std::unique_ptr<llvm::orc::ExecutionSession> session_;
  std::unique_ptr<llvm::orc::ObjectLinkingLayer> linker_;
  llvm::orc::JITDylib* helpers_ = nullptr;
  uint64_t unit_count_ = 0;
  std::string cause_;  // of the failure under way, as ORC reported it
};

}  // namespace perilune::jit
