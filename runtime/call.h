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

// Calls the function at `func` (a slot of L's stack, `func + 2` up to top are its arguments) and
// adjusts to `nresults` results (kAllResults: as many as there are). May move the stack. On error
// the stack is as deep as before, top at `func`, and the error value set; close handlers have run.
Status call(State* L, Value* func, uint16_t nresults);

// Like `call`, as a host does it at the top level: on error, `handler` (may be nil) has been called
// with the error value at the point of the error, and its result is the error value.
Status protected_call(State* L, Value* func, uint16_t nresults, const Value& handler);

// Compiles `source` and makes a closure of it with its first upvalue set to `env` (ignored when the
// chunk has none); null on a syntax error, with the message as error value.
Closure* load_text(State* L, std::string_view source, std::string_view chunk_name,
                   const Value& env);

}  // namespace perilune
