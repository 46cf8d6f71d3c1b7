// Tokens of LIR text. Newlines are tokens, since a line is a statement; comments run from `;` to
// the end of the line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace perilune::lir {

enum class TokenKind : uint8_t {
  End,
  Newline,
  Word,    ///< label, opcode, field, `r0`, `k0`, `s0`, keyword
  Value,   ///< `%name`; the text is without the percent sign
  Global,  ///< `@name`; the text is without the at sign
  Int,
  Float,
  String,  ///< The text is the string itself, escapes resolved.
  Punct,   ///< one of { } ( ) : , =
  Bad,     ///< The text is the reason.
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;
  uint32_t line = 1, column = 1;  ///< From 1; columns count bytes.
  int64_t integer = 0;
  double number = 0;

  bool is(char punct) const { return kind == TokenKind::Punct && text[0] == punct; }
  bool is_word(std::string_view word) const { return kind == TokenKind::Word && text == word; }
};

class Lexer {
public:
  /// The text must outlive the lexer.
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next();

private:
  void skip_blanks();
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string take_name();
  Token number(Token token);
  Token string(Token token);
  Token word(Token token, bool negative);

  std::string_view text_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  size_t line_start_ = 0;
};

}  // namespace perilune::lir
