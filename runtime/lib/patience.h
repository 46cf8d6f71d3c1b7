// Natives that may run for long ask now and then whether the program has been interrupted.
#pragma once

#include <cstdint>

#include "runtime/interp/interrupt.h"

namespace perilune::lib {

constexpr int64_t kElementWork = 16;  // of moving or comparing an element of a table

class Patience {
public:
  explicit Patience(State* L) : L_(L) {}

  // To be asked with the work that has been done since the last time, in units of about a
  // nanosecond. True: the native has to return kNativeError.
  [[nodiscard]] bool is_over(int64_t work) {
    if ((left_ -= work) > 0) [[likely]]
      return false;
    left_ = kWork;
    if (!*interp::interrupt_request()) return false;
    interp::follow_interrupt(L_);
    return true;
  }

  // The work between two looks.
  static constexpr int64_t kWork = 1 << 20;

private:
  State* L_;
  int64_t left_ = kWork;
};

}  // namespace perilune::lib
