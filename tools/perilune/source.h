// Source text from files and from the standard input.
#pragma once

#include <string>

namespace perilune::cli {

struct Source {
  std::string text;
  std::string chunk_name;  // "@file" or "=stdin"
};

// Reads a file, or the standard input when `path` is null. On failure `*error` says why.
bool read_source(const char* path, Source* source, std::string* error);

}  // namespace perilune::cli
