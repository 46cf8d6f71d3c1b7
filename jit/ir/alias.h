// Memory locations of loads and stores, and whether two of them can be the same.
#pragma once

#include "jit/ir/ir.h"

#include <optional>

namespace perilune::lir {

/// A place that a load or store touches: a class, and what tells places of the class apart.
struct Location {
  AliasClass alias;
  ValueId base;   ///< Object or vector; none for slots.
  ValueId index;  ///< For array elements.
  int64_t place;  ///< Register, place of a property, or field.

  bool operator==(const Location&) const = default;
};

/// The location of a load, store or check.shape; none for every other instruction, and for fields
/// that never change.
std::optional<Location> location_of(const Unit& unit, ValueId v);

/// Whether two locations of one class could overlap. True in doubt.
bool may_alias(const Unit& unit, const Location& a, const Location& b);

/// The value that a store stores; none for other instructions.
ValueId stored_value(const Unit& unit, ValueId v);

}  // namespace perilune::lir
