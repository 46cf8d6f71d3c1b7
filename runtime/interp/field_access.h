// Reads and writes of fields that need no C++ calls: what fast paths are made of. Each answers
// false when the slow path has to do it.
#pragma once

#include "runtime/interp/inline_cache.h"

// A call would make a handler spill.
#define FORCE_INLINE [[gnu::always_inline]] inline

namespace perilune::interp {

// The value in a slot, unless it is nil.
FORCE_INLINE bool load_slot(const Table* table, uint32_t slot, Value* out) {
  Tag tag = vector_tag(table->slots, slot);
  if (tag == Tag::Nil) return false;
  *out = Value(table->slots[slot], tag);
  return true;
}

// What the shared cache knows; `cache`, when the access has one, learns it.
FORCE_INLINE bool shared_hit(State* L, const Value& object, const String* key, FieldCache* cache,
                             Value* out) {
  const Shape* shape = cache_shape(L, object);
  const SharedField* field = L->global->shared_fields.find(shape, key);
  if (!shape || !field) return false;
  bool learns = cache && cache->is_outdated();
  if (field->slot != kNoSlot) {
    if (learns) cache->shape = shape, cache->slot = field->slot;
    if (load_slot(object.table(), field->slot, out)) return true;
    learns = false;
  }
  if (field->get_epoch != L->global->chain_epoch) return false;
  if (learns) {
    cache->far_shape = shape;
    cache->holder = field->holder;
    cache->far_slot = field->far_slot;
    cache->epoch = field->get_epoch;
  }
  return field->holder ? load_slot(field->holder, field->far_slot, out) : (out->set_nil(), true);
}

// Overwrites a value that is not nil.
FORCE_INLINE bool store_slot(State* L, Table* table, uint32_t slot, const Value& value) {
  if (vector_tag(table->slots, slot) == Tag::Nil) return false;
  vector_set(table->slots, slot, value);
  gc::barrier(L, table, value);
  return true;
}

// Gives a table a key that it may get without asking for __newindex: in the slot that it has for
// it, or in a new one, when there is one and the shape's last child has it.
FORCE_INLINE bool add_field(State* L, Table* t, uint32_t slot, const String* key,
                            const Value& value) {
  if (slot == kNoSlot) {
    Shape* next = t->shape->recent_child(key);
    slot = t->shape->slot_count();
    if (!next || slot >= t->slot_capacity() || value.is_nil()) return false;
    t->shape = next;
    gc::barrier(L, t, next);
  }
  vector_set(t->slots, slot, value);
  t->absent_events() = 0;
  gc::barrier(L, t, value);
  return true;
}

FORCE_INLINE bool shared_store(State* L, const Value& object, const String* key, FieldCache* cache,
                               const Value& value) {
  if (!object.is_table()) return false;
  Table* t = object.table();
  const SharedField* field = L->global->shared_fields.find(t->shape, key);
  if (!field) return false;
  bool learns = cache && cache->is_outdated();
  if (field->slot != kNoSlot) {
    if (learns) cache->shape = t->shape, cache->slot = field->slot;
    if (store_slot(L, t, field->slot, value)) return true;
    learns = false;
  }
  if (field->set_epoch != L->global->chain_epoch) return false;
  if (learns) cache->far_shape = t->shape, cache->epoch = field->set_epoch;
  return add_field(L, t, field->slot, key, value);
}

}  // namespace perilune::interp
