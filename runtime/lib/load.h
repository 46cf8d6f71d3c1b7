// Chunks from text, as load and require make them.
#pragma once

#include "runtime/state.h"

namespace perilune::lib {

// Compiles a chunk whose kind `mode` allows ("b", "t", both) and pushes its function. False with
// the error set.
[[nodiscard]] bool load_chunk(State* L, const SourceText& source, std::string_view name,
                              std::string_view mode, const Value& env);
// Whether a load that has failed was interrupted: then the error is that, and no result of `load`.
bool was_interrupted(State* L);
// What is left of a file's contents behind a byte order mark, where the dialect knows it, and
// behind a first line that starts with '#'; the end of that line stays, so that lines keep their
// numbers (but nothing may stand before a binary chunk).
std::string_view skip_preamble(const State* L, std::string_view text);
// load_chunk of the contents of a file, or of the standard input when `path` is null.
[[nodiscard]] bool load_file(State* L, const char* path, std::string_view mode, const Value& env);

}  // namespace perilune::lib
