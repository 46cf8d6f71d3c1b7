// How the collector takes dead strings out of their table, in parts, and how strings move to other
// slots.
#pragma once

#include <algorithm>

#include "runtime/string.h"

namespace perilune {

// At least so many slots, and up to a free one, which cuts the way of those who look for a string.
template <class Stays>
bool StringTable::move_part(size_t looks, Stays stays) {
  constexpr size_t kAhead = 8;
  const Slot* from = leaving_.slots;
  size_t i = leaving_.at;
  size_t end = leaving_.capacity - i > looks ? i + looks : leaving_.capacity;
  for (; i < leaving_.capacity; ++i) {
    Slot slot = from[i];
    if (!slot && i >= end) break;
    if (i + kAhead < leaving_.capacity) prefetch(from[i + kAhead]);
    if (slot <= kHashMask) continue;  // a free one, or kMoved
    if (stays(string_of(slot)))
      slots_[free_slot(hash_of(slot, capacity_))] = slot;
    else
      --count_;
  }
  leaving_.at = std::min(i + 1, leaving_.capacity);
  give_back_moved();
  return leaving_.at == leaving_.capacity;
}

// `is_alive(string)`; what it costs to ask is in the collector's units.
template <class IsAlive>
bool StringTable::remove_dead(IsAlive is_alive, size_t* budget) {
  if (leaving_.slots && !move_rest(is_alive, budget)) return false;
  if (is_removing_) {
    bool done =
        removes_young_ ? remove_dead_young(is_alive, budget) : remove_dead_of_all(is_alive, budget);
    if (!done) return false;
    end_removal();
  }
  return !leaving_.slots || move_rest(is_alive, budget);
}

template <class IsAlive>
bool StringTable::move_rest(IsAlive is_alive, size_t* budget) {
  constexpr size_t kPart = 1024;
  constexpr size_t kCostOfMove = 8;
  // What has come after the removal has no mark.
  bool takes_out = is_removing_ && !removes_young_;
  while (*budget > 0) {
    size_t before = leaving_.at;
    bool done = move_part(kPart, [&](String* s) { return !takes_out || is_alive(s); });
    size_t cost = (leaving_.at - before) * kCostOfMove;
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, cost);
    if (!done) continue;
    end_moving();
    return true;
  }
  return false;
}

template <class IsAlive>
bool StringTable::remove_dead_of_all(IsAlive is_alive, size_t* budget) {
  constexpr size_t kPart = 1024;
  constexpr size_t kCostOfLook = 4;
  constexpr size_t kCostOfString = 8;
  constexpr size_t kAhead = 8;
  size_t mask = capacity_ - 1;
  while (looks_left_ > 0) {
    if (*budget == 0) return false;
    // A part ends at a free slot: those before it have got their places among themselves.
    size_t looks = 0, strings = 0;
    for (Slot slot = 1; slot || (looks < kPart && looks < looks_left_); ++looks) {
      slot = slots_[look_at_];
      if (slot) {
        if constexpr (requires { is_alive.prefetch(nullptr); })
          is_alive.prefetch(string_of(slots_[(look_at_ + kAhead) & mask]));
        slots_[look_at_] = 0;
        ++strings;
        if (is_alive(string_of(slot)))
          slots_[free_slot(hash_of(slot, capacity_))] = slot;
        else
          --count_;
      }
      look_at_ = (look_at_ + 1) & mask;
    }
    looks_left_ -= std::min(looks_left_, looks);
    size_t cost = looks * kCostOfLook + strings * kCostOfString;
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, cost);
  }
  return true;
}

// The dead ones have their memory still, and their hash with it.
template <class IsAlive>
bool StringTable::remove_dead_young(IsAlive is_alive, size_t* budget) {
  constexpr size_t kPart = 256;
  constexpr size_t kCostOfRemoval = 16;
  while (!young_.empty()) {
    if (*budget == 0) return false;
    size_t n = std::min(kPart, young_.size());
    for (size_t i = 0; i < n; ++i) {
      String* s = young_.back();
      young_.pop_back();
      if (is_alive(s)) continue;
      size_t at = s->word & (capacity_ - 1);
      Slot slot = slot_of(s);
      while (slots_[at] != slot)
        at = (at + 1) & (capacity_ - 1);
      erase(at);
    }
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, n * kCostOfRemoval);
  }
  return true;
}

}  // namespace perilune
