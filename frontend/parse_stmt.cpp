// Statements, without loops and declarations.
#include "frontend/parser.h"

namespace perilune::frontend {

void Parser::statements() {
  Level level(*this, features_.nested_blocks_count);
  while (!at_block_end(true)) {
    if (at(Tok::Return)) {
      statement();
      return;  // must be the last
    }
    const bool is_last_break = !features_.break_anywhere && at(Tok::Break);
    statement();
    if (!features_.empty_statements) accept(';');
    if (is_last_break) return;
  }
}

void Parser::block() {
  Block block;
  fs_->enter(block, false);
  statements();
  fs_->leave();
}

void Parser::statement() {
  const int line = lexer_.line();
  Level level(*this, !features_.nested_blocks_count);
  if (!word_statement(line) && !other_statement(line)) expression_statement();
  fs_->set_free_register(fs_->local_registers());
}

// Those that begin with a reserved word.
bool Parser::word_statement(int line) {
  switch (lexer_.kind()) {
  case Tok::If:
    if_statement(line);
    return true;
  case Tok::While:
    while_statement(line);
    return true;
  case Tok::Do:
    lexer_.next();
    block();
    expect_match(Tok::End, Tok::Do, line);
    return true;
  case Tok::For:
    for_statement(line);
    return true;
  case Tok::Repeat:
    repeat_statement(line);
    return true;
  case Tok::Function:
    function_statement(line);
    return true;
  case Tok::Local:
    lexer_.next();
    if (accept(Tok::Function)) {
      local_function();
    } else {
      local_statement();
    }
    return true;
  case Tok::Return:
    lexer_.next();
    return_statement();
    return true;
  case Tok::Break:
    break_statement();
    return true;
  case Tok::Goto:
    goto_statement();
    return true;
  default:
    return false;
  }
}

bool Parser::other_statement(int line) {
  if (at(';') && features_.empty_statements) {
    lexer_.next();
    return true;
  }
  if (at(Tok::DoubleColon)) {
    label_statement(line);
    return true;
  }
  if (at_global_declaration()) {
    global_statement(line);
    return true;
  }
  return false;
}

// --- if

void Parser::if_branch(JumpList& to_end) {
  lexer_.next();
  Expr condition;
  expression(condition);
  const bool tested = features_.test_before_then;
  if (tested) fs_->go_if_true(condition);
  expect(Tok::Then);
  JumpList to_next;
  Block block;
  if (!tested && at(Tok::Break) && features_.break_anywhere && fs_->in_loop()) {
    // 'if x then break' needs no jump around a jump.
    const int line = lexer_.line();
    fs_->go_if_false(condition);
    lexer_.next();
    fs_->enter(block, false);
    add_break(line, condition.on_true);
    while (accept(';')) {
    }
    if (at_block_end(false)) {
      fs_->leave();
      return;
    }
    to_next = fs_->jump();
  } else {
    if (!tested) fs_->go_if_true(condition);
    fs_->enter(block, false);
    to_next = condition.on_false;
  }
  statements();
  fs_->leave();
  if (at(Tok::Else) || at(Tok::Elseif)) fs_->append(to_end, fs_->jump());
  fs_->patch_here(to_next);
}

void Parser::if_statement(int line) {
  JumpList to_end;
  if_branch(to_end);
  while (at(Tok::Elseif))
    if_branch(to_end);
  if (accept(Tok::Else)) block();
  expect_match(Tok::End, Tok::If, line);
  fs_->patch_here(to_end);
}

// --- functions, calls, assignments

void Parser::function_statement(int line) {
  lexer_.next();
  Expr variable;
  named(expect_name(), variable);
  while (at('.'))
    field(variable);
  const bool is_method = at(':');
  if (is_method) field(variable);
  fs_->check_writable(variable);
  Expr body;
  function_body(body, is_method, line);
  fs_->store(variable, body);
  fs_->fix_line(line);
}

struct Parser::Target {
  Target* previous = nullptr;
  Expr expr;
};

void Parser::expression_statement() {
  Target target;
  suffixed_expression(target.expr);
  const bool is_call = target.expr.kind == ExprKind::Call;
  if (features_.assignments_only ? !is_call : at('=') || at(',')) {
    assign(target, 1);
  } else if (is_call) {
    fs_->drop_results(target.expr);
  } else {
    lexer_.fail("syntax error");
  }
}

// A variable that is assigned here may be used as table or key by targets to its left, which are
// stored to later: they get a copy of it.
void Parser::resolve_conflict(Target* targets, const Expr& variable) {
  const int copy = fs_->free_register();
  bool conflict = false;
  for (Target* target = targets; target; target = target->previous) {
    Expr& e = target->expr;
    if (!e.is_index()) continue;
    if (e.kind == ExprKind::IndexUpvalue) {
      if (variable.kind == ExprKind::Upvalue && e.index == variable.index) {
        conflict = true;
        e.become(ExprKind::IndexField, copy);
      }
      continue;
    }
    if (variable.kind != ExprKind::Local) continue;
    if (e.index == variable.index) {
      conflict = true;
      e.index = copy;
    }
    if (e.kind == ExprKind::Index && e.key == variable.index) {
      conflict = true;
      e.key = copy;
    }
  }
  if (!conflict) return;
  if (variable.kind == ExprKind::Local) {
    fs_->emit(Op::Move, copy, variable.index);
  } else {
    fs_->emit(Op::GetUpval, copy, variable.index);
  }
  fs_->reserve(1);
}

// Where assignments nest without taking levels, the variables already read count as such.
void Parser::check_targets(int count) {
  if (features_.old_limit_messages) {
    fs_->check_limit(count, features_.max_levels - levels_, "variables in assignment");
  } else {
    fs_->check_limit(count + levels_, features_.max_levels, "C levels");
  }
}

void Parser::assign(Target& target, int count) {
  if (!target.expr.is_variable()) {
    lexer_.fail("syntax error");
    return;
  }
  fs_->check_writable(target.expr);
  if (accept(',')) {
    Target next;
    next.previous = &target;
    suffixed_expression(next.expr);
    if (!next.expr.is_index()) resolve_conflict(&target, next.expr);
    if (features_.levels_by_limit) {
      check_targets(count);
      assign(next, count + 1);
    } else {
      Level level(*this);
      assign(next, count + 1);
    }
  } else {
    expect('=');
    Expr last;
    const int values = expression_list(last);
    if (values == count) {
      fs_->set_one_result(last);
      fs_->store(target.expr, last);
      return;
    }
    fs_->adjust_assignment(count, values, last);
  }
  fs_->store_top(target.expr);
}

// --- leaving

void Parser::return_statement() {
  int first = fs_->local_registers();
  int count = 0;
  if (!at_block_end(true) && !at(';')) {
    Expr last;
    count = expression_list(last);
    if (last.is_open()) {
      fs_->set_all_results(last);
      if (last.kind == ExprKind::Call && count == 1 && !fs_->block()->inside_tbc) {
        fs_->make_tail_call(last);
      }
      count = kAllResults;
    } else if (count == 1) {
      first = fs_->to_any_register(last);
    } else {
      fs_->to_next_register(last);
    }
  }
  fs_->check_limit(count + 1, features_.max_returns, "returns");
  fs_->emit_return(first, count);
  accept(';');
}

void Parser::goto_statement() {
  const int goto_line = lexer_.line();
  lexer_.next();
  const int line = features_.line_of_label ? lexer_.line() : goto_line;
  const std::string* name = expect_name();
  if (const Label* label = fs_->find_label(name)) {
    fs_->go_back(name, *label, line);
  } else {
    fs_->add_goto(name, line, fs_->jump());
  }
}

void Parser::add_break(int line, JumpList jumps) { fs_->add_goto(nullptr, line, jumps); }

void Parser::break_statement() {
  const int line = lexer_.line();
  if (features_.break_before_check) lexer_.next();
  if (features_.early_break_check && !fs_->in_loop()) {
    lexer_.fail(features_.break_before_check ? "no loop to break" : "break outside loop");
  }
  if (!features_.break_before_check) lexer_.next();
  add_break(line, fs_->jump());
}

void Parser::label_statement(int line) {
  lexer_.next();
  const std::string* name = expect_name();
  size_t label = 0;
  const auto declare = [&] {
    check_repeated(name);
    label = fs_->declare_label(name, line);
  };
  if (!features_.labels_of_function) declare();
  expect(Tok::DoubleColon);
  while (at(';') || at(Tok::DoubleColon))
    statement();
  if (features_.labels_of_function) declare();
  fs_->add_label(label, at_block_end(false));
}

void Parser::check_repeated(const std::string* name) {
  int other_line = 0;
  if (fs_->label_is_repeated(name, &other_line)) {
    lexer_.fail_without_token("label '" + *name + "' already defined on line " +
                              std::to_string(other_line));
  }
}

}  // namespace perilune::frontend
