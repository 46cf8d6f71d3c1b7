// Weak tables: how they are marked, ephemerons in time linear in their entries, and the removal of
// what has died.
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
  for (List<Table*>* list : {&weak_keyed_, &weak_valued_, &all_weak_}) {
    uint8_t expected = list == &weak_keyed_    ? kWeakKeys
                       : list == &weak_valued_ ? kWeakValues
                                               : kWeakKeys | kWeakValues;
    Table** end = std::remove_if(list->begin(), list->end(), [&](Table* table) {
      Table* metatable = table->metatable();
      if (metatable && weakness_of(metatable) == expected) return false;
      visit_again(table);
      return true;
    });
    list->cut(static_cast<size_t>(end - list->begin()));
  }
}

bool Marker::add_weak(Table& table, uint8_t weakness) {
  List<Table*>& list = weakness == kWeakKeys     ? weak_keyed_
                       : weakness == kWeakValues ? weak_valued_
                                                 : all_weak_;
  return heap_.try_add(list, &table);
}

// Marks what the table's entries keep alive whatever else happens, and remembers the table; false
// when there is no memory for that.
bool Marker::visit_weak(Table& table, uint8_t weakness) {
  if (!add_weak(table, weakness)) return false;
  bool weak_values = weakness & kWeakValues;
  auto mark_element = [&](uint64_t payload, Tag tag) {
    if (tag < Tag::String || (weak_values && is_weak_reference(tag))) return;
    mark_tagged(reinterpret_cast<void*>(payload), tag);
  };
  for (uint32_t i = 0; table.slots && i < table.shape->slot_count(); ++i)
    mark_element(table.slots[i], vector_tag(table.slots, i));
  for (uint32_t i = 0; i < table.asize; ++i)
    mark_element(table.array[i], vector_tag(table.array, i));
  if (!table.hash()) return true;
  if (weakness == kWeakKeys) {
    visit_ephemerons(table);
    return true;
  }
  for (Table::HashNode& node : table.hash()->all()) {
    if (node.value_tag == Tag::Nil) continue;
    if (!(weakness & kWeakKeys)) mark_value(node.key_value());
    mark_element(node.value, node.value_tag);
  }
  return true;
}

// The entries with weak keys and strong values. While marking is under way a key that has not been
// met yet says nothing; once everything else is marked (`converging_`), such an entry waits for its
// key.
void Marker::visit_ephemerons(Table& table) {
  for (Table::HashNode& node : table.hash()->all()) {
    if (node.value_tag == Tag::Nil) continue;
    if (!is_weak_reference(node.key_tag)) {
      mark_value(node.key_value());
    } else if (global_->semantics.ephemerons && !is_marked(reinterpret_cast<void*>(node.key))) {
      bool waits = !converging_ || node.value_tag < Tag::String ||
                   waiting_.add(heap_, reinterpret_cast<Object*>(node.key), node.get());
      if (waits) continue;
    }
    mark_value(node.get());
  }
}

// An object that entries may wait for has been marked.
void Marker::wake(Object* object) {
  waiting_.wake(object, [this](const Value& value) { mark_value(value); });
}

void Marker::converge() {
  drain();
  if (!global_->semantics.ephemerons || weak_keyed_.empty()) return;
  if (!converging_) {
    converging_ = true;
    // The list may grow: a table met from now on adds its entries when it is visited.
    for (size_t i = 0, known = weak_keyed_.size(); i < known; ++i)
      if (weak_keyed_[i]->hash()) visit_ephemerons(*weak_keyed_[i]);
  }
  drain();
}

// Removes the entries whose value (or key, for `keys`) is dead.
void Marker::clear_table(Table& table, bool keys, bool values) {
  auto is_dead = [&](uint64_t payload, Tag tag) {
    return is_weak_reference(tag) && !is_marked(reinterpret_cast<void*>(payload));
  };
  // Where finalization happens once, a value that has been through it counts as dead.
  auto is_dead_value = [&](uint64_t payload, Tag tag) {
    return is_dead(payload, tag) ||
           (tag == Tag::Userdata && reinterpret_cast<Object*>(payload)->flags & Object::kFinalized);
  };
  if (values) {
    for (uint32_t i = 0; table.slots && i < table.shape->slot_count(); ++i)
      if (is_dead_value(table.slots[i], vector_tag(table.slots, i))) {
        vector_set(table.slots, i, Value());
        if (table.shape->is_link()) global_->count_chain_change();
      }
    for (uint32_t i = 0; i < table.asize; ++i)
      if (is_dead_value(table.array[i], vector_tag(table.array, i))) table.put(i, Value());
    table.trim_array();
  }
  if (!table.hash()) return;
  for (Table::HashNode& node : table.hash()->all()) {
    if (node.value_tag == Tag::Nil) {
      // Its key may die; only the address is compared from now on.
      if (node.key_tag >= Tag::String && node.key_tag < kMovedKey &&
          !is_marked(reinterpret_cast<void*>(node.key)))
        node.key_tag = kDeadKey;
      continue;
    }
    bool key_is_dead = is_dead(node.key, node.key_tag);
    if (!(keys && key_is_dead) && !(values && is_dead_value(node.value, node.value_tag))) continue;
    node.value_tag = Tag::Nil;
    if (key_is_dead) node.key_tag = kDeadKey;
  }
}

void Marker::clear_weak_values() {
  for (; cleared_valued_ < weak_valued_.size(); ++cleared_valued_)
    clear_table(*weak_valued_[cleared_valued_], false, true);
  for (; cleared_all_ < all_weak_.size(); ++cleared_all_)
    clear_table(*all_weak_[cleared_all_], false, true);
}

void Marker::clear_weak_keys() {
  // Where values are not cleared before, a value may have been finalized.
  bool values = !global_->semantics.ephemerons;
  for (Table* table : weak_keyed_)
    clear_table(*table, true, values);
  for (Table* table : all_weak_) {
    clear_table(*table, true, values);
    // A string that is a key lives as long as its entry, but does not keep it.
    if (!table->hash()) continue;
    for (const Table::HashNode& node : table->hash()->all())
      if (node.value_tag != Tag::Nil && node.key_tag == Tag::String)
        mark(node.key_value().string());
  }
}

}  // namespace perilune::gc
