// Chunks and function bodies, and the parser's dealings with tokens.
#include "frontend/parser.h"

namespace perilune::frontend {

Parser::Parser(Lexer& lexer, Interner& interner, const Features& features,
               std::string_view source_name, int levels)
    : lexer_(lexer), interner_(interner), features_(features), source_name_(source_name),
      levels_(levels),
      environment_(interner.intern(features.environment ? bytecode::kEnvironment
                                                        : bytecode::kHiddenEnvironment)),
      self_(interner.intern("self")), arg_(interner.intern("arg")),
      global_(interner.intern("global")), unnamed_varargs_(interner.intern("(vararg table)")) {}

Parser::Level::Level(Parser& parser, bool counts) : parser_(parser), counts_(counts) {
  if (counts && ++parser.levels_ > parser.features_.max_levels) parser.fail_levels();
}

void Parser::fail_levels() {
  if (features_.nested_blocks_count) {
    lexer_.fail_at_line("chunk has too many syntax levels");
  } else if (features_.levels_by_limit) {
    fs_->check_limit(features_.max_levels + 1, features_.max_levels, "C levels");
  } else {
    lexer_.fail_plain("C stack overflow");
  }
}

bool Parser::accept(TokenKind kind) {
  if (!at(kind)) return false;
  lexer_.next();
  return true;
}

void Parser::fail_expected(TokenKind kind) { lexer_.fail(lexer_.text_of(kind) + " expected"); }

void Parser::check(TokenKind kind) {
  if (!at(kind)) fail_expected(kind);
}

void Parser::expect(TokenKind kind) {
  check(kind);
  lexer_.next();
}

void Parser::expect_match(TokenKind what, TokenKind opener, int line) {
  if (accept(what)) return;
  if (line == lexer_.line()) {
    fail_expected(what);
  } else {
    lexer_.fail(lexer_.text_of(what) + " expected (to close " + lexer_.text_of(opener) +
                " at line " + std::to_string(line) + ")");
  }
}

const std::string* Parser::expect_name() {
  check(Tok::Name);
  const std::string* name = lexer_.failed() ? self_ : lexer_.token().text;
  lexer_.next();
  return name;
}

bool Parser::at_block_end(bool with_until) const {
  switch (lexer_.kind()) {
  case Tok::Else:
  case Tok::Elseif:
  case Tok::End:
  case Tok::EndOfText:
    return true;
  case Tok::Until:
    return with_until;
  default:
    return false;
  }
}

std::unique_ptr<Function> Parser::parse_chunk() {
  FunctionState fs(lexer_, features_, nullptr);
  fs.function().source = source_name_;
  fs_ = &fs;
  Block block;
  fs.enter(block, false);
  fs.begin_vararg(VarargParameter::None);
  fs.add_environment(environment_);
  lexer_.next();
  statements();
  check(Tok::EndOfText);
  fs.emit_return(fs.local_registers(), 0);
  fs.leave();
  if (lexer_.failed()) return nullptr;
  return fs.finish();
}

// A dialect with vararg tables has a variable for them even where there is none, which debuggers
// see.
void Parser::vararg_parameter() {
  lexer_.next();
  auto parameter = VarargParameter::None;
  if (features_.arg_tables) {
    fs_->declare(arg_);
    parameter = VarargParameter::Table;
  } else if (features_.named_varargs) {
    const bool is_named = at(Tok::Name);
    parameter = is_named ? VarargParameter::Table : VarargParameter::Nil;
    fs_->declare(is_named ? expect_name() : unnamed_varargs_,
                 is_named ? VariableKind::Vararg : VariableKind::Regular);
    if (is_named) fs_->set_vararg_table(fs_->local_registers());
  }
  fs_->function().num_params = static_cast<uint8_t>(fs_->active());
  if (parameter != VarargParameter::None) fs_->check_stack(fs_->local_registers() + 1);
  fs_->begin_vararg(parameter);
  if (parameter != VarargParameter::None) fs_->activate(1);
}

void Parser::parameters() {
  int count = 0;
  bool is_vararg = false;
  if (!at(')')) {
    do {
      if (at(Tok::Dots)) {
        is_vararg = true;
      } else if (at(Tok::Name)) {
        fs_->declare(expect_name());
        ++count;
      } else {
        lexer_.fail("<name> or '...' expected");
      }
    } while (!is_vararg && accept(','));
  }
  fs_->activate(count);
  fs_->function().num_params = static_cast<uint8_t>(fs_->active());
  if (is_vararg) vararg_parameter();
  fs_->reserve(fs_->local_registers());
}

void Parser::function_body(Expr& e, bool is_method, int line) {
  FunctionState fs(lexer_, features_, fs_);
  fs.function().source = source_name_;
  fs.function().line_defined = static_cast<uint32_t>(line);
  fs_ = &fs;
  Block block;
  fs.enter(block, false);
  if (!features_.environment) fs.add_environment(environment_);
  expect('(');
  if (is_method) {
    fs.declare(self_);
    fs.activate(1);
  }
  parameters();
  expect(')');
  statements();
  fs.function().last_line = static_cast<uint32_t>(lexer_.line());
  expect_match(Tok::End, Tok::Function, line);
  fs.emit_return(fs.local_registers(), 0);
  fs.leave();
  fs_ = fs.outer();
  // The line of the CLOSURE is that of the body's end.
  e = Expr::make(ExprKind::Pending,
                 fs_->emit_wide(Op::MakeClosure, 0, fs_->add_function(fs.finish())));
  fs_->to_next_register(e);
}

}  // namespace perilune::frontend
