// What errors and tracebacks say about code: the frames of a stack, the names of variables and
// functions, found by looking at the bytecode as stock Lua does.
#pragma once

#include <string>
#include <string_view>

#include "runtime/state.h"

namespace perilune {

// One function activation; `pc` is the instruction that it is executing (null for a native).
struct Activation {
  Value* base = nullptr;
  const bytecode::Word* pc = nullptr;
  bool is_tail_call = false;
};

// Walks the activations of a state, innermost first. State::base and State::pc describe the innermost
// one; the pc of every other one is the word before its callee's FrameLink::ret. Vararg links belong
// to the same activation as the frame they describe.
class FrameWalk {
 public:
  explicit FrameWalk(State* L);
  bool at_end() const { return current_.base == nullptr; }
  const Activation& operator*() const { return current_; }
  const Activation* operator->() const { return &current_; }
  void next();

 private:
  State* L_;
  Activation current_;
};

// The line that an activation executes; -1 for natives and stripped code.
int current_line(const Activation& a);

// " (local 'x')", " (global 'y')", " (field 'z')", " (upvalue 'w')", " (method 'm')", " (constant
// 'c')" for the value in a register of the running Lua function at State::pc, or "".
std::string register_description(State* L, uint32_t reg);
std::string upvalue_description(State* L, uint32_t index);
std::string constant_description(State* L, uint32_t index);
// For a value whose origin in the running instruction is not known: looks for the value among the
// instruction's upvalues and registers, as stock's varinfo does; "" in natives.
std::string value_description(State* L, const Value* operand);

// How an activation's function was called, from its caller's code: "global", "local", "method",
// "field", "upvalue", "metamethod", "for iterator" or "" and the name.
struct CallName {
  const char* kind = "";
  std::string name;
};
CallName call_name(State* L, const Activation& callee, const Activation* caller);
// The name for "bad argument #1 to 'NAME'": of the native that runs now.
std::string native_name(State* L, bool* is_method);

// The text of `debug.traceback`: `message` (none when null) and the stack from `level` on, with stock's
// line shapes and abbreviation.
std::string traceback(State* L, State* of, const std::string* message, int level);

}  // namespace perilune
