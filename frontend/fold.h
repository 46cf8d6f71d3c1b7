// Arithmetic on numerals at compile time.
#pragma once

#include "frontend/expr.h"
#include "frontend/function_state.h"

namespace perilune::frontend {

// Replaces `left` by `left op right` when both are numerals and the result is safe to compute now:
// not a division by zero, not a zero or NaN as a float, integers where bits are asked for. `op` is
// one of the arithmetic operators. Returns whether it did.
bool fold_binary(Binary op, Expr& left, const Expr& right);

// The same for minus and bitwise not.
bool fold_unary(Unary op, Expr& e);

}  // namespace perilune::frontend
