// The map from keys to slots that a chain of shapes shares: for look-ups without a call.
#pragma once

#include "runtime/shape.h"
#include "runtime/string.h"

namespace perilune {

// The keys of a chain of shapes by slot, and an index of them by hash. A shape's keys are the first
// slot_count(); what follows belongs to descendants, alive or not, and is never dereferenced.
struct Shape::PropertyMap {
  static constexpr uint8_t kFree = UINT8_MAX;
  static_assert(kMaxSlots < kFree);
  static constexpr uint32_t kMinCapacity = 4;

  uint32_t count;
  uint32_t capacity;  // a power of two; the index has twice as many entries
  String* keys[];

  uint8_t* index() { return reinterpret_cast<uint8_t*>(keys + capacity); }
  // Null when memory runs out.
  static PropertyMap* make(State* L, Shape* owner, uint32_t capacity);
  uint32_t find(const String* key) {
    const uint8_t* at = index();
    uint32_t mask = capacity * 2 - 1;
    for (uint32_t i = key->word & mask; at[i] != kFree; i = (i + 1) & mask)
      if (keys[at[i]] == key) return at[i];
    return kNoSlot;
  }
  void append(String* key) {
    uint8_t* at = index();
    uint32_t mask = capacity * 2 - 1;
    uint32_t i = key->word & mask;
    while (at[i] != kFree)
      i = (i + 1) & mask;
    at[i] = static_cast<uint8_t>(count);
    keys[count++] = key;
  }
};

[[gnu::always_inline]] inline uint32_t Shape::probe(const String* key) const {
  if (!map_) return kNoSlot;
  uint32_t slot = map_->find(key);
  return slot < slot_count() ? slot : kNoSlot;
}

inline String* Shape::key_at(uint32_t slot) const { return map_->keys[slot]; }

}  // namespace perilune
