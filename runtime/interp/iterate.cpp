// The builtin iterators in generic loops: steps of `next` and of ipairs without a call.
//
// `next` begins from a key, which would have to be looked up. Where an entry of the slots or of the
// hash part stands is kept in the loop's closing value, which is nil: in the bits that nil does not
// use. The key there is compared with the loop's own; whatever else the bits are is found out.
#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"
#include "runtime/lib/intrinsics.h"
#include "runtime/shape_map.h"
#include "runtime/table_hash.h"

namespace perilune::interp {

namespace {

// The registers of a generic loop, from A on.
enum : int { kIterator, kState, kControl, kClosing, kKey, kValue, kThird };

FORCE_INLINE uint32_t position_of(const Value* r) {
  return static_cast<uint32_t>(r[kClosing].bits);
}

// The frame of the native is made, and it is called.
SLOW_HANDLER(call_iterator) {
  Value* r = &RA;
  r[4] = r[kIterator];
  r[6] = r[kState];
  r[7] = r[kControl];
  L->top = r + 8;
  L->pc = pc;
  set_call_link(r + 6, pc, 4 + kFrameSlots);
  base = r + 6;
  GOTO(call_native);
}

// Goes on with the first entry of the hash part from node `count` on.
HANDLER(next_in_hash) {
  Value* r = &RA;
  const Table::HashPart* hash = r[kState].table()->hash();
  if (hash) {
    for (uint32_t i = count; i < hash->capacity; ++i) {
      const Table::HashNode& node = hash->nodes[i];
      if (node.value_tag == Tag::Nil) continue;
      Value key = node.key_value();
      r[kKey] = key.is_integer() ? L->integer(key.i) : key;
      r[kValue] = node.get();
      r[kClosing].bits = i;
      NEXT(1);
    }
  }
  r[kKey].set_nil();
  NEXT(1);
}

// The same with the properties, from slot `count` on.
HANDLER(next_in_slots) {
  Value* r = &RA;
  const Table* t = r[kState].table();
  for (uint32_t slot = count, end = t->shape->slot_count(); slot < end; ++slot) {
    Tag tag = vector_tag(t->slots, slot);
    if (tag == Tag::Nil) continue;
    r[kKey] = Value::of(t->shape->key_at(slot));
    r[kValue] = Value(t->slots[slot], tag);
    r[kClosing].bits = slot;
    NEXT(1);
  }
  count = 0;
  GOTO(next_in_hash);
}

// After a key that is not in the array part.
HANDLER(next_after_position) {
  Value* r = &RA;
  const Table* t = r[kState].table();
  Value key = r[kControl];
  if (int64_t n; key.is_float() && float_to_integer(key.f, &n)) key = Value::integer(n);
  uint32_t at = position_of(r);
  if (const Shape* shape = t->shape; key.is_string() && at < shape->slot_count()) {
    if (shape->key_at(at) != key.string()) GOTO(call_iterator);
    count = at + 1;
    GOTO(next_in_slots);
  }
  const Table::HashPart* hash = t->hash();
  if (!hash || at >= hash->capacity) GOTO(call_iterator);
  const Table::HashNode& node = hash->nodes[at];
  if (node.key != key.bits || node.key_tag != key.tag) GOTO(call_iterator);
  count = at + 1;
  GOTO(next_in_hash);
}

// A step of `next`.
HANDLER(step_of_next) {
  Value* r = &RA;
  const Table* t = r[kState].table();
  uint64_t i = 0;
  if (const Value& key = r[kControl]; !key.is_nil()) {
    int64_t index;
    if (!to_integer_exact(key, &index)) GOTO(next_after_position);
    if (static_cast<uint64_t>(index) >= t->asize) GOTO(next_after_position);
    i = static_cast<uint64_t>(index) + 1;
  }
  for (; i < t->asize; ++i) {
    Tag tag = vector_tag(t->array, i);
    if (tag == Tag::Nil) continue;
    r[kKey] = L->integer(static_cast<int64_t>(i));
    r[kValue] = Value(t->array[i], tag);
    NEXT(1);
  }
  count = 0;
  GOTO(next_in_slots);
}

// A step of ipairs: the native does what needs the hash part or metamethods.
HANDLER(step_of_ipairs) {
  Value* r = &RA;
  const Table* t = r[kState].table();
  int64_t last;
  if (!to_integer_exact(r[kControl], &last)) GOTO(call_iterator);
  uint64_t i = static_cast<uint64_t>(last) + 1;
  Tag tag = i < t->asize ? vector_tag(t->array, i) : Tag::Nil;
  if (tag == Tag::Nil) {
    if (t->metatable() || t->hash()) GOTO(call_iterator);
    r[kKey].set_nil();
    NEXT(1);
  }
  r[kKey] = L->integer(static_cast<int64_t>(i));
  r[kValue] = Value(t->array[i], tag);
  NEXT(1);
}

}  // namespace

HANDLER(iterate_native) {
  const Value* r = &RA;
  auto intrinsic = static_cast<Intrinsic>(r[kIterator].native()->intrinsic());
  uint32_t wanted = wanted_results(pc);
  if (wanted > 2 || !r[kState].is_table() || !r[kClosing].is_nil() || L->hook.mask)
    GOTO(call_iterator);
  if (intrinsic == Intrinsic::Next) GOTO(step_of_next);
  if (intrinsic == Intrinsic::IpairsStep) GOTO(step_of_ipairs);
  GOTO(call_iterator);
}

}  // namespace perilune::interp
