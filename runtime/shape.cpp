// Shapes: look-up, transitions, and the maps from keys to slots that chains of shapes share.
#include "runtime/shape.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "runtime/shape_map.h"
#include "runtime/state.h"
#include "runtime/table_hash.h"

namespace perilune {

Shape::PropertyMap* Shape::PropertyMap::make(State* L, Shape* owner, uint32_t capacity) {
  size_t bytes = sizeof(PropertyMap) + capacity * (sizeof(String*) + 2);
  auto* map = static_cast<PropertyMap*>(L->global->heap.allocate_buffer(owner, bytes));
  if (!map) return nullptr;
  map->count = 0;
  map->capacity = capacity;
  std::memset(map->index(), kFree, capacity * 2);
  return map;
}

// The children of a shape by key: open addressing.
struct Shape::Transitions {
  static constexpr uint32_t kMinCapacity = 8;
  uint32_t count;
  uint32_t capacity;  // a power of two
  Shape* children[];

  static Transitions* make(State* L, Shape* owner, uint32_t capacity) {
    size_t bytes = sizeof(Transitions) + capacity * sizeof(Shape*);
    auto* t = static_cast<Transitions*>(L->global->heap.allocate_buffer(owner, bytes));
    if (!t) return nullptr;
    t->capacity = capacity;
    t->count = 0;
    std::memset(t->children, 0, capacity * sizeof(Shape*));
    return t;
  }
  // Moves those behind that are not at home back, so that probing finds no gap.
  void erase(uint32_t i) {
    uint32_t mask = capacity - 1;
    for (uint32_t j = (i + 1) & mask; children[j]; j = (j + 1) & mask) {
      uint32_t home = children[j]->key_->word & mask;
      if (((j - home) & mask) < ((j - i) & mask)) continue;  // home lies behind i
      children[i] = children[j];
      i = j;
    }
    children[i] = nullptr;
    --count;
  }
  Shape* find(const String* key) const {
    for (uint32_t i = key->word & (capacity - 1); Shape* s = children[i];
         i = (i + 1) & (capacity - 1))
      if (s->key_ == key) return s;
    return nullptr;
  }
  void add(Shape* child) {
    uint32_t i = child->key_->word & (capacity - 1);
    while (children[i])
      i = (i + 1) & (capacity - 1);
    children[i] = child;
    ++count;
  }
};

namespace {

// A shape with more children describes keys that are data, not field names.
constexpr uint32_t kMaxRootChildren = 1024;
constexpr uint32_t kMaxChildren = 128;

}  // namespace

uint32_t Shape::lookup(const String* key) const {
  uint32_t count = slot_count();
  if (count <= kMaxScan) {
    for (uint32_t slot = 0; slot < count; ++slot)
      if (map_->keys[slot] == key) return slot;
    return kNoSlot;
  }
  uint32_t slot = map_->find(key);
  return slot < count ? slot : kNoSlot;
}

Shape* Shape::make(State* L, Table* metatable) {
  void* cell = L->global->heap.expect_shape() ? L->global->heap.allocate(sizeof(Shape)) : nullptr;
  if (!cell) return nullptr;
  Shape* shape = new (cell) Shape(metatable);
  L->global->heap.add_shape(shape);
  return shape;
}

Shape* Shape::root(State* L, Table* metatable) {
  if (Shape* known = metatable ? metatable->root_shape() : L->global->empty_shape) return known;
  Shape* made = make(L, metatable);
  if (!metatable) return L->global->empty_shape = made;
  return made && metatable->set_root_shape(L, made) ? made : nullptr;
}

Shape* Shape::loose_root(State* L) {
  Shape*& known = L->global->loose_shape;
  if (!known) known = make(L, nullptr);
  if (known) known->flags |= kLoose;
  return known;
}

uint32_t Shape::likely_slots() const {
  constexpr uint32_t kMost = 16;
  uint32_t count = slot_count();
  uint32_t likely = count;
  for (const Shape* s = child_; s && s->slot_count() <= kMost; s = s->child_)
    likely = s->slot_count();
  // Without such knowledge capacities double.
  return likely > count ? likely : count <= 4 ? 4 : std::min((count - 1) * 2, kMaxSlots);
}

Shape* Shape::find_child(const String* key) const {
  if (Shape* child = recent_child(key)) return child;
  return transitions_ ? transitions_->find(key) : nullptr;
}

uint32_t Shape::child_count() const { return transitions_ ? transitions_->count : child_ ? 1 : 0; }

Shape* Shape::add_key(State* L, String* key) {
  if (Shape* child = find_child(key)) {
    child_ = child;
    return child;
  }
  if (slot_count() >= kMaxSlots) return nullptr;
  if (child_count() >= (parent_ ? kMaxChildren : kMaxRootChildren)) return nullptr;
  Shape* child = make_child(L, key);
  return child && remember_child(L, child) ? child : nullptr;
}

Shape* Shape::make_child(State* L, String* key) {
  Shape* child = make(L, metatable_);
  if (!child) return nullptr;
  child->word = word + 1;
  child->parent_ = this;
  child->key_ = key;
  child->flags |= flags & (kLink | kLoose);
  return extend_map(L, child) ? child : nullptr;
}

bool Shape::remember_child(State* L, Shape* child) {
  if (!child_ && !transitions_) {
    child_ = child;
    return true;
  }
  if (!transitions_) {
    transitions_ = Transitions::make(L, this, Transitions::kMinCapacity);
    if (!transitions_) return false;
    transitions_->add(child_);
  } else if ((transitions_->count + 1) * 4 > transitions_->capacity * 3) {
    Transitions* grown = Transitions::make(L, this, transitions_->capacity * 2);
    if (!grown) return false;
    for (uint32_t i = 0; i < transitions_->capacity; ++i)
      if (transitions_->children[i]) grown->add(transitions_->children[i]);
    transitions_ = grown;
  }
  transitions_->add(child);
  child_ = child;
  return true;
}

// Gives the child a map: this one's, when nobody has continued it yet, or a copy.
bool Shape::extend_map(State* L, Shape* child) {
  uint32_t n = slot_count();
  if (!map_ || map_->count != n || map_->capacity == n) {
    uint32_t capacity = PropertyMap::kMinCapacity;
    while (capacity <= n)
      capacity *= 2;
    PropertyMap* copy = PropertyMap::make(L, this, capacity);
    if (!copy) return false;
    for (uint32_t slot = 0; slot < n; ++slot)
      copy->append(map_->keys[slot]);
    // The copy serves both, unless the old map is the one that other children continue.
    if (!map_ || map_->count == n) map_ = copy;
    child->map_ = copy;
  } else {
    child->map_ = map_;
  }
  child->map_->append(child->key_);
  return true;
}

// The descendant of a root that has the same keys in the same slots as another shape.
Shape* Shape::with_keys_of(State* L, const Shape* other) {
  Shape* target = this;
  // A child is made even where add_key would refuse: the keys must keep their slots.
  for (uint32_t slot = 0; target && slot < other->slot_count(); ++slot) {
    String* key = other->key_at(slot);
    Shape* child = target->find_child(key);
    if (!child) {
      child = target->make_child(L, key);
      if (child && !target->remember_child(L, child)) child = nullptr;
    }
    target = child;
  }
  return target;
}

Shape* Shape::with_metatable(State* L, Table* metatable) {
  if (metatable == metatable_ && !is_loose()) return this;
  if (sibling_ && sibling_->metatable_ == metatable && !sibling_->is_loose()) return sibling_;
  Shape* target = root(L, metatable);
  if (target) target = is_dictionary() ? target->as_dictionary(L) : target->with_keys_of(L, this);
  if (target) sibling_ = target;
  return target;
}

Shape* Shape::as_loose(State* L) {
  if (is_loose()) return this;
  if (sibling_ && sibling_->is_loose()) return sibling_;
  Shape* target = loose_root(L);
  if (target) target = target->with_keys_of(L, this);
  if (target) sibling_ = target;
  return target;
}

Shape* Shape::as_dictionary(State* L) {
  if (is_dictionary()) return this;
  Shape* of = root(L, metatable_);
  if (of && !of->dictionary_) {
    of->dictionary_ = make(L, metatable_);
    if (of->dictionary_) of->dictionary_->flags |= kDictionary;
  }
  return of ? of->dictionary_ : nullptr;
}

Shape* Shape::as_link(State* L) {
  Shape* link = make(L, metatable_);
  if (!link) return nullptr;
  link->word = word;
  link->parent_ = parent_;
  link->key_ = key_;
  link->map_ = map_;
  link->flags |= kLink;
  return link;
}

void Shape::drop_dead(bool (*is_alive)(const void*)) {
  if (child_ && !is_alive(child_)) child_ = nullptr;
  if (dictionary_ && !is_alive(dictionary_)) dictionary_ = nullptr;
  if (sibling_ && !is_alive(sibling_)) sibling_ = nullptr;
  if (!transitions_) return;
  for (uint32_t i = 0; i < transitions_->capacity;)
    if (transitions_->children[i] && !is_alive(transitions_->children[i]))
      transitions_->erase(i);  // another may have come here
    else
      ++i;
}

}  // namespace perilune
