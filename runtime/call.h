// Calling functions from C++. A call's frame on the stack is [function][gap][arguments ...] up to
// top; the results replace it, from the function's slot on, and top points behind the last.
#pragma once

#include "runtime/state.h"

namespace perilune {

// Pushes a function and the gap of its link; push the arguments next, then `call`.
inline void push_function(State* L, const Value& f) {
  L->push(f);
  L->push(Value());
}

// Calls a native makes before it returns, under a frame of the interpreter and not by recursion, so
// that a coroutine can yield across them. `func` and what is above it are as for `call`; to be
// returned by the native.
//
// `then` is called when the function has returned, as if it were the native itself: in the same
// frame, L->base where it was, with the results from the function's slot up to L->top. It may ask
// for another call. An error unwinds the native.
inline NativeResult call_then(State* L, Value* func, uint8_t nresults, NativeFn then) {
  L->native_call.func = func;
  L->native_call.kind = FrameKind::NativeThen;
  L->native_call.nresults = nresults;
  L->native_call.then = then;
  return kNativeCall;
}
// As pcall does it: the native's results are true and those of the function, or false and the error
// value. `func` is at L->base; with a message handler, that is at L->base and `func` above.
inline NativeResult call_protected(State* L, Value* func) {
  L->native_call.func = func;
  L->native_call.kind = func == L->base ? FrameKind::Pcall : FrameKind::Xpcall;
  return kNativeCall;
}

// Calls the function at `func` (a slot of L's stack, `func + 2` up to top are its arguments) and
// adjusts to `nresults` results (kAllResults: as many as there are). May move the stack. On error
// the stack is as deep as before, top at `func`, and the error value set; close handlers have run.
Status call(State* L, Value* func, uint8_t nresults);
// Calls a finalizer in the same way, without results, on top of a function that is not at a call:
// when that is a Lua function, it stands at State::pc.
Status call_finalizer(State* L, Value* func);

// Like `call`, as a frame of another kind than Boundary that returns to C++. `ret` is the address
// of the instruction behind the interrupted one when a Lua function is running; otherwise null.
Status call_as(State* L, Value* func, uint8_t nresults, FrameKind kind, const Insn* ret);

// Like `call`, for a native that goes on after an error, which it then takes. (An error of `call`
// is for passing on only: when nobody catches it, its frames are still there.)
Status call_catching(State* L, Value* func, uint8_t nresults);
// The error value, which is nobody's concern any more.
Value take_error(State* L);

// For a native that goes on after an error that it has set itself: passes the error to the message
// handler in force, as raising it does. (`call` has done so.)
void handle_error(State* L);

// Like `call`, as a host does it at the top level: on error, `handler` (may be nil) has been called
// with the error value at the point of the error, and its result is the error value.
Status protected_call(State* L, Value* func, uint8_t nresults, const Value& handler);

// Compiles `source` and makes a closure of it with its first upvalue set to `env` (ignored when the
// chunk has none); null on a syntax error, with the message as error value, and when the program is
// interrupted, which is left to the caller.
Closure* load_text(State* L, const SourceText& source, std::string_view chunk_name,
                   const Value& env);
// The same for a binary chunk (bytecode/serialize.h), which need not be trusted. What it says when
// it refuses one begins with the chunk's name.
Closure* load_binary(State* L, std::string_view bytes, std::string_view chunk_name,
                     const Value& env);

}  // namespace perilune
