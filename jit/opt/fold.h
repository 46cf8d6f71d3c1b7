// Folding: rules that simplify one instruction by what its operands are, split by family. Exact by
// Lua's semantics: wrap-around, -0.0, NaN signs, shift counts.
//
// A rule may return an operand, an operand's operand or a constant that is equal in every case; may
// rewrite the instruction in place into one of the same value (and no more effects); may say that
// the instruction does nothing. It never adds instructions, and never drops an exit that could be
// taken. Results that are NaN are not folded: the sign of a NaN is visible and the machine's
// choice.
#pragma once

#include "jit/ir/ir.h"

#include <initializer_list>

namespace perilune::lir {

/// What a rule found.
struct Folded {
  enum Kind : uint8_t {
    Keep,     ///< No rule applies.
    Changed,  ///< The instruction was rewritten in place.
    Replace,  ///< Its result is always `value`, and it never exits.
    Remove,   ///< It has no result and does nothing.
  };
  Kind kind = Keep;
  ValueId value;

  static Folded keep() { return {}; }
  static Folded changed() { return {Changed, {}}; }
  static Folded replace(ValueId v) { return {Replace, v}; }
  static Folded remove() { return {Remove, {}}; }
  explicit operator bool() const { return kind != Keep; }
};

/// Applies rules until none applies any more. Operands must be final.
Folded fold_inst(Unit& unit, ValueId v);

/// The families; each knows its own opcodes and keeps every other.
Folded fold_int(Unit& unit, ValueId v);
Folded fold_float(Unit& unit, ValueId v);
Folded fold_compare(Unit& unit, ValueId v);
Folded fold_convert(Unit& unit, ValueId v);
Folded fold_memory(Unit& unit, ValueId v);

/// Rewrites an instruction in place, keeping its result's type and dropping its snapshot.
Folded rewrite(Unit& unit, ValueId v, Opcode op, std::initializer_list<ValueId> args);

/// Puts a constant first operand second; for commutative operations.
bool constant_to_right(Unit& unit, ValueId v);

}  // namespace perilune::lir
