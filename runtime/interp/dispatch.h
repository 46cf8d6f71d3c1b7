// The dispatch table: a handler for each opcode, and what loop handlers need to find compiled code.
#pragma once

#include "runtime/insn.h"
#include "runtime/value.h"

// clang 22 keeps pc, base, L and dispatch in r12 to r15 under this convention.
#define PERILUNE_PRESERVE_NONE __attribute__((preserve_none))

#define HANDLER_PARAMS                                                                             \
  [[maybe_unused]] const ::perilune::Insn *pc, [[maybe_unused]] ::perilune::Value *base,           \
      [[maybe_unused]] ::perilune::State *L,                                                       \
      [[maybe_unused]] const ::perilune::Dispatch *dispatch,                                       \
      [[maybe_unused]] const ::perilune::Value *k, [[maybe_unused]] uint32_t count

namespace perilune {

struct Dispatch;
struct Global;
struct Semantics;
class State;
using Handler = PERILUNE_PRESERVE_NONE void (*)(HANDLER_PARAMS);

struct Dispatch {
  Handler handlers[256];
  // What a CALL of a native enters, by NativeFunction::fast_call; 0 makes a frame for it.
  Handler natives[256];
  // A loop's counter is counted up at each back edge; when it reaches this, `hot_loop` is entered
  // with pc at the loop instruction (whose jump has not been made yet). 0: never.
  uint32_t hot_count = 0;
  Handler hot_loop = nullptr;
  // Compiled traces by the number in the counter word of JFORLOOP, JTFORLOOP and JJMPBACK.
  const Handler* traces = nullptr;
};

// What a compiler adds to the interpreter. All handlers; see jit/engine.h.
struct JitHooks {
  Handler hot_loop;
  // Gives up a recording of what L executes: other code is about to run in its middle.
  void (*leave_recording)(State* L);
  void (*detach)(Global* global);  // before the heap or the process goes; stops its thread
};

namespace interp {
class Observer;
// Fills in the handlers of the plain interpreter, as the dialect wants them.
void fill_dispatch(Dispatch* dispatch, const Semantics& semantics);
// Fills in the handlers of a coroutine with a hook (runtime/interp/hook.h).
void fill_hook_dispatch(Dispatch* dispatch);
}  // namespace interp

}  // namespace perilune
