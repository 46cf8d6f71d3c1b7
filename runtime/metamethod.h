// Operations with metamethods, for natives: each may run Lua (recursing in C++, so it cannot be
// yielded across) and may move the stack. The interpreter's own slow paths, which do not recurse,
// share the look-ups declared first.
#pragma once

#include "runtime/state.h"
#include "runtime/table.h"

namespace perilune {

// The metamethod of an event in a metatable that may be null, when that is known without a call:
// false when it has to be looked up. Nil: there is none.
[[gnu::always_inline]] inline bool known_metamethod(State* L, const Table* metatable, Event event,
                                                    Value* out) {
  auto index = static_cast<uint32_t>(event);
  if (!metatable || (index < 16 && (metatable->absent_events() >> index & 1)))
    return out->set_nil(), true;
  const EventSlots::Entry& entry = L->global->event_slots.at(metatable->shape, index);
  if (entry.shape != metatable->shape || entry.event != index) return false;
  *out = entry.slot == kNoSlot ? Value() : vector_get(metatable->slots, entry.slot);
  return true;
}
Value look_up_metamethod(State* L, Table* metatable, Event event);
// The same, looked up if need be.
inline Value metamethod_in(State* L, Table* metatable, Event event) {
  Value f;
  return known_metamethod(L, metatable, event, &f) ? f : look_up_metamethod(L, metatable, event);
}
// The metamethod of `v` for an event; nil when absent.
inline Value metamethod(State* L, const Value& v, Event event) {
  return metamethod_in(L, L->metatable_of(v), event);
}

// The handler that calls of `v` go to, as the dialect allows it; nil when there is none.
Value call_metamethod(State* L, const Value& v);

// A metamethod call that an operation needs: the interpreter makes it under a continuation frame,
// C++ by recursion.
struct Pending {
  Value function;
  Value args[3];
  uint32_t nargs = 0;
  bool negated = false;  // of a comparison: the outcome is the opposite of the result
};
enum class Step : uint8_t { Done, Call, Error };

// The operations up to the point where a metamethod has to be called. Operands are passed by
// address so that an error can name the variable; they are not read after `*out` is written.
Step step_get(State* L, const Value* object, const Value& key, Value* out, Pending* call);
Step step_set(State* L, const Value* object, const Value& key, const Value& value, Pending* call);
Step step_equal(State* L, const Value& a, const Value& b, bool* out, Pending* call);
Step step_less(State* L, const Value* a, const Value* b, bool* out, Pending* call);
Step step_less_equal(State* L, const Value* a, const Value* b, bool* out, Pending* call);
Step step_arithmetic(State* L, Event event, const Value* a, const Value* b, Value* out,
                     Pending* call);
Step step_length(State* L, const Value* v, Value* out, Pending* call);
// Folds the `count` operands at `first` from the right; `*left` are left to fold when a metamethod
// is needed for the last two of them (its result then replaces both), else 1.
Step step_concat(State* L, Value* first, uint32_t count, uint32_t* left, Pending* call);

// One string of `count` strings and numbers; null when one is neither, or the string too long.
String* join_values(State* L, const Value* values, uint32_t count);

// Calls a pending metamethod by recursion; its first result goes to *out.
Status call_pending(State* L, const Pending& pending, Value* out);

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
