// Weak tables: how they are marked, ephemerons in time linear in their entries, and the removal of
// what has died. When all else is marked their hash parts are looked at, in steps; the end of
// marking has to do with those entries only that were not marked then.
#include <algorithm>

#include "runtime/gc/mark.h"
#include "runtime/metamethod.h"
#include "runtime/shape.h"
#include "runtime/state.h"
#include "runtime/table.h"
#include "runtime/table_hash.h"

namespace perilune::gc {

namespace {

constexpr uint8_t kWeakKeys = 1;
constexpr uint8_t kWeakValues = 2;
constexpr uint32_t kAhead = 8;      // entries whose marks are being fetched
constexpr uint32_t kFarAhead = 24;  // the same where little else is done

// Strings are values rather than objects: weak references to them are strong.
bool is_weak_reference(Tag tag) { return tag > Tag::String; }

}  // namespace

// `__mode` is asked each time: a change in the metatable takes effect with the next cycle.
uint8_t Marker::weakness_of(Table* metatable) {
  Value mode = metamethod_in(global_->main, metatable, Event::Mode);
  if (!mode.is_string()) return 0;
  const char* text = mode.string()->data();  // up to its first zero
  uint8_t weakness = 0;
  for (; *text; ++text)
    weakness |= *text == 'k' ? kWeakKeys : *text == 'v' ? kWeakValues : 0;
  return weakness;
}

void Marker::check_weakness() {
  WeakTable checked = {};
  for (size_t i = 0, known = weak_tables_.size(); i < known; ++i) {
    WeakTable& weak = weak_tables_[i];
    if (weak.metatable == checked.metatable && weak.weakness == checked.weakness) continue;
    if (weakness_of(weak.metatable) == weak.weakness) {
      checked = weak;
      continue;
    }
    weak.weakness = 0;
    visit_again(weak.table);
  }
}

// Marks what the table's vectors keep alive whatever else happens, and remembers the table, whose
// hash part is looked at when all else is marked; false when there is no memory for that. A table
// that gets another metatable is visited again.
bool Marker::visit_weak(Table& table, Table* metatable, uint8_t weakness) {
  if (!heap_.try_add(weak_tables_, {&table, metatable, nullptr, weakness, true})) return false;
  bool weak_values = weakness & kWeakValues;
  auto mark_element = [&](uint64_t payload, Tag tag) {
    if (tag < Tag::String || (weak_values && is_weak_reference(tag))) return;
    mark_tagged(reinterpret_cast<void*>(payload), tag);
  };
  for (uint32_t i = 0; table.slots && i < table.shape->slot_count(); ++i)
    mark_element(table.slots[i], vector_tag(table.slots, i));
  for (uint32_t i = 0; i < table.asize; ++i)
    mark_element(table.array[i], vector_tag(table.array, i));
  return true;
}

bool Marker::begin_converging() {
  bool begins = !converging_ && has_weak_tables();
  converging_ = true;
  return begins;
}

// Looks at a part of a weak table's hash part; what that costs, 0 when all have been looked at.
// What is stored there afterwards is marked, and a table that gets another hash part is visited
// again.
size_t Marker::look_at_weak() {
  constexpr uint32_t kPart = 256;
  constexpr size_t kCost = 16, kCostOfTable = 64, kCostOfWaiting = 64;
  if (looked_at_ == weak_tables_.size()) return 0;
  WeakTable& weak = weak_tables_[looked_at_];
  Table::HashPart* hash = weak.table->hash();
  if (look_at_node_ == 0) weak.hash = hash;
  uint32_t first = look_at_node_, end = first;
  if (hash && hash == weak.hash) end = std::min(hash->capacity, first + kPart);
  size_t waited = values_waiting_;
  for (uint32_t i = first; i < end; ++i) {
    if (i + kAhead < hash->capacity) prefetch_marks(hash->nodes[i + kAhead]);
    look_at_node(weak, i);
  }
  look_at_node_ = end;
  if (first == end) {
    ++looked_at_;
    look_at_node_ = 0;
  }
  size_t waiting_more = values_waiting_ - waited;
  return kCostOfTable + (end - first) * kCost + waiting_more * kCostOfWaiting;
}

void Marker::prefetch_marks(const Table::HashNode& node) {
  if (is_weak_reference(node.key_tag)) prefetch_mark(reinterpret_cast<void*>(node.key));
  if (is_weak_reference(node.value_tag)) prefetch_mark(reinterpret_cast<void*>(node.value));
}

// Marks what the entry keeps alive. One whose weak key or value is not marked yet is looked at
// again when marking ends; until then its value, if only the key is weak, waits for the key.
void Marker::look_at_node(WeakTable& weak, uint32_t index) {
  Table::HashNode& node = weak.hash->nodes[index];
  if (node.value_tag == Tag::Nil) return clear_node(node, false, false);
  bool may_die = false;
  if (weak.weakness & kWeakKeys)
    may_die = is_dead(node.key, node.key_tag);
  else
    mark_value(node.key_value());
  bool waits = false;
  if (weak.weakness & kWeakValues && is_weak_reference(node.value_tag)) {
    may_die |= is_dead_value(node.value, node.value_tag);
  } else {
    waits = may_die && global_->semantics.ephemerons && node.value_tag >= Tag::String;
    // Where values are cleared along with keys, one may have been finalized.
    may_die |= !global_->semantics.ephemerons && is_dead_value(node.value, node.value_tag);
  }
  if (may_die && !heap_.try_add(may_die_, {static_cast<uint32_t>(looked_at_), index}))
    weak.is_listed = false;
  auto* key = reinterpret_cast<Object*>(node.key);
  if (waits && waiting(key).add(heap_, key, node.get())) {
    ++values_waiting_;
    return;
  }
  if (!is_weak_reference(node.value_tag) || !(weak.weakness & kWeakValues)) mark_value(node.get());
  // A string that is a key lives as long as its entry, but does not keep it.
  if (!may_die && node.key_tag == Tag::String) mark(node.key_value().string());
}

// An object that entries may wait for has been marked.
void Marker::wake(Object* object) {
  waiting(object).wake(object, [this](const Value& value) { mark_value(value); });
}

void Marker::converge() {
  converging_ = true;
  drain();
}

bool Marker::is_dead(uint64_t payload, Tag tag) {
  return is_weak_reference(tag) && !is_marked(reinterpret_cast<void*>(payload));
}

// Where finalization happens once, a value that has been through it counts as dead.
bool Marker::is_dead_value(uint64_t payload, Tag tag) {
  return is_dead(payload, tag) ||
         (tag == Tag::Userdata && reinterpret_cast<Object*>(payload)->flags & Object::kFinalized);
}

// Removes the entry when its value (or key, for `keys`) is dead.
void Marker::clear_node(Table::HashNode& node, bool keys, bool values) {
  if (node.value_tag == Tag::Nil) {
    // Its key may die; only the address is compared from now on.
    if (node.key_tag >= Tag::String && node.key_tag < kMovedKey &&
        !is_marked(reinterpret_cast<void*>(node.key)))
      node.key_tag = kDeadKey;
    return;
  }
  bool key_is_dead = is_dead(node.key, node.key_tag);
  if ((keys && key_is_dead) || (values && is_dead_value(node.value, node.value_tag))) {
    node.value_tag = Tag::Nil;
    if (key_is_dead) node.key_tag = kDeadKey;
  } else if (keys && node.key_tag == Tag::String) {
    mark(node.key_value().string());
  }
}

void Marker::clear_vectors(Table& table) {
  for (uint32_t i = 0; table.slots && i < table.shape->slot_count(); ++i)
    if (is_dead_value(table.slots[i], vector_tag(table.slots, i))) {
      vector_set(table.slots, i, Value());
      if (table.shape->is_link()) global_->count_chain_change();
    }
  for (uint32_t i = 0; i < table.asize; ++i) {
    if (i + kAhead < table.asize && is_weak_reference(vector_tag(table.array, i + kAhead)))
      prefetch_mark(reinterpret_cast<void*>(table.array[i + kAhead]));
    if (is_dead_value(table.array[i], vector_tag(table.array, i))) table.put(i, Value());
  }
  table.trim_array();
}

// The entry's node; null when its table has got another hash part, and has been visited again.
Table::HashNode* Marker::node_of(const Entry& entry) const {
  const WeakTable& weak = weak_tables_[entry.weak];
  bool is_there = weak.table->hash() == weak.hash && entry.node < weak.hash->capacity;
  return is_there ? &weak.hash->nodes[entry.node] : nullptr;
}

void Marker::clear_entries(size_t first, uint8_t weakness, bool keys, bool values) {
  for (size_t i = first; i < may_die_.size(); ++i) {
    if (i + kFarAhead < may_die_.size())
      if (const Table::HashNode* ahead = node_of(may_die_[i + kFarAhead])) prefetch_marks(*ahead);
    if (!(weak_tables_[may_die_[i].weak].weakness & weakness)) continue;
    if (Table::HashNode* node = node_of(may_die_[i])) clear_node(*node, keys, values);
  }
}

void Marker::clear_weak_values() {
  for (size_t i = cleared_tables_; i < weak_tables_.size(); ++i) {
    WeakTable& weak = weak_tables_[i];
    if (!(weak.weakness & kWeakValues)) continue;
    clear_vectors(*weak.table);
    if (!weak.is_listed) clear_all_nodes(*weak.table, false, true);
  }
  clear_entries(cleared_entries_, kWeakValues, false, true);
  cleared_tables_ = weak_tables_.size();
  cleared_entries_ = may_die_.size();
}

void Marker::clear_weak_keys() {
  // Where values are not cleared before, a value may have been finalized.
  bool values = !global_->semantics.ephemerons;
  for (const WeakTable& weak : weak_tables_) {
    if (!(weak.weakness & kWeakKeys)) continue;
    if (values) clear_vectors(*weak.table);
    if (!weak.is_listed) clear_all_nodes(*weak.table, true, values);
  }
  clear_entries(0, kWeakKeys, true, values);
}

void Marker::clear_all_nodes(Table& table, bool keys, bool values) {
  if (!table.hash()) return;
  for (Table::HashNode& node : table.hash()->all())
    clear_node(node, keys, values);
}

}  // namespace perilune::gc
