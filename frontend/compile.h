// The compiler's entrance: source text to bytecode.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "frontend/lexer.h"
#include "runtime/bytecode/dialect.h"
#include "runtime/bytecode/function.h"
#include "runtime/bytecode/source_text.h"

namespace perilune::frontend {

// The C levels that stock Lua has in use when a script calls 'load'.
constexpr int kDefaultLevels = 2;

// Compiles a chunk. `chunk_name` is as Lua's: '=name', '@file' or the text itself. On success
// `*out` is the main function, a vararg function with the environment as its only upvalue. On
// failure
// `*error` is the message, word for word as the dialect's stock Lua has it. `levels` are the C
// levels in use, of the 200 that nesting may reach. The source may be any bytes; a first line with
// '#' is the caller's concern: skip_shebang_and_bom().
bool compile(const SourceText& source, std::string_view chunk_name, Dialect dialect,
             std::unique_ptr<bytecode::Function>* out, std::string* error,
             int levels = kDefaultLevels);

}  // namespace perilune::frontend
