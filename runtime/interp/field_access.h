// Reads and writes of fields that need no C++ calls: what fast paths are made of. Each answers
// false (or Hit::None) when a slower path has to do it.
#pragma once

#include "runtime/interp/inline_cache.h"
#include "runtime/metamethod.h"
#include "runtime/shape_map.h"
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

// What is known of an access: nothing that helps, the outcome, or that a handler of __index or
// __newindex is to be called.
enum class Hit : uint8_t { None, Done, Handler };

// What is inherited from `far_slot` of `holder`.
FORCE_INLINE Hit load_inherited(const Table* holder, uint32_t far_slot, Value* out) {
  if (holder) [[likely]]
    return load_slot(holder, far_slot, out) ? Hit::Done : Hit::None;
  if (far_slot == kHandlerSlot) return Hit::Handler;
  out->set_nil();
  return Hit::Done;
}

// Whether a metatable (null: none) is known to lack an event.
FORCE_INLINE bool lacks(const Table* metatable, Event event) {
  return !metatable || metatable->absent_events() >> static_cast<int>(event) & 1;
}

FORCE_INLINE uint32_t short_epoch(const State* L) {
  return static_cast<uint32_t>(L->global->chain_epoch);
}

// --- reads ---

// The node of a short key.
FORCE_INLINE Table::HashNode* find_node(const Table* dictionary, const String* key) {
  Table::HashPart* hash = dictionary->dictionary_hash();
  return hash ? hash->find_short(key) : nullptr;
}

// A read of a short key that the table does not have (or has with nil) as tables and their own
// fields answer it.
FORCE_INLINE Hit load_from_chain(State* L, const Table* t, const String* key, Value* out) {
  constexpr int kMaxTables = 16;
  for (int i = 0; i < kMaxTables; ++i) {
    Value index;
    if (!known_metamethod(L, t->metatable(), Event::Index, &index)) return Hit::None;
    if (index.is_nil()) return out->set_nil(), Hit::Done;
    if (index.is_function()) return Hit::Handler;
    if (!index.is_table()) return Hit::None;
    t = index.table();
    if (t->shape->is_dictionary()) [[unlikely]] {
      const Table::HashNode* node = find_node(t, key);
      if (node && node->value_tag != Tag::Nil) return *out = node->get(), Hit::Done;
      continue;
    }
    uint32_t slot = t->shape->probe(key);
    if (slot != kNoSlot && load_slot(t, slot, out)) return Hit::Done;
  }
  return Hit::None;
}

// The same of any table whose shape is loose, for sites that would do better if it were not: a
// table that is asked often leaves the rest to the slow path, which settles it.
FORCE_INLINE Hit loose_hit(State* L, const Table* t, const String* key, Value* out) {
  uint32_t slot = t->shape->probe(key);
  if (slot != kNoSlot && load_slot(t, slot, out)) return Hit::Done;
  Table* metatable = t->metatable();
  if (metatable->uses() == Table::kManyUses || !key->is_short()) return Hit::None;
  metatable->count_use();
  return load_from_chain(L, t, key, out);
}

// What the shared cache has at a pair's first place, when that is the outcome.
FORCE_INLINE bool load_shared(State* L, const Table* t, const FieldCache& cache, const Value& key,
                              Value* out) {
  const auto& field = L->global->shared_reads.first(t->shape, cache.hash);
  if (field.shape != t->shape || field.key != key.p || field.epoch != short_epoch(L)) return false;
  // Branches, where a choice would make every read wait for what the field says.
  if (field.known == Known::Own) return load_slot(t, field.slot, out);
  if (field.known == Known::Absent) return out->set_nil(), true;
  const Table* holder = field.target;
  asm("" : "+r"(holder));
  return load_slot(holder, field.slot, out);
}

// All that the shared cache knows.
FORCE_INLINE Hit shared_hit(State* L, const Table* t, const String* key, Value* out) {
  SharedReads::Field* field = L->global->shared_reads.find(t->shape, key);
  if (!field) return Hit::None;
  bool is_current = field->epoch == short_epoch(L);
  switch (field->known) {
  case Known::Own:
    field->epoch = short_epoch(L);
    if (load_slot(t, field->slot, out)) return Hit::Done;
    return load_from_chain(L, t, key, out);
  case Known::Far:
    return is_current && load_slot(field->target, field->slot, out) ? Hit::Done : Hit::None;
  case Known::Absent:
    if (!is_current && t->metatable()) return Hit::None;
    field->epoch = short_epoch(L);
    return out->set_nil(), Hit::Done;
  case Known::Handler:
    return is_current ? Hit::Handler : Hit::None;
  case Known::Nothing:
    return Hit::None;
  }
  return Hit::None;
}

// A read from a table that does not have the key itself, or has nil there.
FORCE_INLINE Hit load_absent(State* L, const Table* t, Value* out) {
  Value handler;
  if (!known_metamethod(L, t->metatable(), Event::Index, &handler)) return Hit::None;
  if (handler.is_nil()) return out->set_nil(), Hit::Done;
  return handler.is_function() ? Hit::Handler : Hit::None;
}

// A read of a key that has this node (or none) in the hash part, which is where it would be.
FORCE_INLINE Hit load_node(State* L, const Table* t, const Table::HashNode* node, Value* out) {
  if (node && node->value_tag != Tag::Nil) return *out = node->get(), Hit::Done;
  return load_absent(L, t, out);
}

FORCE_INLINE Hit dictionary_hit(State* L, const Table* t, const String* key, Value* out) {
  return key->is_short() ? load_node(L, t, find_node(t, key), out) : Hit::None;
}

// A read of a field, wherever it is.
FORCE_INLINE Hit field_hit(State* L, const Table* t, const String* key, Value* out) {
  if (t->shape->is_plain()) [[likely]]
    return shared_hit(L, t, key, out);
  return t->shape->is_loose() ? loose_hit(L, t, key, out) : dictionary_hit(L, t, key, out);
}

// A read of a key that may be any string: as a rule one of the table's own, or none at all. Those
// are not learnt.
FORCE_INLINE Hit string_hit(State* L, const Table* t, const String* key, Value* out) {
  if (!key->is_short()) return Hit::None;
  if (t->shape->is_dictionary()) return load_node(L, t, find_node(t, key), out);
  uint32_t slot = t->shape->probe(key);
  if (slot != kNoSlot && load_slot(t, slot, out)) return Hit::Done;
  if (t->shape->is_loose()) return load_from_chain(L, t, key, out);
  Hit hit = load_absent(L, t, out);
  return hit == Hit::None ? shared_hit(L, t, key, out) : hit;
}

// What an object that is no table inherits, as the shared cache knows.
FORCE_INLINE Hit shared_hit_of_other(State* L, const Value& object, const String* key, Value* out) {
  const Shape* shape = cache_shape(L, object);
  const SharedReads::Field* field = shape ? L->global->shared_reads.find(shape, key) : nullptr;
  if (!field || field->epoch != short_epoch(L)) return Hit::None;
  if (field->known == Known::Handler) return Hit::Handler;
  bool is_value = field->known == Known::Far && load_slot(field->target, field->slot, out);
  return is_value ? Hit::Done : Hit::None;
}

// --- stores ---
//
// Whoever stores by these reports it to the collector afterwards (STORED): what calls makes a fast
// path spill.

// Overwrites a value that is not nil.
FORCE_INLINE bool store_slot(Table* table, uint32_t slot, const Value& value) {
  if (vector_tag(table->slots, slot) == Tag::Nil) return false;
  vector_set(table->slots, slot, value);
  return true;
}

// Gives a table a value in a slot where it has nil, and with it the shape `next`, if that is not
// null. It may get it without asking for __newindex.
FORCE_INLINE bool add_field(Table* t, uint32_t slot, Shape* next, const Value& value) {
  if (next) {
    if (slot >= t->slot_capacity() || value.is_nil()) return false;
    t->shape = next;
  }
  vector_set(t->slots, slot, value);
  t->absent_events() = 0;
  return true;
}

// A store into a table that does not have the key.
FORCE_INLINE Hit store_absent(State* L, const Table* t) {
  Value handler;
  bool known = known_metamethod(L, t->metatable(), Event::NewIndex, &handler);
  return known && handler.is_function() ? Hit::Handler : Hit::None;
}

// A store of a key that the table does not have, or has with nil, as in add_field; __newindex is
// asked.
FORCE_INLINE Hit store_new(State* L, Table* t, uint32_t slot, Shape* next, const Value& value) {
  Value handler;
  if (!known_metamethod(L, t->metatable(), Event::NewIndex, &handler)) return Hit::None;
  if (handler.is_function()) return Hit::Handler;
  if (!handler.is_nil() || t->shape->is_link()) return Hit::None;
  return add_field(t, slot, next, value) ? Hit::Done : Hit::None;
}

// A store into a slot of a table.
FORCE_INLINE Hit store_own(State* L, Table* t, uint32_t slot, const Value& value) {
  if (store_slot(t, slot, value)) return Hit::Done;
  return store_new(L, t, slot, nullptr, value);
}

// What the shared cache has at a pair's first place, when that says what to do.
FORCE_INLINE bool store_shared(State* L, Table* t, const FieldCache& cache, const Value& key,
                               const Value& value) {
  const auto& field = L->global->shared_stores.first(t->shape, cache.hash);
  if (field.shape != t->shape || field.key != key.p || field.epoch != short_epoch(L)) return false;
  if (field.known == Known::Own) return store_slot(t, field.slot, value);
  return field.known == Known::Far && add_field(t, field.slot, field.target, value);
}

FORCE_INLINE Hit shared_store(State* L, Table* t, const String* key, const Value& value) {
  SharedStores::Field* field = L->global->shared_stores.find(t->shape, key);
  if (!field) return Hit::None;
  bool is_current = field->epoch == short_epoch(L);
  switch (field->known) {
  case Known::Own:
    field->epoch = short_epoch(L);
    return store_own(L, t, field->slot, value);
  case Known::Far:
    if (!is_current && t->metatable()) return Hit::None;
    field->epoch = short_epoch(L);
    return add_field(t, field->slot, field->target, value) ? Hit::Done : Hit::None;
  case Known::Handler:
    return is_current ? Hit::Handler : Hit::None;
  default:
    return Hit::None;
  }
}

// A store that overwrites a value.
FORCE_INLINE Hit store_node(State* L, Table* t, Table::HashNode* node, const Value& value) {
  if (!node || node->value_tag == Tag::Nil) return store_absent(L, t);
  if (value.is_nil()) return Hit::None;
  node->set(value);
  return Hit::Done;
}

FORCE_INLINE Hit dictionary_store(State* L, Table* t, const String* key, const Value& value) {
  return key->is_short() ? store_node(L, t, find_node(t, key), value) : Hit::None;
}

// A store under a key that may be any string.
FORCE_INLINE Hit string_store(State* L, Table* t, const String* key, const Value& value) {
  if (!key->is_short()) return Hit::None;
  if (t->shape->is_dictionary()) return store_node(L, t, find_node(t, key), value);
  uint32_t slot = t->shape->probe(key);
  if (slot != kNoSlot) {
    // Whatever follows __index must hear of its change.
    if (t->shape->is_link()) return Hit::None;
    return store_own(L, t, slot, value);
  }
  Shape* next = t->shape->recent_child(key);
  if (!next) return store_absent(L, t);
  return store_new(L, t, t->shape->slot_count(), next, value);
}

// A store of a field, wherever it goes.
FORCE_INLINE Hit field_store(State* L, Table* t, const String* key, const Value& value) {
  if (t->shape->is_plain()) [[likely]]
    return shared_store(L, t, key, value);
  if (t->shape->is_dictionary()) return dictionary_store(L, t, key, value);
  return string_store(L, t, key, value);
}

// --- handlers ---

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
