// The printable name of a chunk, as messages and tracebacks show it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace perilune::bytecode {

// The size of PUC Lua's buffer for such a name, its terminating zero included.
constexpr size_t kChunkIdSize = 60;
constexpr size_t kOldSyntaxSize = 80;

// 5.1 cuts names otherwise than its successors, and leaves more of them in syntax errors.
enum class ChunkIdForm : uint8_t { Modern, Old, OldSyntax };

// The printable form of the chunk name `source`: after '=' the name itself, after '@' the file name
// (its end when it is too long), otherwise the first line of the text as [string "..."].
std::string chunk_id(std::string_view source, ChunkIdForm form = ChunkIdForm::Modern);

}  // namespace perilune::bytecode
