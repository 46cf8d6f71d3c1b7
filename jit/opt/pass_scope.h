// What surrounds every run of a pass: bisection, timing, dump and verification, in one object.
#pragma once

#include "jit/opt/pass_manager.h"

#include <chrono>

namespace perilune::lir {

/// Lives while one pass runs over one unit.
class PassScope {
public:
  PassScope(PassManager& manager, const Unit& unit, PassId pass);
  /// Dumps, verifies and accounts for the run.
  ~PassScope();
  PassScope(const PassScope&) = delete;
  PassScope& operator=(const PassScope&) = delete;

  /// False when the bisect limit forbids the run.
  bool enabled() const { return enabled_; }
  void set_changed(bool changed) { changed_ = changed; }

private:
  PassManager& manager_;
  const Unit& unit_;
  PassId pass_;
  bool enabled_, changed_ = false;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace perilune::lir
