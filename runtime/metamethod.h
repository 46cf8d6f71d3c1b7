// Operations with metamethods, for natives: each may run Lua (recursing in C++, so it cannot be
// yielded across) and may move the stack. The interpreter's own slow paths, which do not recurse,
// share the look-ups declared first.
#pragma once

#include "runtime/state.h"

namespace perilune {

// The metamethod of `v` for an event; nil when absent.
Value metamethod(State* L, const Value& v, Event event);
// The same for a metatable that may be null, through its cache of absent events.
Value metamethod_in(State* L, Table* metatable, Event event);

Status get(State* L, const Value& object, const Value& key, Value* out);
Status set(State* L, const Value& object, const Value& key, const Value& value);
Status equal(State* L, const Value& a, const Value& b, bool* out);
Status less_than(State* L, const Value& a, const Value& b, bool* out);
Status less_equal(State* L, const Value& a, const Value& b, bool* out);
// `event` is one of the arithmetic or bitwise events; unary ones take the operand twice.
Status arithmetic(State* L, Event event, const Value& a, const Value& b, Value* out);
Status length(State* L, const Value& v, Value* out);
Status concat(State* L, const Value& a, const Value& b, Value* out);

}  // namespace perilune
