// Code that belongs to statements, calls and constructors rather than to operators.
#include "frontend/function_state.h"

namespace perilune::frontend {

// A call's frame: the function, the link, the arguments. The first result replaces the function.
// Open arguments have all their results already.
void FunctionState::call(Expr& callee, Expr& arguments, int line, bool has_link) {
  const int base = callee.index;
  const bool is_open = arguments.is_open();
  if (!is_open && arguments.kind != ExprKind::Void) to_next_register(arguments);
  const int operands = is_open ? 0 : free_ - (base + 1 + has_link) + 1;
  if (has_link) {
    --links_;
    --added_;
  } else {
    check_stack(1, 1);
    if (operands != 1) {
      emit(Op::MakeRoom, base, operands);
      fix_line(line);
    }
  }
  callee = Expr::make(ExprKind::Call, emit(Op::Call, base, operands, 2));
  fix_line(line);
  free_ = base + 1;
}

void FunctionState::drop_results(const Expr& call) {
  word(call.index) = (word(call.index) & 0xffffff) | 1u << 24;
}

void FunctionState::make_tail_call(const Expr& call) {
  const Word w = word(call.index);
  word(call.index) = bytecode::encode_abc(Op::TailCall, bytecode::a_of(w), bytecode::b_of(w), 0);
}

// Makes as many values as there are variables, the last expression being `last`.
void FunctionState::adjust_assignment(int variables, int values, Expr& last) {
  const int missing = variables - values;
  if (last.is_open()) {
    set_results(last, std::max(missing + 1, 0));
  } else {
    if (last.kind != ExprKind::Void) to_next_register(last);
    if (missing > 0) emit_nil(free_, missing);
  }
  if (missing > 0) {
    reserve(missing);
  } else {
    free_ += missing;
  }
}

void FunctionState::set_list(int table, int stored, int count) {
  emit_extra(Op::SetList, table, count == kAllResults ? 0 : count, 0,
             static_cast<uint32_t>(stored));
  free_ = table + 1;
}

void FunctionState::set_table_size(int at, int array, int hash) {
  word(at) = bytecode::encode_abc(Op::NewTable, bytecode::a_of(word(at)), std::min(hash, 0xff), 0);
  word(at + 1) = static_cast<Word>(array);
}

void FunctionState::begin_vararg(VarargParameter parameter) {
  function_->is_vararg = true;
  emit(Op::VarargPrep, function_->num_params, static_cast<int>(parameter));
}

void FunctionState::check_global_undefined(Expr& global, int line) {
  const int name = global.key;
  const int reg = to_any_register(global);
  fix_line(line);
  emit_extra(Op::GlobalUndefined, reg, 0, 0, static_cast<uint32_t>(name));
  fix_line(line);
  release(global);
}

}  // namespace perilune::frontend
