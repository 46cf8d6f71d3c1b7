// The error of a compilation: the first one counts, everything after it is only unwinding.
#pragma once

#include <string>
#include <string_view>

#include "runtime/bytecode/chunk_id.h"

namespace perilune::frontend {

class Diagnostics {
public:
  Diagnostics(std::string_view chunk_name, bytecode::ChunkIdForm form)
      : chunk_name_(chunk_name), form_(form) {}

  bool failed() const { return failed_; }
  const std::string& message() const { return message_; }

  // Keeps "chunk:line: message", with " near token" when `near` is not empty.
  void fail_at(int line, std::string_view message, std::string_view near);
  // Keeps the message as it is, without a position.
  void fail_plain(std::string_view message);

private:
  std::string_view chunk_name_;
  const bytecode::ChunkIdForm form_;
  std::string message_;
  bool failed_ = false;
};

}  // namespace perilune::frontend
