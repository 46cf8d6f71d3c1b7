// Inline caches of field accesses, and the cache that all accesses share.
//
// What a table inherits depends on the metatables and tables on the way to it. Those that a cache
// relies on become links (Shape::is_link): each has a shape of its own, and whatever changes its
// keys, its metatable or its `__index` counts Global::chain_epoch up, which empties all caches of
// what is inherited.
#pragma once

#include <span>

#include "runtime/value.h"

namespace perilune {

constexpr uint32_t kNoSlot = UINT32_MAX;
// In place of a far slot, without a holder: nobody on the way has the key, and where the way ends
// the handler of __index, or the table's own of __newindex, is a function.
constexpr uint32_t kHandlerSlot = UINT32_MAX - 1;

// The cache of one GETFIELD, SELF, SETFIELD, ... It knows two shapes: one whose tables have the key
// themselves, and one whose tables inherit it.
struct FieldCache {
  const Shape* shape;  // of tables that have the key in `slot`; null: none yet
  uint32_t slot;
  uint32_t key;  // constant index of the key
  // Objects of this shape (for strings, the root shape of their metatable) inherit the key from
  // `far_slot` of `holder`, or from nowhere (or kHandlerSlot) when that is null, while the epoch is
  // this one. In the cache of a store: such tables may get the key without asking for __newindex,
  // unless the slot is kHandlerSlot.
  const Shape* far_shape;
  const Table* holder;
  uint64_t epoch;
  uint32_t far_slot;
  uint32_t misses;

  // Whether a miss that the shared cache answers should be learnt: the first one, but a site that
  // meets several shapes in turn had better keep what it has for a while.
  bool is_outdated() { return (misses++ & 15) == 0; }
};
// Slots that one takes below a function's constants.
constexpr uint32_t kCacheSlots = 3;
static_assert(sizeof(FieldCache) == kCacheSlots * sizeof(Value));

// What is known of a key in tables of one shape, for sites that meet several shapes.
struct alignas(64) SharedField {
  const Shape* shape = nullptr;
  const String* key = nullptr;
  const Table* holder = nullptr;  // this and `far_slot` as in FieldCache
  uint32_t slot = kNoSlot;        // of the table itself
  uint32_t far_slot = 0;
  uint64_t get_epoch = 0;  // when the holder is valid; 0: not known
  uint64_t set_epoch = 0;  // when the key may be given without asking for __newindex
  uint32_t visits = 0;     // how often it has been missed while neither was known
  uint32_t set_slot = 0;   // kHandlerSlot: it may not, the handler is called then
};

// Direct-mapped; emptied by the collector.
class SharedFields {
public:
  SharedField& at(const Shape* shape, const String* key) {
    auto bits =
        reinterpret_cast<uintptr_t>(shape) / 16 * 31 + reinterpret_cast<uintptr_t>(key) / 16;
    return fields_[bits % kCount];
  }
  // The entry of the pair; null when it has not been met, or forgotten.
  const SharedField* find(const Shape* shape, const String* key) {
    SharedField& field = at(shape, key);
    return field.shape == shape && field.key == key ? &field : nullptr;
  }
  std::span<const SharedField> all() const { return fields_; }
  void clear() {
    for (SharedField& field : fields_)
      field = {};
  }

private:
  static constexpr size_t kCount = 512;
  SharedField fields_[kCount];
};

// In which slots the metatables of a shape have their handlers. Direct-mapped; emptied by the
// collector.
class EventSlots {
public:
  struct Entry {
    const Shape* shape = nullptr;
    uint32_t event = 0;
    uint32_t slot = kNoSlot;  // kNoSlot: there is none
  };
  Entry& at(const Shape* shape, uint32_t event) {
    return entries_[(reinterpret_cast<uintptr_t>(shape) / 16 + event * 5) % kCount];
  }
  void clear() {
    for (Entry& entry : entries_)
      entry = {};
  }

private:
  static constexpr size_t kCount = 256;
  Entry entries_[kCount];
};

}  // namespace perilune
