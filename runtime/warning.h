// Warnings: messages in pieces to the standard error, off until the program turns them on.
#pragma once

#include <string_view>

namespace perilune {

struct Global;

// What `warn` and failing finalizers emit into; one a program.
struct Warnings {
  bool on = false;
  bool continues = false;  // the message under way is not complete

  // A piece of a message; all but the last have `to_continue`. A message of one piece that begins
  // with '@' is a control message: "@on" and "@off" are understood.
  void emit(std::string_view piece, bool to_continue);
};

}  // namespace perilune
