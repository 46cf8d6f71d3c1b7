// A function's bytecode as text: stable, without addresses, for people and for FileCheck.
#pragma once

#include <string>

#include "runtime/bytecode/function.h"

namespace perilune::bytecode {

struct DisassemblyOptions {
  bool nested = true;  // list the nested functions too
  bool tables = true;  // list constants, locals and upvalues
};

// The whole listing, the function's own part first, then its nested functions in order. `function`
// must satisfy the verifier.
std::string disassemble(const Function& function, const DisassemblyOptions& options = {});

// What a function is called in listings: "function <file.lua:3,7>".
std::string function_title(const Function& function);

// One instruction without its pc and line: "ADDRK 0 1 2 ; 10".
std::string disassemble_instruction(const Function& function, uint32_t pc);

// A constant as it is listed: strings quoted and escaped, floats distinguishable from integers.
std::string constant_text(const Constant& constant);

}  // namespace perilune::bytecode
