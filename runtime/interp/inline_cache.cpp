// Filling inline caches.
#include "runtime/interp/inline_cache.h"

#include <bit>

#include "runtime/metamethod.h"

namespace perilune {

bool FewShapes::add(const Shape* shape, uint32_t slot) {
  const Shape* known[kCount] = {shape};
  uint8_t known_slots[kCount] = {static_cast<uint8_t>(slot)};
  uint32_t count = 1;
  for (uint32_t i = 0; i < kCount; ++i) {
    if (!shapes[i]) continue;
    if (shapes[i] == shape) return true;
    if (count == kCount) return false;
    known[count] = shapes[i];
    known_slots[count++] = slots[i];
  }
  constexpr uint32_t kTries = 200;
  for (uint32_t i = 0; i < kTries; ++i) {
    uint32_t candidate = 0x9E3779B1u * (2 * i + 1);
    uint32_t taken = 0;
    for (uint32_t j = 0; j < count; ++j)
      taken |= 1u << place(known[j], candidate);
    if (std::popcount(taken) != static_cast<int>(count)) continue;
    multiplier = candidate;
    for (const Shape*& old : shapes)
      old = nullptr;
    for (uint32_t j = 0; j < count; ++j) {
      shapes[place(known[j])] = known[j];
      slots[place(known[j])] = known_slots[j];
    }
    return true;
  }
  return false;
}

}  // namespace perilune

namespace perilune::interp {

namespace {

// Longer chains are not cached.
constexpr int kMaxLinks = 16;

// Making links is worth while when a pair has been met so often: where each table has a metatable
// of its own, few are.
constexpr uint32_t kVisits = 6;

void learn_own(State* L, FieldCache* cache, const Shape* shape, const String* key, uint32_t slot,
               bool is_store) {
  if (cache) {
    cache->shape = shape;
    cache->slot = static_cast<uint8_t>(slot);
  }
  auto own = [&](auto& field) {
    field.target = nullptr;
    field.slot = static_cast<uint8_t>(slot);
    field.known = Known::Own;
    field.epoch = static_cast<uint32_t>(L->global->chain_epoch);
  };
  if (is_store)
    own(L->global->shared_stores.claim(shape, key));
  else
    own(L->global->shared_reads.claim(shape, key));
}

// Whether a pair that is missed has been missed often enough.
template <class Field>
bool is_visited(Field& field, uint32_t enough) {
  if (field.visits < enough) ++field.visits;
  return field.visits >= enough;
}

// The slot of a table's own key that is not nil, or kNoSlot.
uint32_t own_slot(const Table* table, const String* key) {
  uint32_t slot = table->shape->lookup(key);
  bool is_nil = slot == kNoSlot || vector_tag(table->slots, slot) == Tag::Nil;
  return is_nil ? kNoSlot : slot;
}

// Follows `__index` from an object under `metatable` to the holder of `key`; a null holder: nobody
// has it, or a function answers (kHandlerSlot). False when that cannot be relied on, or is an
// error.
bool find_holder(State* L, const Value& object, Table* metatable, const String* key, Table** holder,
                 uint32_t* slot) {
  for (int i = 0; metatable && i < kMaxLinks; ++i) {
    if (!metatable->become_link(L)) return false;
    Value index = metamethod_in(L, metatable, Event::Index);
    *holder = nullptr;
    *slot = index.is_function() ? kHandlerSlot : 0;
    if (index.is_nil()) return object.is_table() || i > 0;
    if (index.is_function()) return true;
    if (!index.is_table() || !index.table()->become_link(L)) return false;
    *holder = index.table();
    *slot = own_slot(*holder, key);
    if (*slot != kNoSlot) return true;
    metatable = (*holder)->metatable();
  }
  *holder = nullptr;
  *slot = 0;
  return !metatable;
}

void learn_inherited(State* L, FieldCache* cache, const Value& object, const String* key) {
  Table* metatable = L->metatable_of(object);
  if ((object.is_string() || object.is_userdata()) && metatable) Shape::root(L, metatable);
  if (object.is_table() && object.table()->shape->is_loose()) {
    // It is worth while where the table is asked often.
    if (metatable->uses() == Table::kManyUses) object.table()->settle(L);
    metatable->count_use();
    return;
  }
  const Shape* shape = cache_shape(L, object);
  if (!shape) return;
  SharedReads::Field& field = L->global->shared_reads.claim(shape, key);
  if (field.known == Known::Nothing) field.target = L->global->nothing;
  if (!is_visited(field, kVisits)) return;
  Table* holder = nullptr;
  uint32_t slot = 0;
  if (!find_holder(L, object, metatable, key, &holder, &slot)) return;
  // Becoming a link may have given the object itself another shape.
  if (cache_shape(L, object) != shape) return;
  field.known = holder ? Known::Far : slot == kHandlerSlot ? Known::Handler : Known::Absent;
  field.target = holder ? holder : L->global->nothing;
  field.slot = static_cast<uint8_t>(holder ? slot : 0);
  field.epoch = static_cast<uint32_t>(L->global->chain_epoch);
  if (!cache) return;
  cache->far_shape = shape;
  cache->holder = holder;
  cache->far_slot = slot;
  cache->epoch = L->global->chain_epoch;
}

// How a table that does not have a key comes to have it.
void learn_addition(State* L, FieldCache* cache, Table* table, const String* key) {
  const Shape* shape = table->shape;
  if (shape->is_link() || shape->is_loose()) return;
  SharedStores::Field& field = L->global->shared_stores.claim(shape, key);
  // Without a metatable there is nothing to become a link.
  if (!is_visited(field, table->metatable() ? kVisits : 2)) return;
  Shape* next = shape->find_child(key);
  uint32_t slot = shape->slot_count();
  if (Table* metatable = table->metatable()) {
    if (!metatable->become_link(L)) return;
    Value handler = metamethod_in(L, metatable, Event::NewIndex);
    if (handler.is_function())
      slot = kHandlerSlot, next = nullptr;
    else if (!handler.is_nil())
      return;
    if (table->shape != shape) return;  // it is its own metatable
  }
  if (!next && slot != kHandlerSlot) return;
  field.known = slot == kHandlerSlot ? Known::Handler : Known::Far;
  field.target = next;
  field.slot = static_cast<uint8_t>(slot);
  field.epoch = static_cast<uint32_t>(L->global->chain_epoch);
  if (!cache) return;
  cache->far_shape = shape;
  cache->next = next;
  cache->far_slot = slot;
  cache->epoch = L->global->chain_epoch;
}

// Reads what an object inherits, from tables alone. False when that is not all.
bool find_inherited(State* L, const Value& object, const String* key, Value* out) {
  Table* metatable = L->metatable_of(object);
  if (!metatable && !object.is_table()) return false;
  for (int i = 0; metatable; ++i) {
    Value index = metamethod_in(L, metatable, Event::Index);
    if (index.is_nil() && (object.is_table() || i > 0)) break;
    if (!index.is_table() || i == kMaxLinks) return false;
    Value v = index.table()->get_str(key);
    if (!v.is_nil()) return *out = v, true;
    metatable = index.table()->metatable();
  }
  out->set_nil();
  return true;
}

}  // namespace

bool learn_get(State* L, FieldCache* cache, const Value& object, const String* key, Value* out) {
  if (!key->is_short()) return false;
  if (object.is_table()) {
    const Table* table = object.table();
    if (table->shape->is_dictionary()) return false;
    uint32_t slot = table->shape->lookup(key);
    if (slot != kNoSlot) {
      learn_own(L, cache, table->shape, key, slot, false);
      Value v = vector_get(table->slots, slot);
      if (!v.is_nil()) return *out = v, true;
      return find_inherited(L, object, key, out);
    }
  }
  learn_inherited(L, cache, object, key);
  return find_inherited(L, object, key, out);
}

void learn_set(State* L, FieldCache* cache, const Value& object, const String* key) {
  if (!object.is_table() || !key->is_short() || is_chain_event(L, key)) return;
  Table* table = object.table();
  if (table->shape->is_dictionary()) return;
  uint32_t slot = table->shape->lookup(key);
  if (slot != kNoSlot)
    learn_own(L, cache, table->shape, key, slot, true);
  else
    learn_addition(L, cache, table, key);
}

namespace {

// What the shared cache knows of a shape, but for what the way leads to: false when the site is not
// to learn that.
template <class Field>
bool learn_shared(State* L, FieldCache* cache, const Shape* shape, const Field* field) {
  if (!field) return false;
  if (field->known == Known::Own) {
    cache->shape = shape;
    cache->slot = field->slot;
    return false;
  }
  if (field->known == Known::Nothing ||
      field->epoch != static_cast<uint32_t>(L->global->chain_epoch))
    return false;
  cache->far_shape = shape;
  cache->far_slot = field->known == Known::Handler ? kHandlerSlot : field->slot;
  cache->epoch = L->global->chain_epoch;
  return true;
}

}  // namespace

void learn_shared_get(State* L, FieldCache* cache, const Shape* shape, const String* key) {
  const SharedReads::Field* field = L->global->shared_reads.find(shape, key);
  if (learn_shared(L, cache, shape, field))
    cache->holder = field->known == Known::Far ? field->target : nullptr;
}

void learn_shared_set(State* L, FieldCache* cache, const Shape* shape, const String* key) {
  const SharedStores::Field* field = L->global->shared_stores.find(shape, key);
  if (learn_shared(L, cache, shape, field)) cache->next = field->target;
}

}  // namespace perilune::interp
