// The listings of `--dump=bytecode` and `--dump=feedback`.
#pragma once

#include <string>
#include <string_view>

#include "runtime/bytecode/function.h"
#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune::cli {

// The disassembly of a chunk: of all its functions when `filter` is empty, otherwise of those that
// are called so. A function is called what it is first stored in: the name of a local variable,
// upvalue, global or field; the chunk itself is called "main".
std::string list_chunk(const bytecode::Function& chunk, std::string_view filter);

// The instructions of a loaded chunk that have learned something, of the same functions, each with
// what it has learned (runtime/interp/feedback.h).
std::string list_feedback(State* L, const Proto& chunk, std::string_view filter);

}  // namespace perilune::cli
