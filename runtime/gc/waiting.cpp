// The index of what waits for keys of ephemerons.
#include "runtime/gc/waiting.h"

namespace perilune::gc {

WaitingValues::Chain& WaitingValues::find(Object* key) {
  size_t mask = chains_.size() - 1;
  size_t i = (reinterpret_cast<uintptr_t>(key) >> 4) * 0x9E3779B97F4A7C15 >> 32 & mask;
  while (chains_[i].key && chains_[i].key != key)
    i = (i + 1) & mask;
  return chains_[i];
}

void WaitingValues::add(Object* key, const Value& value) {
  if ((keys_ + 1) * 2 > chains_.size()) grow();
  Chain& chain = find(key);
  if (!chain.key) {
    chain.key = key;
    ++keys_;
  }
  values_.push_back({value, chain.first});
  chain.first = static_cast<uint32_t>(values_.size());
}

void WaitingValues::grow() {
  constexpr size_t kFirst = 64;
  std::vector<Chain> old = std::exchange(chains_, {});
  chains_.resize(old.empty() ? kFirst : old.size() * 2);
  for (const Chain& chain : old)
    if (chain.key) find(chain.key) = chain;
}

}  // namespace perilune::gc
