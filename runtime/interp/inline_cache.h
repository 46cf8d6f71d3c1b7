// What field accesses learn from a miss (runtime/field_cache.h).
#pragma once

#include "runtime/field_cache.h"
#include "runtime/state.h"
#include "runtime/table_hash.h"

namespace perilune::interp {

// Remembers where `object`, which a read has missed with, has `key`. The access may have no cache
// of its own. True with the value in `*out` when it has been found on the way.
bool learn_get(State* L, FieldCache* cache, const Value& object, const String* key, Value* out);

// Remembers how `key` is stored into `object`; to be called before the store.
void learn_set(State* L, FieldCache* cache, const Value& object, const String* key);

// A site learns what the shared cache knows of a pair.
void learn_shared_get(State* L, FieldCache* cache, const Shape* shape, const String* key);
void learn_shared_set(State* L, FieldCache* cache, const Shape* shape, const String* key);

// What field caches compare: the shape of a table, or the root shape of the metatable of a string
// or a userdata.
inline const Shape* cache_shape(const State* L, const Value& object) {
  if (object.is_table()) [[likely]]
    return object.table()->shape;
  const Table* metatable;
  if (object.is_string())
    metatable = L->global->type_metatables[static_cast<int>(Tag::String)];
  else if (object.is_userdata())
    metatable = object.userdata()->metatable;
  else
    return nullptr;
  return metatable ? metatable->root_shape() : nullptr;
}

}  // namespace perilune::interp
