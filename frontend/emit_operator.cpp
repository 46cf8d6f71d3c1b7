// Operators: logic by jumps, comparisons, arithmetic with constants folded or encoded.
#include "frontend/fold.h"
#include "frontend/function_state.h"

namespace perilune::frontend {

namespace {
// The opcodes of one operator stand together: registers, constant right, constant left.
Op arithmetic_op(Binary op, int form) {
  constexpr int kForms = 3;
  return static_cast<Op>(static_cast<int>(Op::Add) + static_cast<int>(op) * kForms + form);
}
constexpr int kRightConstant = 1;
constexpr int kLeftConstant = 2;
static_assert(static_cast<int>(Op::Shr) ==
              static_cast<int>(Op::Add) + static_cast<int>(Binary::Shr) * 3);
static_assert(static_cast<int>(Op::AddRK) == static_cast<int>(Op::Add) + kRightConstant);
static_assert(static_cast<int>(Op::AddKR) == static_cast<int>(Op::Add) + kLeftConstant);
}  // namespace

void FunctionState::negate(const Expr& e) { word(jumps_[e.index].control) ^= 1u << 24; }

JumpList FunctionState::jump_on(Expr& e, bool condition) {
  if (e.kind == ExprKind::Pending && bytecode::op_of(word(e.index)) == Op::Not) {
    // Test the operand of the 'not' instead; the NOT is the last instruction.
    const int source = bytecode::b_of(word(e.index));
    function_->code.pop_back();
    function_->lines.pop_back();
    last_ = -1;
    return test(Op::Test, source, 0, !condition);
  }
  discharge_to_any(e);
  release(e);
  return test(Op::TestSet, 0, e.index, condition);
}

void FunctionState::go_if_true(Expr& e) {
  discharge(e);
  JumpList when_false;
  switch (e.kind) {
  case ExprKind::Test:
    negate(e);
    when_false = {e.index, e.index};
    break;
  case ExprKind::Integer:
  case ExprKind::Float:
  case ExprKind::String:
  case ExprKind::True:
    break;
  default:
    when_false = jump_on(e, false);
  }
  append(e.on_false, when_false);
  patch_here(e.on_true);
  e.on_true = {};
}

void FunctionState::go_if_false(Expr& e) {
  discharge(e);
  JumpList when_true;
  switch (e.kind) {
  case ExprKind::Test:
    when_true = {e.index, e.index};
    break;
  case ExprKind::Nil:
  case ExprKind::False:
    break;
  default:
    when_true = jump_on(e, true);
  }
  append(e.on_true, when_true);
  patch_here(e.on_false);
  e.on_false = {};
}

void FunctionState::code_not(Expr& e) {
  switch (e.kind) {
  case ExprKind::Nil:
  case ExprKind::False:
    e.kind = ExprKind::True;
    break;
  case ExprKind::True:
  case ExprKind::Integer:
  case ExprKind::Float:
  case ExprKind::String:
    e.kind = ExprKind::False;
    break;
  case ExprKind::Test:
    negate(e);
    break;
  case ExprKind::Pending:
  case ExprKind::Register:
    discharge_to_any(e);
    release(e);
    e.become(ExprKind::Pending, emit(Op::Not, 0, e.index));
    break;
  default:
    break;
  }
  std::swap(e.on_true, e.on_false);
  drop_values(e.on_true);
  drop_values(e.on_false);
}

void FunctionState::fix_operator_line(int line) {
  if (features_.lines_of_operators) fix_line(line);
}

void FunctionState::code_unary(Op op, Expr& e, int line) {
  const int reg = to_any_register(e);
  release(e);
  e.become(ExprKind::Pending, emit(op, 0, reg));
  fix_operator_line(line);
}

void FunctionState::prefix(Unary op, Expr& e, int line) {
  discharge(e);
  switch (op) {
  case Unary::Minus:
    if (!fold_unary(features_, op, e)) code_unary(Op::Unm, e, line);
    break;
  case Unary::BNot:
    if (!fold_unary(features_, op, e)) code_unary(Op::BNot, e, line);
    break;
  case Unary::Len:
    code_unary(Op::Len, e, line);
    break;
  default:
    code_not(e);
  }
}

// The left operand has been read, the right one follows.
void FunctionState::infix(Binary op, Expr& e) {
  discharge(e);
  switch (op) {
  case Binary::And:
    go_if_true(e);
    break;
  case Binary::Or:
    go_if_false(e);
    break;
  case Binary::Concat:
    to_next_register(e);
    break;
  case Binary::Equal:
  case Binary::NotEqual:
    if (small_constant(e) < 0) to_any_register(e);
    break;
  default:
    // Numerals may be folded or encoded.
    if (!e.is_numeral()) to_any_register(e);
  }
}

void FunctionState::code_arithmetic(Binary op, Expr& left, Expr& right, int line) {
  int at = 0;
  int constant = right.is_numeral() ? small_constant(right) : -1;
  if (constant >= 0) {
    const int reg = to_any_register(left);
    release(left);
    at = emit(arithmetic_op(op, kRightConstant), 0, reg, constant);
  } else if (constant = left.is_numeral() ? small_constant(left) : -1; constant >= 0) {
    const int reg = to_any_register(right);
    release(right);
    at = emit(arithmetic_op(op, kLeftConstant), 0, constant, reg);
  } else {
    const int second = to_any_register(right);
    const int first = to_any_register(left);
    release(left, right);
    at = emit(arithmetic_op(op, 0), 0, first, second);
  }
  left.become(ExprKind::Pending, at);
  fix_operator_line(line);
}

void FunctionState::code_order(Binary op, Expr& left, Expr& right) {
  const bool less = op == Binary::Less || op == Binary::Greater;
  const bool greater = op == Binary::Greater || op == Binary::GreaterEqual;
  JumpList jump;
  int constant = right.is_numeral() ? small_constant(right) : -1;
  if (constant >= 0) {
    const int reg = to_any_register(left);
    release(left);
    jump =
        test(greater ? (less ? Op::GtK : Op::GeK) : (less ? Op::LtK : Op::LeK), reg, constant, 1);
  } else if (constant = left.is_numeral() ? small_constant(left) : -1; constant >= 0) {
    // 1 < x is x > 1.
    const int reg = to_any_register(right);
    release(right);
    jump =
        test(greater ? (less ? Op::LtK : Op::LeK) : (less ? Op::GtK : Op::GeK), reg, constant, 1);
  } else {
    // a > b is b < a; the left operand is still computed first.
    int first = to_any_register(left);
    int second = to_any_register(right);
    if (greater) std::swap(first, second);
    release(left, right);
    jump = test(less ? Op::Lt : Op::Le, first, second, 1);
  }
  left.become(ExprKind::Test, jump.head);
}

void FunctionState::code_equality(Binary op, Expr& left, Expr& right) {
  if (left.kind != ExprKind::Register) std::swap(left, right);  // the left one is a constant
  const int first = to_any_register(left);
  const int condition = op == Binary::Equal;
  const int constant = small_constant(right);
  JumpList jump;
  if (constant >= 0) {
    release(left);
    jump = test(Op::EqK, first, constant, condition);
  } else {
    const int second = to_any_register(right);
    release(left, right);
    jump = test(Op::Eq, first, second, condition);
  }
  left.become(ExprKind::Test, jump.head);
}

// Operands stand in consecutive registers; a .. (b .. c) becomes one instruction.
void FunctionState::code_concat(Expr& left, Expr& right, int line) {
  const int before = previous();
  if (before >= 0 && bytecode::op_of(word(before)) == Op::Concat &&
      static_cast<int>(bytecode::a_of(word(before))) == left.index + 1) {
    const uint32_t count = bytecode::b_of(word(before)) + 1;
    release(right);
    word(before) = bytecode::encode_abc(Op::Concat, left.index & 0xff, count & 0xff, 0);
  } else {
    emit(Op::Concat, left.index, 2);
    release(right);
    fix_operator_line(line);
  }
}

void FunctionState::postfix(Binary op, Expr& left, Expr& right, int line) {
  discharge(right);
  if (op <= Binary::Shr) {
    if (!fold_binary(features_, op, left, right)) code_arithmetic(op, left, right, line);
    return;
  }
  switch (op) {
  case Binary::And:
    append(right.on_false, left.on_false);
    left = right;
    break;
  case Binary::Or:
    append(right.on_true, left.on_true);
    left = right;
    break;
  case Binary::Concat:
    to_next_register(right);
    code_concat(left, right, line);
    break;
  case Binary::Equal:
  case Binary::NotEqual:
    code_equality(op, left, right);
    break;
  default:
    code_order(op, left, right);
  }
}

}  // namespace perilune::frontend
