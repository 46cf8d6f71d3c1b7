// Warnings on the standard error.
#include "runtime/warning.h"

#include <cstdio>

namespace perilune {

void Warnings::emit(std::string_view piece, bool to_continue) {
  if (!continues && !to_continue && piece.starts_with('@')) {
    if (piece == "@on" || piece == "@off") on = piece == "@on";
    return;
  }
  bool starts = !continues;
  continues = to_continue;
  if (!on) return;
  if (starts) {
    std::fflush(stdout);
    std::fputs("Lua warning: ", stderr);
  }
  // Up to the first zero, as stock Lua prints it.
  std::fwrite(piece.data(), 1, piece.substr(0, piece.find('\0')).size(), stderr);
  if (!to_continue) {
    std::fputc('\n', stderr);
    std::fflush(stderr);
  }
}

}  // namespace perilune
