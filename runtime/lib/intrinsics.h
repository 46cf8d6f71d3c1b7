// The numbers of the builtins that compilers may treat as operations.
#pragma once

#include <string_view>

#include "runtime/closure.h"

namespace perilune {

enum class Intrinsic : IntrinsicId {
  None,
#define INTRINSIC(Name, text) Name,
#include "runtime/lib/intrinsics.def"
};

// The intrinsic registered under a qualified name; None for an ordinary function.
constexpr Intrinsic find_intrinsic(std::string_view name) {
#define INTRINSIC(Name, text)                                                                      \
  if (name == text) return Intrinsic::Name;
#include "runtime/lib/intrinsics.def"
  return Intrinsic::None;
}

}  // namespace perilune
