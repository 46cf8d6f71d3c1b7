// What errors and tracebacks say about code: the frames of a stack, the names of variables and
// functions, found by looking at the bytecode as stock Lua does.
#pragma once

#include <string>
#include <string_view>

#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune {

// One function activation. Its pointers go stale when the stack moves.
struct Activation {
  Value* base = nullptr;            // its registers or arguments
  Value* func = nullptr;            // the slot of its function; the link that returns is behind it
  Value* end = nullptr;             // of the slots that it can call its own
  const Insn* pc = nullptr;         // first word of the instruction that it executes; null for a
                                    // native, and for Lua code below a C++ boundary
  FrameKind kind = FrameKind::Lua;  // how it returns
  bool is_finalizing =
      false;                // the activation above is a finalizer that it has been interrupted for
  bool is_hooked = false;   // the activation above is a hook that it has been interrupted for
  uint32_t tail_calls = 0;  // so many functions gave their frame up for it
  uint8_t callables = 0;    // it was called through so many __call metamethods
  bool is_lost = false;     // it stands for one of those, of which nothing else is known

  bool is_lua() const { return !is_lost && func->is_closure(); }
  bool is_tail_call() const { return tail_calls > 0; }
  const Proto& proto() const { return *func->closure()->proto; }  // only for is_lua()
  uint32_t pc_index() const { return proto().index_of(pc); }      // only when pc is not null
};

// Walks the activations of a state, innermost first. State::base describes the innermost one, and
// State::pc the instruction that it executes; every other one executes the instruction before its
// callee's FrameLink::ret. Vararg links belong to the same activation as the frame they describe.
// Where the dialect counts the functions that gave up their frames, they are activations too.
class FrameWalk {
public:
  explicit FrameWalk(State* L);
  bool at_end() const { return current_.base == nullptr; }
  const Activation& operator*() const { return current_; }
  const Activation* operator->() const { return &current_; }
  void next();
  // As many times next(), without looking for the instructions of the activations between.
  void skip(int levels);
  // The number of activations of a state.
  static int depth(State* L);

private:
  void enter(Value* base, Value* end);
  void leave();

  State* L_;
  Activation current_;
  uint32_t lost_ = 0;  // activations above the next frame that are only counted
};

// The line that an activation executes; -1 for natives and stripped code.
int current_line(const Activation& a);

// The chunk of a function as messages show it (bytecode::chunk_id); "[C]" for natives.
std::string short_source(const State* L, const Value& function);
// The same of an activation's function; "(tail call)" of a lost one.
std::string short_source(const State* L, const Activation& a);

// " (local 'x')", " (global 'y')", " (field 'z')", " (upvalue 'w')", " (method 'm')", " (constant
// 'c')" for the value in a register of the running Lua function at State::pc, or "".
std::string register_description(State* L, uint32_t reg);
std::string upvalue_description(State* L, uint32_t index);
std::string constant_description(State* L, uint32_t index);
// For a value whose origin in the running instruction is not known: looks for the value among the
// instruction's upvalues and registers, as stock's varinfo does; "" in natives.
std::string value_description(State* L, const Value* operand);
// For a value that the running instruction tried to call, directly (CALL, TFORCALL) or as a
// metamethod: " (global 'f')", " (for iterator 'for iterator')", " (metamethod 'add')". Falls back
// to value_description.
std::string callee_description(State* L, const Value* operand);

// How an activation's function was called, from its caller's code: "global", "local", "method",
// "field", "upvalue", "metamethod", "for iterator" or "" and the name.
struct CallName {
  const char* kind = "";
  std::string name;
};
CallName call_name(State* L, const Activation& callee, const Activation* caller);
// The name for "bad argument #1 to 'NAME'": of the native that runs now.
std::string native_name(State* L, bool* is_method);

// The name under which a function is found in a loaded library ("string.rep", "print"); "" when
// none.
std::string library_name(State* L, const Value& function);

// The text of `debug.traceback`: `message` (none when null) and the stack of `of` from `level` on,
// with stock's line shapes and abbreviation.
std::string traceback(State* L, State* of, const std::string* message, int level);

}  // namespace perilune
