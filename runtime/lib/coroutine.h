// What the handlers of calls share with the coroutine library.
#pragma once

#include "runtime/state.h"

namespace perilune::lib {

// What coroutine.status says in L.
const char* status_text(const State* L, const State* co);

inline bool can_resume(const State* co) {
  return co->life == State::Life::Fresh || co->life == State::Life::Suspended;
}

// The function that coroutine.wrap makes; null when memory runs out.
NativeFunction* make_wrapper(State* L, State* co);
inline State* wrapped_by(NativeFunction* wrapper) { return wrapper->upvalues()[0].thread(); }

}  // namespace perilune::lib
