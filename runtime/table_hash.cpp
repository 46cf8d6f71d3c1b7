// The hash part: look-up, insertion, and removal of what is dead.
#include "runtime/table_hash.h"

#include <cstring>

#include "runtime/state.h"

namespace perilune {

Table::HashPart* Table::HashPart::make(State* L, Table* owner, size_t capacity) {
  gc::Heap& heap = L->global->heap;
  if (capacity > UINT32_MAX / 2 || heap.refuses_growth(bytes(capacity))) return nullptr;
  auto* part = static_cast<HashPart*>(heap.allocate_buffer(owner, bytes(capacity)));
  if (!part) {
    heap.refuse(bytes(capacity));
    return nullptr;
  }
  part->capacity = part->free = static_cast<uint32_t>(capacity);
  part->root_shape = nullptr;
  std::memset(part->nodes, 0, capacity * sizeof(HashNode));  // tag Nil is zero
  static_assert(static_cast<int>(Tag::Nil) == 0);
  return part;
}

Table::HashNode* Table::HashPart::main_position(const Value& key) {
  switch (key.tag) {
  case Tag::String:
    return nodes + (key.string()->hash() & (capacity - 1));
  case Tag::False:
  case Tag::True:
    return nodes + (static_cast<uint32_t>(key.tag) & (capacity - 1));
  default:
    return nodes + (mix(key.bits) & (capacity - 1));
  }
}

Table::HashNode* Table::HashPart::find(const Value& key) {
  if (key.is_string() && key.string()->is_short()) return find_short(key.string());
  HashNode* n = main_position(key);
  if (key.is_string()) {
    for (;; n = nodes + (n->next - 1)) {
      if (n->key_tag == Tag::String && String::equal(n->key_value().string(), key.string()))
        return n;
      if (n->next == 0) return nullptr;
    }
  }
  for (;; n = nodes + (n->next - 1)) {
    if (same_bits(n->key_value(), key)) return n;
    if (n->next == 0) return nullptr;
  }
}

Table::HashNode* Table::HashPart::find_for_traversal(const Value& key) {
  if (HashNode* n = find(key)) return n;
  if (!key.is_object()) return nullptr;
  for (HashNode* n = main_position(key);; n = nodes + (n->next - 1)) {
    if (n->key_tag == kDeadKey && n->key == key.bits) return n;
    if (n->next == 0) return nullptr;
  }
}

bool Table::HashPart::insert(const Value& key, const Value& value, HashNode** displaced) {
  HashNode* at = main_position(key);
  if (at->value_tag != Tag::Nil) {
    while (free > 0 && nodes[free - 1].key_tag != Tag::Nil)
      --free;
    if (free == 0) return false;
    HashNode* spare = &nodes[--free];
    HashNode* home = main_position(at->key_value());
    if (home != at) {
      // The occupant is away from home: it moves to the spare node, and its chain with it.
      HashNode* before = home;
      while (nodes + (before->next - 1) != at)
        before = nodes + (before->next - 1);
      before->next = index_of(spare) + 1;
      *spare = *at;
      at->next = 0;
      if (displaced) *displaced = spare;
    } else {
      spare->next = at->next;
      at->next = index_of(spare) + 1;
      at = spare;
    }
  }
  // A node whose entry was removed is taken over where it stands, in whatever chain it belongs to.
  at->key = key.bits;
  at->key_tag = key.tag;
  at->set(value);
  return true;
}

size_t Table::HashPart::count_live() const {
  size_t n = 0;
  for (const HashNode& node : all())
    n += node.value_tag != Tag::Nil;
  return n;
}

}  // namespace perilune
