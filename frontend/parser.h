// The parser: recursive descent over the tokens, emitting code as it reads.
#pragma once

#include "frontend/function_state.h"
#include "frontend/lexer.h"

namespace perilune::frontend {

class Parser {
public:
  // `levels`: how many C levels are in use, of the 200 that stock Lua allows.
  Parser(Lexer& lexer, Interner& interner, const Features& features, std::string_view source_name,
         int levels);

  // The function of the whole chunk; meaningful unless the lexer has failed.
  std::unique_ptr<Function> parse_chunk();

private:
  struct Target;       // a variable on the left of an assignment, parse_stmt.cpp
  struct Constructor;  // parse_expr.cpp

  // What is being recursed into; refuses to go deeper than stock Lua does.
  class Level {
  public:
    explicit Level(Parser& parser, bool counts = true);
    ~Level() { parser_.levels_ -= counts_; }
    Level(const Level&) = delete;

  private:
    Parser& parser_;
    const bool counts_;  // in this dialect
  };
  void fail_levels();

  // tokens
  bool at(TokenKind kind) const { return lexer_.kind() == kind; }
  bool accept(TokenKind kind);
  void check(TokenKind kind);
  void expect(TokenKind kind);
  void expect_match(TokenKind what, TokenKind opener, int line);
  void fail_expected(TokenKind kind);
  const std::string* expect_name();
  bool at_block_end(bool with_until) const;

  // parse_expr.cpp
  void expression(Expr& e);
  Binary subexpression(Expr& e, int limit);
  void simple_expression(Expr& e);
  void primary_expression(Expr& e);
  void suffixed_expression(Expr& e);
  void field(Expr& e);
  void bracketed_key(Expr& key);
  void arguments(Expr& callee, int line, bool has_link);
  int expression_list(Expr& last);
  void named(const std::string* name, Expr& e);
  void global(const std::string* name, Expr& e);
  void constructor(Expr& e);
  void record_field(Constructor& c);
  void list_field(Constructor& c);
  void close_list_field(Constructor& c);
  void end_list(Constructor& c);
  void vararg(Expr& e);

  // parse_function.cpp
  void function_body(Expr& e, bool is_method, int line);
  void parameters();
  void vararg_parameter();
  JumpList condition();

  // parse_stmt.cpp
  void statements();
  void block();
  void statement();
  bool word_statement(int line);
  bool other_statement(int line);
  void if_statement(int line);
  void if_branch(JumpList& to_end);
  void function_statement(int line);
  void expression_statement();
  void assign(Target& target, int count);
  void resolve_conflict(Target* targets, const Expr& variable);
  void return_statement();
  void goto_statement();
  void break_statement();
  void check_repeated(const std::string* name);
  void check_targets(int count);
  void label_statement(int line);
  void add_break(int line, JumpList jumps);

  // parse_loop.cpp
  void while_statement(int line);
  void repeat_statement(int line);
  void for_statement(int line);
  void numeric_for(const std::string* name, int line);
  void generic_for(const std::string* name);
  void declare_hidden(int count, std::initializer_list<const char*> names);
  void for_body(int base, int line, int variables, bool is_generic);
  void loop_expression();

  // parse_declaration.cpp
  VariableKind attribute(VariableKind otherwise);
  void local_function();
  void local_statement();
  bool at_global_declaration();
  void global_statement(int line);
  VariableKind global_attribute(VariableKind otherwise);
  void global_names(VariableKind otherwise);
  void initialize_globals(int count, int first, int at, int line);
  void check_global(const std::string* name, int line);
  void global_function(int line);

  Lexer& lexer_;
  Interner& interner_;
  const Features& features_;
  const bytecode::Text source_name_;
  FunctionState* fs_ = nullptr;
  int levels_;
  const std::string* const environment_;
  const std::string* const self_;
  const std::string* const arg_;
  const std::string* const global_;
  const std::string* const unnamed_varargs_;
};

}  // namespace perilune::frontend
