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

// Whether a float is a key with an integer value, which may be any. To be asked by a branch: no
// access should wait for the conversion back.
FORCE_INLINE bool is_whole(double key, uint64_t* index) {
  int64_t n = truncate_to_integer(key);
  *index = static_cast<uint64_t>(n);
  return static_cast<double>(n) == key;
}

inline bool integer_of(const Value& key, uint64_t* n) {
  if (key.is_integer()) return *n = static_cast<uint64_t>(key.i), true;
  return key.is_float() && is_whole(key.f, n);
}

// What a table has whose hash part has this node, null for none; false when its metatable counts.
inline bool node_hit(const Table* t, const Table::HashNode* node, Value* out) {
  if (node && node->value_tag != Tag::Nil) return *out = node->get(), true;
  return !t->metatable() && (out->set_nil(), true);
}

// What a table has under a key that is not in the array part.
inline bool integer_hit(const Value& object, int64_t key, Value* out) {
  if (!object.is_table()) return false;
  Table* t = object.table();
  const Table::HashNode* node =
      t->hash() && static_cast<uint64_t>(key) >= t->asize ? t->hash()->find_int(key) : nullptr;
  return node_hit(t, node, out);
}

// The same for an object that is no string.
inline bool object_hit(const Value& object, const Value& key, Value* out) {
  if (!object.is_table()) return false;
  Table* t = object.table();
  return node_hit(t, t->hash() ? t->hash()->find_object(key.object, key.tag) : nullptr, out);
}

inline bool string_hit(State* L, const Value& object, const String* key, Value* out) {
  if (!object.is_table() || !key->is_short()) return false;
  Table* t = object.table();
  if (!t->shape->is_dictionary()) return shared_hit(L, object, key, nullptr, out);
  return node_hit(t, t->hash() ? t->hash()->find_short(key) : nullptr, out);
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

inline bool object_store(State* L, const Value& object, const Value& key, const Value& value) {
  if (!object.is_table() || !object.table()->hash()) return false;
  Table* t = object.table();
  return hash_store(L, t, t->hash()->find_object(key.object, key.tag), value);
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
  uint64_t n;
  if (key.is_string()) {
    if (string_hit(L, RB, key.string(), &RA)) NEXT(1);
  } else if (integer_of(key, &n)) {
    if (integer_hit(RB, static_cast<int64_t>(n), &RA)) NEXT(1);
  } else if (key.is_object()) {
    if (object_hit(RB, key, &RA)) NEXT(1);
  }
  GOTO(get_table_slow);
}

HANDLER(get_int_hashed) {
  if (integer_hit(RB, pc->f.c, &RA)) NEXT(1);
  GOTO(get_int_slow);
}

HANDLER(set_table_hashed) {
  const Value& key = RB;
  uint64_t n;
  if (key.is_string()) {
    if (string_store(L, RA, key.string(), RC)) NEXT(1);
  } else if (integer_of(key, &n)) {
    if (integer_store(L, RA, static_cast<int64_t>(n), RC)) NEXT(1);
  } else if (key.is_object()) {
    if (object_store(L, RA, key, RC)) NEXT(1);
  }
  GOTO(set_table_slow);
}

HANDLER(set_int_hashed) {
  if (integer_store(L, RA, pc->f.b, RC)) NEXT(1);
  GOTO(set_int_slow);
}

inline void vector_set_tag(uint64_t* base, size_t index, Tag tag) {
  reinterpret_cast<uint8_t*>(base)[-1 - static_cast<ptrdiff_t>(index)] = static_cast<uint8_t>(tag);
}

// Where the key of an access is: in a register, or in the instruction.
enum class Key : uint8_t { Integer, Float, Constant };

template <Key kind>
FORCE_INLINE bool stored_index(const Insn* pc, const Value* base, uint64_t* index) {
  if constexpr (kind == Key::Constant) return *index = pc->f.b, true;
  const Value& key = RB;
  if constexpr (kind == Key::Float) return key.is_float() && is_whole(key.f, index);
  return *index = static_cast<uint64_t>(key.i), key.is_integer();
}

template <Key kind>
HANDLER(store_hashed) {
  if constexpr (kind == Key::Constant)
    GOTO(set_int_hashed);
  else
    GOTO(set_table_hashed);
}

// Stores are in several handlers, each entered by a jump, so that none needs a frame for what
// another calls. The element's index is passed on in `count`.

// What has been stored is an object, and the table is watched.
SLOW_HANDLER(report_element) {
  gc::barrier(L, RA.table(), RC);
  NEXT(1);
}

// Right behind the end of the array part.
template <Key kind>
SLOW_HANDLER(append_element) {
  Table* t = RA.table();
  const Value& value = RC;
  if (t->metatable() || value.is_nil() || !t->try_append(count, value)) GOTO(store_hashed<kind>);
  if (value.is_object() && t->flags & Object::kWatched) [[unlikely]]
    GOTO(report_element);
  NEXT(1);
}

// Nil, over an element that is there.
SLOW_HANDLER(remove_element) {
  RA.table()->set_int(L, count, Value());
  NEXT(1);
}

// Over an element of another type, or a boolean, whose payload says nothing.
template <Key kind>
SLOW_HANDLER(change_element) {
  Table* t = RA.table();
  const Value& value = RC;
  if (vector_tag(t->array, count) == Tag::Nil && t->metatable()) GOTO(store_hashed<kind>);
  if (value.is_nil()) GOTO(remove_element);
  if (value.is_boolean())
    vector_set_tag(t->array, count, value.tag);
  else
    vector_set(t->array, count, value);
  // As a rule it is known, of all elements; noting it again would make the next store wait for
  // that.
  ElementKind added = element_kind::of(value.tag) | element_kind::of_zero(value.tag);
  if ((t->element_kind() & added) != added) [[unlikely]]
    t->note_element(count, value.tag);
  if (value.is_object() && t->flags & Object::kWatched) [[unlikely]]
    GOTO(report_element);
  NEXT(1);
}

template <Key kind>
HANDLER(set_element) {
  uint64_t index;
  if (!stored_index<kind>(pc, base, &index) || !RA.is_table()) GOTO(store_hashed<kind>);
  Table* t = RA.table();
  count = static_cast<uint32_t>(index);
  if (index >= t->asize) [[unlikely]] {
    if (index == t->asize) GOTO(append_element<kind>);
    GOTO(store_hashed<kind>);
  }
  const Value& value = RC;
  Tag tag = value.tag;
  if (vector_tag(t->array, index) != tag || tag <= Tag::True) [[unlikely]]
    GOTO(change_element<kind>);
  t->array[index] = value.bits;
  if (tag >= Tag::String && t->flags & Object::kWatched) [[unlikely]]
    GOTO(report_element);
  NEXT(1);
}

// Keys that are not integers, where there are some.
SLOW_HANDLER(get_table_other) {
  if (RC.is_float()) GOTO(op_GetTableFloat);
  GOTO(get_table_hashed);
}
SLOW_HANDLER(set_table_other) {
  if (RB.is_float()) GOTO(set_element<Key::Float>);
  GOTO(set_table_hashed);
}

}  // namespace

HANDLER(op_GetTable) {
  const Value& key = RC;
  if (!key.is_integer()) GOTO(get_table_other);
  if (array_hit(RB, static_cast<uint64_t>(key.i), &RA)) [[likely]]
    NEXT(1);
  GOTO(get_table_hashed);
}

HANDLER(op_GetTableFloat) {
  const Value& key = RC;
  uint64_t index;
  if (key.is_float() && is_whole(key.f, &index) && array_hit(RB, index, &RA)) [[likely]]
    NEXT(1);
  GOTO(get_table_hashed);
}

HANDLER(op_GetInt) {
  if (array_hit(RB, pc->f.c, &RA)) [[likely]]
    NEXT(1);
  GOTO(get_int_hashed);
}

HANDLER(op_SetTable) {
  if (!RB.is_integer()) GOTO(set_table_other);
  GOTO(set_element<Key::Integer>);
}
HANDLER(op_SetTableFloat) { GOTO(set_element<Key::Float>); }
HANDLER(op_SetInt) { GOTO(set_element<Key::Constant>); }

}  // namespace perilune::interp
