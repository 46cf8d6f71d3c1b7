// The interpreter's tables of handlers are overwritten, entry by entry: whatever instruction comes
// next, its handler raises the error. So nothing has to look for interruptions in between.
#include "runtime/interp/interrupt.h"

#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

constexpr int kHandlers = 256;

// The tables as they were.
struct Saved {
  Handler plain[kHandlers];
  Handler hooked[kHandlers];
  volatile bool is_valid = false;
} saved;

SLOW_HANDLER(interrupted) {
  SAVE_STATE();
  follow_interrupt(L);
  RAISE();
}

void save_and_replace(Handler* handlers, Handler* copy) {
  for (int i = 0; i < kHandlers; ++i) {
    copy[i] = handlers[i];
    __atomic_store_n(&handlers[i], &interrupted, __ATOMIC_RELAXED);
  }
}

}  // namespace

void request_interrupt(Global* global) {
  if (saved.is_valid) return;
  save_and_replace(global->dispatch.handlers, saved.plain);
  save_and_replace(global->hook_dispatch.handlers, saved.hooked);
  saved.is_valid = true;
  __atomic_store_n(&global->interrupt, 1, __ATOMIC_RELAXED);  // compiled loops come back
}

const volatile bool* interrupt_request() { return &saved.is_valid; }

NativeResult follow_interrupt(State* L) {
  // A native that compiled code has called is called again by the interpreter, which gets there.
  if (!L->is_stack_fixed) cancel_interrupt(L->global);
  std::string text = L->where(1) + "interrupted!";
  return L->throw_value(Value::of(L->new_string(text)));
}

void cancel_interrupt(Global* global) {
  if (!saved.is_valid) return;
  for (int i = 0; i < kHandlers; ++i) {
    global->dispatch.handlers[i] = saved.plain[i];
    global->hook_dispatch.handlers[i] = saved.hooked[i];
  }
  saved.is_valid = false;
}

}  // namespace perilune::interp
