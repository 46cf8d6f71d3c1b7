// Declarations: locals with their attributes, and the global declarations of 5.5.
#include "frontend/parser.h"

namespace perilune::frontend {

VariableKind Parser::attribute(VariableKind otherwise) {
  if (!features_.attributes || !accept('<')) return otherwise;
  const std::string* name = expect_name();
  expect('>');
  if (*name == "const") return VariableKind::Const;
  if (*name == "close") return VariableKind::ToClose;
  lexer_.fail_without_token("unknown attribute '" + *name + "'");
  return otherwise;
}

void Parser::local_function() {
  const int variable = fs_->active();
  fs_->declare(expect_name());
  fs_->activate(1);
  Expr body;
  function_body(body, false, lexer_.line());
  fs_->start_here(variable);  // debuggers see it from here on
}

void Parser::local_statement() {
  VariableKind otherwise = VariableKind::Regular;
  if (features_.prefix_attributes) otherwise = attribute(otherwise);
  int to_close = -1, last_variable = 0, count = 0;
  do {
    // Stock 5.4 counts a variable before it reads its attribute, and the limit's error shows that.
    last_variable = fs_->declare(expect_name());
    const VariableKind kind = attribute(otherwise);
    fs_->variable(last_variable).kind = kind;
    if (kind == VariableKind::ToClose) {
      if (to_close >= 0) {
        lexer_.fail_without_token("multiple to-be-closed variables in local list");
      }
      to_close = fs_->active() + count;
    }
    ++count;
  } while (accept(','));
  Expr last;
  const int values = accept('=') ? expression_list(last) : 0;
  Variable& variable = fs_->variable(last_variable);
  if (count == values && variable.kind == VariableKind::Const &&
      fs_->to_literal(last, &variable.value)) {
    variable.kind = VariableKind::CompileTime;
    fs_->activate(count - 1);
    fs_->activate_without_register(1);
  } else {
    fs_->adjust_assignment(count, values, last);
    fs_->activate(count);
  }
  if (to_close >= 0) {
    fs_->mark_to_close();
    fs_->emit(Op::Tbc, fs_->register_level(to_close));
  }
}

// --- global declarations

// 'global' is no reserved word; what follows tells.
bool Parser::at_global_declaration() {
  if (!features_.global_declarations || !at(Tok::Name) || lexer_.token().text != global_) {
    return false;
  }
  const TokenKind next = lexer_.lookahead();
  return next == '<' || next == Tok::Name || next == '*' || next == Tok::Function;
}

void Parser::global_statement(int line) {
  lexer_.next();
  if (accept(Tok::Function)) {
    global_function(line);
    return;
  }
  const VariableKind otherwise = global_attribute(VariableKind::Global);
  if (accept('*')) {
    fs_->declare(nullptr, otherwise);
    fs_->activate_without_register(1);
  } else {
    global_names(otherwise);
  }
}

VariableKind Parser::global_attribute(VariableKind otherwise) {
  const VariableKind kind = attribute(otherwise);
  if (kind == VariableKind::ToClose) {
    lexer_.fail_without_token("global variables cannot be to-be-closed");
    return otherwise;
  }
  return kind == VariableKind::Const ? VariableKind::GlobalConst : kind;
}

void Parser::global_names(VariableKind otherwise) {
  int count = 0, last = 0;
  do {
    const std::string* name = expect_name();
    last = fs_->declare(name, global_attribute(otherwise));
    ++count;
  } while (accept(','));
  if (accept('=')) initialize_globals(count, last - count + 1, 0, lexer_.line());
  fs_->activate_without_register(count);
}

// Describes the globals from `at` on, reads the values, and stores them in reverse order on the way
// back, each after a check that it is new.
void Parser::initialize_globals(int count, int first, int at, int line) {
  if (at == count) {
    Expr last;
    const int values = expression_list(last);
    fs_->adjust_assignment(count, values, last);
    return;
  }
  const std::string* name = fs_->variable(first + at).name;
  Expr variable;
  global(name, variable);
  {
    Level level(*this);
    initialize_globals(count, first, at + 1, line);
  }
  check_global(name, line);
  fs_->store_top(variable);
}

void Parser::check_global(const std::string* name, int line) {
  Expr variable;
  global(name, variable);
  fs_->check_global_undefined(variable, line);
}

void Parser::global_function(int line) {
  const std::string* name = expect_name();
  fs_->declare(name, VariableKind::Global);
  fs_->activate_without_register(1);
  Expr variable;
  global(name, variable);
  Expr body;
  function_body(body, false, lexer_.line());
  check_global(name, line);
  fs_->store(variable, body);
  fs_->fix_line(line);
}

}  // namespace perilune::frontend
