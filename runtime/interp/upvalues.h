// Capturing and closing variables without a call, for fast paths.
#pragma once

#include "runtime/interp/field_access.h"
#include "runtime/state.h"

namespace perilune::interp {

// The open upvalue of a slot; null when a new one needs memory that the heap has to look for.
FORCE_INLINE Upvalue* try_find_upvalue(State* L, Value* slot) {
  uint32_t at;
  if (Upvalue* found = find_open_upvalue(L, slot, &at)) return found;
  if (L->open_count == L->open_capacity) return nullptr;
  void* cell = L->global->heap.allocate_in(gc::Heap::bin_of(sizeof(Upvalue)));
  return cell ? insert_open_upvalue(L, at, new (cell) Upvalue(slot)) : nullptr;
}

// What make_closure does; null as above. What has been made by then is garbage, or found again.
FORCE_INLINE Closure* try_make_closure(State* L, Closure* self, Proto* proto, Value* base) {
  void* cell = L->global->heap.allocate_in(proto->closure_bin);
  if (!cell) return nullptr;
  Closure* made = new (cell) Closure(proto);
  uint32_t count = proto->upvalue_count;
  made->small = static_cast<uint16_t>(count);
  const Proto::Upval* from = proto->upvalues;
  Upvalue** to = made->upvalues();
#pragma clang loop unroll(disable)
  for (; count > 0; --count, ++from, ++to) {
    Upvalue* upvalue;
    if (!from->in_stack)
      upvalue = self->upvalues()[from->index];
    else if (!(upvalue = try_find_upvalue(L, base + from->index)))
      return nullptr;
    *to = upvalue;
  }
  return made;
}

// Closes the upvalues at `level` and above; false when some are left, of which the collector has to
// be told.
FORCE_INLINE bool try_close_upvalues(State* L, const Value* level) {
  while (L->open_count > 0) {
    Upvalue* upvalue = L->open_upvalues[L->open_count - 1];
    if (upvalue->slot < level) break;
    if (upvalue->flags & Object::kWatched) return false;
    --L->open_count;
    upvalue->close(*upvalue->slot);
  }
  return true;
}

}  // namespace perilune::interp
