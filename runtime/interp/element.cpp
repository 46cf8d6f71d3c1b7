// Handlers of accesses by any key: the array part first, then the hash part, and for strings what
// field accesses have learnt of the table's shape.
#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"
#include "runtime/table_hash.h"

namespace perilune::interp {

namespace {

SLOW_HANDLER(get_table_slow) {
  SAVE_STATE();
  Pending call;
  const Value& key = RC;
  if (key.is_string()) learn_get(L, nullptr, RB, key.string());
  FINISH_STORE(step_get(L, &RB, key, &RA, &call), 1)
}

SLOW_HANDLER(get_int_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(step_get(L, &RB, L->integer(pc->f.c), &RA, &call), 1)
}

SLOW_HANDLER(set_table_slow) {
  SAVE_STATE();
  Pending call;
  const Value& key = RB;
  if (key.is_string()) learn_set(L, nullptr, RA, key.string());
  FINISH_SET(step_set(L, &RA, key, RC, &call), 1)
}

SLOW_HANDLER(set_int_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_SET(step_set(L, &RA, L->integer(pc->f.b), RC, &call), 1)
}

// The element `index` of a table when it is in the array part and not nil.
inline bool array_hit(const Value& object, uint64_t index, Value* out) {
  if (!object.is_table()) return false;
  const Table* t = object.table();
  if (index >= t->asize) return false;
  Tag tag = vector_tag(t->array, index);
  if (tag == Tag::Nil) return false;
  *out = Value(t->array[index], tag);
  return true;
}

// Overwrites a non-nil element of the array part with a non-nil value, or appends one.
inline bool array_store(State* L, const Value& object, uint64_t index, const Value& value) {
  if (!object.is_table() || value.is_nil()) return false;
  Table* t = object.table();
  if (index < t->asize) [[likely]] {
    if (vector_tag(t->array, index) == Tag::Nil) return false;
    vector_set(t->array, index, value);
  } else if (t->metatable() || !t->try_append(index, value)) {
    return false;
  }
  gc::barrier(L, t, value);
  return true;
}

// The place in an array part that a float may be the key of.
inline bool is_index(const Value& key, uint64_t* index) {
  if (!key.is_float() || !(key.f >= 0 && key.f < 0x1p32)) return false;
  *index = static_cast<uint64_t>(static_cast<int64_t>(key.f));
  return static_cast<double>(static_cast<int64_t>(*index)) == key.f;
}

// What a table without metatable has under a key that is not in the array part.
inline bool integer_hit(const Value& object, int64_t key, Value* out) {
  if (!object.is_table()) return false;
  Table* t = object.table();
  const Table::HashNode* node =
      t->hash() && static_cast<uint64_t>(key) >= t->asize ? t->hash()->find_int(key) : nullptr;
  if (node && node->value_tag != Tag::Nil) return *out = node->get(), true;
  return !t->metatable() && (out->set_nil(), true);
}

inline bool string_hit(State* L, const Value& object, const String* key, Value* out) {
  if (!object.is_table() || !key->is_short()) return false;
  Table* t = object.table();
  if (!t->shape->is_dictionary()) return shared_hit(L, object, key, nullptr, out);
  const Table::HashNode* node = t->hash() ? t->hash()->find_short(key) : nullptr;
  if (node && node->value_tag != Tag::Nil) return *out = node->get(), true;
  return !t->metatable() && (out->set_nil(), true);
}

// Overwrites a value that is not nil in the hash part.
inline bool hash_store(State* L, Table* t, Table::HashNode* node, const Value& value) {
  if (!node || node->value_tag == Tag::Nil || value.is_nil()) return false;
  node->set(value);
  gc::barrier(L, t, value);
  return true;
}

inline bool integer_store(State* L, const Value& object, int64_t key, const Value& value) {
  if (!object.is_table()) return false;
  Table* t = object.table();
  if (!t->hash() || static_cast<uint64_t>(key) < t->asize) return false;
  return hash_store(L, t, t->hash()->find_int(key), value);
}

inline bool string_store(State* L, const Value& object, const String* key, const Value& value) {
  if (!object.is_table() || !key->is_short()) return false;
  Table* t = object.table();
  if (!t->shape->is_dictionary()) return shared_store(L, object, key, nullptr, value);
  return t->hash() && hash_store(L, t, t->hash()->find_short(key), value);
}

// Keys that are not in the array part.
HANDLER(get_table_hashed) {
  const Value& key = RC;
  if (key.is_string()) {
    if (string_hit(L, RB, key.string(), &RA)) NEXT(1);
  } else if (key.is_integer()) {
    if (integer_hit(RB, key.i, &RA)) NEXT(1);
  }
  GOTO(get_table_slow);
}

HANDLER(get_int_hashed) {
  if (integer_hit(RB, pc->f.c, &RA)) NEXT(1);
  GOTO(get_int_slow);
}

HANDLER(set_table_hashed) {
  const Value& key = RB;
  if (key.is_string()) {
    if (string_store(L, RA, key.string(), RC)) NEXT(1);
  } else if (key.is_integer()) {
    if (integer_store(L, RA, key.i, RC)) NEXT(1);
  }
  GOTO(set_table_slow);
}

}  // namespace

HANDLER(op_GetTable) {
  const Value& key = RC;
  if (key.is_integer() && array_hit(RB, static_cast<uint64_t>(key.i), &RA)) [[likely]]
    NEXT(1);
  GOTO(get_table_hashed);
}

HANDLER(op_GetTableFloat) {
  uint64_t index;
  if (is_index(RC, &index) && array_hit(RB, index, &RA)) [[likely]]
    NEXT(1);
  GOTO(get_table_hashed);
}

HANDLER(op_GetInt) {
  if (array_hit(RB, pc->f.c, &RA)) [[likely]]
    NEXT(1);
  GOTO(get_int_hashed);
}

HANDLER(op_SetTable) {
  const Value& key = RB;
  if (key.is_integer() && array_store(L, RA, static_cast<uint64_t>(key.i), RC)) [[likely]]
    NEXT(1);
  GOTO(set_table_hashed);
}

HANDLER(op_SetTableFloat) {
  uint64_t index;
  if (is_index(RB, &index) && array_store(L, RA, index, RC)) [[likely]]
    NEXT(1);
  GOTO(set_table_hashed);
}

HANDLER(op_SetInt) {
  if (array_store(L, RA, pc->f.b, RC)) [[likely]]
    NEXT(1);
  GOTO(set_int_slow);
}

}  // namespace perilune::interp
