// Frames of metamethods and close handlers above the running one, and extra arguments.
#pragma once

#include "runtime/frame.h"
#include "runtime/metamethod.h"
#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune::interp {

// Writes the frame of a pending call above the registers of the running Lua frame at `base`, and
// returns its base; L->top is its end. There is room: kExtraStack slots are free above registers.
// To be entered by `enter_level`.
Value* push_pending(State* L, Value* base, const Pending& call, const Insn* ret, FrameKind kind,
                    uint8_t nresults);
// The same with the function in the slot at `at`, which is not below the running frame's values.
Value* push_pending_at(State* L, Value* at, const Pending& call, const Insn* ret, FrameKind kind,
                       uint8_t nresults);

// The same for a function with two arguments.
inline Value* push_handler(State* L, Value* base, const Value& function, const Value& a,
                           const Value& b, const Insn* ret, FrameKind kind, uint8_t nresults) {
  uint32_t bytes = base[-2].closure()->proto->frame_bytes;
  Value* at = advance(base, bytes);
  Value* callee = at + kFrameSlots;
  *at = function;
  callee[0] = a;
  callee[1] = b;
  set_link(callee, ret, kind, nresults, bytes / sizeof(Value) + kFrameSlots);
  L->top = callee + 2;
  return callee;
}

// A frame that takes one of the dialect's C levels is about to be entered from L->base, the running
// one. Error: there are none left.
Status take_level_slow(State* L);
inline Status take_level(State* L) {
  if (L->c_depth + 1u >= L->global->semantics.c_levels) [[unlikely]]
    return take_level_slow(L);
  ++L->c_depth;
  return Status::Ok;
}
// It has returned. What was suspended in between has no levels any more, as in stock.
inline void leave_level(State* L) {
  if (L->c_depth > L->c_floor) --L->c_depth;
}

// The number of extra arguments of the vararg function at `base`; they end below its frame
// slots.
inline uint32_t extra_arguments(const Value* base) {
  const FrameLink& link = link_of(base);
  return link.slots() - kFrameSlots - base[-2].closure()->proto->num_params;
}

// Copies `count` results to `to` and fills up to `wanted` with nil; returns their end. They are
// few: unrolled loops would only make their callers spill.
inline Value* place_results(Value* to, const Value* from, uint32_t count, uint32_t wanted) {
  if (wanted == kAllResults) wanted = count;
  uint32_t i = 0;
#pragma clang loop vectorize(disable) unroll(disable)
  for (; i < count && i < wanted; ++i)
    to[i] = from[i];
#pragma clang loop vectorize(disable) unroll(disable)
  for (; i < wanted; ++i)
    to[i].set_nil();
  return to + wanted;
}

// Remembers a slot as to be closed; an error when its value has no __close. False and nil need not
// be.
Status mark_to_be_closed(State* L, Value* slot);

// Takes the uppermost variable to be closed at `level` or above off the list, closes the upvalues
// from it on, and sets up the call of its handler with `error` as second argument. False: none is
// left.
bool next_to_close(State* L, Value* level, const Value& error, Pending* call);

// Ends a coroutine that is not running: its pending close handlers run on its own stack. Error,
// with the value in co->error_value, when it had died of an error or a handler fails.
Status close_coroutine(State* L, State* co);

// The message handler in force for an error raised at L->base; nil when there is none.
Value message_handler(State* L);

// Whether the coroutine (L itself, or one that is not running) may yield where it is.
bool is_yieldable(const State* co);

}  // namespace perilune::interp
