// Filling inline caches.
#include "runtime/interp/inline_cache.h"

#include "runtime/metamethod.h"

namespace perilune::interp {

namespace {

// Longer chains are not cached.
constexpr int kMaxLinks = 16;

// Making links is worth while when a pair has been met so often: where each table has a metatable
// of its own, few are.
constexpr uint32_t kVisits = 6;

// The entry of a pair, new when it has not been met before.
SharedField* pair(State* L, const Shape* shape, const String* key) {
  SharedField* field = &L->global->shared_fields.at(shape, key);
  if (field->shape == shape && field->key == key) return field;
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
  // Stores into these are not made behind the back of the caches.
  if (!is_chain_event(L, key)) pair(L, shape, key)->slot = slot;
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
  const Shape* shape = cache_shape(L, object);
  if (!shape || ++pair(L, shape, key)->visits < kVisits) return;
  Table* holder = nullptr;
  uint32_t slot = 0;
  if (!find_holder(L, object, metatable, key, &holder, &slot)) return;
  // Becoming a link may have given the object itself another shape.
  if (cache_shape(L, object) != shape) return;
  SharedField* field = pair(L, shape, key);
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
  // Without a metatable there is nothing to become a link.
  uint32_t enough = table->metatable() ? kVisits : 2;
  if (++pair(L, shape, key)->visits < enough || shape->is_link()) return;
  uint32_t slot = 0;
  if (Table* metatable = table->metatable()) {
    if (!metatable->become_link(L)) return;
    Value handler = metamethod_in(L, metatable, Event::NewIndex);
    if (handler.is_function())
      slot = kHandlerSlot;
    else if (!handler.is_nil())
      return;
    if (table->shape != shape) return;  // it is its own metatable
  }
  SharedField* field = pair(L, shape, key);
  field->set_epoch = L->global->chain_epoch;
  field->set_slot = slot;
  if (!cache || field->slot != kNoSlot) return;
  cache->far_shape = shape;
  cache->far_slot = slot;
  cache->epoch = field->set_epoch;
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
      learn_own(L, cache, table->shape, key, slot);
      Value v = vector_get(table->slots, slot);
      if (!v.is_nil()) return *out = v, true;
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
  if (slot != kNoSlot) {
    learn_own(L, cache, table->shape, key, slot);
    if (vector_tag(table->slots, slot) != Tag::Nil) return;
  }
  learn_addition(L, cache, table, key);
}

}  // namespace perilune::interp
