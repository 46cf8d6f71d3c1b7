// Positions and the form of syntax errors.
#include "frontend/diag.h"

namespace perilune::frontend {

void Diagnostics::fail_plain(std::string_view message) {
  if (failed_) return;
  failed_ = true;
  message_ = message;
}

void Diagnostics::fail_at(int line, std::string_view message, std::string_view near) {
  if (failed_) return;
  std::string text = bytecode::chunk_id(chunk_name_, form_) + ':' + std::to_string(line) + ": ";
  text += message;
  if (!near.empty()) text.append(" near ").append(near);
  fail_plain(text);
}

}  // namespace perilune::frontend
