// The lexer: text to tokens, with one token of lookahead.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "frontend/diag.h"
#include "frontend/dialect.h"
#include "frontend/token.h"
#include "runtime/bytecode/source_text.h"
#include "runtime/bytecode/text.h"

namespace perilune::frontend {

// Keeps one copy of each name and string of a chunk, so that equal ones have the same address.
class Interner {
public:
  const std::string* intern(std::string_view text) { return &*strings_->emplace(text).first; }
  // An interned string for longer than the interner lives.
  bytecode::Text share(const std::string* text) const { return {strings_, text}; }

private:
  std::shared_ptr<std::unordered_set<std::string>> strings_ =
      std::make_shared<std::unordered_set<std::string>>();
};

class Lexer {
public:
  // The text and the others must outlive the lexer. The first token is read by the first next().
  Lexer(const SourceText& source, const Features& features, Diagnostics& diagnostics,
        Interner& interner)
      : source_(source), features_(features), diagnostics_(diagnostics), interner_(interner) {
    set_checkpoint();
  }

  const Interner& interner() const { return interner_; }
  const Token& token() const { return token_; }
  TokenKind kind() const { return token_.kind; }
  int line() const { return line_; }            // where reading has arrived
  int last_line() const { return last_line_; }  // where the last consumed token ended

  void next();
  TokenKind lookahead();

  // After the first error the current token is the end of the text for good, which ends all loops
  // of the parser: nobody need test for errors.
  bool failed() const { return diagnostics_.failed(); }
  // How the dialect's messages call a kind of token.
  std::string text_of(TokenKind kind) const { return token_text(kind, features_); }
  // An error at the current line near the current token, or near none.
  void fail(std::string_view message) { fail_near(message, token_.kind); }
  void fail_without_token(std::string_view message);
  void fail_at_line(std::string_view message) { fail_near(message, TokenKind{0}); }
  // An error that names no position.
  void fail_plain(std::string_view message);
  // What is compiled takes so many bytes more; see SourceText::room.
  void take(size_t bytes) { taken_ += bytes; }

private:
  static constexpr int kEnd = -1;

  int current() const {
    return position_ < source_.text.size() ? static_cast<unsigned char>(source_.text[position_])
                                           : kEnd;
  }
  // As in stock Lua, the next character is asked for when the current one is left.
  void skip() {
    if (++position_ >= checkpoint_) [[unlikely]]
      pass_checkpoint();
  }
  void pass_checkpoint();
  void set_checkpoint();
  void save(int c) { buffer_.push_back(static_cast<char>(c)); }
  void save_and_skip() {
    save(current());
    skip();
  }
  bool accept(char c);
  bool at_newline() const { return current() == '\n' || current() == '\r'; }
  void skip_newline();

  void fail_near(std::string_view message, TokenKind kind);
  void stop();

  TokenKind scan(Token& token);
  TokenKind scan_mark(Token& token);
  TokenKind scan_name(Token& token);
  TokenKind scan_number(Token& token);
  void scan_greedy_numeral();
  void scan_plain_numeral();
  TokenKind scan_dots(Token& token);
  TokenKind scan_bracket(Token& token);
  void skip_comment();

  size_t scan_separator();
  bool scan_long_bracket(size_t separator, bool is_comment);
  TokenKind scan_string(Token& token, int delimiter);
  bool scan_escape();
  bool expect_in_escape(bool condition, const char* message, bool with_current = true);
  bool scan_hex_digit(uint32_t* value);
  bool scan_hex_escape();
  bool scan_utf8_escape();
  bool scan_decimal_escape();
  void skip_white_space();
  void finish_escape(int c);

  SourceText source_;
  const Features& features_;
  Diagnostics& diagnostics_;
  Interner& interner_;
  size_t position_ = 0;
  size_t taken_ = 0;       // bytes that code and constants take
  size_t checkpoint_ = 0;  // where to look for more text, or whether to stop
  int line_ = 1;
  int last_line_ = 1;
  Token token_;
  Token ahead_;
  bool has_ahead_ = false;
  std::string buffer_;  // the text of the token being read, as messages show it
};

// Skips what a file may begin with: a UTF-8 byte order mark, then a line that starts with '#',
// whose line break stays so that lines keep their numbers.
std::string_view skip_shebang_and_bom(std::string_view source);

}  // namespace perilune::frontend
