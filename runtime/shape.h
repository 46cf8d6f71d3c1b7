// Shapes (hidden classes): which string keys a table has, in which slots, and which metatable. Tables
// that got the same keys in the same order under the same metatable share a shape, so one pointer
// comparison proves the layout and the metatable. Shapes form transition trees, one root a metatable.
// A table used as a dictionary has a shape without keys, marked as such, and keeps its keys in its
// hash part.
#pragma once

#include <cstdint>

#include "runtime/object.h"

namespace perilune {

class Shape : public Object {
 public:
  static constexpr uint32_t kNoSlot = UINT32_MAX;
  // A table with more properties than this turns into a dictionary.
  static constexpr uint32_t kMaxSlots = 128;

  Table* metatable() const { return metatable_; }
  uint32_t slot_count() const { return word; }
  bool is_dictionary() const { return flags & kDictionary; }

  // The slot of `key` (a short string), or kNoSlot.
  uint32_t lookup(const String* key) const;
  // The key in a slot < slot_count().
  String* key_at(uint32_t slot) const;

  // The shape after `key` (a short string that it does not have) is added; null when the table should
  // become a dictionary instead.
  Shape* add_key(State* L, String* key);
  // The same keys under another metatable (null for none).
  Shape* with_metatable(State* L, Table* metatable);
  // The dictionary shape under the same metatable.
  Shape* as_dictionary(State* L);
  // The empty shape of tables with this metatable; the metatable's own field caches it.
  static Shape* root(State* L, Table* metatable);

  static constexpr uint8_t kDictionary = 1;

 private:
  friend class gc_access;
  struct Transitions;
  struct PropertyMap;
  explicit Shape(Table* metatable) : Object(ObjectKind::Shape), metatable_(metatable) {}

  Table* metatable_;
  Shape* parent_ = nullptr;          // null for a root
  String* key_ = nullptr;            // the key added to the parent
  Shape* dictionary_ = nullptr;      // on roots: the dictionary shape, made on demand
  Transitions* transitions_ = nullptr;
  mutable PropertyMap* map_ = nullptr;  // key -> slot, built when first asked for
};

}  // namespace perilune
