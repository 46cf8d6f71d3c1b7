// Compilation of a unit: lowering, passes, code generation, linking into the code range.
#include "jit/orc/session.h"

#include "jit/lower/lower.h"
#include "jit/orc/memory.h"

#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/ExecutionEngine/Orc/SelfExecutorProcessControl.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

namespace perilune::jit {

using namespace llvm;

Codegen* Codegen::create(const Symbol* symbols, const Tuning& tuning, std::string* error) {
  std::unique_ptr<Codegen> codegen(new Codegen);
  codegen->range_ = CodeRange::create(CodeRange::kDefaultBytes, symbols->address, error);
  if (!codegen->range_) return nullptr;
  codegen->compiler_ = Compiler::create(tuning, error);
  if (!codegen->compiler_) return nullptr;
  auto control = orc::SelfExecutorProcessControl::Create(
      nullptr, std::make_unique<orc::InPlaceTaskDispatcher>(),
      std::make_unique<CodeMemory>(*codegen->range_));
  if (!control) {
    *error = toString(control.takeError());
    return nullptr;
  }
  codegen->session_ = std::make_unique<orc::ExecutionSession>(std::move(*control));
  codegen->session_->setErrorReporter(
      [self = codegen.get()](Error e) { self->cause_ = toString(std::move(e)); });
  codegen->linker_ = std::make_unique<orc::ObjectLinkingLayer>(
      *codegen->session_, std::make_unique<CodeMemory>(*codegen->range_));
  return codegen->define_symbols(symbols, error) ? codegen.release() : nullptr;
}

Codegen::~Codegen() {
  if (session_) cantFail(session_->endSession());
}

bool Codegen::define_symbols(const Symbol* symbols, std::string* error) {
  helpers_ = &session_->createBareJITDylib("helpers");
  orc::SymbolMap map;
  for (; symbols->name; ++symbols)
    map[session_->intern(symbols->name)] = {orc::ExecutorAddr::fromPtr(symbols->address),
                                            JITSymbolFlags::Exported | JITSymbolFlags::Callable};
  Error failure = helpers_->define(orc::absoluteSymbols(std::move(map)));
  if (!failure) return true;
  *error = toString(std::move(failure));
  return false;
}

void Codegen::compile(const CompileRequest& request, CompileResult* result) {
  *result = {};
  LLVMContext context;
  context.setDiscardValueNames(!request.want_llvm && !request.want_assembly);
  Module module(request.unit->name, context);
  module.setDataLayout(compiler_->data_layout());
  module.setTargetTriple(compiler_->triple());
  result->error = lower(*request.unit, module);
  if (!result->error.empty()) return;
  compiler_->optimise(*module.getFunction(function_symbol(*request.unit)));
  if (request.want_llvm) {
    raw_string_ostream stream(result->llvm);
    module.print(stream, nullptr);
  }
  if (request.want_assembly) result->assembly = compiler_->emit_assembly(module);
  link(compiler_->emit_object(module), request, result);
}

namespace {

size_t text_bytes(MemoryBufferRef object) {
  auto file = object::ObjectFile::createObjectFile(object);
  if (!file) {
    consumeError(file.takeError());
    return 0;
  }
  size_t bytes = 0;
  for (const object::SectionRef& section : (*file)->sections())
    if (section.isText()) bytes += section.getSize();
  return bytes;
}

}  // namespace

// Each unit has a dylib of its own, so that symbols of different units may have the same names.
void Codegen::link(std::unique_ptr<MemoryBuffer> object, const CompileRequest& request,
                   CompileResult* result) {
  result->code_bytes = text_bytes(*object);
  orc::JITDylib& dylib = session_->createBareJITDylib("unit " + std::to_string(++unit_count_));
  dylib.addToLinkOrder(*helpers_);
  Error failure = linker_->add(dylib, std::move(object));
  if (!failure) {
    orc::SymbolStringPtr function = session_->intern(function_symbol(*request.unit));
    orc::SymbolStringPtr data = session_->intern(data_symbol(*request.unit));
    auto found = session_->lookup({{&dylib, orc::JITDylibLookupFlags::MatchExportedSymbolsOnly}},
                                  orc::SymbolLookupSet({function, data}));
    if (found) {
      result->entry = (*found)[function].getAddress().toPtr<void*>();
      result->handle = &dylib;
      fill_data(
          static_cast<char*>(range_->writable_alias((*found)[data].getAddress().toPtr<void*>())),
          request, result);
      return;
    }
    failure = found.takeError();
  }
  // A failing look-up says only that its symbols are missing; the cause has been reported before.
  std::string error = toString(std::move(failure));
  result->error = cause_.empty() ? std::move(error) : std::move(cause_);
  cause_.clear();
  consumeError(session_->removeJITDylib(dylib));
}

void Codegen::fill_data(char* data, const CompileRequest& request, CompileResult* result) {
  const lir::Unit& unit = *request.unit;
  auto** words = reinterpret_cast<const void**>(data);
  words[0] = request.owner;
  for (uint32_t k = 0; k < unit.konst_count(); ++k)
    words[UnitData::konst_index(unit) + k] = unit.konst({k}).object;
  result->exit_table = words + UnitData::exit_index(unit);
  result->exit_count = unit.snap_count();
  for (uint32_t e = 0; e < unit.snap_count(); ++e)
    result->exit_table[e] = request.exit_handler;
}

void Codegen::release(void* handle) {
  consumeError(session_->removeJITDylib(*static_cast<orc::JITDylib*>(handle)));
}

}  // namespace perilune::jit
