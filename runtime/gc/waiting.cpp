// The index of what waits for keys of ephemerons.
#include "runtime/gc/waiting.h"

namespace perilune::gc {

WaitingValues::Chain& WaitingValues::find(Object* key) {
  size_t mask = chains_.size() - 1;
  size_t i = hash(key) >> 32 & mask;
  while (chains_[i].key && chains_[i].key != key)
    i = (i + 1) & mask;
  return chains_[i];
}

bool WaitingValues::add(Heap& heap, Object* key, const Value& value) {
  if (!heap.make_room(values_, values_.size() + 1)) return false;
  // From a third to two thirds full.
  size_t most = chains_.size() * (kParts + part_of(key)) / (3 * kParts);
  if (keys_ >= most && !grow(heap)) return false;
  Chain& chain = find(key);
  if (!chain.key) {
    chain.key = key;
    ++keys_;
  }
  values_.add({value.bits, value.tag, chain.first});
  chain.first = static_cast<uint32_t>(values_.size());
  return true;
}

bool WaitingValues::grow(Heap& heap) {
  constexpr size_t kFirst = 64;
  List<Chain> old;
  size_t capacity = chains_.empty() ? kFirst : chains_.size() * 2;
  if (!heap.make_room(old, capacity)) return false;
  old.swap(chains_);
  for (size_t i = 0; i < capacity; ++i)
    chains_.add({});
  for (const Chain& chain : old)
    if (chain.key) find(chain.key) = chain;
  return true;
}

void WaitingValues::release() {
  chains_.release();
  values_.release();
  keys_ = 0;
}

}  // namespace perilune::gc
