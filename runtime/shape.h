// Shapes (hidden classes): which string keys a table has, in which slots, and which metatable.
// Tables that got the same keys in the same order under the same metatable share a shape, so one
// pointer comparison proves the layout and the metatable. Shapes form transition trees, one root a
// metatable. A table used as a dictionary has a shape without keys, marked as such, and keeps its
// keys in its hash part.
//
// Where each table has a metatable of its own (objects made of closures, environments that inherit
// from one another), a root for each would be made for nothing. Tables whose metatable has no other
// instances yet have loose shapes, which say nothing of the metatable: it is in the table, behind
// its slots (Table::metatable).
#pragma once

#include <cstdint>

#include "runtime/field_cache.h"
#include "runtime/object.h"

namespace perilune {

namespace gc {
class Marker;
class References;
}  // namespace gc

class Shape : public Object {
public:
  static constexpr uint32_t kNoSlot = perilune::kNoSlot;
  // A table with more properties than this turns into a dictionary.
  static constexpr uint32_t kMaxSlots = 128;

  // Null for a loose shape, too.
  Table* metatable() const { return metatable_; }
  uint32_t slot_count() const { return word; }
  bool is_dictionary() const { return flags & kDictionary; }
  // The shape of one table only, on which inline caches rely (runtime/field_cache.h).
  bool is_link() const { return flags & kLink; }
  bool is_loose() const { return flags & kLoose; }
  // Neither of these: what the shape does not have its tables do not have themselves, and
  // everything about the metatable is known.
  bool is_plain() const { return !(flags & (kDictionary | kLoose)); }

  // The slot of `key` (a short string), or kNoSlot.
  uint32_t lookup(const String* key) const;
  // The same without a call (runtime/shape_map.h).
  inline uint32_t probe(const String* key) const;
  // The key in a slot < slot_count() (runtime/shape_map.h).
  inline String* key_at(uint32_t slot) const;

  // As add_key, but only when it is the child that was added or asked for last; else null.
  Shape* recent_child(const String* key) const {
    return child_ && child_->key_ == key ? child_ : nullptr;
  }
  // As add_key, but only when the child is known; else null.
  Shape* find_child(const String* key) const;
  // How many slots a table on its way to this shape will need, as far as the last one tells.
  uint32_t likely_slots() const;
  // The shape after `key` (a short string that it does not have) is added; null when the table
  // should become a dictionary instead.
  Shape* add_key(State* L, String* key);
  // The same keys under another metatable (null for none).
  Shape* with_metatable(State* L, Table* metatable);
  // The same keys in a loose shape; null when memory runs out.
  Shape* as_loose(State* L);
  // The dictionary shape under the same metatable.
  Shape* as_dictionary(State* L);
  // A shape with the same keys for a table that becomes a link; null when memory runs out.
  Shape* as_link(State* L);
  // The empty shape of tables with this metatable; the metatable's own field caches it.
  static Shape* root(State* L, Table* metatable);
  // The loose one.
  static Shape* loose_root(State* L);

  static constexpr uint8_t kDictionary = 1;
  static constexpr uint8_t kLink = 2;
  static constexpr uint8_t kLoose = 4;

private:
  friend class gc::Marker;
  friend class gc::References;
  struct Transitions;
  struct PropertyMap;
  explicit Shape(Table* metatable) : Object(ObjectKind::Shape), metatable_(metatable) {}

  // Up to so many keys are compared one by one.
  static constexpr uint32_t kMaxScan = 8;

  static Shape* make(State* L, Table* metatable);
  Shape* with_keys_of(State* L, const Shape* other);
  Shape* make_child(State* L, String* key);
  bool remember_child(State* L, Shape* child);
  uint32_t child_count() const;
  bool extend_map(State* L, Shape* child);
  // Called by the collector: forgets children, siblings and the dictionary shape that died.
  void drop_dead(bool (*is_alive)(const void*));

  Table* metatable_;
  Shape* parent_ = nullptr;  // null for a root
  String* key_ = nullptr;    // the key added to the parent
  PropertyMap* map_ =
      nullptr;  // key -> slot; shared along a chain; null for a root without children
  // Weak references: these shapes live as long as tables have them.
  Shape* dictionary_ = nullptr;         // on roots: the dictionary shape, made on demand
  Shape* child_ = nullptr;              // the only child, or the latest looked for
  Transitions* transitions_ = nullptr;  // all children, when there are several
  Shape* sibling_ = nullptr;            // the latest result of with_metatable or as_loose
};

}  // namespace perilune
