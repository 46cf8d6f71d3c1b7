// The values of ephemeron entries whose keys have not been marked yet, by key: an open-addressing
// index of chains.
#pragma once

#include <cstdint>
#include <utility>

#include "runtime/gc/heap.h"
#include "runtime/value.h"

namespace perilune::gc {

class WaitingValues {
public:
  // There are so many indexes, each for a part of the keys, and they do not grow at the same time.
  static constexpr size_t kParts = 64;
  static size_t part_of(const Object* key) { return hash(key) >> 58; }

  bool empty() const { return values_.empty(); }
  size_t bytes() const {
    return chains_.capacity() * sizeof(Chain) + values_.capacity() * sizeof(Waiting);
  }
  // `value` is alive when `key` is. False when there is no memory to note that.
  bool add(Heap& heap, Object* key, const Value& value);
  void release();
  // Calls `wake(value)` for each value that waits for `key`, once.
  template <class Fn>
  void wake(Object* key, Fn wake) {
    if (values_.empty()) return;
    Chain& chain = find(key);
    if (!chain.key) return;
    for (uint32_t at = std::exchange(chain.first, 0); at; at = values_[at - 1].next)
      wake(values_[at - 1].get());
  }

private:
  struct Chain {
    Object* key = nullptr;
    uint32_t first = 0;  // index + 1 of a value; 0: none
  };
  struct Waiting {
    uint64_t bits;
    Tag tag;
    uint32_t next;

    Value get() const { return Value(bits, tag); }
  };
  static uint64_t hash(const Object* key) {
    return (reinterpret_cast<uintptr_t>(key) >> 4) * 0x9E3779B97F4A7C15;
  }
  Chain& find(Object* key);
  bool grow(Heap& heap);

  List<Chain> chains_;  // a power of two
  size_t keys_ = 0;
  List<Waiting> values_;
};

}  // namespace perilune::gc
