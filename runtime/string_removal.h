// How the collector takes dead strings out of their table, in parts.
#pragma once

#include <algorithm>

#include "runtime/string.h"

namespace perilune {

// `is_alive(string)`; what it costs to ask is in the collector's units.
template <class IsAlive>
bool StringTable::remove_dead(IsAlive is_alive, size_t* budget) {
  constexpr size_t kPart = 1024;
  constexpr size_t kCostOfLook = 4;
  if (removes_young_) {
    if (!remove_dead_young(is_alive, budget)) return false;
    end_removal();
    return true;
  }
  size_t mask = capacity_ - 1;
  while (looks_left_ > 0) {
    if (*budget == 0) return false;
    // A part ends at a free slot: those before it have got their places among themselves.
    size_t looks = 0;
    for (Slot slot = 1; slot || (looks < kPart && looks < looks_left_); ++looks) {
      slot = slots_[look_at_];
      if (slot) {
        slots_[look_at_] = 0;
        if (is_alive(string_of(slot)))
          slots_[free_slot(hash_of(slot, capacity_))] = slot;
        else
          --count_;
      }
      look_at_ = (look_at_ + 1) & mask;
    }
    looks_left_ -= std::min(looks_left_, looks);
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, looks * kCostOfLook);
  }
  end_removal();
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
