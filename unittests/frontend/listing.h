// Compiles programs for the tests and shows their code.
#pragma once

#include <string>

#include "frontend/compile.h"
#include "runtime/bytecode/disassembler.h"
#include "runtime/bytecode/flow.h"
#include "runtime/bytecode/verifier.h"

namespace perilune::frontend {

inline bool verified(const bytecode::Function& function, std::string* error) {
  return bytecode::verify(function, error) && bytecode::verify_flow(function, error);
}

// The error message of compiling `source`, or "".
inline std::string compile_error(std::string_view source, Dialect dialect = Dialect::Lua54) {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  if (!compile(source, "=x", dialect, &function, &error)) return error;
  if (!verified(*function, &error)) return "verifier: " + error;
  return "";
}

// A function's instructions without pcs and lines, one a line; the error if there is one. The
// VARARGPREP of the chunk and its last return are left out.
inline std::string code(std::string_view source, Dialect dialect = Dialect::Lua54) {
  std::unique_ptr<bytecode::Function> function;
  std::string error, out;
  if (!compile(source, "=x", dialect, &function, &error)) return error;
  if (!verified(*function, &error)) return "verifier: " + error;
  uint32_t pc = 1, next = 0;
  for (; pc < function->code.size(); pc = next) {
    next = pc + bytecode::op_info(bytecode::op_of(function->code[pc])).words();
    if (next == function->code.size()) break;
    out += bytecode::disassemble_instruction(*function, pc) + '\n';
  }
  return out;
}

}  // namespace perilune::frontend
