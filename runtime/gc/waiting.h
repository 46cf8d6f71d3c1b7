// The values of ephemeron entries whose keys have not been marked yet, by key: an open-addressing
// index of chains.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "runtime/value.h"

namespace perilune::gc {

class WaitingValues {
public:
  bool empty() const { return values_.empty(); }
  // `value` is alive when `key` is.
  void add(Object* key, const Value& value);
  // Calls `wake(value)` for each value that waits for `key`, once.
  template <class Fn>
  void wake(Object* key, Fn wake) {
    if (values_.empty()) return;
    Chain& chain = find(key);
    if (!chain.key) return;
    for (uint32_t at = std::exchange(chain.first, 0); at; at = values_[at - 1].next)
      wake(values_[at - 1].value);
  }

private:
  struct Chain {
    Object* key = nullptr;
    uint32_t first = 0;  // index + 1 of a value; 0: none
  };
  struct Waiting {
    Value value;
    uint32_t next;
  };
  Chain& find(Object* key);
  void grow();

  std::vector<Chain> chains_;  // a power of two
  size_t keys_ = 0;
  std::vector<Waiting> values_;
};

}  // namespace perilune::gc
