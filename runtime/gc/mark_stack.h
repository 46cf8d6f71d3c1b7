// The objects that are marked and still to be visited: a stack that grows to a limit, or to what
// memory there is. What has no room on it is noted by a bit in its block, and comes back later.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/gc/block.h"
#include "runtime/object.h"

namespace perilune::gc {

class MarkStack {
public:
  MarkStack() = default;
  ~MarkStack() { release(); }
  MarkStack(const MarkStack&) = delete;
  MarkStack& operator=(const MarkStack&) = delete;

  void push(Object* object) {
    if (size_ == capacity_) [[unlikely]]
      return push_slow(object);
    items_[size_++] = object;
  }
  // Null when there are no more.
  Object* pop() {
    if (size_ == 0 && !refill()) [[unlikely]]
      return nullptr;
    return items_[--size_];
  }
  // Forgets all.
  void release();
  bool empty() const { return size_ == 0 && !noted_; }

private:
  void push_slow(Object* object);
  bool refill();

  static constexpr size_t kInline = 64;
  static constexpr size_t kMost = size_t{1} << 16;
  Object** items_ = inline_;
  size_t size_ = 0;
  size_t capacity_ = kInline;
  Block* noted_ = nullptr;  // blocks with objects that have had no room
  Object* inline_[kInline];
};

}  // namespace perilune::gc
