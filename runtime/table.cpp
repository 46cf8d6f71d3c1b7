// Tables: making them, look-up and stores by key, properties and metatables. The array part's
// growth is in table_array.cpp, traversal in table_next.cpp.
#include "runtime/table.h"

#include <bit>
#include <new>

#include "runtime/gc/pages.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"
#include "runtime/shape_map.h"
#include "runtime/state.h"
#include "runtime/table_hash.h"
#include "runtime/table_internal.h"

namespace perilune {

Table* Table::make(State* L, uint32_t array_hint, uint32_t property_hint) {
  if (array_hint <= TableLayout::kMost && property_hint <= TableLayout::kMost)
    return make_with_vectors(L, array_hint, property_hint);
  void* cell = L->global->heap.allocate(sizeof(Table));
  if (!cell) return nullptr;
  Table* t = new (cell) Table(L->global->empty_shape);
  // Hints are not worth an error.
  const gc::Heap& heap = L->global->heap;
  if (heap.has_room_to_grow(vector_bytes(size_t{array_hint} + 1)) && array_hint)
    t->reserve_array(L, array_hint);
  if (property_hint > Shape::kMaxSlots) {
    if (!heap.has_room_to_grow(HashPart::bytes(std::bit_ceil(size_t{property_hint} * 2)))) return t;
    t->become_dictionary(L);
    t->rebuild_hash(L, property_hint);
  } else if (property_hint) {
    t->resize_slots(L, property_hint);
  }
  return t;
}

namespace {

// The keys or the metatable of a table are about to change, or one of its values from or to nil.
void count_change(State* L, const Shape* shape) {
  if (shape->is_link()) [[unlikely]]
    L->global->count_chain_change();
}

}  // namespace

bool is_chain_event(State* L, const String* key) {
  String* const* names = L->global->event_names;
  return key == names[static_cast<int>(Event::Index)] ||
         key == names[static_cast<int>(Event::NewIndex)];
}

bool Table::set_root_shape(State* L, Shape* root) {
  if (!hash()) {
    HashPart* made = HashPart::make(L, this, 1);
    if (!made || !move_vector_out(L)) return false;
    hash_ = made;
  }
  hash()->root_shape = root;
  gc::barrier(L, this, root);
  return true;
}

bool Table::become_link(State* L) {
  if (shape->is_link()) return true;
  if (shape->is_dictionary() || !settle(L)) return false;
  Shape* link = shape->as_link(L);
  if (!link) return false;
  shape = link;
  gc::barrier(L, this, link);
  return true;
}

// A table with its vectors behind it: one allocation, and fewer lines of the cache.
Table* Table::make_with_vectors(State* L, uint32_t array_hint, uint32_t property_hint) {
  const TableLayout& layout = TableLayout::of(array_hint, property_hint);
  void* cell = L->global->heap.allocate(layout.bytes);
  if (!cell) return nullptr;
  Table* t = new (cell) Table(L->global->empty_shape);
  if (array_hint) {
    t->array = reinterpret_cast<uint64_t*>(static_cast<char*>(cell) + layout.array);
    t->array_capacity = layout.array_capacity;
    t->flags = kArrayInside;
  }
  if (property_hint) {
    t->slots = reinterpret_cast<uint64_t*>(static_cast<char*>(cell) + layout.slots);
    t->set_slot_capacity(layout.slot_capacity);
    t->flags |= kSlotsInside;
  }
  return t;
}

bool Table::settle(State* L) {
  if (!shape->is_loose()) return true;
  Shape* next = shape->with_metatable(L, metatable());
  if (!next) return L->global->heap.fail(), false;
  set_slot_capacity(slot_room());
  shape = next;
  gc::barrier(L, this, next);
  return true;
}

namespace {

// Whether tables with this metatable may be few: it is new, and no class, whose instances come.
bool is_for_one(State* L, Table* metatable) {
  if (metatable->uses() > 0 || metatable->root_shape()) return false;
  Value index = metamethod_in(L, metatable, Event::Index);
  return !index.is_table() || index.table() != metatable;
}

}  // namespace

// Leaves the metatable behind the slots. False when it has to become part of the shape.
bool Table::become_loose(State* L, Table* metatable) {
  if (shape->is_dictionary() || shape->is_link() || !is_for_one(L, metatable)) return false;
  if (!shape->is_loose()) {
    Shape* loose = shape->as_loose(L);
    if (!loose) return false;
    if (slot_capacity() <= loose->slot_count() && !resize_slots(L, loose->likely_slots() + 1))
      return false;
    set_slot_capacity(slot_capacity() - 1);
    shape = loose;
    gc::barrier(L, this, loose);
  }
  slots[slot_capacity()] = reinterpret_cast<uint64_t>(metatable);
  metatable->count_use();
  gc::barrier(L, this, metatable);
  return true;
}

void Table::set_metatable(State* L, Table* metatable) {
  if (!metatable || !become_loose(L, metatable)) {
    bool was_loose = shape->is_loose();
    Shape* next = shape->with_metatable(L, metatable);
    if (!next) return L->global->heap.fail();
    if (next != shape) count_change(L, shape);
    if (was_loose) set_slot_capacity(slot_room());
    shape = next;
    gc::barrier(L, this, next);
    if (metatable) metatable->count_use();
  }
  gc::barrier_change(L, this);  // what is weak in it may have changed
  if (!metatable) return;
  if (L->global->semantics.finalizer_marks) L->global->heap.mark_finalizable(L, this, metatable);
}

Value Table::get(const Value& key) const {
  switch (key.tag) {
  case Tag::Nil:
    return Value();
  case Tag::Integer:
    return get_int(key.i);
  case Tag::String:
    return get_str(key.string());
  case Tag::Float:
    if (int64_t n; float_to_integer(key.f, &n)) return get_int(n);
    [[fallthrough]];
  default:
    return get_hashed(key);
  }
}

Value Table::get_hashed(const Value& key) const {
  if (!hash()) return Value();
  const HashNode* node = hash()->find(key);
  return node ? node->get() : Value();
}

Value Table::get_int_slow(int64_t key) const {
  if (!hash()) return Value();
  const HashNode* node = hash()->find_int(key);
  return node ? node->get() : Value();
}

Value Table::get_str(const String* key) const {
  if (!key->is_short()) return get_hashed(Value::of(key));
  if (shape->is_dictionary()) {
    if (!hash()) return Value();
    const HashNode* node = hash()->find_short(key);
    return node ? node->get() : Value();
  }
  uint32_t slot = shape->lookup(key);
  return slot == Shape::kNoSlot ? Value() : vector_get(slots, slot);
}

void Table::set(State* L, const Value& key, const Value& value) {
  switch (key.tag) {
  case Tag::Integer:
    return set_int(L, key.i, value);
  case Tag::String:
    return set_str(L, key.string(), value);
  case Tag::Float:
    if (int64_t n; float_to_integer(key.f, &n)) return set_int(L, n, value);
    [[fallthrough]];
  default:
    gc::barrier(L, this, key);
    return set_hashed(L, key, value);
  }
}

void Table::set_hashed(State* L, const Value& key, const Value& value) {
  gc::barrier(L, this, value);
  HashNode* node = hash() ? hash()->find(key) : nullptr;
  if (!node) {
    if (!value.is_nil()) insert_hashed(L, key, value);
    return;
  }
  if (node->value_tag == Tag::Nil) absent_events() = 0;
  node->set(value);
}

// Stores under a key that has no node; the value is not nil.
void Table::insert_hashed(State* L, const Value& key, const Value& value) {
  absent_events() = 0;
  HashNode* displaced = nullptr;
  if (hash() && hash()->insert(key, value, &displaced)) {
    if (!displaced) return;
    gc::barrier(L, this, displaced->key_value());
    gc::barrier(L, this, displaced->get());
    return;
  }
  if (rehash(L, key, false)) place(key, value);
}

// Stores a new key for which rehash has made room.
void Table::place(const Value& key, const Value& value) {
  if (key.is_integer() && static_cast<uint64_t>(key.i) < asize)
    put(static_cast<size_t>(key.i), value);
  else
    hash()->insert(key, value);
}

void Table::set_str(State* L, String* key, const Value& value) {
  gc::barrier(L, this, Value::of(key));
  if (!key->is_short() || shape->is_dictionary()) return set_hashed(L, Value::of(key), value);
  if (Shape* next = shape->recent_child(key); next && shape->slot_count() < slot_capacity()) {
    if (value.is_nil()) return;
    absent_events() = 0;
    return add_property(L, next, value);
  }
  uint32_t slot = shape->lookup(key);
  if (slot == Shape::kNoSlot) {
    if (!value.is_nil()) insert_str(L, key, value);
    return;
  }
  bool appears = vector_tag(slots, slot) == Tag::Nil;
  if (appears) absent_events() = 0;
  if (appears || is_chain_event(L, key)) count_change(L, shape);
  gc::barrier(L, this, value);
  vector_set(slots, slot, value);
}

void Table::insert_str(State* L, String* key, const Value& value) {
  absent_events() = 0;
  Shape* next = nullptr;
  if (shape->slot_count() < slot_capacity() || !is_crowded_by_removed())
    next = shape->add_key(L, key);
  if (next) return add_property(L, next, value);
  if (become_dictionary(L)) set_hashed(L, Value::of(key), value);
}

void Table::add_property(State* L, Shape* next, const Value& value) {
  uint32_t slot = shape->slot_count();
  if (slot == slot_capacity() && !resize_slots(L, next->likely_slots())) return;
  count_change(L, shape);
  gc::barrier(L, this, value);
  gc::barrier(L, this, next);
  vector_set(slots, slot, value);
  shape = next;
}

// Asked when the slots are full: keys that come and go do not belong in a shape.
bool Table::is_crowded_by_removed() const {
  uint32_t count = shape->slot_count();
  if (count < 8) return false;
  uint32_t removed = 0;
  for (uint32_t slot = 0; slot < count; ++slot)
    removed += vector_tag(slots, slot) == Tag::Nil;
  return removed * 2 >= count;
}

// The payloads of long vectors are moved with their pages; tags, which lie before them, are copied.
uint64_t* grow_vector(State* L, Table* owner, const uint64_t* from, size_t old_capacity,
                      size_t count, size_t* capacity) {
  bool is_long = vector_bytes(*capacity) >= gc::kWorthMoving;
  if (is_long) *capacity = gc::before_page(vector_offset(*capacity));
  size_t bytes = gc::Heap::usable_size(vector_bytes(*capacity));
  *capacity = vector_capacity(bytes);
  gc::Heap& heap = L->global->heap;
  if (heap.refuses_growth(bytes)) return nullptr;
  void* buffer = heap.allocate_buffer(owner, bytes);
  if (!buffer) {
    heap.refuse(bytes);
    return nullptr;
  }
  auto* grown = reinterpret_cast<uint64_t*>(static_cast<char*>(buffer) + vector_offset(*capacity));
  if (!from) return grown;
  if (is_long && vector_bytes(old_capacity) >= gc::kWorthMoving &&
      gc::move_end(vector_allocation(const_cast<uint64_t*>(from), old_capacity), from, buffer,
                   grown))
    copy_tags(grown, from, count);
  else
    copy_vector(grown, from, count);
  return grown;
}

// `inside`: the flag that says whether the vector is part of the table.
void Table::free_vector(State* L, uint64_t* vector, size_t capacity, uint8_t inside) {
  if (flags & inside) {
    flags &= static_cast<uint8_t>(~inside);
    if (!(flags & kVectorInside)) hash_ = nullptr;
  } else if (vector) {
    L->global->heap.free_buffer(vector_allocation(vector, capacity), vector_bytes(capacity));
  }
}

// Makes way for a hash part.
bool Table::move_vector_out(State* L) {
  if (flags & kSlotsInside && !move_slots(L, slot_capacity())) return false;
  return !(flags & kArrayInside) || resize_array(L, array_capacity);
}

bool Table::resize_slots(State* L, uint32_t wanted) {
  L->global->property_hints.learn(site(), shape->slot_count() + 1 + shape->is_loose());
  return move_slots(L, wanted);
}

bool Table::move_slots(State* L, size_t capacity) {
  bool is_loose = shape->is_loose();
  capacity += is_loose;
  Table* kept = metatable();
  uint64_t* moved = grow_vector(L, this, slots, slot_room(), shape->slot_count(), &capacity);
  if (!moved) return false;
  free_vector(L, slots, slot_room(), kSlotsInside);
  slots = moved;
  set_slot_capacity(capacity - is_loose);
  if (is_loose) slots[slot_capacity()] = reinterpret_cast<uint64_t>(kept);
  return true;
}

bool Table::become_dictionary(State* L) {
  if (!settle(L)) return false;
  Shape* dictionary = shape->as_dictionary(L);
  if (!dictionary) return L->global->heap.fail(), false;
  // Room for all properties first: once the shape has gone nothing may fail.
  if (!rebuild_hash(L, (hash() ? hash()->count_live() : 0) + shape->slot_count() + 1)) return false;
  count_change(L, shape);
  Shape* old_shape = shape;
  uint64_t* old_slots = slots;
  uint32_t old_capacity = slot_capacity();
  gc::barrier(L, this, dictionary);
  gc::barrier_change(L, this);
  shape = dictionary;
  slots = nullptr;
  set_slot_capacity(0);
  for (uint32_t slot = 0; slot < old_shape->slot_count(); ++slot)
    if (vector_tag(old_slots, slot) != Tag::Nil)
      insert_hashed(L, Value::of(old_shape->key_at(slot)), vector_get(old_slots, slot));
  free_vector(L, old_slots, old_capacity, kSlotsInside);
  return true;
}

}  // namespace perilune
