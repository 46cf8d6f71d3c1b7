// Growth of the stack of marking, and what happens without.
#include "runtime/gc/mark_stack.h"

#include <cstdlib>
#include <cstring>

namespace perilune::gc {

void MarkStack::release() {
  if (items_ != inline_) std::free(items_);
  items_ = inline_;
  size_ = 0;
  capacity_ = kInline;
  for (; noted_; noted_ = noted_->next_noted)
    noted_->clear_noted();
}

void MarkStack::push_slow(Object* object) {
  size_t capacity = capacity_ * 4;
  auto** items =
      capacity <= kMost ? static_cast<Object**>(std::malloc(capacity * sizeof(Object*))) : nullptr;
  if (items) {
    std::memcpy(items, items_, size_ * sizeof(Object*));
    if (items_ != inline_) std::free(items_);
    items_ = items;
    capacity_ = capacity;
    items_[size_++] = object;
    return;
  }
  Block* block = block_of(object);
  if (!block->has_noted) {
    block->has_noted = true;
    block->next_noted = noted_;
    noted_ = block;
  }
  uint32_t g = granule_of(object);
  block->noted[g / 64] |= uint64_t{1} << (g % 64);
}

// The empty stack gets objects of the first block that has some; false when none has.
bool MarkStack::refill() {
  if (!noted_) return false;
  Block* block = noted_;
  for (uint32_t word = 0; word < kBlockGranules / 64; ++word)
    for (uint64_t& bits = block->noted[word]; bits; bits &= bits - 1) {
      if (size_ == capacity_) return true;
      uint32_t granule = word * 64 + static_cast<uint32_t>(std::countr_zero(bits));
      items_[size_++] = reinterpret_cast<Object*>(block->address(granule));
    }
  block->has_noted = false;
  noted_ = block->next_noted;
  return true;
}

}  // namespace perilune::gc
