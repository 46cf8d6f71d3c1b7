// The local variables of an activation by their numbers, as debuggers know them.
#pragma once

#include <string_view>

#include "runtime/debug_info.h"

namespace perilune {

// A name with null data means that there is no such variable. Otherwise it lives as long as the
// activation's function, and `slot` until the stack moves.
struct FoundLocal {
  std::string_view name;
  Value* slot = nullptr;
};

// Variable `n` of an activation: from 1 on its active variables in the order of their declaration,
// then the slots that it uses beside them. From -1 down its extra arguments, where the dialect
// numbers them so.
FoundLocal find_local(State* L, const Activation& a, int64_t n);

// The name of parameter `n` (from 1) of a function; a null view when there is none.
std::string_view parameter_name(const Proto& proto, int64_t n);

}  // namespace perilune
