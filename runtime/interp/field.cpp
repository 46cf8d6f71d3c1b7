// Handlers of field accesses, which go through an inline cache on the table's shape.
//
// An access asks its own cache first, for the shape that has the key and for the one that inherits
// it, then what all sites share (field_access.h), and learns what the slow path finds. A site that
// meets several shapes is watched (the `Sampled` forms) and then asks the shared cache at once (the
// `Shared` forms): comparisons that fail now and then cost more than they save.
#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"
#include "runtime/interp/inline_cache.h"

namespace perilune::interp {

namespace {

#define CACHE Proto::cache_at(k, pc[1].extra)
#define CACHE_KEY (*advance(k, CACHE.key_bytes))

void change_op(const Insn* pc, InsnOp op) { const_cast<Insn*>(pc)->set_op(op); }

// --- slow paths ---

// What can learn one shape.
FieldCache* plain(FieldCache* cache) {
  return cache->form == FieldCache::Form::Plain ? cache : nullptr;
}

// R[A] := object[key], for a field access whose cache missed.
inline Step get_field(State* L, const Value* object, FieldCache* cache, const Value& key,
                      Value* out, Pending* call) {
  if (learn_get(L, plain(cache), *object, key.string(), out)) return Step::Done;
  return step_get(L, object, key, out, call);
}

inline Step set_field(State* L, const Value* object, FieldCache* cache, const Value& key,
                      const Value& value, Pending* call) {
  learn_set(L, plain(cache), *object, key.string());
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
  L->accessed_upvalue = UB->get();
  FINISH_STORE(get_field(L, &L->accessed_upvalue, &CACHE, CACHE_KEY, &RA, &call), 2)
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
  L->accessed_upvalue = UB->get();
  FINISH_SET(set_field(L, &L->accessed_upvalue, &CACHE, CACHE_KEY, RA, &call), 2)
}

// --- accesses that end in a function ---

HANDLER(get_field_handled) {
  Value receiver = RB, handler;
  if (!find_index_handler(L, &receiver, &handler)) GOTO(get_field_slow);
  ENTER_HANDLER(handler, receiver, CACHE_KEY, 2, MetaStore, pc->reg_a());
}

HANDLER(get_tab_up_handled) {
  Value receiver = UB->get(), handler;
  if (!find_index_handler(L, &receiver, &handler)) GOTO(get_tab_up_slow);
  ENTER_HANDLER(handler, receiver, CACHE_KEY, 2, MetaStore, pc->reg_a());
}

HANDLER(self_handled) {
  Value receiver = RB, handler;
  if (!find_index_handler(L, &receiver, &handler)) GOTO(self_slow);
  (&RA)[2] = RB;
  ENTER_HANDLER(handler, receiver, CACHE_KEY, 2, MetaStore, pc->reg_a());
}

HANDLER(set_field_handled) {
  Value handler;
  if (!find_newindex_handler(L, RA, &handler)) GOTO(set_field_slow);
  ENTER_SETTER(handler, RA, CACHE_KEY, RB, 2);
}

// --- the site's own cache ---

// The field of a table of the cache's own shape.
FORCE_INLINE bool cache_hit(const Value& object, const FieldCache& cache, Value* out) {
  return object.is_table() && object.table()->shape == cache.shape &&
         load_slot(object.table(), cache.slot, out);
}

// What a table of the cache's far shape inherits.
FORCE_INLINE Hit far_hit(State* L, const Table* t, const FieldCache& cache, Value* out) {
  if (t->shape != cache.far_shape || cache.epoch != L->global->chain_epoch) return Hit::None;
  return load_inherited(cache.holder, cache.far_slot, out);
}

// The same of an object that is no table. That nobody has the key is an error for some of them.
FORCE_INLINE Hit far_hit_of_other(State* L, const Value& object, const FieldCache& cache,
                                  Value* out) {
  const Shape* shape = cache_shape(L, object);
  if (!shape || shape != cache.far_shape || cache.epoch != L->global->chain_epoch) return Hit::None;
  if (!cache.holder && cache.far_slot != kHandlerSlot) return Hit::None;
  return load_inherited(cache.holder, cache.far_slot, out);
}

FORCE_INLINE bool cache_store(Table* t, const FieldCache& cache, const Value& value) {
  return t->shape == cache.shape && store_slot(t, cache.slot, value);
}

FORCE_INLINE Hit far_store(State* L, Table* t, const FieldCache& cache, const Value& value) {
  if (t->shape != cache.far_shape || cache.epoch != L->global->chain_epoch) return Hit::None;
  if (cache.far_slot == kHandlerSlot) return Hit::Handler;
  return add_field(t, cache.far_slot, cache.next, value) ? Hit::Done : Hit::None;
}

// A miss of a site: it learns what the shared cache knows, and is watched when it misses often.
FORCE_INLINE void count_miss(const Insn* pc, FieldCache* cache, InsnOp watched) {
  if (cache->is_missed_often()) change_op(pc, watched);
}

// --- reads ---

HANDLER(get_field_of_other) {
  Hit hit = far_hit_of_other(L, RB, CACHE, &RA);
  if (hit == Hit::None) hit = shared_hit_of_other(L, RB, CACHE_KEY.string(), &RA);
  if (hit == Hit::Done) NEXT(2);
  if (hit == Hit::Handler) GOTO(get_field_handled);
  GOTO(get_field_slow);
}

// All that the shared cache knows.
FORCE_INLINE Hit known_hit(State* L, const Value& object, const String* key, Value* out) {
  return object.is_table() ? field_hit(L, object.table(), key, out)
                           : shared_hit_of_other(L, object, key, out);
}

HANDLER(get_field_known) {
  Hit hit = known_hit(L, RB, CACHE_KEY.string(), &RA);
  if (hit == Hit::Done) NEXT(2);
  if (hit == Hit::Handler) GOTO(get_field_handled);
  GOTO(get_field_slow);
}

// The site's cache has missed with a table.
SLOW_HANDLER(get_field_missed) {
  FieldCache* cache = &CACHE;
  if (cache->learns_miss()) learn_shared_get(L, cache, RB.table()->shape, CACHE_KEY.string());
  count_miss(pc, cache, InsnOp::GetFieldSampled);
  GOTO(get_field_known);
}

HANDLER(get_field_far) {
  if (!RB.is_table()) [[unlikely]]
    GOTO(get_field_of_other);
  const Table* t = RB.table();
  Hit hit = far_hit(L, t, CACHE, &RA);
  if (hit == Hit::Done) [[likely]]
    NEXT(2);
  if (hit == Hit::Handler) GOTO(get_field_handled);
  if (t->shape == CACHE.shape && lacks(t->metatable(), Event::Index)) {
    RA.set_nil();
    NEXT(2);
  }
  GOTO(get_field_missed);
}

HANDLER(get_tab_up_known) {
  Hit hit = known_hit(L, UB->get(), CACHE_KEY.string(), &RA);
  if (hit == Hit::Done) NEXT(2);
  if (hit == Hit::Handler) GOTO(get_tab_up_handled);
  GOTO(get_tab_up_slow);
}

SLOW_HANDLER(get_tab_up_missed) {
  const Value env = UB->get();
  if (env.is_table() && env.table()->shape->is_dictionary()) {
    change_op(pc, InsnOp::GetTabUpHashed);
    GOTO(op_GetTabUpHashed);
  }
  FieldCache* cache = &CACHE;
  if (env.is_table() && cache->learns_miss())
    learn_shared_get(L, cache, env.table()->shape, CACHE_KEY.string());
  ++cache->misses;
  GOTO(get_tab_up_known);
}

HANDLER(self_of_other) {
  Value object = RB;
  Value* out = &RA;
  Hit hit = far_hit_of_other(L, object, CACHE, out);
  if (hit == Hit::None) hit = shared_hit_of_other(L, object, CACHE_KEY.string(), out);
  if (hit == Hit::Done) {
    out[2] = object;
    NEXT(2);
  }
  if (hit == Hit::Handler) GOTO(self_handled);
  GOTO(self_slow);
}

HANDLER(self_known) {
  Value object = RB;
  Value* out = &RA;
  Hit hit = known_hit(L, object, CACHE_KEY.string(), out);
  if (hit == Hit::Done) {
    out[2] = object;
    NEXT(2);
  }
  if (hit == Hit::Handler) GOTO(self_handled);
  GOTO(self_slow);
}

SLOW_HANDLER(self_missed) {
  FieldCache* cache = &CACHE;
  if (cache->learns_miss()) learn_shared_get(L, cache, RB.table()->shape, CACHE_KEY.string());
  count_miss(pc, cache, InsnOp::SelfSampled);
  GOTO(self_known);
}

HANDLER(self_own) {
  Value object = RB;
  Value* out = &RA;
  if (!object.is_table()) GOTO(self_of_other);
  if (cache_hit(object, CACHE, out)) [[likely]] {
    out[2] = object;
    NEXT(2);
  }
  GOTO(self_missed);
}

// --- stores ---

// The collector has seen the table, which has got something new.
SLOW_HANDLER(report_field) {
  gc::barrier(L, RA.table(), RA.table()->shape);
  gc::barrier(L, RA.table(), RB);
  NEXT(2);
}
SLOW_HANDLER(report_global) {
  Table* env = UB->get().table();
  gc::barrier(L, env, env->shape);
  gc::barrier(L, env, RA);
  NEXT(2);
}
// A value has been overwritten, or a field has been added.
#define STORED(table, value, report)                                                               \
  do {                                                                                             \
    if ((value).is_object() && (table)->flags & Object::kWatched) [[unlikely]]                     \
      GOTO(report);                                                                                \
    NEXT(2);                                                                                       \
  } while (0)
#define ADDED(table, report)                                                                       \
  do {                                                                                             \
    if ((table)->flags & Object::kWatched) [[unlikely]]                                            \
      GOTO(report);                                                                                \
    NEXT(2);                                                                                       \
  } while (0)

HANDLER(set_field_known) {
  Hit hit = Hit::None;
  if (RA.is_table()) hit = field_store(L, RA.table(), CACHE_KEY.string(), RB);
  if (hit == Hit::Done) ADDED(RA.table(), report_field);
  if (hit == Hit::Handler) GOTO(set_field_handled);
  GOTO(set_field_slow);
}

SLOW_HANDLER(set_field_missed) {
  FieldCache* cache = &CACHE;
  if (cache->learns_miss()) learn_shared_set(L, cache, RA.table()->shape, CACHE_KEY.string());
  count_miss(pc, cache, InsnOp::SetFieldSampled);
  GOTO(set_field_known);
}

HANDLER(set_field_far) {
  if (!RA.is_table()) [[unlikely]]
    GOTO(set_field_slow);
  Table* t = RA.table();
  Hit hit = far_store(L, t, CACHE, RB);
  if (hit == Hit::Done) [[likely]]
    ADDED(t, report_field);
  if (hit == Hit::Handler) GOTO(set_field_handled);
  if (t->shape == CACHE.shape && lacks(t->metatable(), Event::NewIndex) && !t->shape->is_link()) {
    add_field(t, CACHE.slot, nullptr, RB);
    ADDED(t, report_field);
  }
  GOTO(set_field_missed);
}

HANDLER(set_tab_up_known) {
  const Value env = UB->get();
  if (env.is_table() && field_store(L, env.table(), CACHE_KEY.string(), RA) == Hit::Done)
    ADDED(env.table(), report_global);
  GOTO(set_tab_up_slow);
}

SLOW_HANDLER(set_tab_up_missed) {
  const Value env = UB->get();
  if (env.is_table() && env.table()->shape->is_dictionary()) {
    change_op(pc, InsnOp::SetTabUpHashed);
    GOTO(op_SetTabUpHashed);
  }
  FieldCache* cache = &CACHE;
  if (env.is_table() && cache->learns_miss())
    learn_shared_set(L, cache, env.table()->shape, CACHE_KEY.string());
  ++cache->misses;
  GOTO(set_tab_up_known);
}

}  // namespace

HANDLER(op_GetTabUp) {
  const Value env = UB->get();
  if (cache_hit(env, CACHE, PA)) [[likely]]
    NEXT(2);
  GOTO(get_tab_up_missed);
}

HANDLER(op_SetTabUp) {
  const Value env = UB->get();
  if (env.is_table()) [[likely]] {
    Table* t = env.table();
    const Value value = *PA;  // which is not read again behind the store
    if (cache_store(t, CACHE, value)) [[likely]]
      STORED(t, value, report_global);
  }
  GOTO(set_tab_up_missed);
}

HANDLER(op_GetField) {
  if (cache_hit(*PB, CACHE, PA)) [[likely]]
    NEXT(2);
  GOTO(get_field_far);
}

HANDLER(op_SetField) {
  if (PA->is_table()) [[likely]] {
    Table* t = PA->table();
    const Value value = *PB;
    if (cache_store(t, CACHE, value)) [[likely]]
      STORED(t, value, report_field);
  }
  GOTO(set_field_far);
}

HANDLER(op_Self) {
  const Value& object = *PB;
  Value* out = PA;
  if (!object.is_table()) GOTO(self_of_other);
  // Methods are inherited.
  const Table* t = object.table();
  Hit hit = far_hit(L, t, CACHE, out);
  if (hit == Hit::Done) [[likely]] {
    out[2] = Value::of(t);
    NEXT(2);
  }
  if (hit == Hit::Handler) GOTO(self_handled);
  GOTO(self_own);
}

// --- sites that meet several shapes ---

namespace {

// A site that knows a few shapes has missed with a table: that one's shape is learnt, or it is one
// too many.
template <class Learnt>
FORCE_INLINE void add_shape(const Insn* pc, FieldCache* cache, const String* key,
                            const Shape* shape, const Learnt* learnt, InsnOp shared) {
  constexpr uint8_t kPatience = 32;
  if (!learnt) return;  // it will be
  if (learnt->known == Known::Own && cache->few().add(shape, learnt->slot)) return;
  if (++cache->misses < kPatience) return;
  cache->become_shared(key);
  change_op(pc, shared);
}

SLOW_HANDLER(get_field_few_missed) {
  if (RB.is_table()) {
    const Shape* shape = RB.table()->shape;
    const String* key = CACHE_KEY.string();
    add_shape(pc, &CACHE, key, shape, L->global->shared_reads.find(shape, key),
              InsnOp::GetFieldShared);
  }
  GOTO(get_field_known);
}

SLOW_HANDLER(set_field_few_missed) {
  if (RA.is_table()) {
    const Shape* shape = RA.table()->shape;
    const String* key = CACHE_KEY.string();
    add_shape(pc, &CACHE, key, shape, L->global->shared_stores.find(shape, key),
              InsnOp::SetFieldShared);
  }
  GOTO(set_field_known);
}

}  // namespace

HANDLER(op_GetFieldFew) {
  if (PB->is_table()) [[likely]] {
    const FewShapes& few = CACHE.few();
    const Table* t = PB->table();
    uint32_t place = few.place(t->shape);
    if (few.shapes[place] == t->shape && load_slot(t, few.slots[place], PA)) [[likely]]
      NEXT(2);
  }
  GOTO(get_field_few_missed);
}

HANDLER(op_SetFieldFew) {
  if (PA->is_table()) [[likely]] {
    const FewShapes& few = CACHE.few();
    Table* t = PA->table();
    const Value value = *PB;
    uint32_t place = few.place(t->shape);
    if (few.shapes[place] == t->shape && store_slot(t, few.slots[place], value)) [[likely]]
      STORED(t, value, report_field);
  }
  GOTO(set_field_few_missed);
}

HANDLER(op_GetFieldShared) {
  if (PB->is_table() && load_shared(L, PB->table(), CACHE, CACHE_KEY, PA)) [[likely]]
    NEXT(2);
  GOTO(get_field_known);
}

HANDLER(op_SelfShared) {
  if (!PB->is_table()) GOTO(self_known);
  Value* out = PA;
  const Table* t = PB->table();
  if (load_shared(L, t, CACHE, CACHE_KEY, out)) [[likely]] {
    out[2] = Value::of(t);
    NEXT(2);
  }
  GOTO(self_known);
}

HANDLER(op_SetFieldShared) {
  if (PA->is_table() && store_shared(L, PA->table(), CACHE, CACHE_KEY, *PB)) [[likely]]
    ADDED(PA->table(), report_field);
  GOTO(set_field_known);
}

namespace {

// Counts a shape that a watched site has met; when it has met enough the site gets its plain form
// again, or false is answered.
FORCE_INLINE bool watch(const Insn* pc, FieldCache* cache, const Value& object, InsnOp plain) {
  FieldCache::Verdict verdict = cache->sample(object.is_table() ? object.table()->shape : nullptr);
  if (verdict == FieldCache::Verdict::OneShape) change_op(pc, plain);
  return verdict != FieldCache::Verdict::ManyShapes;
}

}  // namespace

HANDLER(op_GetFieldSampled) {
  if (watch(pc, &CACHE, RB, InsnOp::GetField)) GOTO(op_GetField);
  CACHE.become_few();
  change_op(pc, InsnOp::GetFieldFew);
  GOTO(op_GetFieldFew);
}

HANDLER(op_SetFieldSampled) {
  if (watch(pc, &CACHE, RA, InsnOp::SetField)) GOTO(op_SetField);
  CACHE.become_few();
  change_op(pc, InsnOp::SetFieldFew);
  GOTO(op_SetFieldFew);
}

HANDLER(op_SelfSampled) {
  if (watch(pc, &CACHE, RB, InsnOp::Self)) GOTO(op_Self);
  // Methods are inherited.
  CACHE.become_shared(CACHE_KEY.string());
  change_op(pc, InsnOp::SelfShared);
  GOTO(op_SelfShared);
}

// --- dictionaries of globals ---

namespace {

// The node that the cache of such a site remembers, if it is the key's.
FORCE_INLINE Table::HashNode* known_node(const Value& env, const FieldCache& cache,
                                         const String* key) {
  if (!env.is_table() || env.table()->shape != cache.far_shape) return nullptr;
  Table::HashPart* hash = env.table()->dictionary_hash();
  if (!hash || cache.far_slot >= hash->capacity) return nullptr;
  Table::HashNode* node = hash->nodes + cache.far_slot;
  bool is_key = node->key == reinterpret_cast<uint64_t>(key) && node->key_tag == Tag::String;
  return is_key && node->value_tag != Tag::Nil ? node : nullptr;
}

// Remembers the key's node. False when the environment is no dictionary any more: the site then
// has its plain form again.
FORCE_INLINE bool find_global(const Insn* pc, const Value& env, FieldCache* cache,
                              const String* key, InsnOp plain) {
  cache->far_shape = nullptr;
  cache->holder = nullptr;
  if (!env.is_table() || !env.table()->shape->is_dictionary()) return change_op(pc, plain), false;
  Table::HashNode* node = key->is_short() ? find_node(env.table(), key) : nullptr;
  if (!node) return true;
  cache->far_shape = env.table()->shape;
  cache->far_slot = env.table()->dictionary_hash()->index_of(node);
  cache->epoch = 0;
  return true;
}

SLOW_HANDLER(get_tab_up_rehashed) {
  if (!find_global(pc, UB->get(), &CACHE, CACHE_KEY.string(), InsnOp::GetTabUp)) GOTO(op_GetTabUp);
  GOTO(get_tab_up_known);
}

SLOW_HANDLER(set_tab_up_rehashed) {
  if (!find_global(pc, UB->get(), &CACHE, CACHE_KEY.string(), InsnOp::SetTabUp)) GOTO(op_SetTabUp);
  GOTO(set_tab_up_known);
}

}  // namespace

HANDLER(op_GetTabUpHashed) {
  const Table::HashNode* node = known_node(UB->get(), CACHE, CACHE_KEY.string());
  if (!node) [[unlikely]]
    GOTO(get_tab_up_rehashed);
  *PA = node->get();
  NEXT(2);
}

HANDLER(op_SetTabUpHashed) {
  const Value& value = RA;
  const Value env = UB->get();
  Table::HashNode* node = known_node(env, CACHE, CACHE_KEY.string());
  if (!node || value.is_nil()) [[unlikely]]
    GOTO(set_tab_up_rehashed);
  node->set(value);
  STORED(env.table(), value, report_global);
}

}  // namespace perilune::interp
