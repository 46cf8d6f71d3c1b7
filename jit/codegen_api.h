// The boundary between the main binary and the code generator's plug-in (jit/lower and jit/orc, a
// shared object that holds LLVM). The plug-in exports one function, `perilune_codegen_api`.
//
// The machine convention of a compiled trace is that of an interpreter handler (preserve_none):
//
//   void trace(const Insn* pc, Value* base, State* L, const Dispatch* dispatch, const Value* k,
//   uint32_t)
//
// It is entered by a tail call with pc at its first instruction and base at its frame; k and the
// last argument are not used. Every exit writes the slots that its snapshot names (payload and tag
// as two scalars), builds the inlined frames of the snapshot (function, link, registers), and
// tail-calls through `exit_table[number]` with pc at the instruction to resume, base at the
// innermost frame, L and dispatch as they came in, `k` = the CompiledUnit's `owner`, and the exit's
// number as last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace perilune::lir {
class Unit;
}

namespace perilune::jit {

// Runtime functions that code calls by name (jit/orc/symbols.def) with their addresses.
struct Symbol {
  const char* name;
  const void* address;
};

struct CompileRequest {
  const lir::Unit* unit = nullptr;     // verified; exits are numbered by lir::SnapId::index
  void* owner = nullptr;               // handed to the exit handlers
  const void* exit_handler = nullptr;  // initial content of every entry of the exit table
  bool want_llvm = false;              // fill in CompileResult::llvm
  bool want_assembly = false;          // fill in CompileResult::assembly
};

struct CompileResult {
  void* entry = nullptr;              // null when `error` says why not
  const void** exit_table = nullptr;  // one entry a snapshot of the unit
  uint32_t exit_count = 0;
  size_t code_bytes = 0;
  void* handle = nullptr;  // for release
  std::string llvm;        // LLVM IR after optimisation
  std::string assembly;
  std::string error;
};

class Codegen;

struct CodegenApi {
  static constexpr uint32_t kVersion = 1;
  uint32_t version;
  // `symbols` ends with a null name and must outlive the generator. Null on failure, with the
  // reason.
  Codegen* (*create)(const Symbol* symbols, std::string* error);
  void (*destroy)(Codegen*);
  void (*compile)(Codegen*, const CompileRequest&, CompileResult*);
  // Frees the code of one unit; nothing may be running in it.
  void (*release)(Codegen*, void* handle);
};

}  // namespace perilune::jit

extern "C" const perilune::jit::CodegenApi* perilune_codegen_api();
