// Traversal: the array part, then the properties in slot order, then the hash part. Removed entries
// keep their place until a key is added, so the entry after a key that has just been removed is
// found.
#include "runtime/number.h"
#include "runtime/shape_map.h"
#include "runtime/state.h"
#include "runtime/table.h"
#include "runtime/table_hash.h"

namespace perilune {

Table::Next Table::next(const Value& key, Value* next_key, Value* next_value) const {
  switch (key.tag) {
  case Tag::Nil:
    return next_in_array(0, next_key, next_value);
  case Tag::Integer:
    return next_after_int(key.i, next_key, next_value);
  case Tag::Float:
    if (int64_t n; float_to_integer(key.f, &n)) return next_after_int(n, next_key, next_value);
    break;
  case Tag::String:
    if (key.string()->is_short() && !shape->is_dictionary()) {
      uint32_t slot = shape->lookup(key.string());
      if (slot == Shape::kNoSlot) return Next::InvalidKey;
      return next_in_slots(slot + 1, next_key, next_value);
    }
    break;
  default:
    break;
  }
  HashNode* node = hash() ? hash()->find_for_traversal(key) : nullptr;
  return node ? next_in_hash(hash()->index_of(node) + 1, next_key, next_value) : Next::InvalidKey;
}

Table::Next Table::next_after_int(int64_t key, Value* next_key, Value* next_value) const {
  if (static_cast<uint64_t>(key) < asize)
    return next_in_array(static_cast<size_t>(key) + 1, next_key, next_value);
  if (HashNode* node = hash() ? hash()->find_int(key) : nullptr)
    return next_in_hash(hash()->index_of(node) + 1, next_key, next_value);
  // It was the end of the array part and has been removed.
  if (static_cast<uint64_t>(key) < array_capacity) return next_in_slots(0, next_key, next_value);
  return Next::InvalidKey;
}

Table::Next Table::next_in_array(size_t index, Value* next_key, Value* next_value) const {
  for (; index < asize; ++index) {
    if (vector_tag(array, index) == Tag::Nil) continue;
    *next_key = Value::integer(static_cast<int64_t>(index));
    *next_value = vector_get(array, index);
    return Next::Found;
  }
  return next_in_slots(0, next_key, next_value);
}

Table::Next Table::next_in_slots(uint32_t slot, Value* next_key, Value* next_value) const {
  for (uint32_t count = shape->slot_count(); slot < count; ++slot) {
    if (vector_tag(slots, slot) == Tag::Nil) continue;
    *next_key = Value::of(shape->key_at(slot));
    *next_value = vector_get(slots, slot);
    return Next::Found;
  }
  return next_in_hash(0, next_key, next_value);
}

Table::Next Table::next_in_hash(uint32_t index, Value* next_key, Value* next_value) const {
  if (!hash()) return Next::End;
  for (; index < hash()->capacity; ++index) {
    const HashNode& node = hash()->nodes[index];
    if (node.value_tag == Tag::Nil) continue;
    *next_key = node.key_value();
    *next_value = node.get();
    return Next::Found;
  }
  return Next::End;
}

}  // namespace perilune
