// Expressions.
#include "frontend/parser.h"

namespace perilune::frontend {

namespace {

constexpr int kUnaryPriority = 12;

// Left and right priority; the right one is lower where an operator associates to the right.
struct Priority {
  int left, right;
};
constexpr Priority kPriorities[] = {
    {10, 10}, {10, 10}, {11, 11}, {11, 11},          // + - * %
    {14, 13}, {11, 11}, {11, 11},                    // ^ / //
    {6, 6},   {4, 4},   {5, 5},   {7, 7},   {7, 7},  // & | ~ << >>
    {9, 8},                                          // ..
    {3, 3},   {3, 3},   {3, 3},                      // == < <=
    {3, 3},   {3, 3},   {3, 3},                      // ~= > >=
    {2, 2},   {1, 1},                                // and or
};

Unary unary_of(TokenKind kind, const Features& features) {
  switch (kind) {
  case Tok::Not:
    return Unary::Not;
  case '-':
    return Unary::Minus;
  case '~':
    return features.bit_operators ? Unary::BNot : Unary::None;
  case '#':
    return Unary::Len;
  default:
    return Unary::None;
  }
}

Binary bit_operator_of(TokenKind kind) {
  switch (kind) {
  case '&':
    return Binary::BAnd;
  case '|':
    return Binary::BOr;
  case '~':
    return Binary::BXor;
  case Tok::ShiftLeft:
    return Binary::Shl;
  case Tok::ShiftRight:
    return Binary::Shr;
  default:
    return Binary::None;
  }
}

Binary binary_of(TokenKind kind, const Features& features) {
  switch (kind) {
  case '+':
    return Binary::Add;
  case '-':
    return Binary::Sub;
  case '*':
    return Binary::Mul;
  case '%':
    return Binary::Mod;
  case '^':
    return Binary::Pow;
  case '/':
    return Binary::Div;
  case Tok::IntegerDivide:
    return Binary::IDiv;
  case Tok::Concat:
    return Binary::Concat;
  case Tok::NotEqual:
    return Binary::NotEqual;
  case Tok::Equal:
    return Binary::Equal;
  case '<':
    return Binary::Less;
  case Tok::LessEqual:
    return Binary::LessEqual;
  case '>':
    return Binary::Greater;
  case Tok::GreaterEqual:
    return Binary::GreaterEqual;
  case Tok::And:
    return Binary::And;
  case Tok::Or:
    return Binary::Or;
  default:
    return features.bit_operators ? bit_operator_of(kind) : Binary::None;
  }
}

}  // namespace

void Parser::expression(Expr& e) { subexpression(e, 0); }

// Reads operators that bind tighter than `limit`; returns the first one that does not.
Binary Parser::subexpression(Expr& e, int limit) {
  Level level(*this);
  const Unary unary = unary_of(lexer_.kind(), features_);
  if (unary != Unary::None) {
    const int line = lexer_.line();
    lexer_.next();
    subexpression(e, kUnaryPriority);
    fs_->prefix(unary, e, line);
  } else {
    simple_expression(e);
  }
  Binary op = binary_of(lexer_.kind(), features_);
  while (op != Binary::None && kPriorities[static_cast<int>(op)].left > limit) {
    const int line = lexer_.line();
    lexer_.next();
    fs_->infix(op, e);
    Expr right;
    const Binary next = subexpression(right, kPriorities[static_cast<int>(op)].right);
    fs_->postfix(op, e, right, line);
    op = next;
  }
  return op;
}

void Parser::vararg(Expr& e) {
  if (!fs_->function().is_vararg) {
    lexer_.fail("cannot use '...' outside a vararg function");
  }
  fs_->use_varargs();
  e = Expr::make(ExprKind::Vararg, fs_->emit(Op::Vararg, 0, fs_->vararg_table() + 1));
}

void Parser::simple_expression(Expr& e) {
  switch (lexer_.kind()) {
  case Tok::Integer:
    e = Expr::make_integer(lexer_.token().integer);
    break;
  case Tok::Float:
    e = Expr::make_float(lexer_.token().number);
    break;
  case Tok::String:
    e = Expr::make_string(lexer_.token().text);
    break;
  case Tok::Nil:
    e = Expr::make(ExprKind::Nil);
    break;
  case Tok::True:
    e = Expr::make(ExprKind::True);
    break;
  case Tok::False:
    e = Expr::make(ExprKind::False);
    break;
  case Tok::Dots:
    vararg(e);
    break;
  case '{':
    constructor(e);
    return;
  case Tok::Function: {
    lexer_.next();
    const int line = lexer_.line();
    function_body(e, false, line);
    return;
  }
  default:
    suffixed_expression(e);
    return;
  }
  lexer_.next();
}

void Parser::global(const std::string* name, Expr& e) {
  GlobalRule rule = GlobalRule::Implicit;
  if (!fs_->find(environment_, &e, &rule)) {
    lexer_.fail_without_token(*environment_ + " is global when accessing variable '" + *name + "'");
    return;
  }
  fs_->to_register_or_upvalue(e);
  Expr key = Expr::make_string(name);
  fs_->index(e, key);
}

void Parser::named(const std::string* name, Expr& e) {
  GlobalRule rule = GlobalRule::Implicit;
  if (fs_->find(name, &e, &rule)) return;
  if (rule == GlobalRule::Undeclared) {
    lexer_.fail_without_token("variable '" + *name + "' not declared");
  }
  global(name, e);
  e.read_only = rule == GlobalRule::DeclaredConst;
}

void Parser::primary_expression(Expr& e) {
  if (at(Tok::Name)) {
    named(expect_name(), e);
  } else if (at('(')) {
    const int line = lexer_.line();
    lexer_.next();
    expression(e);
    expect_match(')', '(', line);
    fs_->discharge(e);
  } else {
    lexer_.fail("unexpected symbol");
    e = Expr::make(ExprKind::Nil);
  }
}

void Parser::field(Expr& e) {
  fs_->to_register_or_upvalue(e);
  lexer_.next();
  Expr key = Expr::make_string(expect_name());
  fs_->index(e, key);
}

void Parser::bracketed_key(Expr& key) {
  lexer_.next();
  expression(key);
  fs_->to_value(key);
  expect(']');
}

void Parser::suffixed_expression(Expr& e) {
  const int line = lexer_.line();
  primary_expression(e);
  for (;;) {
    const int call_line = features_.lines_of_arguments ? lexer_.line() : line;
    switch (lexer_.kind()) {
    case '.':
      field(e);
      break;
    case '[': {
      fs_->to_register_or_upvalue(e);
      Expr key;
      bracketed_key(key);
      fs_->index(e, key);
      break;
    }
    case ':': {
      lexer_.next();
      const bool has_link = fs_->self(e, expect_name());
      arguments(e, features_.lines_of_arguments ? lexer_.line() : line, has_link);
      break;
    }
    case '(':
    case '{':
    case Tok::String:
      fs_->to_next_register(e);
      arguments(e, call_line, fs_->open_call());
      break;
    default:
      return;
    }
  }
}

void Parser::arguments(Expr& callee, int line, bool has_link) {
  Expr last;
  if (at('(')) {
    if (features_.one_line_calls && lexer_.line() != lexer_.last_line()) {
      lexer_.fail("ambiguous syntax (function call x new statement)");
    }
    lexer_.next();
    if (!at(')')) expression_list(last);
    // Extra arguments are placed before the parenthesis is looked at, which an error shows.
    if (last.is_open()) fs_->set_all_results(last);
    expect_match(')', '(', line);
  } else if (at('{')) {
    constructor(last);
  } else if (at(Tok::String)) {
    last = Expr::make_string(lexer_.token().text);
    lexer_.next();
  } else {
    lexer_.fail("function arguments expected");
  }
  fs_->call(callee, last, line, has_link);
}

int Parser::expression_list(Expr& last) {
  int count = 1;
  expression(last);
  while (accept(',')) {
    fs_->to_next_register(last);
    expression(last = Expr());
    ++count;
  }
  return count;
}

// --- table constructors

struct Parser::Constructor {
  int table = 0;    // register
  Expr item;        // the last list item, not yet stored
  int stored = 0;   // list items in the table
  int waiting = 0;  // list items in registers above the table
  int records = 0;
  int batch = 0;  // how many may wait
};

void Parser::record_field(Constructor& c) {
  const int free = fs_->free_register();
  Expr key;
  if (at(Tok::Name)) {
    key = Expr::make_string(expect_name());
  } else {
    bracketed_key(key);
  }
  ++c.records;
  expect('=');
  Expr field = Expr::make(ExprKind::Register, c.table);
  fs_->index(field, key);
  Expr value;
  expression(value);
  fs_->store(field, value);
  fs_->set_free_register(free);
}

void Parser::close_list_field(Constructor& c) {
  if (c.item.kind == ExprKind::Void) return;
  fs_->to_next_register(c.item);
  c.item = Expr();
  if (c.waiting < c.batch) return;
  fs_->set_list(c.table, c.stored, c.waiting);
  c.stored += c.waiting;
  c.waiting = 0;
}

void Parser::list_field(Constructor& c) {
  expression(c.item);
  fs_->check_limit(c.stored + c.waiting, features_.max_list_items, "items in a constructor");
  ++c.waiting;
}

void Parser::end_list(Constructor& c) {
  if (c.waiting == 0) return;
  if (c.item.is_open()) {
    // How many values it will give is not known: a call gives one, more often than not.
    const int expected = c.item.kind == ExprKind::Call ? 1 : 0;
    fs_->set_all_results(c.item);
    fs_->set_list(c.table, c.stored, kAllResults);
    c.stored += expected - 1;
  } else {
    if (c.item.kind != ExprKind::Void) fs_->to_next_register(c.item);
    fs_->set_list(c.table, c.stored, c.waiting);
  }
  c.stored += c.waiting;
}

void Parser::constructor(Expr& e) {
  const int line = lexer_.line();
  const int at_table = fs_->emit_extra(Op::NewTable, 0, 0, 0, 0);
  Constructor c;
  Expr table = Expr::make(ExprKind::Pending, at_table);
  fs_->to_next_register(table);
  c.table = table.index;
  expect('{');
  c.batch = fs_->batch_size();
  do {
    if (at('}')) break;
    close_list_field(c);
    if (at('[') || (at(Tok::Name) && lexer_.lookahead() == '=')) {
      record_field(c);
    } else {
      list_field(c);
    }
  } while (accept(',') || accept(';'));
  expect_match('}', '{', line);
  end_list(c);
  fs_->set_table_size(at_table, c.stored, c.records);
  e = table;
}

}  // namespace perilune::frontend
