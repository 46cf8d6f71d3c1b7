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
  if (key.is_string() && learn_get(L, nullptr, RB, key.string(), &RA)) RESUME(1);
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
  return integer_to_float(n) == key;
}

// Reads and stores under an integer key, those of elements overwritten apart.
FORCE_INLINE Hit integer_hit(State* L, const Value& object, uint64_t key, Value* out) {
  if (!object.is_table()) return Hit::None;
  Table* t = object.table();
  if (array_hit(object, key, out)) return Hit::Done;  // a float may be the key
  bool is_hashed = t->hash() && key >= t->asize;
  return load_node(L, t, is_hashed ? t->hash()->find_int(static_cast<int64_t>(key)) : nullptr, out);
}
FORCE_INLINE Hit integer_store(State* L, const Value& object, uint64_t key, const Value& value) {
  if (!object.is_table()) return Hit::None;
  Table* t = object.table();
  if (key < t->asize && vector_tag(t->array, key) != Tag::Nil) return Hit::None;
  bool is_hashed = t->hash() && key >= t->asize;
  return store_node(L, t, is_hashed ? t->hash()->find_int(static_cast<int64_t>(key)) : nullptr,
                    value);
}

// The same under an object that is no string.
FORCE_INLINE Hit object_hit(State* L, const Value& object, const Value& key, Value* out) {
  if (!object.is_table()) return Hit::None;
  Table* t = object.table();
  return load_node(L, t, t->hash() ? t->hash()->find_object(key.object, key.tag) : nullptr, out);
}
FORCE_INLINE Hit object_store(State* L, const Value& object, const Value& key, const Value& value) {
  if (!object.is_table()) return Hit::None;
  Table* t = object.table();
  return store_node(L, t, t->hash() ? t->hash()->find_object(key.object, key.tag) : nullptr, value);
}

FORCE_INLINE bool is_whole_key(const Value& key, uint64_t* index) {
  if (key.is_integer()) return *index = static_cast<uint64_t>(key.i), true;
  return key.is_float() && is_whole(key.f, index);
}

// Accesses that end in a function.

HANDLER(get_table_handled) {
  Value receiver = RB, handler;
  if (!find_index_handler(L, &receiver, &handler)) GOTO(get_table_slow);
  ENTER_HANDLER(handler, receiver, RC, 1, MetaStore, pc->reg_a());
}

HANDLER(get_int_handled) {
  Value receiver = RB, handler;
  if (!find_index_handler(L, &receiver, &handler)) GOTO(get_int_slow);
  ENTER_HANDLER(handler, receiver, L->integer(pc->f.c), 1, MetaStore, pc->reg_a());
}

HANDLER(set_table_handled) {
  Value handler;
  if (!find_newindex_handler(L, RA, &handler)) GOTO(set_table_slow);
  ENTER_SETTER(handler, RA, RB, RC, 1);
}

HANDLER(set_int_handled) {
  Value handler;
  if (!find_newindex_handler(L, RA, &handler)) GOTO(set_int_slow);
  ENTER_SETTER(handler, RA, L->integer(pc->f.b), RC, 1);
}

// Keys that are not in the array part.
HANDLER(get_table_hashed) {
  const Value& key = RC;
  Hit hit = Hit::None;
  uint64_t index;
  if (key.is_string())
    hit = RB.is_table() ? string_hit(L, RB.table(), key.string(), &RA) : Hit::None;
  else if (is_whole_key(key, &index))
    hit = integer_hit(L, RB, index, &RA);
  else if (key.is_object())
    hit = object_hit(L, RB, key, &RA);
  if (hit == Hit::Done) NEXT(1);
  if (hit == Hit::Handler) GOTO(get_table_handled);
  GOTO(get_table_slow);
}

HANDLER(get_int_hashed) {
  Hit hit = integer_hit(L, RB, pc->f.c, &RA);
  if (hit == Hit::Done) NEXT(1);
  if (hit == Hit::Handler) GOTO(get_int_handled);
  GOTO(get_int_slow);
}

// The collector has seen the table, which has got something new.
SLOW_HANDLER(report_entry) {
  gc::barrier(L, RA.table(), RA.table()->shape);
  gc::barrier(L, RA.table(), RC);
  NEXT(1);
}

HANDLER(set_table_hashed) {
  const Value& key = RB;
  Hit hit = Hit::None;
  uint64_t index;
  if (key.is_string())
    hit = RA.is_table() ? string_store(L, RA.table(), key.string(), RC) : Hit::None;
  else if (is_whole_key(key, &index))
    hit = integer_store(L, RA, index, RC);
  else if (key.is_object())
    hit = object_store(L, RA, key, RC);
  if (hit == Hit::Done) {
    if (RA.table()->flags & Object::kWatched) [[unlikely]]
      GOTO(report_entry);
    NEXT(1);
  }
  if (hit == Hit::Handler) GOTO(set_table_handled);
  GOTO(set_table_slow);
}

HANDLER(set_int_hashed) {
  Hit hit = integer_store(L, RA, pc->f.b, RC);
  if (hit == Hit::Done) {
    if (RA.table()->flags & Object::kWatched) [[unlikely]]
      GOTO(report_entry);
    NEXT(1);
  }
  if (hit == Hit::Handler) GOTO(set_int_handled);
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
  const Value& key = *PB;
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
  gc::barrier(L, PA->table(), *PC);
  NEXT(1);
}

// Right behind the end of the array part.
template <Key kind>
SLOW_HANDLER(append_element) {
  Table* t = PA->table();
  const Value& value = *PC;
  if (t->metatable() || value.is_nil() || !t->try_append(count, value)) GOTO(store_hashed<kind>);
  if (value.is_object() && t->flags & Object::kWatched) [[unlikely]]
    GOTO(report_element);
  NEXT(1);
}

// Nil, over an element that is there.
SLOW_HANDLER(remove_element) {
  PA->table()->set_int(L, count, Value());
  NEXT(1);
}

// Over an element of another type.
template <Key kind>
SLOW_HANDLER(change_type) {
  Table* t = PA->table();
  const Value& value = *PC;
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

// Over an element of another type, or a boolean, whose payload says nothing.
template <Key kind>
HANDLER(change_element) {
  const Table* t = PA->table();
  Tag tag = PC->tag;
  if (tag != Tag::False && tag != Tag::True) GOTO(change_type<kind>);
  Tag old = vector_tag(t->array, count);
  if (old != Tag::False && old != Tag::True) GOTO(change_type<kind>);
  vector_set_tag(t->array, count, tag);
  NEXT(1);
}

template <Key kind>
HANDLER(set_element) {
  uint64_t index;
  if (!stored_index<kind>(pc, base, &index) || !PA->is_table()) GOTO(store_hashed<kind>);
  Table* t = PA->table();
  count = static_cast<uint32_t>(index);
  if (index >= t->asize) [[unlikely]] {
    if (index == t->asize) GOTO(append_element<kind>);
    GOTO(store_hashed<kind>);
  }
  const Value& value = *PC;
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
  if (PC->is_float()) GOTO(op_GetTableFloat);
  GOTO(get_table_hashed);
}
SLOW_HANDLER(set_table_other) {
  if (PB->is_float()) GOTO(set_element<Key::Float>);
  GOTO(set_table_hashed);
}

}  // namespace

HANDLER(op_GetTable) {
  const Value& key = *PC;
  if (!key.is_integer()) GOTO(get_table_other);
  if (array_hit(*PB, static_cast<uint64_t>(key.i), PA)) [[likely]]
    NEXT(1);
  GOTO(get_table_hashed);
}

HANDLER(op_GetTableFloat) {
  const Value& key = *PC;
  uint64_t index;
  if (key.is_float() && is_whole(key.f, &index) && array_hit(*PB, index, PA)) [[likely]]
    NEXT(1);
  GOTO(get_table_hashed);
}

HANDLER(op_GetInt) {
  if (array_hit(*PB, pc->f.c, PA)) [[likely]]
    NEXT(1);
  GOTO(get_int_hashed);
}

HANDLER(op_SetTable) {
  if (!PB->is_integer()) GOTO(set_table_other);
  GOTO(set_element<Key::Integer>);
}
HANDLER(op_SetTableFloat) { GOTO(set_element<Key::Float>); }
HANDLER(op_SetInt) { GOTO(set_element<Key::Constant>); }

}  // namespace perilune::interp
