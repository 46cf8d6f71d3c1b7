// Handlers of table accesses. Field accesses with a constant key go through an inline cache on the
// table's shape; element accesses with an integer key look at the array part first.
#include <algorithm>

#include "runtime/interp/handler.h"
#include "runtime/interp/inline_cache.h"

namespace perilune::interp {

namespace {

#define CACHE Proto::cache_at(k, pc[1].extra)
#define CACHE_KEY k[CACHE.key]

#define FINISH_SET(step, words)                                                                    \
  switch (step) {                                                                                  \
  case Step::Done:                                                                                 \
    SAFEPOINT();                                                                                   \
    RESUME(words);                                                                                 \
  case Step::Call:                                                                                 \
    base = push_pending(L, L->base, call, pc + (words), FrameKind::MetaDiscard, 0);                \
    GOTO(enter_level);                                                                             \
  case Step::Error:                                                                                \
    RAISE();                                                                                       \
  }

// R[A] := object[key], for a field access whose cache missed.
inline Step get_field(State* L, const Value* object, FieldCache* cache, const Value& key,
                      Value* out, Pending* call) {
  learn_get(L, cache, *object, key.string());
  return step_get(L, object, key, out, call);
}

inline Step set_field(State* L, const Value* object, FieldCache* cache, const Value& key,
                      const Value& value, Pending* call) {
  learn_set(L, cache, *object, key.string());
  return step_set(L, object, key, value, call);
}

SLOW_HANDLER(get_field_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(get_field(L, &RB, &CACHE, CACHE_KEY, &RA, &call), 2)
}

SLOW_HANDLER(get_tab_up_slow) {
  SAVE_STATE();
  Pending call;
  const Value* env = UB->v;
  FINISH_STORE(get_field(L, env, &CACHE, CACHE_KEY, &RA, &call), 2)
}

SLOW_HANDLER(get_table_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(step_get(L, &RB, RC, &RA, &call), 1)
}

SLOW_HANDLER(get_int_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_STORE(step_get(L, &RB, L->integer(pc->f.c), &RA, &call), 1)
}

SLOW_HANDLER(self_slow) {
  SAVE_STATE();
  Pending call;
  Value object = RB;
  Step step = get_field(L, &RB, &CACHE, CACHE_KEY, &RA, &call);
  if (step != Step::Error) (&RA)[2] = object;
  FINISH_STORE(step, 2)
}

SLOW_HANDLER(set_field_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_SET(set_field(L, &RA, &CACHE, CACHE_KEY, RB, &call), 2)
}

SLOW_HANDLER(set_tab_up_slow) {
  SAVE_STATE();
  Pending call;
  const Value* env = UB->v;
  FINISH_SET(set_field(L, env, &CACHE, CACHE_KEY, RA, &call), 2)
}

SLOW_HANDLER(set_table_slow) {
  SAVE_STATE();
  Pending call;
  FINISH_SET(step_set(L, &RA, RB, RC, &call), 1)
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

// The value in a slot, unless it is nil.
inline bool load_slot(const Table* table, uint32_t slot, Value* out) {
  Tag tag = vector_tag(table->slots, slot);
  if (tag == Tag::Nil) return false;
  *out = Value(table->slots[slot], tag);
  return true;
}

// The field of a table of the cache's own shape.
inline bool cache_hit(const Value& object, const FieldCache& cache, Value* out) {
  return object.is_table() && object.table()->shape == cache.shape &&
         load_slot(object.table(), cache.slot, out);
}

// What an object of the cache's far shape inherits.
inline bool far_hit(State* L, const Value& object, const FieldCache& cache, Value* out) {
  const Shape* shape = cache_shape(L, object);
  if (!shape || shape != cache.far_shape || cache.epoch != L->global->chain_epoch) return false;
  return cache.holder ? load_slot(cache.holder, cache.far_slot, out) : (out->set_nil(), true);
}

// What the shared cache knows.
inline bool shared_hit(State* L, const Value& object, const String* key, Value* out) {
  const Shape* shape = cache_shape(L, object);
  const SharedField* field = L->global->shared_fields.find(shape, key);
  if (!shape || !field) return false;
  if (field->is_own) return load_slot(object.table(), field->slot, out);
  if (field->get_epoch != L->global->chain_epoch) return false;
  return field->holder ? load_slot(field->holder, field->slot, out) : (out->set_nil(), true);
}

// Overwrites a value that is not nil.
inline bool store_slot(State* L, Table* table, uint32_t slot, const Value& value) {
  if (vector_tag(table->slots, slot) == Tag::Nil) return false;
  vector_set(table->slots, slot, value);
  gc::barrier(L, table, value);
  return true;
}

inline bool cache_store(State* L, const Value& object, const FieldCache& cache,
                        const Value& value) {
  return object.is_table() && object.table()->shape == cache.shape &&
         store_slot(L, object.table(), cache.slot, value);
}

// Adds a key that may be added, when there is a slot for it and the shape's last child has it.
inline bool add_field(State* L, Table* t, const String* key, const Value& value) {
  Shape* next = t->shape->recent_child(key);
  uint32_t slot = t->shape->slot_count();
  if (!next || slot >= t->slot_capacity() || value.is_nil()) return false;
  vector_set(t->slots, slot, value);
  t->shape = next;
  t->absent_events() = 0;
  gc::barrier(L, t, value);
  gc::barrier(L, t, next);
  return true;
}

inline bool far_store(State* L, const Value& object, const FieldCache& cache, const String* key,
                      const Value& value) {
  return object.is_table() && object.table()->shape == cache.far_shape &&
         cache.epoch == L->global->chain_epoch && add_field(L, object.table(), key, value);
}

inline bool shared_store(State* L, const Value& object, const String* key, const Value& value) {
  if (!object.is_table()) return false;
  Table* t = object.table();
  const SharedField* field = L->global->shared_fields.find(t->shape, key);
  if (!field) return false;
  if (field->is_own) return store_slot(L, t, field->slot, value);
  return field->set_epoch == L->global->chain_epoch && add_field(L, t, key, value);
}

// The ways on from a miss: the cache's other shape, what all sites share, and the slow path.

HANDLER(get_field_shared) {
  if (shared_hit(L, RB, CACHE_KEY.string(), &RA)) NEXT(2);
  GOTO(get_field_slow);
}

HANDLER(get_field_far) {
  if (far_hit(L, RB, CACHE, &RA)) [[likely]]
    NEXT(2);
  GOTO(get_field_shared);
}

HANDLER(self_shared) {
  Value object = RB;
  Value* out = &RA;
  if (shared_hit(L, object, CACHE_KEY.string(), out)) {
    out[2] = object;
    NEXT(2);
  }
  GOTO(self_slow);
}

HANDLER(self_own) {
  Value object = RB;
  Value* out = &RA;
  if (cache_hit(object, CACHE, out)) [[likely]] {
    out[2] = object;
    NEXT(2);
  }
  GOTO(self_shared);
}

HANDLER(set_field_shared) {
  if (shared_store(L, RA, CACHE_KEY.string(), RB)) NEXT(2);
  GOTO(set_field_slow);
}

HANDLER(set_field_far) {
  if (far_store(L, RA, CACHE, CACHE_KEY.string(), RB)) [[likely]]
    NEXT(2);
  GOTO(set_field_shared);
}

}  // namespace

HANDLER(op_GetTabUp) {
  const Value* env = UB->v;
  if (cache_hit(*env, CACHE, &RA)) [[likely]]
    NEXT(2);
  GOTO(get_tab_up_slow);
}

HANDLER(op_SetTabUp) {
  const Value* env = UB->v;
  if (cache_store(L, *env, CACHE, RA)) [[likely]]
    NEXT(2);
  GOTO(set_tab_up_slow);
}

HANDLER(op_GetField) {
  if (cache_hit(RB, CACHE, &RA)) [[likely]]
    NEXT(2);
  GOTO(get_field_far);
}

HANDLER(op_SetField) {
  if (cache_store(L, RA, CACHE, RB)) [[likely]]
    NEXT(2);
  GOTO(set_field_far);
}

HANDLER(op_Self) {
  Value object = RB;
  Value* out = &RA;
  // Methods are inherited.
  if (far_hit(L, object, CACHE, out)) [[likely]] {
    out[2] = object;
    NEXT(2);
  }
  GOTO(self_own);
}

HANDLER(op_GetTable) {
  const Value& key = RC;
  if (key.is_integer() && array_hit(RB, static_cast<uint64_t>(key.i), &RA)) [[likely]]
    NEXT(1);
  GOTO(get_table_slow);
}

HANDLER(op_GetTableFloat) {
  uint64_t index;
  if (is_index(RC, &index) && array_hit(RB, index, &RA)) [[likely]]
    NEXT(1);
  GOTO(get_table_slow);
}

HANDLER(op_GetInt) {
  if (array_hit(RB, pc->f.c, &RA)) [[likely]]
    NEXT(1);
  GOTO(get_int_slow);
}

HANDLER(op_SetTable) {
  const Value& key = RB;
  if (key.is_integer() && array_store(L, RA, static_cast<uint64_t>(key.i), RC)) [[likely]]
    NEXT(1);
  GOTO(set_table_slow);
}

HANDLER(op_SetTableFloat) {
  uint64_t index;
  if (is_index(RB, &index) && array_store(L, RA, index, RC)) [[likely]]
    NEXT(1);
  GOTO(set_table_slow);
}

HANDLER(op_SetInt) {
  if (array_store(L, RA, pc->f.b, RC)) [[likely]]
    NEXT(1);
  GOTO(set_int_slow);
}

HANDLER(op_NewTable) {
  SAVE_STATE();
  uint32_t site = PropertyHints::site_of(pc), properties = pc->f.b;
  auto elements = static_cast<uint32_t>(pc[1].extra);
  if (elements == 0 || properties > 0)
    properties = std::max(properties, L->global->property_hints.at(site));
  Table* t = Table::make(L, elements, properties);
  if (!t) {
    L->error_plain("not enough memory");
    RAISE();
  }
  t->set_site(site);
  RA = Value::of(t);
  SAFEPOINT_BEHIND(&RA + 1);
  RESUME(2);
}

HANDLER(op_SetList) {
  SAVE_STATE();
  const Value* first = &RA + 1;
  count = pc->f.b;
  if (count == 0) count = static_cast<uint32_t>(L->top - first);
  RA.table()->set_list(L, pc[1].extra + 1, first, count);
  SAFEPOINT();
  RESUME(2);
}

}  // namespace perilune::interp
