// Inline caches of field accesses, and the cache that all accesses share.
//
// What a table inherits depends on the metatables and tables on the way to it. Those that a cache
// relies on become links (Shape::is_link): each has a shape of its own, and whatever changes its
// keys, its metatable or its `__index` counts Global::chain_epoch up, which empties all caches of
// what is inherited.
//
// A site knows the shape it has met. One that goes on meeting others is watched for a while. When
// no shape prevails, its instruction becomes one that knows a few shapes, or asks the shared cache
// at once when they are too many or inherit the key.
#pragma once

#include <cstddef>
#include <span>

#include "runtime/string.h"
#include "runtime/value.h"

namespace perilune {

constexpr uint32_t kNoSlot = UINT32_MAX;
// In place of a far slot, without a holder: nobody on the way has the key, and where the way ends
// the handler of __index, or the table's own of __newindex, is a function.
constexpr uint32_t kHandlerSlot = UINT32_MAX - 1;

// The part of a pair's place that is the key's (a string that is interned).
inline uint32_t field_hash(const String* key) { return key->word * 0x9E3779B0u; }

// What a site that meets up to four shapes knows of them: all of their tables have the key
// themselves. A form of FieldCache.
struct FewShapes {
  static constexpr uint32_t kCount = 4;
  const Shape* shapes[kCount];  // null: none
  uint8_t slots[kCount];
  uint32_t key_bytes;
  uint32_t multiplier;  // sends each shape to a place of its own

  static uint32_t place(const Shape* shape, uint32_t multiplier) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(shape)) * multiplier >> 30;
  }
  uint32_t place(const Shape* shape) const { return place(shape, multiplier); }
  // False when there is no place left.
  bool add(const Shape* shape, uint32_t slot);
};

// The cache of one GETFIELD, SELF, SETFIELD, ... In its plain form it knows two shapes: one whose
// tables have the key themselves, and one whose tables inherit it.
struct FieldCache {
  const Shape* shape = nullptr;  // of tables that have the key in `slot`; null: none yet
  // Objects of this shape (for strings, the root shape of their metatable) inherit the key from
  // `far_slot` of `holder`, or from nowhere (or kHandlerSlot) when that is null, while the epoch is
  // this one. In the cache of a store: such tables may get the key without asking for __newindex,
  // in `far_slot`, and have the shape `next` then, unless the slot is kHandlerSlot.
  // Of a GETTABUP or SETTABUP in its form for dictionaries: the dictionaries' shape, and the index
  // of the key's node.
  const Shape* far_shape = nullptr;
  union {
    const Table* holder = nullptr;
    Shape* next;
  };
  uint64_t epoch = 0;
  uint8_t slot = 0;
  uint8_t unused[3] = {};
  uint32_t key_bytes = 0;  // offset of the key among the constants
  union {
    uint32_t far_slot = 0;
    uint32_t hash;  // of a site that asks the shared cache: see SharedFields
  };
  uint8_t misses = 0;   // that the shared cache has answered, since the site was last watched
  uint8_t samples = 0;  // of the shapes that it meets while it is watched
  uint8_t hits = 0;     // how many of these it has known
  enum class Form : uint8_t { Plain, Few, Shared };
  Form form = Form::Plain;

  // The constant's index.
  uint32_t key() const { return key_bytes / sizeof(Value); }

  // A miss that the shared cache answers is learnt when it is the first one; a site that meets
  // several shapes in turn had better keep what it has for a while.
  bool learns_miss() const { return (misses & 15) == 0; }
  // After so many a site is watched.
  static constexpr uint8_t kManyMisses = 48;
  bool is_missed_often() { return ++misses >= kManyMisses; }
  static constexpr uint8_t kSamples = 64;
  static constexpr uint8_t kPrevailing = 56;
  enum class Verdict : uint8_t { Open, OneShape, ManyShapes };
  Verdict sample(const Shape* met) {
    hits = static_cast<uint8_t>(hits + (met == shape || met == far_shape));
    if (++samples < kSamples) return Verdict::Open;
    bool prevails = hits >= kPrevailing;
    misses = samples = hits = 0;
    return prevails ? Verdict::OneShape : Verdict::ManyShapes;
  }

  FewShapes& few() { return *reinterpret_cast<FewShapes*>(this); }
  const FewShapes& few() const { return *reinterpret_cast<const FewShapes*>(this); }
  // Empties the cache and gives it this form.
  void become_few() {
    *this = with_key();
    form = Form::Few;
    few().multiplier = 1;
  }
  void become_shared(const String* of) {
    *this = with_key();
    form = Form::Shared;
    hash = field_hash(of);
  }
  // Called by the collector.
  template <class IsAlive>
  void drop_dead(IsAlive is_alive) {
    auto lives = [&](const auto* object) { return !object || is_alive(object); };
    if (form == Form::Few) {
      for (const Shape*& known : few().shapes)
        if (!lives(known)) known = nullptr;
    } else {
      if (!lives(shape)) shape = nullptr;
      // What a store leads to dies, too, when no table has got there.
      if (!lives(far_shape) || !lives(next)) far_shape = nullptr, next = nullptr;
    }
  }

private:
  FieldCache with_key() const {
    FieldCache made;
    made.key_bytes = key_bytes;
    return made;
  }
};
// Slots that one takes below a function's constants.
constexpr uint32_t kCacheSlots = 3;
static_assert(sizeof(FieldCache) == kCacheSlots * sizeof(Value));
static_assert(offsetof(FieldCache, slot) == offsetof(FewShapes, slots));
static_assert(offsetof(FieldCache, key_bytes) == offsetof(FewShapes, key_bytes));
static_assert(offsetof(FieldCache, far_slot) == offsetof(FewShapes, multiplier));

enum class Known : uint8_t {
  Nothing,  // the tables do not have the key themselves
  Own,      // they have it in `slot`
  Far,      // reads: `slot` of `target` has it; stores: it may be added in `slot`
  Absent,   // reads: it is nowhere
  Handler,  // where the way ends a function answers
};

// What is known of a key in tables of one shape: for sites that meet several shapes.
template <class Target>
struct alignas(32) SharedField {
  const Shape* shape = nullptr;
  const String* key = nullptr;
  // Reads: where a value may be, null for the table itself; a table with nil in its slot 0 when
  // there is none. Stores: the table's shape afterwards, null for the one that it has.
  Target* target = nullptr;
  // Global::chain_epoch, its lower half, when it was learnt. What needs no links is never
  // outdated, but looked at again.
  uint32_t epoch = 0;
  uint8_t slot = 0;
  Known known = Known::Nothing;
  uint8_t visits = 0;  // how often it has been missed while nothing was known
};

// Two-way associative; what has died is dropped by the collector.
template <class Target, unsigned kBits>
class SharedFields {
public:
  using Field = SharedField<Target>;
  // Empty fields are zeros, and their pages the system's until a pair comes to them.
  SharedFields() : memory_(std::calloc(kCount + kLine / sizeof(Field), sizeof(Field))) {
    if (!memory_) std::abort();
    auto address = reinterpret_cast<uintptr_t>(memory_);
    fields_ = reinterpret_cast<Field*>((address + kLine - 1) / kLine * kLine);
  }
  ~SharedFields() { std::free(memory_); }
  SharedFields(const SharedFields&) = delete;
  SharedFields& operator=(const SharedFields&) = delete;

  // Where a pair is to be found, as a rule; `hash` is that of the key.
  Field& first(const Shape* shape, uint32_t hash) {
    constexpr uint32_t kMask = (kCount - 1) * sizeof(Field);
    // Neighbours among shapes have places of their own.
    uint32_t place = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(shape)) * 2 + hash;
    return *reinterpret_cast<Field*>(reinterpret_cast<char*>(fields_) + (place & kMask));
  }
  // The other place, in the same line of the processor's cache.
  Field& second(Field& first) { return fields_[static_cast<size_t>(&first - fields_) ^ 1]; }
  static bool is_of(const Field& field, const Shape* shape, const String* key) {
    return field.shape == shape && field.key == key;
  }
  // The entry of the pair; null when it has not been met, or forgotten.
  Field* find(const Shape* shape, const String* key) {
    Field& field = first(shape, field_hash(key));
    if (is_of(field, shape, key)) return &field;
    Field& other = second(field);
    return is_of(other, shape, key) ? &other : nullptr;
  }
  // The same, made when there is none: the pair that was met before moves to its other place.
  Field& claim(const Shape* shape, const String* key) {
    if (Field* known = find(shape, key)) return *known;
    Field& field = first(shape, field_hash(key));
    if (field.shape) second(field) = field;
    field = {};
    field.shape = shape;
    field.key = key;
    return field;
  }
  std::span<Field> all() { return {fields_, kCount}; }
  void clear() {
    for (Field& field : all())
      field = {};
  }
  template <class IsAlive>
  void drop_dead(IsAlive is_alive) {
    for (Field& field : all()) {
      if (!field.shape) continue;
      bool lives =
          is_alive(field.shape) && is_alive(field.key) && (!field.target || is_alive(field.target));
      if (!lives) field = {};
    }
  }

private:
  static constexpr uint32_t kCount = 1u << kBits;
  static constexpr size_t kLine =
      64;  // of the processor's cache; a place has its two fields in one
  void* memory_;
  Field* fields_;
};

using SharedReads = SharedFields<const Table, 12>;
using SharedStores = SharedFields<Shape, 9>;

// In which slots the metatables of a shape have their handlers. Direct-mapped; what has died is
// dropped by the collector.
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
  template <class IsAlive>
  void drop_dead(IsAlive is_alive) {
    for (Entry& entry : entries_)
      if (entry.shape && !is_alive(entry.shape)) entry = {};
  }

private:
  static constexpr size_t kCount = 256;
  Entry entries_[kCount];
};

}  // namespace perilune
