// The interned strings: open addressing with linear probing, bits of the hashes beside the pointers
// so that a probe touches no string unless these fit, and no tombstones (removal closes the gap).
//
// Strings move to slots of another number a few at a time, with each string that is made and with
// the steps of a removal. Until all have, one that is not in its new place is looked for in its old
// one.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "runtime/gc/pages.h"
#include "runtime/state.h"
#include "runtime/string_hash.h"
#include "runtime/string_removal.h"

namespace perilune {

namespace {

template <class Word>
bool same_words(const char* a, const char* b) {
  Word x, y;
  std::memcpy(&x, a, sizeof x);
  std::memcpy(&y, b, sizeof y);
  return x == y;
}

// Whether `n` bytes, at most kMaxShort, are the same: words that overlap at the end.
inline bool same_bytes(const char* a, const char* b, size_t n) {
  if (n >= 8) {
    for (size_t i = 0; i + 8 < n; i += 8)
      if (!same_words<uint64_t>(a + i, b + i)) return false;
    return same_words<uint64_t>(a + n - 8, b + n - 8);
  }
  if (n >= 4) return same_words<uint32_t>(a, b) && same_words<uint32_t>(a + n - 4, b + n - 4);
  return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

}  // namespace

StringTable::~StringTable() {
  if (leaving_.slots) end_moving();
  free_slots(slots_, capacity_);
}

namespace {

[[gnu::noinline]] String* make_long(StringTable* table, State* L, std::string_view text) {
  char* bytes;
  String* s = table->make_uninitialised_long(L, text.size(), &bytes);
  if (s) std::memcpy(bytes, text.data(), text.size());
  return s;
}

}  // namespace

String* StringTable::make(State* L, std::string_view text) {
  size_t n = text.size();
  if (n == 1) {
    if (String* known = of_bytes_[static_cast<unsigned char>(text[0])]) return known;
  } else if (n > String::kMaxShort) {
    return make_long(this, L, text);
  }
  uint32_t hash = hash_bytes(text, seed_);
  size_t mask = capacity_ - 1;
  size_t i = hash & mask;
  for (; Slot slot = slots_[i]; i = (i + 1) & mask) {
    if ((slot ^ hash) & kHashMask) continue;
    String* s = string_of(slot);
    if (s->word == hash && s->length() == n && same_bytes(s->data(), text.data(), n)) [[likely]] {
      if (is_removing_ || n == 1) [[unlikely]]
        found(L, s);
      return s;
    }
  }
  return insert(L, text, hash, i);
}

// A string of the table is wanted again, while dead ones are removed or for the first time of one
// byte.
[[gnu::noinline]] void StringTable::found(State* L, String* s) {
  if (is_removing_)
    L->global->heap.keep_string(s, false);
  else
    of_bytes_[static_cast<unsigned char>(*s->data())] = s;
}

// `at` is the free slot where the look-up ended.
[[gnu::noinline]] String* StringTable::insert(State* L, std::string_view text, uint32_t hash,
                                              size_t at) {
  if (leaving_.slots) [[unlikely]] {
    if (Slot* old = find_leaving(text, hash)) {
      String* s = string_of(*old);
      slots_[at] = std::exchange(*old, kMoved);
      if (is_removing_ || text.size() == 1) found(L, s);
      return s;
    }
    if (move_part(leaving_.pace, [](String*) { return true; })) end_moving();
    at = free_slot(hash);
  }
  if ((count_ + 1) * 4 > capacity_ * 3) {
    if (L->global->heap.is_made_to_fail() ||
        !resize(slots_ == &no_slot_ ? kMinCapacity : capacity_ * 2)) {
      L->global->heap.run_dry();
      return nullptr;
    }
    at = free_slot(hash);
  }
  void* cell = L->global->heap.allocate(sizeof(String) + text.size() + 1);
  if (!cell) return nullptr;
  String* s = new (cell) String(text.size(), String::kShort | String::kHashed, hash);
  text.copy(s->mutable_data(), text.size());  // which may be nothing, from nowhere
  s->mutable_data()[text.size()] = '\0';
  slots_[at] = slot_of(s);
  ++count_;
  if (is_removing_)
    L->global->heap.keep_string(s, true);
  else if (lists_young_)
    list_young(L, s);
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

size_t StringTable::free_slot(uint64_t hash) const {
  size_t i = hash & (capacity_ - 1);
  while (slots_[i])
    i = (i + 1) & (capacity_ - 1);
  return i;
}

StringTable::Slot* StringTable::make_slots(size_t capacity) const {
  size_t bytes = capacity * sizeof(Slot);
  if (bytes < gc::kWorthPages) return static_cast<Slot*>(std::calloc(capacity, sizeof(Slot)));
  void* slots = memory_.take(bytes);
  if (slots && !memory_.is_of_system()) std::memset(slots, 0, bytes);
  return static_cast<Slot*>(slots);
}

void StringTable::free_slots(Slot* slots, size_t capacity) {
  if (slots == &no_slot_) return;
  size_t bytes = capacity * sizeof(Slot);
  if (bytes < gc::kWorthPages)
    std::free(slots);
  else
    memory_.give_back(slots, bytes);
}

bool StringTable::resize(size_t capacity) {
  constexpr size_t kLeastPace = 16;
  Slot* slots = make_slots(capacity);
  if (!slots) return false;
  if (leaving_.slots) move_all();
  leaving_ = {.slots = slots_, .capacity = capacity_};
  slots_ = slots;
  capacity_ = capacity;
  size_t room = capacity / 4 * 3 - std::min(count_, capacity / 4 * 3 - 1);
  leaving_.pace = std::max(kLeastPace, leaving_.capacity / room + 1);
  if (leaving_.capacity <= kMovedAtOnce)
    move_all();
  else
    move_part(1, [](String*) { return true; });
  return true;
}

// Where a string is that has not moved yet; null when there is none.
StringTable::Slot* StringTable::find_leaving(std::string_view text, uint32_t hash) {
  for (size_t i = hash & (leaving_.capacity - 1); i >= leaving_.at && i < leaving_.capacity; ++i) {
    Slot slot = leaving_.slots[i];
    if (!slot) return nullptr;
    if ((slot ^ hash) & kHashMask || slot == kMoved) continue;
    String* s = string_of(slot);
    if (s->word == hash && s->view() == text) return &leaving_.slots[i];
  }
  return nullptr;  // what goes on at the other end was the first to leave
}

void StringTable::move_all() {
  move_part(leaving_.capacity, [](String*) { return true; });
  end_moving();
}

// A removal that is under way goes through the new slots, though it may have been through some.
void StringTable::end_moving() {
  if (leaving_.given_back == 0)
    free_slots(leaving_.slots, leaving_.capacity);
  else
    gc::unmap_pages(leaving_.slots + leaving_.given_back,
                    (leaving_.capacity - leaving_.given_back) * sizeof(Slot));
  leaving_ = {};
  if (is_removing_) go_through_all();
}

void StringTable::give_back_moved() {
  constexpr size_t kPart = size_t{1} << 15;
  static_assert(kPart <= kMovedAtOnce * 2 && kPart * sizeof(Slot) >= gc::kWorthPages);
  if (!memory_.is_of_system()) return;
  size_t slots = leaving_.at / kPart * kPart;
  if (slots == leaving_.given_back || leaving_.capacity <= kPart) return;
  gc::unmap_pages(leaving_.slots + leaving_.given_back,
                  (slots - leaving_.given_back) * sizeof(Slot));
  leaving_.given_back = slots;
}

// After a removal. The table keeps room for as many strings as there were before, since programs
// that make many make them again.
void StringTable::shrink() {
  // Those made while dead ones were being taken out have to have room, too.
  size_t strings = std::max(removal_count_, count_);
  size_t capacity = kMinCapacity;
  while (strings * 3 > capacity * 2)
    capacity *= 2;
  if (capacity < capacity_) resize(capacity);
}

// Empties slot i and moves later entries of its cluster back, so that probing finds no gap.
void StringTable::erase(size_t i) {
  size_t mask = capacity_ - 1;
  for (size_t j = (i + 1) & mask; slots_[j]; j = (j + 1) & mask) {
    size_t home = hash_of(slots_[j], capacity_) & mask;
    if (((j - home) & mask) < ((j - i) & mask)) continue;  // home lies behind i
    slots_[i] = slots_[j];
    i = j;
  }
  slots_[i] = 0;
  --count_;
}

void StringTable::list_young(State* L, String* s) {
  bool is_listed = young_.size() * 8 < capacity_ && L->global->heap.try_add(young_, s);
  if (!is_listed) has_more_young_ = true;
}

void StringTable::begin_removal(bool of_young) {
  is_removing_ = true;
  for (String*& s : of_bytes_)
    s = nullptr;
  removes_young_ = of_young && !has_more_young_;
  go_through_all();
  removal_count_ = count_;
  if (!removes_young_) clear_young();
}

// Removal begins at a free slot, so that it meets the strings of each run in the order in which
// they lie.
void StringTable::go_through_all() {
  looks_left_ = capacity_;
  for (look_at_ = 0; slots_[look_at_];)
    ++look_at_;
}

void StringTable::end_removal() {
  is_removing_ = false;
  shrink();
}

}  // namespace perilune
