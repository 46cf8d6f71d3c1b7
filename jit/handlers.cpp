// Where the interpreter meets the compiler: handlers for hot loops, for instructions while
// recording, and for exits of traces.
#include "jit/engine_internal.h"
#include "runtime/interp/handler.h"

namespace perilune::jit {

namespace {

HANDLER(hot_loop) {
  const Insn* head = interp::loop_start(pc);
  SAVE_STATE();
  Engine::of(L)->loop_is_hot(L, pc, head, base);
  dispatch = L->dispatch;
  pc = head;
  DISPATCH();
}

HANDLER(record_instruction) {
  SAVE_STATE();
  Engine::of(L)->record(L, pc, base);
  // The recording may have ended here, and the instruction may have become that of a compiled loop.
  dispatch = L->dispatch;
  // The TFORLOOP behind it is recorded, too.
  if (is_iteration(pc->op())) GOTO(interp::op_TForCall);
  GOTO(L->global->dispatch.handlers[pc->f.op]);
}

void leave_recording(State* L) { Engine::of(L)->leave_recording(L); }

void detach(Global* global) {
  delete static_cast<Engine*>(global->jit_data);
  global->jit_data = nullptr;
  global->jit = nullptr;
}

}  // namespace

namespace {

// An exit after which there is something to be done.
SLOW_HANDLER(exit_slowly) {
  auto* trace = const_cast<Trace*>(reinterpret_cast<const Trace*>(k));
  SAVE_STATE();
  const Proto* proto = base[-2].closure()->proto;
  if (!takes_open_list(proto->code[proto->index_of(pc)])) L->top = base + proto->max_stack;
  if (Engine::of(L)->exit_taken(L, trace, count, pc) == Status::Error) GOTO(interp::raise);
  RELOAD();
  k = base[-2].closure()->proto->constants;
  DISPATCH();
}

}  // namespace

// `k` is the trace that was left and `count` the exit's number (jit/codegen_api.h).
// Compiled code has set the top where the instruction at `pc` takes an open list of values.
HANDLER(exit_handler) {
  auto* trace = const_cast<Trace*>(reinterpret_cast<const Trace*>(k));
  ExitState& state = trace->exits[count];
  const Global* global = L->global;
  bool is_due = global->interrupt || global->heap.wants_collection();
  if (!state.is_plain || is_due || state.count + 1 == state.hot) GOTO(exit_slowly);
  ++state.count;
  const Proto* proto = base[-2].closure()->proto;
  L->top = base + proto->max_stack;
  dispatch = L->dispatch;
  k = proto->constants;
  DISPATCH();
}

const JitHooks kJitHooks = {hot_loop, leave_recording, detach};

void fill_recording_dispatch(Dispatch* recording, const Dispatch& plain) {
  *recording = plain;
  for (Handler& handler : recording->handlers)
    handler = record_instruction;
}

}  // namespace perilune::jit
