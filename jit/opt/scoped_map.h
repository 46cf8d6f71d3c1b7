// A hash map whose entries last as long as a scope: value numbering walks the dominator tree and
// forgets, on leaving a block, what it learned there.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

namespace perilune::lir {

template <class Key, class Value, class Hash>
class ScopedMap {
public:
  using Mark = size_t;

  Mark mark() const { return log_.size(); }

  /// Undoes everything since the mark.
  void reset(Mark mark) {
    while (log_.size() > mark) {
      auto& [key, old] = log_.back();
      if (old)
        map_.find(key)->second = *old;
      else
        map_.erase(key);
      log_.pop_back();
    }
  }

  /// The entry, or null.
  const Value* find(const Key& key) const {
    auto it = map_.find(key);
    return it == map_.end() ? nullptr : &it->second;
  }

  void set(const Key& key, Value value) {
    auto [it, fresh] = map_.try_emplace(key, value);
    log_.emplace_back(key, fresh ? std::nullopt : std::optional<Value>(it->second));
    it->second = value;
  }

private:
  std::unordered_map<Key, Value, Hash> map_;
  std::vector<std::pair<Key, std::optional<Value>>> log_;
};

}  // namespace perilune::lir
