// Registers: a stack of temporaries above the local variables.
#include "frontend/function_state.h"

namespace perilune::frontend {

void FunctionState::check_stack(int count) {
  const int size = free_ + count;
  if (size <= function_->max_stack) return;
  if (size > static_cast<int>(bytecode::kMaxRegisters)) {
    // Stock Lua's limit is the one to be named, though ours is a little lower.
    constexpr int kStockLimit = 255;
    if (features_.limit_by_register) {
      check_limit(kStockLimit + 1, kStockLimit, "registers");
    } else if (features_.complex_expressions) {
      lexer_.fail("function or expression too complex");
    } else {
      lexer_.fail("function or expression needs too many registers");
    }
    return;
  }
  function_->max_stack = static_cast<uint8_t>(size);
}

void FunctionState::reserve(int count) {
  check_stack(count);
  free_ += count;
}

void FunctionState::skip_register() {
  emit_nil(free_, 1);
  reserve(1);
  variables_[active_ - 1].above = 1;
}

// Local variables are not temporaries, and stay.
void FunctionState::release(int reg) {
  if (reg >= local_registers() && free_ > 0) --free_;
}

void FunctionState::release(const Expr& e) {
  if (e.kind == ExprKind::Register) release(e.index);
}

// The higher one first: registers are a stack.
void FunctionState::release(const Expr& first, const Expr& second) {
  const bool ordered = second.kind != ExprKind::Register || first.kind != ExprKind::Register ||
                       second.index > first.index;
  release(ordered ? second : first);
  release(ordered ? first : second);
}

}  // namespace perilune::frontend
