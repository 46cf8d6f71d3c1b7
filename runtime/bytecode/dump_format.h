// The header of binary chunks in each dialect, byte for byte that of stock Lua, and how each
// dialect words what is wrong with a chunk.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "runtime/bytecode/dialect.h"

namespace perilune::bytecode {

// Bytes that must be there, and the complaint when others are.
struct HeaderField {
  std::string_view bytes;
  const char* complaint;
};

struct DumpFormat {
  std::span<const HeaderField> header;
  bool reads_header_whole;  // its end is missed before anything in it is looked at
  const char* truncated;
  const char* foreign;    // a good header, but code of another version of Perilune, or of stock Lua
  const char* corrupted;  // code that is not safe to run
  const char* before;     // what stands between the chunk's name and a complaint, and behind it
  const char* after;
  bool has_integers;      // constants may be integers
  bool has_environments;  // upvalue 0 of every function is the enclosing function's
};

// Lives for ever.
const DumpFormat& dump_format(Dialect dialect);

// The number that stands behind the header: it changes with the instruction set.
uint64_t instruction_set_id();

}  // namespace perilune::bytecode
