// Loops.
#include "frontend/parser.h"

namespace perilune::frontend {

// Reads a condition; the jumps are taken when it is false.
JumpList Parser::condition() {
  Expr e;
  expression(e);
  if (e.kind == ExprKind::Nil) e.kind = ExprKind::False;
  fs_->go_if_true(e);
  return e.on_false;
}

void Parser::while_statement(int line) {
  lexer_.next();
  const int head = fs_->here();
  const JumpList exits = condition();
  Block loop;
  fs_->enter(loop, true);
  expect(Tok::Do);
  block();
  fs_->jump_back(head);
  expect_match(Tok::End, Tok::While, line);
  fs_->leave();
  fs_->patch_here(exits);
}

// The condition sees the locals of the body; both of its ways out must close them.
void Parser::repeat_statement(int line) {
  const int head = fs_->here();
  Block loop, scope;
  fs_->enter(loop, true);
  fs_->enter(scope, false);
  lexer_.next();
  statements();
  expect_match(Tok::Until, Tok::Repeat, line);
  Expr e;
  expression(e);
  fs_->discharge(e);
  if (e.is_true() && !e.has_jumps()) {
    // The body runs once.
    fs_->leave();
    fs_->leave();
    return;
  }
  fs_->go_if_false(e);
  const int level = fs_->local_registers();
  fs_->leave();
  fs_->jump_back(head);
  fs_->patch_here(e.on_true);
  if (scope.captured && level > fs_->local_registers()) {
    fs_->emit(Op::Close, fs_->local_registers());
  }
  fs_->leave();
}

void Parser::for_statement(int line) {
  Block loop;
  fs_->enter(loop, true);
  lexer_.next();
  const std::string* name = expect_name();
  if (at('=')) {
    numeric_for(name, line);
  } else if (at(',') || at(Tok::In)) {
    generic_for(name);
  } else {
    lexer_.fail("'=' or 'in' expected");
  }
  expect_match(Tok::End, Tok::For, line);
  fs_->leave();
}

void Parser::loop_expression() {
  Expr e;
  expression(e);
  fs_->to_next_register(e);
}

// The hidden variables of a loop, which have the same name in some dialects.
void Parser::declare_hidden(int count, std::initializer_list<const char*> names) {
  for (int i = 0; i < count; ++i)
    fs_->declare(interner_.intern(features_.named_loop_state ? names.begin()[i] : "(for state)"));
}

void Parser::numeric_for(const std::string* name, int line) {
  const int base = fs_->free_register();
  const int hidden = features_.constant_loop_variables ? 2 : 3;
  declare_hidden(hidden, {"(for index)", "(for limit)", "(for step)"});
  fs_->declare(name,
               features_.constant_loop_variables ? VariableKind::Const : VariableKind::Regular);
  expect('=');
  loop_expression();
  expect(',');
  loop_expression();
  if (accept(',')) {
    loop_expression();
  } else {
    Expr one = features_.integers ? Expr::make_integer(1) : Expr::make_float(1);
    fs_->to_next_register(one);
  }
  fs_->activate(hidden);
  if (hidden < 3) fs_->add_register();
  for_body(base, line, 1, false);
}

// Four hidden registers: iterator, state, control, and the value to close, which is nil where loops
// close nothing and then no variable.
void Parser::generic_for(const std::string* name) {
  constexpr int kRegisters = 4;
  const int base = fs_->free_register();
  const bool closes = features_.closing_loops;
  const int hidden = closes && !features_.constant_loop_variables ? kRegisters : kRegisters - 1;
  declare_hidden(hidden, {"(for generator)", "(for state)", "(for control)", "(for closing)"});
  fs_->declare(name,
               features_.constant_loop_variables ? VariableKind::Const : VariableKind::Regular);
  int variables = 1;
  while (accept(',')) {
    fs_->declare(expect_name());
    ++variables;
  }
  expect(Tok::In);
  const int line = lexer_.line();
  Expr last;
  const int values = expression_list(last);
  fs_->adjust_assignment(closes ? kRegisters : kRegisters - 1, values, last);
  if (!closes) {
    fs_->emit_nil(fs_->free_register(), 1);
    fs_->reserve_added();
  }
  // The control variable is none to debuggers where the value to close is the third.
  if (hidden < kRegisters && closes) {
    fs_->activate(hidden - 1);
    fs_->add_register();
    fs_->activate(1);
  } else {
    fs_->activate(hidden);
    if (!closes) fs_->add_register();
  }
  if (closes) fs_->mark_to_close();
  fs_->check_stack(4, 1);  // the iterator's frame: function, link, state, control
  for_body(base, line, variables, true);
}

void Parser::for_body(int base, int line, int variables, bool is_generic) {
  expect(Tok::Do);
  const int prepare = fs_->emit_extra(is_generic ? Op::TForPrep : Op::ForPrep, base, 0, 0, 0);
  Block block;
  fs_->enter(block, false);
  fs_->activate(variables);
  fs_->reserve(variables);
  statements();
  fs_->leave();
  const int test = fs_->here();
  if (is_generic) {
    fs_->patch_loop(prepare, test);
    fs_->emit(Op::TForCall, base, 0, variables);
    fs_->fix_line(line);
  }
  const int end = fs_->emit_extra(is_generic ? Op::TForLoop : Op::ForLoop, base, 0, 0, 0);
  fs_->patch_loop(end, prepare + 2);
  fs_->fix_line(line);
  if (!is_generic) fs_->patch_loop(prepare, fs_->here());
}

}  // namespace perilune::frontend
