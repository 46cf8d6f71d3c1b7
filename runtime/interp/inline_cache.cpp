// Filling inline caches.
#include "runtime/interp/inline_cache.h"

#include "runtime/metamethod.h"

namespace perilune::interp {

namespace {

// Longer chains are not cached.
constexpr int kMaxLinks = 16;

// The entry of a pair, new when it has not been met before.
SharedField* pair(State* L, const Shape* shape, const String* key, bool* is_known) {
  SharedField* field = &L->global->shared_fields.at(shape, key);
  *is_known = field->shape == shape && field->key == key;
  if (*is_known) return field;
  *field = {};
  field->shape = shape;
  field->key = key;
  return field;
}

void learn_own(State* L, FieldCache* cache, const Shape* shape, const String* key, uint32_t slot) {
  if (cache) {
    cache->shape = shape;
    cache->slot = slot;
  }
  bool is_known;
  // Stores into these are not made behind the back of the caches.
  if (!is_chain_event(L, key)) pair(L, shape, key, &is_known)->slot = slot;
}

// The slot of a table's own key that is not nil, or kNoSlot.
uint32_t own_slot(const Table* table, const String* key) {
  uint32_t slot = table->shape->lookup(key);
  bool is_nil = slot == kNoSlot || vector_tag(table->slots, slot) == Tag::Nil;
  return is_nil ? kNoSlot : slot;
}

// Follows `__index` from an object under `metatable` to the holder of `key`; a null holder: nobody
// has it. False when that cannot be relied on, or is an error.
bool find_holder(State* L, const Value& object, Table* metatable, const String* key, Table** holder,
                 uint32_t* slot) {
  for (int i = 0; metatable && i < kMaxLinks; ++i) {
    if (!metatable->become_link(L)) return false;
    Value index = metamethod_in(L, metatable, Event::Index);
    if (index.is_nil()) return *holder = nullptr, object.is_table() || i > 0;
    if (!index.is_table() || !index.table()->become_link(L)) return false;
    *holder = index.table();
    *slot = own_slot(*holder, key);
    if (*slot != kNoSlot) return true;
    metatable = (*holder)->metatable();
  }
  *holder = nullptr;
  return !metatable;
}

// Making links is worth while the second time that a shape is met.
void learn_inherited(State* L, FieldCache* cache, const Value& object, const String* key) {
  Table* metatable = L->metatable_of(object);
  if ((object.is_string() || object.is_userdata()) && metatable) Shape::root(L, metatable);
  const Shape* shape = cache_shape(L, object);
  bool is_known = false;
  if (shape) pair(L, shape, key, &is_known);
  Table* holder = nullptr;
  uint32_t slot = 0;
  if (!is_known || !find_holder(L, object, metatable, key, &holder, &slot)) return;
  // Becoming a link may have given the object itself another shape.
  if (cache_shape(L, object) != shape) return;
  SharedField* field = pair(L, shape, key, &is_known);
  field->holder = holder;
  field->far_slot = slot;
  field->get_epoch = L->global->chain_epoch;
  if (!cache || field->slot != kNoSlot) return;
  cache->far_shape = shape;
  cache->holder = holder;
  cache->far_slot = slot;
  cache->epoch = field->get_epoch;
}

void learn_addition(State* L, FieldCache* cache, Table* table, const String* key) {
  const Shape* shape = table->shape;
  bool is_known;
  pair(L, shape, key, &is_known);
  if (shape->is_link() || !is_known) return;
  if (Table* metatable = table->metatable()) {
    if (!metatable->become_link(L)) return;
    if (!metamethod_in(L, metatable, Event::NewIndex).is_nil()) return;
    if (table->shape != shape) return;  // it is its own metatable
  }
  SharedField* field = pair(L, shape, key, &is_known);
  field->set_epoch = L->global->chain_epoch;
  if (!cache || field->slot != kNoSlot) return;
  cache->far_shape = shape;
  cache->epoch = field->set_epoch;
}

}  // namespace

void learn_get(State* L, FieldCache* cache, const Value& object, const String* key) {
  if (!key->is_short()) return;
  if (object.is_table()) {
    const Table* table = object.table();
    if (table->shape->is_dictionary()) return;
    uint32_t slot = table->shape->lookup(key);
    if (slot != kNoSlot) {
      learn_own(L, cache, table->shape, key, slot);
      if (vector_tag(table->slots, slot) != Tag::Nil) return;
    }
  }
  learn_inherited(L, cache, object, key);
}

void learn_set(State* L, FieldCache* cache, const Value& object, const String* key) {
  if (!object.is_table() || !key->is_short() || is_chain_event(L, key)) return;
  Table* table = object.table();
  if (table->shape->is_dictionary()) return;
  uint32_t slot = table->shape->lookup(key);
  if (slot != kNoSlot) {
    learn_own(L, cache, table->shape, key, slot);
    if (vector_tag(table->slots, slot) != Tag::Nil) return;
  }
  learn_addition(L, cache, table, key);
}

}  // namespace perilune::interp
