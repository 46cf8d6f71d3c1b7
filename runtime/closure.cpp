// Making functions and userdata, and the life of upvalues.
#include "runtime/closure.h"

#include <new>

#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune {

Closure* Closure::make(State* L, Proto* proto) {
  uint32_t count = proto->upvalue_count;
  void* cell = L->global->heap.allocate(sizeof(Closure) + count * sizeof(Upvalue*));
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
  if (!L->global->semantics.finalizer_marks) L->global->heap.add_finalizable(userdata);
  return userdata;
}

void Userdata::set_metatable(State* L, Table* new_metatable) {
  metatable = new_metatable;
  if (!new_metatable) return;
  gc::barrier(L, this, Value::of(new_metatable));
  if (L->global->semantics.finalizer_marks)
    L->global->heap.mark_finalizable(L, this, new_metatable);
}

Upvalue* find_upvalue(State* L, Value* slot) {
  Upvalue** link = &L->open_upvalues;
  while (*link && (*link)->v > slot)
    link = &(*link)->open.next;
  if (*link && (*link)->v == slot) return *link;
  void* cell = L->global->heap.allocate(sizeof(Upvalue));
  if (!cell) return nullptr;
  Upvalue* upvalue = new (cell) Upvalue(slot);
  upvalue->open = {*link, L};
  *link = upvalue;
  return upvalue;
}

Upvalue* make_closed_upvalue(State* L, const Value& v) {
  void* cell = L->global->heap.allocate(sizeof(Upvalue));
  if (!cell) return nullptr;
  Upvalue* upvalue = new (cell) Upvalue(nullptr);
  upvalue->closed = v;
  upvalue->v = &upvalue->closed;
  return upvalue;
}

void close_upvalues(State* L, Value* level) {
  while (Upvalue* upvalue = L->open_upvalues) {
    if (upvalue->v < level) return;
    L->open_upvalues = upvalue->open.next;
    Value value = *upvalue->v;
    upvalue->closed = value;
    upvalue->v = &upvalue->closed;
    gc::barrier(L, upvalue, value);
  }
}

}  // namespace perilune
