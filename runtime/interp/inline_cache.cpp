// Filling inline caches.
#include "runtime/interp/inline_cache.h"

#include "runtime/metamethod.h"

namespace perilune::interp {

namespace {

// Longer chains are not cached.
constexpr int kMaxLinks = 16;

// The entry of a pair that has been met before: the second time, it is worth making links for.
SharedField* known_pair(State* L, const Shape* shape, const String* key) {
  SharedField& field = L->global->shared_fields.at(shape, key);
  if (field.shape == shape && field.key == key) return &field;
  field = {};
  field.shape = shape;
  field.key = key;
  return nullptr;
}

void learn_own(State* L, FieldCache* cache, const Shape* shape, const String* key, uint32_t slot) {
  cache->shape = shape;
  cache->slot = slot;
  // Stores into these are not made behind the back of the caches.
  if (is_chain_event(L, key)) return;
  SharedField& field = L->global->shared_fields.at(shape, key);
  field = {};
  field.shape = shape;
  field.key = key;
  field.slot = slot;
  field.is_own = true;
}

// The slot of a table's own key that is not nil, or kNoSlot.
uint32_t own_slot(const Table* table, const String* key) {
  uint32_t slot = table->shape->lookup(key);
  bool is_nil = slot == Shape::kNoSlot || vector_tag(table->slots, slot) == Tag::Nil;
  return is_nil ? Shape::kNoSlot : slot;
}

// Follows `__index` from an object under `metatable` to the holder of `key`; a null holder: nobody
// has it. False when that cannot be relied on.
bool find_holder(State* L, Table* metatable, const String* key, Table** holder, uint32_t* slot) {
  for (int i = 0; metatable && i < kMaxLinks; ++i) {
    if (!metatable->become_link(L)) return false;
    Value index = metamethod_in(L, metatable, Event::Index);
    if (index.is_nil()) return *holder = nullptr, true;
    if (!index.is_table() || !index.table()->become_link(L)) return false;
    *holder = index.table();
    *slot = own_slot(*holder, key);
    if (*slot != Shape::kNoSlot) return true;
    metatable = (*holder)->metatable();
  }
  *holder = nullptr;
  return !metatable;
}

void learn_inherited(State* L, FieldCache* cache, const Value& object, const String* key) {
  Table* metatable = L->metatable_of(object);
  if (object.is_string() && metatable) Shape::root(L, metatable);
  const Shape* shape = cache_shape(L, object);
  if (!shape || !known_pair(L, shape, key)) return;
  Table* holder = nullptr;
  uint32_t slot = 0;
  if (!find_holder(L, metatable, key, &holder, &slot)) return;
  // Becoming a link may have given the object itself another shape.
  if (cache_shape(L, object) != shape) return;
  uint64_t epoch = L->global->chain_epoch;
  SharedField& field = L->global->shared_fields.at(shape, key);
  field.holder = holder;
  field.slot = slot;
  field.get_epoch = epoch;
  // A site with several shapes keeps the first.
  if (cache->epoch == epoch && cache->far_shape) return;
  cache->far_shape = shape;
  cache->holder = holder;
  cache->far_slot = slot;
  cache->epoch = epoch;
}

void learn_addition(State* L, FieldCache* cache, Table* table, const String* key) {
  const Shape* shape = table->shape;
  if (shape->is_link() || !known_pair(L, shape, key)) return;
  if (Table* metatable = table->metatable()) {
    if (!metatable->become_link(L)) return;
    if (!metamethod_in(L, metatable, Event::NewIndex).is_nil()) return;
    if (table->shape != shape) return;  // it is its own metatable
  }
  uint64_t epoch = L->global->chain_epoch;
  L->global->shared_fields.at(shape, key).set_epoch = epoch;
  if (cache->epoch == epoch && cache->far_shape) return;
  cache->far_shape = shape;
  cache->epoch = epoch;
}

}  // namespace

void learn_get(State* L, FieldCache* cache, const Value& object, const String* key) {
  if (!key->is_short()) return;
  if (object.is_table()) {
    const Shape* shape = object.table()->shape;
    if (shape->is_dictionary()) return;
    uint32_t slot = shape->lookup(key);
    if (slot != Shape::kNoSlot) return learn_own(L, cache, shape, key, slot);
  }
  learn_inherited(L, cache, object, key);
}

void learn_set(State* L, FieldCache* cache, const Value& object, const String* key) {
  if (!object.is_table() || !key->is_short()) return;
  Table* table = object.table();
  if (table->shape->is_dictionary()) return;
  uint32_t slot = table->shape->lookup(key);
  if (slot == Shape::kNoSlot) return learn_addition(L, cache, table, key);
  if (!is_chain_event(L, key)) learn_own(L, cache, table->shape, key, slot);
}

}  // namespace perilune::interp
