// The plug-in's one export.
#include "jit/orc/session.h"

namespace perilune::jit {

namespace {

Codegen* create(const Symbol* symbols, std::string* error) {
  return Codegen::create(symbols, Tuning{}, error);
}
void destroy(Codegen* codegen) { delete codegen; }
void compile(Codegen* codegen, const CompileRequest& request, CompileResult* result) {
  codegen->compile(request, result);
}
void release(Codegen* codegen, void* handle) { codegen->release(handle); }

constexpr CodegenApi kApi = {CodegenApi::kVersion, create, destroy, compile, release};

}  // namespace

}  // namespace perilune::jit

extern "C" [[gnu::visibility("default")]] const perilune::jit::CodegenApi* perilune_codegen_api() {
  return &perilune::jit::kApi;
}
