// Handlers of field accesses, which go through an inline cache on the table's shape.
#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"
#include "runtime/interp/inline_cache.h"

namespace perilune::interp {

namespace {

#define CACHE Proto::cache_at(k, pc[1].extra)
#define CACHE_KEY k[CACHE.key]

// R[A] := object[key], for a field access whose cache missed.
inline Step get_field(State* L, const Value* object, FieldCache* cache, const Value& key,
                      Value* out, Pending* call) {
  if (learn_get(L, cache, *object, key.string(), out)) return Step::Done;
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

// The field of a table of the cache's own shape.
FORCE_INLINE bool cache_hit(const Value& object, const FieldCache& cache, Value* out) {
  return object.is_table() && object.table()->shape == cache.shape &&
         load_slot(object.table(), cache.slot, out);
}

// What an object of the cache's far shape inherits.
FORCE_INLINE Hit far_hit(State* L, const Value& object, const FieldCache& cache, Value* out) {
  const Shape* shape = cache_shape(L, object);
  if (!shape || shape != cache.far_shape || cache.epoch != L->global->chain_epoch) return Hit::None;
  return load_inherited(cache.holder, cache.far_slot, out);
}

FORCE_INLINE bool cache_store(State* L, const Value& object, const FieldCache& cache,
                              const Value& value) {
  return object.is_table() && object.table()->shape == cache.shape &&
         store_slot(L, object.table(), cache.slot, value);
}

FORCE_INLINE Hit far_store(State* L, const Value& object, const FieldCache& cache,
                           const String* key, const Value& value) {
  if (!object.is_table()) return Hit::None;
  Table* t = object.table();
  if (t->shape != cache.far_shape || cache.epoch != L->global->chain_epoch) return Hit::None;
  if (cache.far_slot == kHandlerSlot) return Hit::Handler;
  return add_field(L, t, kNoSlot, key, value) ? Hit::Done : Hit::None;
}

// Reads and stores that end in a function, as a cache knows.

HANDLER(get_field_handled) {
  Value receiver = RB, handler;
  if (!find_index_handler(L, &receiver, &handler)) GOTO(get_field_slow);
  ENTER_HANDLER(handler, receiver, CACHE_KEY, 2, MetaStore, pc->reg_a());
}

HANDLER(get_tab_up_handled) {
  Value receiver = *UB->v, handler;
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

// The ways on from a miss: the cache's other shape, what all sites share, and the slow path.

HANDLER(get_field_shared) {
  Hit hit = string_hit(L, RB, CACHE_KEY.string(), &CACHE, &RA);
  if (hit == Hit::Done) NEXT(2);
  if (hit == Hit::Handler) GOTO(get_field_handled);
  GOTO(get_field_slow);
}

HANDLER(get_field_far) {
  Hit hit = far_hit(L, RB, CACHE, &RA);
  if (hit == Hit::Done) [[likely]]
    NEXT(2);
  if (hit == Hit::Handler) GOTO(get_field_handled);
  GOTO(get_field_shared);
}

HANDLER(get_tab_up_shared) {
  const Value* env = UB->v;
  Hit hit = string_hit(L, *env, CACHE_KEY.string(), &CACHE, &RA);
  if (hit == Hit::Done) NEXT(2);
  if (hit == Hit::Handler) GOTO(get_tab_up_handled);
  GOTO(get_tab_up_slow);
}

HANDLER(set_tab_up_shared) {
  const Value* env = UB->v;
  if (string_store(L, *env, CACHE_KEY.string(), &CACHE, RA) == Hit::Done) NEXT(2);
  GOTO(set_tab_up_slow);
}

HANDLER(self_shared) {
  Value object = RB;
  Value* out = &RA;
  Hit hit = string_hit(L, object, CACHE_KEY.string(), &CACHE, out);
  if (hit == Hit::Done) {
    out[2] = object;
    NEXT(2);
  }
  if (hit == Hit::Handler) GOTO(self_handled);
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
  Hit hit = string_store(L, RA, CACHE_KEY.string(), &CACHE, RB);
  if (hit == Hit::Done) NEXT(2);
  if (hit == Hit::Handler) GOTO(set_field_handled);
  GOTO(set_field_slow);
}

HANDLER(set_field_far) {
  Hit hit = far_store(L, RA, CACHE, CACHE_KEY.string(), RB);
  if (hit == Hit::Done) [[likely]]
    NEXT(2);
  if (hit == Hit::Handler) GOTO(set_field_handled);
  GOTO(set_field_shared);
}

}  // namespace

HANDLER(op_GetTabUp) {
  const Value* env = UB->v;
  if (cache_hit(*env, CACHE, &RA)) [[likely]]
    NEXT(2);
  GOTO(get_tab_up_shared);
}

HANDLER(op_SetTabUp) {
  const Value* env = UB->v;
  if (cache_store(L, *env, CACHE, RA)) [[likely]]
    NEXT(2);
  GOTO(set_tab_up_shared);
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
  Hit hit = far_hit(L, object, CACHE, out);
  if (hit == Hit::Done) [[likely]] {
    out[2] = object;
    NEXT(2);
  }
  if (hit == Hit::Handler) GOTO(self_handled);
  GOTO(self_own);
}

}  // namespace perilune::interp
