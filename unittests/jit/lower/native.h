// Runs units as machine code: a harness that compiles LIR text through the plug-in's interface and
// calls it on a stack of its own, with an exit handler that records where the code left.
#pragma once

#include "jit/codegen_api.h"
#include "jit/ir/ir.h"
#include "runtime/state.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::jit::test {

using bytecode::Word;

/// Where a run left, and with what.
struct Exit {
  int number = -1;            // -1: it has not
  const Word* pc = nullptr;
  Value* base = nullptr;
  void* owner = nullptr;
  State* state = nullptr;
  const Dispatch* dispatch = nullptr;
};

/// Parses and verifies the one unit of a text; fails the test when it is wrong.
lir::Unit parse_unit(std::string_view text);

/// The generator that all tests of a process share.
Codegen* codegen();

/// A compiled unit; its code is released with it.
class Native {
 public:
  explicit Native(const lir::Unit& unit, bool dumps = false);
  explicit Native(std::string_view text) : Native(parse_unit(text)) {}
  ~Native();
  Native(const Native&) = delete;
  Native& operator=(const Native&) = delete;

  /// Calls the code with `stack` slots from `base` on.
  Exit run(Value* base);
  Exit run(std::vector<Value>& stack, size_t base = 0) { return run(stack.data() + base); }

  const CompileResult& result() const { return result_; }
  const Word* pc() const { return code_ + entry_pc_; }  // what the unit is entered with
  const Word* code() const { return code_; }

 private:
  CompileResult result_;
  uint32_t entry_pc_;
  Word code_[64] = {};
};

/// The state that runs get, with nothing in it but what code reads.
State* fake_state();
Global* fake_global();
const Dispatch* fake_dispatch();

}  // namespace perilune::jit::test
