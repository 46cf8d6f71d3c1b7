// Frames of metamethods and close handlers, and the list of variables to be closed.
#include "runtime/interp/frames.h"

#include <algorithm>

#include "runtime/debug_names.h"

namespace perilune::interp {

Value* push_pending_at(State* L, Value* at, const Pending& call, const Insn* ret, FrameKind kind,
                       uint8_t nresults) {
  Value* base = at + kFrameSlots;
  *at = call.function;
  set_link(base, ret, kind, nresults, static_cast<uint32_t>(base - L->base));
  for (uint32_t i = 0; i < call.nargs; ++i)
    base[i] = call.args[i];
  L->top = base + call.nargs;
  return base;
}

Value* push_pending(State* L, Value* base, const Pending& call, const Insn* ret, FrameKind kind,
                    uint8_t nresults) {
  return push_pending_at(L, base + base[-2].closure()->proto->max_stack, call, ret, kind, nresults);
}

Status take_level_slow(State* L) {
  const Semantics& semantics = L->global->semantics;
  ++L->c_depth;
  if (L->c_depth == semantics.c_levels) {
    L->operation_error("C stack overflow");
    return Status::Error;
  }
  // The handling of that error may use some more, without causing another one.
  if (L->c_depth < semantics.c_levels_in_error) return Status::Ok;
  L->error_plain("error in error handling");
  L->error_handled = true;
  return Status::Error;
}

namespace {

bool grow_tbc(State* L) {
  uint32_t capacity = L->tbc_capacity ? 2 * L->tbc_capacity : 8;
  gc::Heap& heap = L->global->heap;
  auto* grown = static_cast<uint32_t*>(heap.allocate_buffer(L, capacity * sizeof(uint32_t), true));
  if (!grown) return false;
  std::copy_n(L->tbc, L->tbc_count, grown);
  heap.free_buffer(L->tbc, L->tbc_capacity * sizeof(uint32_t));
  L->tbc = grown;
  L->tbc_capacity = capacity;
  return true;
}

}  // namespace

Status mark_to_be_closed(State* L, Value* slot) {
  if (slot->is_falsy()) return Status::Ok;
  if (metamethod(L, *slot, Event::Close).is_nil()) {
    const Proto* proto = L->base[-2].closure()->proto;
    std::string_view name =
        local_name(*proto, static_cast<uint32_t>(slot - L->base), proto->index_of(L->pc) + 1);
    // The value that a loop closes is no variable of its own in every dialect.
    if (name.empty()) name = "(for state)";
    L->error("variable '%.*s' got a non-closable value", static_cast<int>(name.size()),
             name.data());
    return Status::Error;
  }
  if (L->tbc_count == L->tbc_capacity && !grow_tbc(L)) {
    L->memory_error();
    return Status::Error;
  }
  L->tbc[L->tbc_count++] = static_cast<uint32_t>(L->offset_of(slot));
  return Status::Ok;
}

bool next_to_close(State* L, Value* level, const Value& error, Pending* call) {
  if (L->tbc_count == 0 || L->tbc[L->tbc_count - 1] < L->offset_of(level)) return false;
  Value* slot = L->at_offset(L->tbc[--L->tbc_count]);
  close_upvalues(L, slot);
  call->function = metamethod(L, *slot, Event::Close);
  call->args[0] = *slot;
  call->args[1] = error;
  call->nargs = error.is_nil() && !L->global->semantics.close_gets_nil ? 1 : 2;
  return true;
}

}  // namespace perilune::interp
