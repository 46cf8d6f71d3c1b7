// Registers: a stack of temporaries above the local variables.
#include "frontend/function_state.h"

namespace perilune::frontend {

// `added` of the `count` registers are such that stock Lua does not need them: its limit is what
// counts, as long as we have registers at all.
void FunctionState::check_stack(int count, int added) {
  const int size = free_ + count;
  const int limit = features_.max_registers;
  if (size - added_ - added > limit || size > static_cast<int>(bytecode::kMaxRegisters)) {
    if (features_.limit_by_register) {
      check_limit(limit + 1, limit, "registers");
    } else if (features_.complex_expressions) {
      lexer_.fail("function or expression too complex");
    } else {
      lexer_.fail("function or expression needs too many registers");
    }
    return;
  }
  function_->max_stack = std::max(function_->max_stack, static_cast<uint8_t>(size));
}

void FunctionState::reserve(int count) {
  check_stack(count);
  free_ += count;
}

void FunctionState::reserve_added() {
  check_stack(1, 1);
  ++free_;
}

void FunctionState::add_register() {
  ++variables_[active_ - 1].above;
  ++added_;
}

// Links of outer calls take registers that stock Lua does not need. Where there are many of them,
// or few registers left, a call's link gets its place only when the arguments are complete.
bool FunctionState::open_call() {
  constexpr int kManyLinks = 8;
  constexpr int kManyRegisters = 200;
  if (links_ >= kManyLinks || free_ >= kManyRegisters) return false;
  ++links_;
  ++added_;
  reserve(1);
  return true;
}

int FunctionState::batch_size() const {
  if (!features_.batches_by_registers) return 50;
  const int to_spare = features_.max_registers - (free_ - added_);
  if (to_spare >= 160) return to_spare / 5;
  return to_spare >= 80 ? 10 : 1;
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
