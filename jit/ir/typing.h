// The typing rules of instructions, read from the tables: what the result is, and whether the
// operands fit.
#pragma once

#include "jit/ir/ir.h"

#include <span>
#include <string>

namespace perilune::lir {

/// The type of the result of an operation. `suffix` is the type that a typed opcode names. Type
/// None also when the operands do not allow an answer; check_types says why.
Type result_type(const Unit& unit, Opcode op, std::span<const ValueId> args, int64_t imm,
                 Type suffix);

/// Whether a typed opcode may name the type: `arr.load.f64` yes, `arr.load.ptr` no.
bool suffix_allowed(Type suffix);

/// Checks number and types of an instruction's operands. Returns an empty string, or the reason.
std::string check_types(const Unit& unit, ValueId v);

}  // namespace perilune::lir
