// Making functions and userdata, and the life of upvalues.
#include "runtime/closure.h"

#include <algorithm>
#include <new>

#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune {

Closure* Closure::make(State* L, Proto* proto) {
  uint32_t count = proto->upvalue_count;
  void* cell = L->global->heap.allocate(Closure::bytes(count));
  if (!cell) return nullptr;
  Closure* closure = new (cell) Closure(proto);
  closure->small = static_cast<uint16_t>(count);
  for (uint32_t i = 0; i < count; ++i)
    closure->upvalues()[i] = nullptr;
  return closure;
}

NativeFunction* NativeFunction::make(State* L, NativeFn fn, const char* name, uint8_t upvalue_count,
                                     IntrinsicId intrinsic) {
  void* cell = L->global->heap.allocate(sizeof(NativeFunction) + upvalue_count * sizeof(Value));
  if (!cell) return nullptr;
  NativeFunction* native = new (cell) NativeFunction(fn, name);
  native->word = upvalue_count;
  native->small = intrinsic;
  for (uint32_t i = 0; i < upvalue_count; ++i)
    new (&native->upvalues()[i]) Value();
  return native;
}

Userdata* Userdata::make(State* L, size_t bytes) {
  if (bytes > SIZE_MAX / 2) return nullptr;
  void* cell = L->global->heap.allocate(sizeof(Userdata) + bytes);
  if (!cell) return nullptr;
  Userdata* userdata = new (cell) Userdata();
  userdata->size = bytes;
  bool is_finalized = !L->global->semantics.finalizer_marks;
  return is_finalized && !L->global->heap.add_finalizable(userdata) ? nullptr : userdata;
}

void Userdata::set_metatable(State* L, Table* new_metatable) {
  metatable = new_metatable;
  if (!new_metatable) return;
  gc::barrier(L, this, Value::of(new_metatable));
  if (L->global->semantics.finalizer_marks)
    L->global->heap.mark_finalizable(L, this, new_metatable);
}

Closure* make_closure(State* L, Closure* self, Proto* proto, Value* base) {
  Closure* made = Closure::make(L, proto);
  for (uint32_t i = 0; made && i < proto->upvalue_count; ++i) {
    const Proto::Upval& from = proto->upvalues[i];
    Upvalue* upvalue =
        from.in_stack ? find_upvalue(L, base + from.index) : self->upvalues()[from.index];
    if (!upvalue) return nullptr;
    made->upvalues()[i] = upvalue;
  }
  return made;
}

namespace {

// Whether a new closure of the same function would have the upvalues of `last`.
bool has_same_upvalues(const Closure* last, const Closure* self, const Value* base) {
  const Proto* proto = last->proto;
  for (uint32_t i = 0; i < proto->upvalue_count; ++i) {
    const Proto::Upval& from = proto->upvalues[i];
    const Upvalue* upvalue = last->upvalues()[i];
    bool is_same = from.in_stack ? upvalue->is_open() && upvalue->slot == base + from.index
                                 : upvalue == self->upvalues()[from.index];
    if (!is_same) return false;
  }
  return true;
}

}  // namespace

Closure* reuse_closure(State* L, Closure* self, Proto* proto, Value* base) {
  uint64_t cycle = L->global->heap.cycles();
  Closure* last = proto->last_closure;
  if (last && proto->last_cycle == cycle && has_same_upvalues(last, self, base)) return last;
  Closure* made = make_closure(L, self, proto, base);
  if (!made) return nullptr;
  proto->last_closure = made;
  proto->last_cycle = cycle;
  return made;
}

namespace {

bool grow_open_upvalues(State* L) {
  gc::Heap& heap = L->global->heap;
  uint32_t capacity = L->open_capacity ? 2 * L->open_capacity : 4;
  auto* grown = static_cast<Upvalue**>(heap.allocate_buffer(L, capacity * sizeof(Upvalue*), true));
  if (!grown) return false;
  // Closures keep the variables of a coroutine that dies.
  if (L->open_capacity == 0 && !heap.add_captured(L)) return false;
  std::copy_n(L->open_upvalues, L->open_count, grown);
  heap.free_buffer(L->open_upvalues, L->open_capacity * sizeof(Upvalue*));
  L->open_upvalues = grown;
  L->open_capacity = capacity;
  return true;
}

}  // namespace

Upvalue* find_upvalue(State* L, Value* slot) {
  uint32_t at;
  if (Upvalue* found = find_open_upvalue(L, slot, &at)) return found;
  if (L->open_count == L->open_capacity && !grow_open_upvalues(L)) return nullptr;
  void* cell = L->global->heap.allocate(sizeof(Upvalue));
  return cell ? insert_open_upvalue(L, at, new (cell) Upvalue(slot)) : nullptr;
}

Upvalue* make_closed_upvalue(State* L, const Value& v) {
  void* cell = L->global->heap.allocate(sizeof(Upvalue));
  return cell ? new (cell) Upvalue(v) : nullptr;
}

void close_upvalues(State* L, Value* level) {
  while (L->open_count > 0) {
    Upvalue* upvalue = L->open_upvalues[L->open_count - 1];
    if (upvalue->slot < level) return;
    --L->open_count;
    Value value = *upvalue->slot;
    upvalue->close(value);
    gc::barrier(L, upvalue, value);
  }
}

}  // namespace perilune
