// What all handlers share: the machine convention, operand access, and the ways out of a handler.
//
// A handler is a preserve_none function; it ends in a tail call of the next. The first four
// arguments live in registers that C preserves, so calling a helper reloads nothing. At entry `pc`
// is the address of the instruction itself; `k` are the constants of the running function; `count`
// is undefined, unless a transfer passes something in it.
//
// Fast paths stay free of spills by leaving rarer work to another handler (`GOTO`). Such a slow
// path saves pc and base in the state (`SAVE_STATE`), calls C++, and goes on with `RESUME` (which
// reloads base: the stack may have moved), with `RAISE`, or by entering a metamethod.
#pragma once

#include "runtime/call.h"
#include "runtime/closure.h"
#include "runtime/frame.h"
#include "runtime/interp/dispatch.h"
#include "runtime/interp/frames.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"
#include "runtime/proto.h"
#include "runtime/state.h"
#include "runtime/table.h"

#define HANDLER(name) PERILUNE_PRESERVE_NONE void name(HANDLER_PARAMS)
// Inlined into a fast path, a slow one would make it spill.
#define SLOW_HANDLER(name) [[gnu::noinline]] HANDLER(name)

// Operands.
#define RA (*advance(base, pc->f.a))
#define RB (*advance(base, pc->f.b))
#define RC (*advance(base, pc->f.c))
// Their addresses in machine registers, for what is computed from the result before: a value that
// is stored through base and index reaches a later load more slowly (measured on Golden Cove: a
// chain of moves takes 1.9 instead of 0.9 ns each), but an address takes an instruction more.
#define PA (::perilune::interp::register_at(base, pc->f.a))
#define PB (::perilune::interp::register_at(base, pc->f.b))
#define PC (::perilune::interp::register_at(base, pc->f.c))
#define KB (*advance(k, pc->f.b))
#define KC (*advance(k, pc->f.c))
#define K_EXTRA (*advance(k, pc[1].extra))
#define UB (base[-2].closure()->upvalue_at(pc->f.b))

#define GOTO(handler) [[clang::musttail]] return handler(pc, base, L, dispatch, k, count)

// Executes the instruction at `pc`.
#define DISPATCH()                                                                                 \
  do {                                                                                             \
    [[clang::musttail]] return dispatch->handlers[pc->f.op](pc, base, L, dispatch, k,              \
                                                            ::perilune::interp::undefined());      \
  } while (0)

// Goes on `words` words further.
#define NEXT(words)                                                                                \
  do {                                                                                             \
    pc += (words);                                                                                 \
    DISPATCH();                                                                                    \
  } while (0)

// Goes on where the jump of so many words leads.
#define JUMP(words)                                                                                \
  do {                                                                                             \
    pc = jump_target(pc, words);                                                                   \
    DISPATCH();                                                                                    \
  } while (0)

// The back edge of the loop at `pc` is taken.
#define COUNT_BACK_EDGE()                                                                          \
  do {                                                                                             \
    uint32_t& counter = const_cast<Insn*>(pc)[1].counter;                                          \
    if (++counter == dispatch->hot_count) [[unlikely]]                                             \
      GOTO(dispatch->hot_loop);                                                                    \
  } while (0)

#define SAVE_STATE() (L->pc = pc, L->base = base)

// After C++ that may have moved the stack or changed the dispatch table.
#define RELOAD() (base = L->base, dispatch = L->dispatch)

#define RESUME(words)                                                                              \
  do {                                                                                             \
    RELOAD();                                                                                      \
    NEXT(words);                                                                                   \
  } while (0)

#define RAISE() GOTO(raise)

// Calls a metamethod with two arguments for the instruction at pc, of so many words.
#define ENTER_HANDLER(function, a, b, words, kind, nresults)                                       \
  do {                                                                                             \
    SAVE_STATE();                                                                                  \
    base = push_handler(L, base, function, a, b, pc + (words), FrameKind::kind, nresults);         \
    GOTO(enter_level);                                                                             \
  } while (0)
// The same for one of __newindex.
#define ENTER_SETTER(function, object, key, value, words)                                          \
  do {                                                                                             \
    SAVE_STATE();                                                                                  \
    const Value& stored = value;                                                                   \
    base = push_handler(L, base, function, object, key, pc + (words), FrameKind::MetaDiscard, 0);  \
    *L->top++ = stored;                                                                            \
    GOTO(enter_level);                                                                             \
  } while (0)

// SAVE_STATE has been done, and what was allocated is in a register. Finalizers may run: the stack
// may have moved, and one of them may have failed.
#define SAFEPOINT() SAFEPOINT_BEHIND(nullptr)
// The same with the end of what the instruction has written (gc::Heap::safepoint).
#define SAFEPOINT_BEHIND(written_end)                                                              \
  do {                                                                                             \
    if (L->global->heap.safepoint(L, written_end) == Status::Error) [[unlikely]]                   \
      RAISE();                                                                                     \
  } while (0)

// Goes on after a step (runtime/metamethod.h) whose result belongs into register A; a metamethod
// that it asks for is in `call`.
#define FINISH_STORE(step, words)                                                                  \
  switch (step) {                                                                                  \
  case Step::Done:                                                                                 \
    RESUME(words);                                                                                 \
  case Step::Call:                                                                                 \
    base = push_pending(L, L->base, call, pc + (words), FrameKind::MetaStore, pc->reg_a());        \
    GOTO(enter_level);                                                                             \
  case Step::Error:                                                                                \
    RAISE();                                                                                       \
  }

// The same after a step that stores into an object; its metamethod has no result.
#define FINISH_SET(step, words)                                                                    \
  switch (step) {                                                                                  \
  case Step::Done:                                                                                 \
    SAFEPOINT();                                                                                   \
    RESUME(words);                                                                                 \
  case Step::Call:                                                                                 \
    base = push_pending(L, L->base, call, pc + (words), FrameKind::MetaDiscard, 0);                \
    GOTO(enter_level);                                                                             \
  case Step::Error:                                                                                \
    RAISE();                                                                                       \
  }

namespace perilune::interp {

template <class T>
[[gnu::always_inline]] inline T* register_at(T* base, uint32_t offset) {
  T* slot = advance(base, offset);
  asm("" : "+r"(slot));
  return slot;
}

// Whatever its register holds: passing a constant would take an instruction in each handler.
inline uint32_t undefined() {
  uint32_t value;
  asm("" : "=r"(value));
  return value;
}

// Every instruction's handler, by its name in the tables.
#define OP(Name, ...) HANDLER(op_##Name);
#include "runtime/bytecode/opcodes.def"
#define INSN(Name, ...) HANDLER(op_##Name);
#include "runtime/insns.def"

// The handlers that stand in for others in some dialects.
#define VARIANT(Name, condition, handler) HANDLER(handler);
#include "runtime/interp/variants.def"

// Lets no loop become hot.
void set_plain_loops(Dispatch* dispatch);
// Where a loop goes on from its last instruction.
inline const Insn* loop_start(const Insn* pc) { return jump_target(pc, 2); }

// --- transfers that are not opcodes ---

// Calls base[-2] with arguments base .. L->top; the link at base[-1] is written. Never returns to
// the caller other than through that link.
HANDLER(enter_call);
// The same for a frame that takes a C level (frame_kinds.def); SAVE_STATE is done for the frame
// below.
HANDLER(enter_level);
// The same for a native that the CALL or TFORCALL at pc calls, whose link is a plain one.
HANDLER(call_native);
// The TFORCALL at pc has a native for iterator.
HANDLER(iterate_native);
// Goes on after a native of the frame at L->base has returned `count`, a NativeResult.
HANDLER(finish_native);
// Returns the `count` values below L->top from the frame at base, as its link says.
HANDLER(finish_return);
// The same for a native, whose hook for returns is called first.
HANDLER(return_native);
// The same for a Lua function with a hook.
HANDLER(finish_hooked);
// The instruction at pc is not in a form for its operands: quickens it, and executes it.
HANDLER(take_form);
// Executes the instruction at pc.
HANDLER(go_on);
// The error value is set and SAVE_STATE done: runs the message handler, if any, then unwinds.
HANDLER(raise);
// Unwinds from L->base with L->error_value to the frame that catches; the coroutine fails when
// there is none.
HANDLER(unwind);
// Goes on unwinding to L->base, the frame above the one that catches, whose variables are closed.
HANDLER(close_and_catch);
// The call from C++ whose frame is at `base` ends with an error.
HANDLER(fail_in_host);
// The message handler, or a __close handler run while unwinding, has returned.
HANDLER(return_from_error_handler);
HANDLER(return_from_close_unwind);
// Switches to the coroutine in L->native_call.thread, which gets the values base .. L->top.
HANDLER(resume_coroutine);
// Suspends L, a coroutine, passing base .. L->top to its resumer.
HANDLER(yield_coroutine);
// The coroutine L has ended: passes `count` values below L->top on, or L->error_value.
HANDLER(finish_coroutine);
HANDLER(fail_coroutine);
// The coroutine L has been unwound because it closes itself.
HANDLER(finish_closing);
// Goes on folding the CONCAT at pc, whose first `L->concat_left` operands are left.
HANDLER(continue_concat);

}  // namespace perilune::interp
