// The interned strings: open addressing with linear probing, hashes beside the pointers so that a
// probe touches no string unless its hash fits, and no tombstones (removal closes the gap).
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "runtime/state.h"
#include "runtime/string.h"
#include "runtime/string_hash.h"

namespace perilune {

StringTable::~StringTable() {
  std::free(slots_);
  std::free(hashes_);
}

String* StringTable::make(State* L, std::string_view text) {
  if (text.size() > String::kMaxShort) {
    char* bytes;
    String* s = make_uninitialised_long(L, text.size(), &bytes);
    if (s) std::memcpy(bytes, text.data(), text.size());
    return s;
  }
  uint32_t hash = hash_bytes(text, seed_);
  size_t i = 0;
  if (capacity_) {
    size_t mask = capacity_ - 1;
    for (i = hash & mask; String* s = slots_[i]; i = (i + 1) & mask)
      if (hashes_[i] == hash && s->view() == text) {
        if (is_removing_) L->global->heap.keep_string(s, false);
        return s;
      }
  }
  return insert(L, text, hash, i);
}

// `at` is the free slot where the look-up ended.
String* StringTable::insert(State* L, std::string_view text, uint32_t hash, size_t at) {
  if ((count_ + 1) * 4 > capacity_ * 3) {
    if (!resize(capacity_ ? capacity_ * 2 : kMinCapacity)) return nullptr;
    at = free_slot(hash);
  }
  void* cell = L->global->heap.allocate(sizeof(String) + text.size() + 1);
  if (!cell) return nullptr;
  String* s = new (cell) String(text.size(), String::kShort | String::kHashed, hash);
  std::memcpy(s->mutable_data(), text.data(), text.size());
  s->mutable_data()[text.size()] = '\0';
  slots_[at] = s;
  hashes_[at] = hash;
  ++count_;
  if (is_removing_) L->global->heap.keep_string(s, true);
  return s;
}

String* StringTable::make_uninitialised_long(State* L, size_t length, char** bytes) {
  if (length > String::kMaxLength) return nullptr;
  void* cell = L->global->heap.allocate(sizeof(String) + length + 1);
  if (!cell) return nullptr;
  String* s = new (cell) String(length, 0, seed_);
  *bytes = s->mutable_data();
  s->mutable_data()[length] = '\0';
  return s;
}

size_t StringTable::free_slot(uint32_t hash) const {
  size_t i = hash & (capacity_ - 1);
  while (slots_[i])
    i = (i + 1) & (capacity_ - 1);
  return i;
}

bool StringTable::resize(size_t capacity) {
  auto* slots = static_cast<String**>(std::calloc(capacity, sizeof(String*)));
  auto* hashes = static_cast<uint32_t*>(std::malloc(capacity * sizeof(uint32_t)));
  if (!slots || !hashes) {
    std::free(slots);
    std::free(hashes);
    return false;
  }
  std::swap(slots, slots_);
  std::swap(hashes, hashes_);
  std::swap(capacity, capacity_);
  removed_up_to_ = 0;
  for (size_t i = 0; i < capacity; ++i) {
    if (!slots[i]) continue;
    size_t to = free_slot(hashes[i]);
    slots_[to] = slots[i];
    hashes_[to] = hashes[i];
  }
  std::free(slots);
  std::free(hashes);
  return true;
}

// Empties slot i and moves later entries of its cluster back, so that probing finds no gap.
void StringTable::erase(size_t i) {
  size_t mask = capacity_ - 1;
  for (size_t j = (i + 1) & mask; slots_[j]; j = (j + 1) & mask) {
    size_t home = hashes_[j] & mask;
    if (((j - home) & mask) < ((j - i) & mask)) continue;  // home lies behind i
    slots_[i] = slots_[j];
    hashes_[i] = hashes_[j];
    i = j;
  }
  slots_[i] = nullptr;
  --count_;
}

bool StringTable::remove_dead(bool (*is_alive)(const void*), size_t* budget) {
  constexpr size_t kPart = 1024;
  constexpr size_t kCost = 16;  // of looking at a string
  while (removed_up_to_ < capacity_) {
    if (*budget == 0) return false;
    size_t end = std::min(capacity_, removed_up_to_ + kPart);
    while (removed_up_to_ < end) {
      if (slots_[removed_up_to_] && !is_alive(slots_[removed_up_to_]))
        erase(removed_up_to_);  // something else may be in the slot now
      else
        ++removed_up_to_;
    }
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, kPart * kCost);
  }
  is_removing_ = false;
  if (capacity_ > kMinCapacity && count_ * 8 < capacity_) {
    size_t capacity = kMinCapacity;
    while (count_ * 2 > capacity)
      capacity *= 2;
    resize(capacity);
  }
  return true;
}

}  // namespace perilune
