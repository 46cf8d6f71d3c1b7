// The coroutine library: natives that ask the interpreter to switch (kNativeResume, kNativeYield).
#include <string>

#include "runtime/call.h"
#include "runtime/interp/frames.h"
#include "runtime/lib/args.h"
#include "runtime/lib/coroutine.h"
#include "runtime/lib/registry.h"

namespace perilune::lib {

const char* status_text(const State* L, const State* co) {
  if (co == L) return "running";
  switch (co->life) {
  case State::Life::Fresh:
  case State::Life::Suspended:
    return "suspended";
  case State::Life::Dead:
    return "dead";
  default:
    return "normal";
  }
}

namespace {

bool check_coroutine(State* L, uint32_t i, State** out) {
  if (i < L->nargs() && L->base[i].is_thread()) {
    *out = L->base[i].thread();
    return true;
  }
  const Semantics& semantics = L->global->semantics;
  if (semantics.thread_got) {
    type_mismatch(L, i, "thread");
  } else {
    bad_argument(L, i, semantics.thread_expected ? "thread expected" : "coroutine expected");
  }
  return false;
}

// Why L cannot resume the coroutine.
std::string resume_refusal(const State* L, const State* co) {
  const Semantics& semantics = L->global->semantics;
  const char* status = "non-suspended";
  if (semantics.resume_names_status) {
    status = status_text(L, co);
  } else if (co->life == State::Life::Dead) {
    status = "dead";
  } else if (semantics.wrapping_looks_dead) {
    // The running function of a coroutine that has resumed another has passed its values on.
    const Value& running = co->base[-2];
    bool is_empty =
        co == L ? L->nargs() == 0 : running.is_native() && running.native()->fn == resume_wrapped;
    if (is_empty) status = "dead";
  }
  return std::string("cannot resume ").append(status).append(" coroutine");
}

State* create(State* L) {
  if (!L->global->semantics.coroutine_of_native) {
    if (!L->arg(0).is_closure()) return bad_argument(L, 0, "Lua function expected"), nullptr;
  } else if (!check_function(L, 0)) {
    return nullptr;
  }
  State* co = State::make_coroutine(L, L->base[0]);
  if (!co) L->memory_error();
  return co;
}

NativeResult switch_to(State* L, State* co, bool wrapped) {
  L->native_call.thread = co;
  L->native_call.func = wrapped ? L->base : nullptr;
  return kNativeResume;
}

}  // namespace

NativeResult resume_wrapped(State* L) {
  State* co = wrapped_by(L->base[-2].native());
  if (!can_resume(co)) return L->error("%s", resume_refusal(L, co).c_str());
  return switch_to(L, co, true);
}

NativeFunction* make_wrapper(State* L, State* co) {
  NativeFunction* f = NativeFunction::make(L, resume_wrapped, "wrap", 1);
  if (!f) return nullptr;
  f->fast_call = interp::fast_call_of(resume_wrapped);
  f->upvalues()[0] = Value::of(co);
  return f;
}

NativeResult coroutine_create(State* L) {
  State* co = create(L);
  if (!co) return kNativeError;
  L->push(Value::of(co));
  return 1;
}

NativeResult coroutine_wrap(State* L) {
  State* co = create(L);
  if (!co) return kNativeError;
  NativeFunction* f = make_wrapper(L, co);
  return f ? push(L, Value::of(f)) : L->memory_error();
}

NativeResult coroutine_resume(State* L) {
  State* co;
  if (!check_coroutine(L, 0, &co)) return kNativeError;
  if (!can_resume(co)) {
    L->push(Value::boolean(false));
    L->push(Value::of(L->new_string(resume_refusal(L, co))));
    return 2;
  }
  return switch_to(L, co, false);
}

NativeResult coroutine_yield(State*) { return kNativeYield; }

NativeResult coroutine_status(State* L) {
  State* co;
  if (!check_coroutine(L, 0, &co)) return kNativeError;
  L->push(Value::of(L->new_string(status_text(L, co))));
  return 1;
}

NativeResult coroutine_running(State* L) {
  bool is_main = L == L->global->main;
  if (!L->global->semantics.main_is_running) return push(L, is_main ? Value() : Value::of(L));
  L->push(Value::of(L));
  L->push(Value::boolean(is_main));
  return 2;
}

NativeResult coroutine_isyieldable(State* L) {
  State* co = L;
  bool asks = L->global->semantics.isyieldable_of && L->nargs() > 0;
  if (asks && !check_coroutine(L, 0, &co)) return kNativeError;
  return push_boolean(L, interp::is_yieldable(co));
}

namespace {

// What coroutine.close does with the coroutine that calls it: nothing catches it on its way out.
NativeResult close_running(State* L) {
  if (L == L->global->main) return L->error("cannot close main thread");
  L->closing = true;
  L->error_value = Value();
  L->error_handled = true;
  return kNativeClose;
}

}  // namespace

NativeResult coroutine_close(State* L) {
  State* co = L;
  bool may_be_running = L->global->semantics.close_running;
  if (!(may_be_running && L->nargs() == 0) && !check_coroutine(L, 0, &co)) return kNativeError;
  if (co == L && may_be_running) return close_running(L);
  if (!can_resume(co) && co->life != State::Life::Dead) {
    return L->error("cannot close a %s coroutine", status_text(L, co));
  }
  if (interp::close_coroutine(L, co) == Status::Ok) {
    L->push(Value::boolean(true));
    return 1;
  }
  Value error = co->error_value;
  co->error_value = Value();
  L->push(Value::boolean(false));
  L->push(error);
  return 2;
}

}  // namespace perilune::lib
