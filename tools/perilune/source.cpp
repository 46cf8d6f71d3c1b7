// Reading of source text.
#include "tools/perilune/source.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
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

// The newline of a first line that is skipped stays, so that line numbers are right.
void skip_preamble(std::string* text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  size_t skipped = text->starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (skipped < text->size() && (*text)[skipped] == '#') {
    size_t newline = text->find('\n', skipped);
    skipped = newline == text->npos ? text->size() : newline;
  }
  text->erase(0, skipped);
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
  skip_preamble(&source->text);
  source->chunk_name = (path ? "@" : "=") + std::string(name);
  return true;
}

}  // namespace perilune::cli
