// Tables: properties with string keys in slots that the shape describes, an array part for the keys
// 0 .. asize-1, and a hash part for everything else (and for the properties of a dictionary).
//
// All accesses here are raw: metamethods are the business of runtime/metamethod.h. Where memory
// runs out, a table stays as it was, and the next safepoint raises that.
#pragma once

#include <cstdint>

#include "runtime/element_kind.h"
#include "runtime/object.h"
#include "runtime/shape.h"
#include "runtime/string.h"

namespace perilune {

namespace gc {
class Marker;
}

// How many properties the tables have come to have that were made at a place in the program, so
// that the next ones have room for them from the first. Places may share an entry.
class PropertyHints {
public:
  static uint32_t site_of(const void* instruction) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(instruction) >> 3) % (kSites - 1) + 1;
  }
  uint32_t at(uint32_t site) const { return hints_[site]; }
  // A table made there has outgrown its room.
  void learn(uint32_t site, uint32_t properties) {
    if (site && properties <= kMost && properties > hints_[site])
      hints_[site] = static_cast<uint8_t>(properties);
  }

private:
  static constexpr uint32_t kSites = 4096;
  static constexpr uint32_t kMost = 12;
  uint8_t hints_[kSites] = {};
};

class Table : public Object {
public:
  // An empty table with room for so many array elements and properties.
  static Table* make(State* L, uint32_t array_hint = 0, uint32_t property_hint = 0);

  Table* metatable() const {
    if (shape->is_loose()) [[unlikely]]
      return reinterpret_cast<Table*>(slots[slot_capacity()]);
    return shape->metatable();
  }
  // The caller has checked `__metatable`; a null metatable removes it.
  void set_metatable(State* L, Table* metatable);

  // Gives the table a shape of its own, whose changes are counted (runtime/field_cache.h).
  // False for a dictionary, and when memory runs out.
  bool become_link(State* L);

  // Gives a table with a loose shape one that names its metatable. False when memory runs out.
  bool settle(State* L);
  // As a metatable: how often it has been made use of by a table with a loose shape, up to
  // kManyUses; 0: it is nobody's metatable yet, as far as that is known.
  uint32_t uses() const { return flags / kOneUse % (kManyUses + 1); }
  void count_use() {
    if (uses() < kManyUses) flags += kOneUse;
  }
  static constexpr uint32_t kManyUses = 7;

  Value get(const Value& key) const;
  Value get_int(int64_t key) const {
    return static_cast<uint64_t>(key) < asize ? vector_get(array, static_cast<size_t>(key))
                                              : get_int_slow(key);
  }
  Value get_str(const String* key) const;

  // Stores; a nil value removes the key. The key must be neither nil nor NaN (see `is_valid_key`).
  void set(State* L, const Value& key, const Value& value);
  void set_int(State* L, int64_t key, const Value& value);
  void set_str(State* L, String* key, const Value& value);
  static bool is_valid_key(const Value& key) {
    return !key.is_nil() && !(key.is_float() && key.f != key.f);
  }

  // Stores behind the last element of the array part, when there is room for it and nothing in the
  // hash part could follow on; false when not. The value is not nil.
  [[gnu::always_inline]] bool try_append(uint64_t key, const Value& value) {
    if (key != asize || asize >= array_capacity || asize == 0 || hash()) return false;
    element_kind() |= element_kind::of(value.tag);
    vector_set(array, asize++, value);
    return true;
  }

  // A border as `#` wants it: O(1) unless the hash part continues the array part.
  int64_t length() const {
    int64_t border = asize > 1 ? int64_t{asize} - 1 : 0;
    return hash() ? length_with_hash(border) : border;
  }

  enum class Next : uint8_t { Found, End, InvalidKey };
  // The entry after `key` (nil for the first), in an order that is stable while the table's keys
  // are. Assigning to existing keys, nil included, during a traversal is allowed.
  Next next(const Value& key, Value* next_key, Value* next_value) const;

  // Sets elements `first`, `first`+1, ... from consecutive stack slots.
  void set_list(State* L, int64_t first, const Value* values, uint32_t count);
  // Makes room in the array part for keys up to `count`.
  void reserve_array(State* L, uint32_t count);

  // Bit e: "metamethod event e is known to be absent from this table used as a metatable". Cleared
  // by every store that adds a key. Only the first 16 events of metamethods.def are cached.
  uint16_t& absent_events() { return small; }
  uint16_t absent_events() const { return small; }

  // The fields below are read and written by compiled code (runtime/heap_fields.def).
  // Invariant: asize <= 1 or element asize-1 is not nil; elements at asize and above are outside.
  Shape* shape;
  uint64_t* slots = nullptr;  // tagged vector of the shape's properties; nil for a removed one
  uint64_t* array = nullptr;  // tagged vector; element 0 belongs to key 0
  uint32_t asize = 0;
  uint32_t array_capacity = 0;
  struct HashPart;
  // Null when there is none.
  HashPart* hash() const { return flags & kVectorInside ? nullptr : hash_; }
  // The same of a dictionary: no vector of one lies inside.
  HashPart* dictionary_hash() const { return hash_; }
  // As a metatable: the root of the shapes of the tables that have it; null when it has not been
  // made. It is kept in the hash part, which few tables have.
  Shape* root_shape() const;  // in table_hash.h
  // False when memory runs out.
  bool set_root_shape(State* L, Shape* root);

  // Slots that may be used of those allocated in `slots`; in the header. A table with a loose shape
  // has one more.
  uint32_t slot_capacity() const { return bytes[0]; }
  uint32_t slot_room() const { return slot_capacity() + shape->is_loose(); }
  // What the elements of the array part may be (runtime/element_kind.h). Up to date whenever asize
  // and elements are; nothing is said of an array part that is empty but for element 0.
  ElementKind& element_kind() { return bytes[kElementKindByte]; }
  ElementKind element_kind() const { return bytes[kElementKindByte]; }
  // The element has been stored.
  void note_element(size_t index, Tag tag) { element_kind() |= element_kind::of(tag, index); }
  // Makes the kind exact if all elements from 1 on are numbers of one type. Linear where they are.
  void refine_element_kind();
  // What an exact kind would say; the kind covers that.
  ElementKind exact_element_kind() const;
  static constexpr size_t kElementKindByte = 1;
  // The place in the program where the table was made, as a small number (PropertyHints); 0: none.
  uint32_t site() const { return word >> 16; }
  void set_site(uint32_t site) { word = (word & 0xffff) | site << 16; }
  // In flags: the slots, or the array part, lie behind the table itself, as those do whose size is
  // known when the table is made; they are left there when they grow. Slots come first.
  static constexpr uint8_t kSlotsInside = 1;
  static constexpr uint8_t kArrayInside = 2;
  static constexpr uint8_t kVectorInside = kSlotsInside | kArrayInside;
  static constexpr size_t kInsideOffset = 40;  // of vectors that lie inside, the first one's tags
  static constexpr uint8_t kOneUse = 4;        // three bits from here on

  struct HashNode;

private:
  friend class gc::Marker;
  explicit Table(Shape* s) : Object(ObjectKind::Table), shape(s) {}
  static Table* make_with_vectors(State* L, uint32_t array_hint, uint32_t property_hint);

  Value get_int_slow(int64_t key) const;
  int64_t length_with_hash(int64_t border) const;
  Value get_hashed(const Value& key) const;
  void set_hashed(State* L, const Value& key, const Value& value);
  void insert_hashed(State* L, const Value& key, const Value& value);
  void place(const Value& key, const Value& value);

  void insert_str(State* L, String* key, const Value& value);
  void add_property(State* L, Shape* next, const Value& value);
  void set_slot_capacity(size_t n) { bytes[0] = static_cast<uint8_t>(n); }
  void free_vector(State* L, uint64_t* vector, size_t capacity, uint8_t inside);
  bool move_vector_out(State* L);
  bool become_loose(State* L, Table* metatable);
  bool is_crowded_by_removed() const;
  bool resize_slots(State* L, uint32_t wanted);
  bool move_slots(State* L, size_t capacity);
  bool become_dictionary(State* L);

  void set_int_slow(State* L, int64_t key, const Value& value);
  void append(State* L, int64_t key, const Value& value);
  void absorb_hash(State* L);
  void put(size_t index, const Value& value) {
    vector_set(array, index, value);
    note_element(index, value.tag);
  }
  void trim_array();
  bool resize_array(State* L, size_t capacity);
  bool rehash(State* L, const Value& new_key, bool may_shrink);
  bool extend_array(State* L, size_t last_key, const Value& new_key, size_t* moved);
  bool shrink_array(State* L, size_t new_size, size_t live);
  bool rebuild_hash(State* L, size_t count);
  bool has_hashed_integers(uint64_t first, uint64_t last) const;

  Next next_in_array(size_t index, Value* next_key, Value* next_value) const;
  Next next_in_slots(uint32_t slot, Value* next_key, Value* next_value) const;
  Next next_in_hash(uint32_t index, Value* next_key, Value* next_value) const;
  Next next_after_int(int64_t key, Value* next_key, Value* next_value) const;

  HashPart* hash_ = nullptr;  // vectors that lie inside begin here
};
static_assert(sizeof(Table) == 48);

// Whether a key names a metamethod that leads from table to table: __index or __newindex.
bool is_chain_event(State* L, const String* key);

}  // namespace perilune
