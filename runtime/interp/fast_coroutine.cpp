// Functions on coroutines, from making them to switching, without a C++ call in between
// (runtime/interp/fast_call.h).
#include "runtime/interp/fast_call.h"
#include "runtime/lib/coroutine.h"

namespace perilune::interp {

// A Lua function as a body is valid in every dialect.
SLOW_HANDLER(fast_create) {
  NEEDS_MEMORY();
  if (count == 0 || !ARG(0).is_closure()) USE_FRAME();
  State* co = State::make_coroutine(L, ARG(0));
  if (!co) USE_FRAME();
  *PA = Value::of(co);
  FINISH_CALL(1);
}

SLOW_HANDLER(fast_wrap) {
  NEEDS_MEMORY();
  if (count == 0 || !ARG(0).is_closure()) USE_FRAME();
  State* co = State::make_coroutine(L, ARG(0));
  NativeFunction* wrapper = co ? lib::make_wrapper(L, co) : nullptr;
  if (!wrapper) USE_FRAME();
  *PA = Value::of(wrapper);
  FINISH_CALL(1);
}

SLOW_HANDLER(fast_status) {
  NEEDS_MEMORY();
  if (count == 0 || !ARG(0).is_thread()) USE_FRAME();
  String* status = L->new_string(lib::status_text(L, ARG(0).thread()));
  if (!status) USE_FRAME();
  *PA = Value::of(status);
  FINISH_CALL(1);
}

// The frame of the builtin stays in the coroutine that is left: what comes back are its results.

HANDLER(fast_yield) {
  if (L->hook.mask) [[unlikely]]
    USE_FRAME();
  MAKE_FRAME();
  L->base = base;
  GOTO(yield_coroutine);
}

HANDLER(fast_resume) {
  if (count == 0 || !ARG(0).is_thread() || L->hook.mask) [[unlikely]]
    USE_FRAME();
  State* co = ARG(0).thread();
  if (!lib::can_resume(co)) [[unlikely]]
    USE_FRAME();
  MAKE_FRAME();
  L->base = base;
  L->native_call.thread = co;
  L->native_call.func = nullptr;
  GOTO(resume_coroutine);
}

HANDLER(fast_wrapped) {
  MAKE_FRAME();
  GOTO(enter_wrapped);
}

HANDLER(enter_wrapped) {
  State* co = lib::wrapped_by(base[-2].native());
  if (L->hook.mask || !lib::can_resume(co)) [[unlikely]]
    GOTO(call_native);
  L->base = base;
  L->native_call.thread = co;
  L->native_call.func = base;
  GOTO(resume_coroutine);
}

}  // namespace perilune::interp
