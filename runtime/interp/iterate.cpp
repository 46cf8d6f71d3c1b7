// The builtin iterators in generic loops: steps of `next` and of ipairs without a call. A TFORCALL
// that meets one of them becomes an instruction that makes the whole step, that of the TFORLOOP
// behind it included; where that is to be seen, by a hook or a recorder, TFORCALL stands in for it.
//
// `next` begins from a key, which would have to be looked up. Where an entry of the slots or of the
// hash part stands is kept in the loop's closing value, which is nil: in the bits that nil does not
// use. The key there is compared with the loop's own; whatever else the bits are is found out.
// Where all numbers are floats, that of an element is there, too.
#include "runtime/interp/fast_call.h"
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
  if (base[-2].native()->fast_call == fast_call_of(lib::resume_wrapped)) GOTO(enter_wrapped);
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
    r[kClosing].bits = i;
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
  r[kClosing].bits = i;
  NEXT(1);
}

}  // namespace

HANDLER(iterate_native) {
  const Value* r = &RA;
  auto intrinsic = static_cast<Intrinsic>(r[kIterator].native()->intrinsic());
  uint32_t wanted = wanted_results(pc);
  if (wanted > 2 || !r[kState].is_table() || !r[kClosing].is_nil() || L->hook.mask)
    GOTO(call_iterator);
  bool is_plain = pc[1].op() == InsnOp::TForLoop;
  if (intrinsic == Intrinsic::Next) {
    if (is_plain) const_cast<Insn*>(pc)->set_op(InsnOp::TForNext);
    GOTO(step_of_next);
  }
  if (intrinsic == Intrinsic::IpairsStep) {
    if (is_plain) const_cast<Insn*>(pc)->set_op(InsnOp::TForIpairs);
    GOTO(step_of_ipairs);
  }
  GOTO(call_iterator);
}

namespace {

FORCE_INLINE bool iterates(const Value* r, Intrinsic intrinsic) {
  return r[kIterator].is_native() &&
         r[kIterator].native()->intrinsic() == static_cast<IntrinsicId>(intrinsic) &&
         r[kState].is_table() && r[kClosing].is_nil();
}

// The loop at `pc` is not of the form that it has had.
SLOW_HANDLER(leave_iteration) {
  const_cast<Insn*>(pc)->set_op(InsnOp::TForCall);
  GOTO(op_TForCall);
}

#define BEGIN_ITERATION(intrinsic)                                                                 \
  if (!iterates(PA, Intrinsic::intrinsic)) [[unlikely]]                                            \
    GOTO(leave_iteration);                                                                         \
  if (pc[1].op() != InsnOp::TForLoop) [[unlikely]]                                                 \
  GOTO(op_TForCall)

// The variables are those of another iteration.
#define GO_ON()                                                                                    \
  do {                                                                                             \
    ++pc;                                                                                          \
    COUNT_BACK_EDGE();                                                                             \
    JUMP(2);                                                                                       \
  } while (0)

#define END_ITERATION()                                                                            \
  do {                                                                                             \
    PA[kKey].set_nil();                                                                            \
    NEXT(3);                                                                                       \
  } while (0)

// The element `i` is next, after one of the same part.
template <bool floats>
FORCE_INLINE void take_element(Value* r, const Table* t, uint64_t i, Tag tag) {
  if constexpr (floats) {
    double key = integer_to_float(static_cast<int64_t>(i));
    r[kControl].f = key;
    r[kKey].set_float(key);
    r[kClosing].bits = i;
  } else {
    r[kControl].i = static_cast<int64_t>(i);
    r[kKey].set_integer(static_cast<int64_t>(i));
  }
  r[kValue] = Value(t->array[i], tag);
}

// The property in `slot` is next.
FORCE_INLINE void take_property(Value* r, const Table* t, uint32_t slot, Tag tag) {
  String* key = t->shape->key_at(slot);
  r[kControl] = r[kKey] = Value::of(key);
  r[kValue] = Value(t->slots[slot], tag);
  r[kClosing].bits = slot;
}

HANDLER(go_on_in_hash) {
  Value* r = PA;
  const Table::HashPart* hash = r[kState].table()->hash();
  if (!hash) END_ITERATION();
  for (uint32_t i = count; i < hash->capacity; ++i) {
    const Table::HashNode& node = hash->nodes[i];
    if (node.value_tag == Tag::Nil) continue;
    Value key = node.key_value();
    if (key.is_integer()) [[unlikely]]
      key = L->integer(key.i);
    r[kControl] = r[kKey] = key;
    r[kValue] = node.get();
    r[kClosing].bits = i;
    GO_ON();
  }
  END_ITERATION();
}

HANDLER(go_on_in_slots) {
  Value* r = PA;
  const Table* t = r[kState].table();
  for (uint32_t slot = count, end = t->shape->slot_count(); slot < end; ++slot) {
    Tag tag = vector_tag(t->slots, slot);
    if (tag == Tag::Nil) continue;
    take_property(r, t, slot, tag);
    GO_ON();
  }
  count = 0;
  GOTO(go_on_in_hash);
}

// From element `count` on.
template <bool floats>
HANDLER(go_on_in_array) {
  Value* r = PA;
  const Table* t = r[kState].table();
  for (uint64_t i = count; i < t->asize; ++i) {
    Tag tag = vector_tag(t->array, i);
    if (tag == Tag::Nil) continue;
    take_element<floats>(r, t, i, tag);
    r[kControl].tag = floats ? Tag::Float : Tag::Integer;
    GO_ON();
  }
  count = 0;
  GOTO(go_on_in_slots);
}

// After a key that is no element's, or at the beginning.
template <bool floats>
HANDLER(go_on_after_position) {
  Value* r = PA;
  const Table* t = r[kState].table();
  Value key = r[kControl];
  if (key.is_nil()) {
    count = 0;
    GOTO(go_on_in_array<floats>);
  }
  if (int64_t n; floats && key.is_float() && float_to_integer(key.f, &n)) {
    if (static_cast<uint64_t>(n) < t->asize) GOTO(op_TForCall);
    key = Value::integer(n);
  }
  uint32_t at = position_of(r);
  if (key.is_string()) {
    const Shape* shape = t->shape;
    if (at < shape->slot_count() && shape->key_at(at) == key.string()) [[likely]] {
      count = ++at;
      Tag tag = at < shape->slot_count() ? vector_tag(t->slots, at) : Tag::Nil;
      if (tag == Tag::Nil) GOTO(go_on_in_slots);
      take_property(r, t, at, tag);
      GO_ON();
    }
  }
  const Table::HashPart* hash = t->hash();
  if (!hash || at >= hash->capacity) GOTO(op_TForCall);
  const Table::HashNode& node = hash->nodes[at];
  if (node.key != key.bits || node.key_tag != key.tag) GOTO(op_TForCall);
  count = at + 1;
  GOTO(go_on_in_hash);
}

}  // namespace

HANDLER(op_TForNext) {
  BEGIN_ITERATION(Next);
  Value* r = PA;
  if (!r[kControl].is_integer()) GOTO(go_on_after_position<false>);
  const Table* t = r[kState].table();
  uint64_t i = static_cast<uint64_t>(r[kControl].i) + 1;
  if (i - 1 >= t->asize) GOTO(go_on_after_position<false>);
  Tag tag = i < t->asize ? vector_tag(t->array, i) : Tag::Nil;
  count = static_cast<uint32_t>(i);
  if (tag == Tag::Nil) [[unlikely]]
    GOTO(go_on_in_array<false>);
  take_element<false>(r, t, i, tag);
  GO_ON();
}

HANDLER(op_TForNextFloat) {
  BEGIN_ITERATION(Next);
  Value* r = PA;
  if (!r[kControl].is_float()) GOTO(go_on_after_position<true>);
  const Table* t = r[kState].table();
  uint64_t i = r[kClosing].bits + 1;
  if (i - 1 >= t->asize || integer_to_float(static_cast<int64_t>(i - 1)) != r[kControl].f)
    GOTO(go_on_after_position<true>);
  Tag tag = i < t->asize ? vector_tag(t->array, i) : Tag::Nil;
  count = static_cast<uint32_t>(i);
  if (tag == Tag::Nil) [[unlikely]]
    GOTO(go_on_in_array<true>);
  take_element<true>(r, t, i, tag);
  GO_ON();
}

namespace {

// No element follows, unless a hash part or a metamethod has one.
HANDLER(end_ipairs) {
  const Value* r = PA;
  const Table* t = r[kState].table();
  int64_t last;
  if (t->metatable() || t->hash() || !to_integer_exact(r[kControl], &last) ||
      static_cast<uint64_t>(last) + 1 < t->asize)
    GOTO(op_TForCall);
  END_ITERATION();
}

}  // namespace

HANDLER(op_TForIpairs) {
  BEGIN_ITERATION(IpairsStep);
  Value* r = PA;
  const Table* t = r[kState].table();
  uint64_t i = static_cast<uint64_t>(r[kControl].i) + 1;
  Tag tag = i < t->asize ? vector_tag(t->array, i) : Tag::Nil;
  if (tag == Tag::Nil || !r[kControl].is_integer()) GOTO(end_ipairs);
  take_element<false>(r, t, i, tag);
  GO_ON();
}

HANDLER(op_TForIpairsFloat) {
  BEGIN_ITERATION(IpairsStep);
  Value* r = PA;
  const Table* t = r[kState].table();
  uint64_t i = r[kClosing].bits + 1;
  Tag tag = i < t->asize ? vector_tag(t->array, i) : Tag::Nil;
  if (tag == Tag::Nil || !r[kControl].is_float() ||
      integer_to_float(static_cast<int64_t>(i - 1)) != r[kControl].f)
    GOTO(end_ipairs);
  take_element<true>(r, t, i, tag);
  GO_ON();
}

}  // namespace perilune::interp
