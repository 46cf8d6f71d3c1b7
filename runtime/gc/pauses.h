// How long the collector has kept the program waiting.
#pragma once

#include <cstdint>

namespace perilune::gc {

class Pauses {
public:
  void add(uint64_t nanoseconds) {
    uint64_t index = nanoseconds / kWidth;
    ++counts_[index < kCount ? index : kCount - 1];
    ++count_;
    total_ += nanoseconds;
    if (nanoseconds > longest_) longest_ = nanoseconds;
  }
  uint64_t count() const { return count_; }
  // In nanoseconds.
  uint64_t total() const { return total_; }
  uint64_t longest() const { return longest_; }
  // How many of them were shorter than `limit`, to ten microseconds; 10 ms at most.
  uint64_t below(uint64_t limit) const {
    uint64_t sum = 0;
    for (uint64_t i = 0; i + 1 < kCount && (i + 1) * kWidth <= limit; ++i)
      sum += counts_[i];
    return sum;
  }
  // The length that `share` (0 to 1) of the pauses do not exceed, to ten microseconds.
  uint64_t quantile(double share) const {
    auto rank = static_cast<uint64_t>(static_cast<double>(count_) * share);
    uint64_t seen = 0;
    for (uint64_t i = 0; i + 1 < kCount; ++i)
      if ((seen += counts_[i]) > rank) return (i + 1) * kWidth;
    return longest_;
  }

private:
  static constexpr uint64_t kWidth = 10'000;
  static constexpr uint64_t kCount = 1001;  // the last one: everything longer
  uint32_t counts_[kCount] = {};
  uint64_t count_ = 0;
  uint64_t total_ = 0;
  uint64_t longest_ = 0;
};

}  // namespace perilune::gc
