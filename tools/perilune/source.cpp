// Reading of source text.
#include "tools/perilune/source.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace perilune::cli {

namespace {

bool read_all(int file, std::string* text) {
  constexpr size_t kPiece = 64 * 1024;
  size_t size = 0;
  for (;;) {
    text->resize(size + kPiece);
    ssize_t got = read(file, text->data() + size, kPiece);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      text->resize(size);
      return got == 0;
    }
    size += static_cast<size_t>(got);
  }
}

std::string failure(const char* what, const char* name) {
  return std::string("cannot ") + what + " " + name + ": " + strerror(errno);
}

}  // namespace

bool read_source(const char* path, Source* source, std::string* error) {
  const char* name = path ? path : "stdin";
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  if (file < 0) {
    *error = failure("open", name);
    return false;
  }
  bool ok = read_all(file, &source->text);
  if (!ok) *error = failure("read", name);
  if (path) close(file);
  if (!ok) return false;
  source->chunk_name = (path ? "@" : "=") + std::string(name);
  return true;
}

}  // namespace perilune::cli
