// The identity of a function: a hash of what it does.
#pragma once

#include <compare>
#include <cstdint>

#include "runtime/bytecode/function.h"

namespace perilune::bytecode {

struct Identity {
  uint64_t high = 0;
  uint64_t low = 0;
  auto operator<=>(const Identity&) const = default;
};

// Over essence() (serialize.h): the same in every process for the same text in the same dialect,
// whether compiled, stripped or running; different as soon as anything differs but debug
// information. It does not know the dialect.
Identity identity_of(const Function& function);

}  // namespace perilune::bytecode
