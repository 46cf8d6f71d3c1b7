// The printable name of a chunk, as messages and tracebacks show it.
#pragma once

#include <string>
#include <string_view>

namespace perilune::bytecode {

// The size of PUC Lua's buffer for such a name, its terminating zero included.
constexpr size_t kChunkIdSize = 60;

// The printable form of the chunk name `source`: after '=' the name itself, after '@' the file name
// (its end when it is too long), otherwise the first line of the text as [string "..."].
std::string chunk_id(std::string_view source);

}  // namespace perilune::bytecode
