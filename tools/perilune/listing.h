// The bytecode listing of `--dump=bytecode`.
#pragma once

#include <string>
#include <string_view>

#include "runtime/bytecode/function.h"

namespace perilune::cli {

// The disassembly of a chunk: of all its functions when `filter` is empty, otherwise of those that
// are called so. A function is called what it is first stored in: the name of a local variable,
// upvalue, global or field; the chunk itself is called "main".
std::string list_chunk(const bytecode::Function& chunk, std::string_view filter);

}  // namespace perilune::cli
