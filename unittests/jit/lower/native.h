// Runs units as machine code: a harness that compiles LIR text through the plug-in's interface and
// calls it on a stack of its own, with an exit handler that records where the code left.
#pragma once

#include "jit/codegen_api.h"
#include "jit/ir/ir.h"
#include "runtime/state.h"

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::jit::test {

/// Where a run left, and with what.
struct Exit {
  int number = -1;  // -1: it has not
  const Insn* pc = nullptr;
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

  /// Calls the code with its frame at `base`. The exit has number -1 when it has been linked to
  /// something else than the handler of this harness.
  Exit run(Value* base);
  Exit run(std::vector<Value>& stack, size_t base = 0) { return run(stack.data() + base); }

  const CompileResult& result() const { return result_; }
  const Insn* pc() const { return code_ + entry_pc_; }  // what the unit is entered with
  const Insn* code() const { return code_; }

private:
  CompileResult result_;
  uint32_t entry_pc_;
  Insn code_[64] = {};
};

/// The state that runs get: a real one, without libraries.
State* state();

/// A one-instruction unit: loads its operands from r0, r1, ... (each of the type given), applies
/// `text` to %a, %b, ... and leaves with the result in r9. `exits` when it can exit.
struct Operation {
  std::string text;                   // "add %a, %b"
  std::string result;                 // type; empty for none
  std::vector<std::string> operands;  // types; `any` is loaded as it is
  bool exits = false;
  std::string konsts = {};  // lines in front of the entry block
};
lir::Unit operation_unit(const Operation& operation);

/// A compiled operation. `apply` gives its result, nil when it has none, or nothing when it exits.
class NativeOperation {
public:
  explicit NativeOperation(const Operation& operation)
      : NativeOperation(operation_unit(operation)) {}
  explicit NativeOperation(const lir::Unit& unit) : native_(unit) {}
  std::optional<Value> apply(std::initializer_list<Value> operands);
  std::optional<Value> apply(Value a, Value b) { return apply({a, b}); }
  Native& native() { return native_; }

private:
  Native native_;
};

/// Both payload bits and tag, except where the tag says everything.
bool same(const Value& a, const Value& b);
std::string show(const std::optional<Value>& value);

}  // namespace perilune::jit::test
