// The hash part of a table: 24-byte nodes, collisions chained through the nodes themselves with
// Brent's variation (a key that is not at its main position gives way), so it can be filled
// completely. A removed entry keeps its node and its key, with value nil, until the next rehash.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/table.h"

namespace perilune {

// The tag of a key that will never be found again. Of a dead object's key the address remains, so
// that a traversal that stands there can go on.
constexpr Tag kDeadKey = static_cast<Tag>(0x7f);
// Of an integer key that has moved to the array part nothing remains.
constexpr Tag kMovedKey = static_cast<Tag>(0x7e);

struct Table::HashNode {
  uint64_t key;
  uint64_t value;
  Tag key_tag;  // Nil: never used
  Tag value_tag;
  uint32_t next;  // index + 1 of the next node of the chain; 0: none

  Value key_value() const { return Value(key, key_tag); }
  Value get() const { return Value(value, value_tag); }
  void set(const Value& v) {
    value = v.bits;
    value_tag = v.tag;
  }
};

struct Table::HashPart {
  uint32_t capacity;  // a power of two
  uint32_t free;      // all nodes at this index and above are in use
  Shape* root_shape;  // the table's, see there
  HashNode nodes[];

  // Null when no memory is left.
  static HashPart* make(State* L, Table* owner, size_t capacity);
  static size_t bytes(size_t capacity) { return sizeof(HashPart) + capacity * sizeof(HashNode); }
  std::span<HashNode> all() { return {nodes, capacity}; }
  std::span<const HashNode> all() const { return {nodes, capacity}; }

  // The node of a key (an integer-valued float must have been made an integer), its value nil when
  // the entry has been removed; null when there is none.
  HashNode* find(const Value& key);
  HashNode* find_int(int64_t key) {
    for (HashNode* n = main_position_of_int(key);; n = nodes + (n->next - 1)) {
      if (n->key == static_cast<uint64_t>(key) && n->key_tag == Tag::Integer) return n;
      if (n->next == 0) return nullptr;
    }
  }
  HashNode* find_short(const String* key) {
    for (HashNode* n = nodes + (key->word & (capacity - 1));; n = nodes + (n->next - 1)) {
      if (n->key == reinterpret_cast<uint64_t>(key) && n->key_tag == Tag::String) return n;
      if (n->next == 0) return nullptr;
    }
  }
  HashNode* find_object(const Object* key, Tag tag) {  // not for strings
    auto bits = reinterpret_cast<uint64_t>(key);
    for (HashNode* n = nodes + (mix(bits) & (capacity - 1));; n = nodes + (n->next - 1)) {
      if (n->key == bits && n->key_tag == tag) return n;
      if (n->next == 0) return nullptr;
    }
  }
  // As `find`, but finds dead keys as well.
  HashNode* find_for_traversal(const Value& key);
  // Stores a key that is not there; false when all nodes are in use.
  // `*displaced`, when asked for: the node that the entry which was in the way has moved to.
  bool insert(const Value& key, const Value& value, HashNode** displaced = nullptr);
  size_t count_live() const;
  uint32_t index_of(const HashNode* node) const { return static_cast<uint32_t>(node - nodes); }

private:
  HashNode* main_position_of_int(int64_t key) {
    return nodes + (mix(static_cast<uint64_t>(key)) & (capacity - 1));
  }
  HashNode* main_position(const Value& key);
  static uint32_t mix(uint64_t bits) {
    // The product's bits depend on lower ones alone: a float's, which are often zero, would not do.
    uint64_t h = (bits ^ bits >> 32) * 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
    return static_cast<uint32_t>(h >> 32);
  }
};

inline Shape* Table::root_shape() const { return hash() ? hash()->root_shape : nullptr; }

}  // namespace perilune
