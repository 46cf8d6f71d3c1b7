// Switching between coroutines: the interpreter goes on with another state; the C stack is not
// used.
#include <utility>

#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

// Moves the values from .. L->top to the top of `to`; false when its stack cannot hold them.
bool transfer(State* L, Value* from, State* to) {
  size_t count = static_cast<size_t>(L->top - from);
  if (to->ensure_stack(count + 1) == Status::Error) return false;
  for (size_t i = 0; i < count; ++i)
    to->push(from[i]);
  return true;
}

// `co` goes on, or begins, in place of L.
FORCE_INLINE void start(State* L, State* co) {
  co->resumer = L;
  co->wrapped = L->native_call.func != nullptr;
  co->c_depth = co->c_floor = static_cast<uint16_t>(L->c_depth + 1);
  co->life = State::Life::Running;
  L->life = State::Life::Normal;
  co->dispatch = co->usual_dispatch();
}

// L's resumer goes on in its place.
FORCE_INLINE void stop(State* L, State::Life life) {
  L->life = life;
  L->resumer->life = State::Life::Running;
  L->resumer = nullptr;
}

// The same for what follows in C++; the resumer, which is returned, is ready for its results.
State* give_back(State* L, State::Life life) {
  State* resumer = L->resumer;
  stop(L, life);
  gc::barrier_leave(L);
  resumer->top = resumer->base;
  return resumer;
}

// Puts the `count` values from `from` on, after `true` where that is said, into the place of the
// native at L->base, whose results they are, and leaves it: L->pc is where its caller goes on.
// False when that takes more than copying them.
FORCE_INLINE bool place_across(State* L, const Value* from, uint32_t count, bool succeeded) {
  const FrameLink& link = link_of(L->base);
  if (link.kind != FrameKind::Lua || L->hook.mask) return false;
  Value* to = L->base - kFrameSlots;
  uint32_t wanted = link.nresults;
  bool is_open = wanted == kAllResults;
  if (is_open) {
    wanted = count + succeeded;
    if (L->stack_end - to < static_cast<ptrdiff_t>(wanted)) return false;
  }
  // The results may cover the link.
  L->pc = link.ret;
  L->base = lower_base(L->base);
  if (succeeded && wanted > 0) {
    to++->set_boolean(true);
    --wanted;
  }
  Value* end = place_results(to, from, count, wanted);
  if (is_open) L->top = end;
  return true;
}

// Goes on at L->pc.
#define RETURN_FROM_NATIVE()                                                                       \
  do {                                                                                             \
    RELOAD();                                                                                      \
    pc = L->pc;                                                                                    \
    k = base[-2].closure()->proto->constants;                                                      \
    DISPATCH();                                                                                    \
  } while (0)

// Goes on in `resumer`, whose resuming native returns what is on its stack above base.
#define RETURN_TO_RESUMER(resumer)                                                                 \
  do {                                                                                             \
    L = (resumer);                                                                                 \
    RELOAD();                                                                                      \
    count = static_cast<uint32_t>(L->top - base);                                                  \
    GOTO(return_native);                                                                           \
  } while (0)

// A switch that cannot be made: the resuming native of `resumer` answers false and the message, or
// raises it when it is a function of coroutine.wrap.
#define REFUSE(resumer, is_wrapped, message)                                                       \
  do {                                                                                             \
    bool raises = (is_wrapped);                                                                    \
    L = (resumer);                                                                                 \
    if (raises) {                                                                                  \
      L->error(message);                                                                           \
      base = L->base;                                                                              \
      GOTO(raise);                                                                                 \
    }                                                                                              \
    L->top = L->base;                                                                              \
    L->push(Value::boolean(false));                                                                \
    L->push(Value::of(L->new_string(message)));                                                    \
    RETURN_TO_RESUMER(L);                                                                          \
  } while (0)

// The same for what a coroutine has given back.
#define RESULTS_REFUSED(resumer)                                                                   \
  REFUSE(resumer, L->wrapped || L->global->semantics.resume_raises, "too many results to resume")

// Where that can be said without looking at the frames.
FORCE_INLINE bool is_quickly_yieldable(const State* co) {
  return co->boundary_frames == 0 && co->global->semantics.yield_across_calls;
}

}  // namespace

bool is_yieldable(const State* co) {
  if (co == co->global->main || co->boundary_frames > 0) return false;
  if (is_quickly_yieldable(co)) return true;
  for (const Value* base = co->base;;) {
    const FrameLink& link = link_of(base);
    switch (link.kind) {
    case FrameKind::Lua:
      if (is_iteration(link.ret[-1].op())) return false;
      break;
    case FrameKind::Vararg:
      break;
    default:
      return link.kind == FrameKind::Resume;
    }
    base = lower_base(base);
  }
}

Status close_coroutine(State* L, State* co) {
  Status status = co->life == State::Life::Dead && co->error_handled ? Status::Error : Status::Ok;
  co->life = State::Life::Running;
  L->life = State::Life::Normal;
  co->resumer = L;
  co->c_depth = co->c_floor = L->c_depth;
  co->dispatch = co->usual_dispatch();
  // Its frames are gone; what is left are the values to be closed.
  co->base = co->stack + kFrameSlots;
  co->base[-2].set_nil();
  co->pc = nullptr;
  Value error = status == Status::Error ? co->error_value : Value();
  Pending pending;
  while (next_to_close(co, co->stack, error, &pending)) {
    // The error waits in the slot above the value.
    ptrdiff_t waiting = co->tbc[co->tbc_count] + 1;
    co->top = co->at_offset(waiting);
    co->push(error);
    Value* func = co->top;
    push_function(co, pending.function);
    for (uint32_t i = 0; i < pending.nargs; ++i)
      co->push(pending.args[i]);
    bool failed = call_catching(co, func, 0) == Status::Error;
    // A handler that closes the coroutine once more does not fail; the error is forgotten.
    bool again = std::exchange(co->closing, false);
    if (failed) {
      if (!again || !co->error_value.is_nil()) status = Status::Error;
      error = co->error_value;
    } else {
      error = *co->at_offset(waiting);
    }
  }
  close_upvalues(co, co->stack);
  co->top = co->base;
  co->life = State::Life::Dead;
  co->error_value = error;
  co->error_handled = false;
  co->resumer = nullptr;
  gc::barrier_leave(co);
  L->life = State::Life::Running;
  return status;
}

namespace {

// The arguments that the native at base passes on: those of resume begin with the coroutine.
FORCE_INLINE Value* passed_on(State* L, Value* base) {
  return base + (L->native_call.func == nullptr);
}

SLOW_HANDLER(resume_slow) {
  State* co = L->native_call.thread;
  bool wrapped = L->native_call.func != nullptr;
  const Semantics& semantics = L->global->semantics;
  if (L->c_depth + 1u >= semantics.c_levels) REFUSE(L, wrapped, "C stack overflow");
  bool fresh = co->life == State::Life::Fresh;
  if (!transfer(L, passed_on(L, base), co)) {
    REFUSE(L, wrapped || semantics.resume_raises, "too many arguments to resume");
  }
  start(L, co);
  L = co;
  RELOAD();
  if (fresh) GOTO(enter_call);
  count = static_cast<uint32_t>(L->top - base);
  GOTO(return_native);
}

SLOW_HANDLER(yield_slow) {
  if (!is_yieldable(L)) {
    L->error_plain(!L->global->semantics.yield_across_calls
                       ? "attempt to yield across metamethod/C-call boundary"
                   : L->resumer ? "attempt to yield across a C-call boundary"
                                : "attempt to yield from outside a coroutine");
    GOTO(raise);
  }
  State* resumer = give_back(L, State::Life::Suspended);
  if (!L->wrapped) resumer->push(Value::boolean(true));
  bool moved = transfer(L, base, resumer);
  L->top = base;
  if (!moved) RESULTS_REFUSED(resumer);
  RETURN_TO_RESUMER(resumer);
}

}  // namespace

HANDLER(resume_coroutine) {
  State* co = L->native_call.thread;
  const Value* from = passed_on(L, base);
  auto passed = static_cast<uint32_t>(L->top - from);
  if (co->life != State::Life::Suspended || L->c_depth + 1u >= L->global->semantics.c_levels ||
      !place_across(co, from, passed, false)) [[unlikely]]
    GOTO(resume_slow);
  start(L, co);
  L = co;
  RETURN_FROM_NATIVE();
}

HANDLER(yield_coroutine) {
  State* resumer = L->resumer;
  if (!resumer || (L->flags & Object::kWatched) || !is_quickly_yieldable(L) ||
      !place_across(resumer, base, static_cast<uint32_t>(L->top - base), !L->wrapped)) [[unlikely]]
    GOTO(yield_slow);
  stop(L, State::Life::Suspended);
  L->top = base;
  L = resumer;
  RETURN_FROM_NATIVE();
}

HANDLER(finish_coroutine) {
  Value* first = L->top - count;
  L->error_handled = false;  // by a native that failed and was caught
  State* resumer = give_back(L, State::Life::Dead);
  if (!L->wrapped) resumer->push(Value::boolean(true));
  bool moved = transfer(L, first, resumer);
  // Nothing that it held is kept alive.
  base[-2].set_nil();
  L->top = base;
  if (!moved) RESULTS_REFUSED(resumer);
  RETURN_TO_RESUMER(resumer);
}

// The coroutine has closed itself; a handler's error is what is left of it.
HANDLER(finish_closing) {
  L->closing = false;
  if (!L->error_value.is_nil()) GOTO(fail_coroutine);
  L->top = base;
  count = 0;
  GOTO(finish_coroutine);
}

HANDLER(fail_coroutine) {
  if (std::exchange(L->dying, false)) {
    L->base = L->at_offset(L->death.base);
    L->top = L->at_offset(L->death.top);
    L->pc = L->death.pc;
  }
  Value error = L->error_value;
  State* co = L;
  L = give_back(co, State::Life::Dead);
  if (co->wrapped) {
    const Semantics& semantics = L->global->semantics;
    if (semantics.wrap_closes && close_coroutine(L, co) == Status::Error) error = co->error_value;
    // As stock Lua does, the position of the caller goes in front of a message.
    if (error.is_string() || (semantics.position_on_numbers && error.is_number())) {
      L->push(Value::of(L->new_string(L->where(1))));
      L->push(error);
      String* message = join_values(L, L->top - 2, 2);
      error = Value::of(message ? message : L->global->memory_text);
    }
    L->throw_value(error);
    base = L->base;
    GOTO(raise);
  }
  L->push(Value::boolean(false));
  L->push(error);
  RETURN_TO_RESUMER(L);
}

}  // namespace perilune::interp
