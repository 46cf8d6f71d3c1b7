// Arithmetic on numerals at compile time.
#pragma once

#include "frontend/expr.h"
#include "frontend/function_state.h"

namespace perilune::frontend {

// Replaces `left` by `left op right` when both are numerals and the result is safe to compute now:
// not a division by zero, not a NaN or (but see zero_constants) a zero as a float, integers where
// bits are asked for, no modulo of floats where it is not simple. `op` is one of the arithmetic
// operators. Returns whether it did.
bool fold_binary(const Features& features, Binary op, Expr& left, const Expr& right);

// The same for minus and bitwise not.
bool fold_unary(const Features& features, Unary op, Expr& e);

}  // namespace perilune::frontend
