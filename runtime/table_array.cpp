// The array part of a table: appending, trimming, and the rehash that decides which integer keys
// belong in it.
#include <algorithm>
#include <bit>
#include <cstring>

#include "runtime/state.h"
#include "runtime/table.h"
#include "runtime/table_hash.h"
#include "runtime/table_internal.h"

namespace perilune {

namespace {

// Integer keys in use by size: keys[k] counts those in 2^(k-1)+1 .. 2^k (keys[0]: the key 1).
struct KeyCensus {
  size_t keys[64] = {};
  size_t total = 0;

  void add(int64_t key) {
    if (key < 1 || key > INT64_C(1) << 31) return;
    ++keys[std::bit_width(static_cast<uint64_t>(key - 1))];
    ++total;
  }
  void add_array(const uint64_t* array, size_t asize) {
    for (size_t i = 1; i < asize; ++i)
      if (vector_tag(array, i) != Tag::Nil) add(static_cast<int64_t>(i));
  }
  // Whether, with the keys counted so far, an array part of `asize` elements that are all in use
  // would grow: a census of the elements is only worth its time then.
  bool may_extend(size_t asize) const {
    size_t in_use = asize;
    for (uint32_t k = 0; k < 32; ++k) {
      in_use += keys[k];
      size_t size = size_t{1} << k;
      if (size >= asize && in_use > asize && in_use > size / 2) return true;
    }
    return false;
  }
  // The largest power of two n such that more than half of the keys 1 .. n are in use; 0 if none.
  size_t best_size() const {
    size_t best = 0, up_to = 0;
    for (uint32_t k = 0; k < 32 && total > (size_t{1} << k) / 2; ++k) {
      up_to += keys[k];
      if (up_to > (size_t{1} << k) / 2) best = size_t{1} << k;
    }
    return best;
  }
};

// Whether integer keys are coming in from a largest one downwards: those there are follow one
// another, the new one is the smallest, and what is missing below is not too much to make room for.
struct DescendingKeys {
  int64_t smallest = INT64_MAX, largest = 0;
  size_t count = 0;

  void add(int64_t key) {
    smallest = std::min(smallest, key);
    largest = std::max(largest, key);
    ++count;
  }
  bool are_a_row(int64_t new_key) const {
    constexpr int64_t kMostMissing = 16;  // for each key that is there
    auto n = static_cast<int64_t>(count);
    return n >= 4 && new_key >= 1 && new_key <= n * kMostMissing && new_key + 1 == smallest &&
           largest - new_key == n;
  }
};

size_t count_used(const uint64_t* array, size_t asize) {
  const uint8_t* tags = reinterpret_cast<const uint8_t*>(array) - asize;
  size_t used = 0;
  for (size_t i = 0; i < asize; ++i)
    used += tags[i] != 0;
  return used;
}

}  // namespace

void Table::set_int(State* L, int64_t key, const Value& value) {
  if (static_cast<uint64_t>(key) >= asize) return set_int_slow(L, key, value);
  gc::barrier(L, this, value);
  vector_set(array, static_cast<size_t>(key), value);
  // What is removed from the end makes no hole.
  if (value.is_nil() && key > 0 && static_cast<uint64_t>(key) + 1 == asize) return trim_array();
  note_element(static_cast<size_t>(key), value.tag);
}

void Table::trim_array() {
  while (asize > 1 && vector_tag(array, asize - 1) == Tag::Nil)
    --asize;
  if (asize == 1) element_kind() = element_kind::of_zero(vector_tag(array, 0));
}

ElementKind Table::exact_element_kind() const {
  ElementKind kind = 0;
  for (size_t i = 0; i < asize; ++i)
    kind |= element_kind::of(vector_tag(array, i), i);
  return kind;
}

void Table::refine_element_kind() {
  if (asize < 2) return;
  Tag tag = vector_tag(array, 1);
  if (tag != Tag::Integer && tag != Tag::Float) return;
  // They are all alike if each is like its neighbour.
  const uint8_t* tags = reinterpret_cast<const uint8_t*>(array) - asize;
  if (std::memcmp(tags, tags + 1, asize - 2) != 0) return;
  element_kind() = element_kind::of_zero(vector_tag(array, 0)) | element_kind::of(tag);
}

void Table::set_int_slow(State* L, int64_t key, const Value& value) {
  gc::barrier(L, this, value);
  HashNode* node = hash() ? hash()->find_int(key) : nullptr;
  if (node && (node->value_tag != Tag::Nil || value.is_nil())) {
    node->set(value);
    return;
  }
  if (value.is_nil()) return;
  absent_events() = 0;
  if (key == asize || (asize == 0 && key == 1)) return append(L, key, value);
  if (node)
    node->set(value);
  else
    insert_hashed(L, Value::integer(key), value);
}

// Stores a new key right behind the array part (or key 1 when that is empty).
void Table::append(State* L, int64_t key, const Value& value) {
  if (static_cast<size_t>(key) >= array_capacity) {
    constexpr size_t kMinCapacity = 5;  // 48 bytes
    if (asize >= 16 && count_used(array, asize) * 2 < asize) {
      // Mostly removed, as in a queue: doubling would keep the holes for ever.
      if (rehash(L, Value::integer(key), true)) place(Value::integer(key), value);
      return;
    }
    if (!resize_array(L, std::max(kMinCapacity, size_t{array_capacity} * 2))) return;
  }
  if (key != asize) {
    put(0, Value());
    asize = 1;
  }
  put(asize++, value);
  if (hash()) absorb_hash(L);
}

// The keys that follow the array part move into it as long as there is room. What was removed from
// the hash part under the last key must not be found by a traversal any more.
void Table::absorb_hash(State* L) {
  if (HashNode* removed = hash()->find_int(int64_t{asize} - 1)) removed->key_tag = kMovedKey;
  while (asize < array_capacity) {
    HashNode* node = hash()->find_int(asize);
    if (!node) return;
    if (node->value_tag == Tag::Nil) return;
    gc::barrier(L, this, node->get());
    put(asize++, node->get());
    node->value_tag = Tag::Nil;
    node->key_tag = kMovedKey;
  }
}

bool Table::resize_array(State* L, size_t capacity) {
  uint64_t* grown =
      grow_vector(L, this, array, array_capacity, std::min<size_t>(asize, capacity), &capacity);
  if (!grown) return false;
  free_vector(L, array, array_capacity, kArrayInside);
  array = grown;
  array_capacity = static_cast<uint32_t>(capacity);
  return true;
}

void Table::reserve_array(State* L, uint32_t count) {
  if (count >= array_capacity) resize_array(L, size_t{count} + 1);
}

// Makes room for a new key: sorts the integer keys anew into array and hash part and drops removed
// entries. The array part only shrinks when `may_shrink`. If the key falls into the array part, its
// element is nil and may be the last until the caller stores it.
bool Table::rehash(State* L, const Value& new_key, bool may_shrink) {
  gc::barrier_change(L, this);
  KeyCensus census;
  DescendingKeys descending;
  size_t live = 0, moved = 0;
  if (hash()) {
    for (const HashNode& node : hash()->all()) {
      if (node.value_tag == Tag::Nil) continue;
      ++live;
      if (node.key_tag != Tag::Integer) continue;
      census.add(static_cast<int64_t>(node.key));
      descending.add(static_cast<int64_t>(node.key));
    }
  }
  if (new_key.is_integer()) census.add(new_key.i);
  if (asize == 0 && new_key.is_integer() && descending.are_a_row(new_key.i)) {
    if (!extend_array(L, static_cast<size_t>(descending.largest), new_key, &moved)) return false;
    live -= moved;
    moved = 0;  // the rest comes into the array part directly
  } else if (census.total && (may_shrink || census.may_extend(asize))) {
    census.add_array(array, asize);
    size_t size = census.best_size();
    if (size > 0 && size >= asize) {
      if (!extend_array(L, size, new_key, &moved)) return false;
      live -= moved;
    } else if (may_shrink && size + 1 < asize) {
      return shrink_array(L, size + 1, live);
    }
  }
  bool in_array = new_key.is_integer() && new_key.bits < asize;
  // Keys that fill the array part out of order come through the hash part: the next census of all
  // elements has to wait for a number of them in proportion.
  size_t room = moved ? asize / 16 : 0;
  if (rebuild_hash(L, live + !in_array + room)) return true;
  trim_array();
  return false;
}

// Moves the integer keys up to `last_key` from the hash part to the array part; *moved is how many.
bool Table::extend_array(State* L, size_t last_key, const Value& new_key, size_t* moved) {
  auto belongs = [&](uint64_t key, Tag tag) {
    return tag == Tag::Integer && key >= asize && key <= last_key;
  };
  size_t end = asize;
  if (belongs(new_key.bits, new_key.tag)) end = new_key.bits + 1;
  if (hash())
    for (const HashNode& node : hash()->all())
      if (node.value_tag != Tag::Nil && belongs(node.key, node.key_tag))
        end = std::max(end, static_cast<size_t>(node.key) + 1);
  if (end > array_capacity && !resize_array(L, last_key + 1)) return false;
  for (size_t i = asize; i < end; ++i)
    put(i, Value());
  if (hash()) {
    for (HashNode& node : hash()->all()) {
      if (node.value_tag == Tag::Nil || !belongs(node.key, node.key_tag)) continue;
      put(node.key, node.get());
      node.value_tag = Tag::Nil;
      ++*moved;
    }
  }
  asize = static_cast<uint32_t>(end);
  return true;
}

// Moves the elements at `new_size` and above to the hash part, which has `live` entries.
bool Table::shrink_array(State* L, size_t new_size, size_t live) {
  for (size_t i = new_size; i < asize; ++i)
    live += vector_tag(array, i) != Tag::Nil;
  if (!rebuild_hash(L, live + 1)) return false;
  for (size_t i = new_size; i < asize; ++i)
    if (vector_tag(array, i) != Tag::Nil)
      hash()->insert(Value::integer(static_cast<int64_t>(i)), vector_get(array, i));
  asize = static_cast<uint32_t>(new_size);
  trim_array();
  return resize_array(L, new_size);
}

// A new hash part with room for `count` entries (none for 0), into which the live ones go.
bool Table::rebuild_hash(State* L, size_t count) {
  HashPart* old = hash();
  if (!old && count == 0) return true;
  Shape* root = root_shape();
  HashPart* made = nullptr;
  if (count > 0 || root) {
    // A little room beyond, lest a table whose keys come and go is rehashed at every store.
    made = HashPart::make(L, this, std::bit_ceil(std::max<size_t>(4, count + count / 8)));
    if (!made || !move_vector_out(L)) return L->global->heap.fail(), false;
    made->root_shape = root;
  }
  hash_ = made;
  if (!old) return true;
  for (const HashNode& node : old->all())
    if (node.value_tag != Tag::Nil) hash()->insert(node.key_value(), node.get());
  L->global->heap.free_buffer(old, HashPart::bytes(old->capacity));
  return true;
}

// Whether the hash part has nodes for any of the integer keys `first` .. `last`.
bool Table::has_hashed_integers(uint64_t first, uint64_t last) const {
  if (!hash()) return false;
  for (const HashNode& node : hash()->all())
    if (node.key_tag == Tag::Integer && node.key >= first && node.key <= last) return true;
  return false;
}

void Table::set_list(State* L, int64_t first, const Value* values, uint32_t count) {
  bool follows = first == asize || (asize == 0 && first == 1);
  if (count == 0) return;
  if (!follows ||
      has_hashed_integers(static_cast<uint64_t>(first), static_cast<uint64_t>(first) + count)) {
    for (uint32_t i = 0; i < count; ++i)
      set_int(L, first + i, values[i]);
    return;
  }
  size_t end = static_cast<size_t>(first) + count;
  if (end > array_capacity && !resize_array(L, end)) return;
  if (first != asize) put(0, Value());
  absent_events() = 0;
  for (uint32_t i = 0; i < count; ++i) {
    gc::barrier(L, this, values[i]);
    put(static_cast<size_t>(first) + i, values[i]);
  }
  asize = static_cast<uint32_t>(end);
  trim_array();
}

// `border`: that of the array part.
int64_t Table::length_with_hash(int64_t border) const {
  if (get_int(border + 1).is_nil()) return border;
  // Double until a key is absent, then halve the gap (manual 3.4.7: any border will do).
  int64_t present = border + 1, absent = present;
  do {
    present = absent;
    if (present > INT64_MAX / 2) {
      if (!get_int(INT64_MAX).is_nil()) return INT64_MAX;
      absent = INT64_MAX;
      break;
    }
    absent = present * 2;
  } while (!get_int(absent).is_nil());
  while (absent - present > 1) {
    int64_t middle = present + (absent - present) / 2;
    (get_int(middle).is_nil() ? absent : present) = middle;
  }
  return present;
}

}  // namespace perilune
