// Reads and writes of fields that need no C++ calls: what fast paths are made of. Each answers
// false when the slow path has to do it.
#pragma once

#include "runtime/interp/inline_cache.h"
#include "runtime/metamethod.h"
#include "runtime/table_hash.h"

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

// What a cache knows of an access: nothing that helps, the outcome, or that a handler of __index
// or __newindex is to be called.
enum class Hit : uint8_t { None, Done, Handler };

// What is inherited from `far_slot` of `holder`.
FORCE_INLINE Hit load_inherited(const Table* holder, uint32_t far_slot, Value* out) {
  if (holder) [[likely]]
    return load_slot(holder, far_slot, out) ? Hit::Done : Hit::None;
  if (far_slot == kHandlerSlot) return Hit::Handler;
  out->set_nil();
  return Hit::Done;
}

// What the shared cache knows; `cache`, when the access has one, learns it.
FORCE_INLINE Hit shared_hit(State* L, const Value& object, const String* key, FieldCache* cache,
                            Value* out) {
  const Shape* shape = cache_shape(L, object);
  const SharedField* field = L->global->shared_fields.find(shape, key);
  if (!shape || !field) return Hit::None;
  bool learns = cache && cache->is_outdated();
  if (field->slot != kNoSlot) {
    if (learns) cache->shape = shape, cache->slot = field->slot;
    if (load_slot(object.table(), field->slot, out)) return Hit::Done;
    learns = false;
  }
  if (field->get_epoch != L->global->chain_epoch) return Hit::None;
  if (learns) {
    cache->far_shape = shape;
    cache->holder = field->holder;
    cache->far_slot = field->far_slot;
    cache->epoch = field->get_epoch;
  }
  return load_inherited(field->holder, field->far_slot, out);
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

FORCE_INLINE Hit shared_store(State* L, const Value& object, const String* key, FieldCache* cache,
                              const Value& value) {
  if (!object.is_table()) return Hit::None;
  Table* t = object.table();
  const SharedField* field = L->global->shared_fields.find(t->shape, key);
  if (!field) return Hit::None;
  bool learns = cache && cache->is_outdated();
  if (field->slot != kNoSlot) {
    if (learns) cache->shape = t->shape, cache->slot = field->slot;
    if (store_slot(L, t, field->slot, value)) return Hit::Done;
    learns = false;
  }
  if (field->set_epoch != L->global->chain_epoch) return Hit::None;
  if (learns) {
    cache->far_shape = t->shape;
    cache->far_slot = field->set_slot;
    cache->epoch = field->set_epoch;
  }
  if (field->set_slot == kHandlerSlot) return Hit::Handler;
  return add_field(L, t, field->slot, key, value) ? Hit::Done : Hit::None;
}

// A read from a table that does not have the key itself.
FORCE_INLINE Hit load_absent(State* L, const Table* t, Value* out) {
  Value handler;
  if (!known_metamethod(L, t->metatable(), Event::Index, &handler)) return Hit::None;
  if (handler.is_nil()) return out->set_nil(), Hit::Done;
  return handler.is_function() ? Hit::Handler : Hit::None;
}
// A store into such a table.
FORCE_INLINE Hit store_absent(State* L, const Table* t) {
  Value handler;
  bool known = known_metamethod(L, t->metatable(), Event::NewIndex, &handler);
  return known && handler.is_function() ? Hit::Handler : Hit::None;
}

// A read of a key that has this node (or none) in the hash part, which is where it would be.
FORCE_INLINE Hit load_node(State* L, const Table* t, const Table::HashNode* node, Value* out) {
  if (node && node->value_tag != Tag::Nil) return *out = node->get(), Hit::Done;
  return load_absent(L, t, out);
}
// A store that overwrites a value.
FORCE_INLINE Hit store_node(State* L, Table* t, Table::HashNode* node, const Value& value) {
  if (!node || node->value_tag == Tag::Nil) return store_absent(L, t);
  if (value.is_nil()) return Hit::None;
  node->set(value);
  gc::barrier(L, t, value);
  return Hit::Done;
}

// A read of a key that may be a field or, in a dictionary, anything; the same for stores.
FORCE_INLINE Hit string_hit(State* L, const Value& object, const String* key, FieldCache* cache,
                            Value* out) {
  if (object.is_table() && object.table()->shape->is_dictionary()) {
    Table* t = object.table();
    if (!key->is_short()) return Hit::None;
    return load_node(L, t, t->hash() ? t->hash()->find_short(key) : nullptr, out);
  }
  return shared_hit(L, object, key, cache, out);
}
FORCE_INLINE Hit string_store(State* L, const Value& object, const String* key, FieldCache* cache,
                              const Value& value) {
  if (object.is_table() && object.table()->shape->is_dictionary()) {
    Table* t = object.table();
    if (!key->is_short()) return Hit::None;
    return store_node(L, t, t->hash() ? t->hash()->find_short(key) : nullptr, value);
  }
  return shared_store(L, object, key, cache, value);
}

// Follows __index from `*receiver` to the table whose handler is a function. False when that is
// not known without a call.
FORCE_INLINE bool find_index_handler(State* L, Value* receiver, Value* handler) {
  for (;;) {
    if (!known_metamethod(L, L->metatable_of(*receiver), Event::Index, handler)) return false;
    if (handler->is_function()) return true;
    if (!handler->is_table()) return false;
    *receiver = *handler;
  }
}

// The function that a store into a table that does not have the key goes to. False as above.
FORCE_INLINE bool find_newindex_handler(State* L, const Value& object, Value* handler) {
  return known_metamethod(L, object.table()->metatable(), Event::NewIndex, handler) &&
         handler->is_function();
}

}  // namespace perilune::interp
