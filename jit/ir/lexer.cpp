// Tokens of LIR text; see lexer.h.
#include "jit/ir/lexer.h"

#include <bit>
#include <charconv>
#include <limits>

namespace perilune::lir {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '.'; }

Token bad(Token token, std::string reason) {
  token.kind = TokenKind::Bad;
  token.text = std::move(reason);
  return token;
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void Lexer::skip_blanks() {
  while (peek() == ' ' || peek() == '\t' || peek() == '\r')
    ++at_;
  if (peek() == ';')
    while (at_ < text_.size() && peek() != '\n')
      ++at_;
}

std::string Lexer::take_name() {
  size_t start = at_;
  while (is_name(peek()))
    ++at_;
  return std::string(text_.substr(start, at_ - start));
}

Token Lexer::next() {
  skip_blanks();
  Token token;
  token.line = line_;
  token.column = uint32_t(at_ - line_start_ + 1);
  if (at_ >= text_.size()) return token;
  char c = peek();
  if (c == '\n') {
    ++at_;
    ++line_;
    line_start_ = at_;
    token.kind = TokenKind::Newline;
    return token;
  }
  if (c == '%' || c == '@') {
    ++at_;
    token.kind = c == '%' ? TokenKind::Value : TokenKind::Global;
    token.text = take_name();
    return token.text.empty() ? bad(token, std::string("expected a name after '") + c + "'")
                              : token;
  }
  if (c == '"') return string(token);
  if (is_digit(c) || (c == '-' && is_digit(peek(1)))) return number(token);
  if (is_letter(c) || (c == '-' && is_letter(peek(1)))) return word(token, c == '-');
  ++at_;
  if (std::string_view("{}():,=").find(c) == std::string_view::npos || c == '\0')
    return bad(token, "unexpected character");
  token.kind = TokenKind::Punct;
  token.text = c;
  return token;
}

/// A word, or one of the float literals that are spelled as words: inf, nan, nan(0xBITS).
Token Lexer::word(Token token, bool negative) {
  at_ += negative;
  token.text = take_name();
  token.kind = TokenKind::Word;
  constexpr uint64_t kSign = 1ull << 63, kQuietNan = 0x7ff8ull << 48;
  if (token.text == "inf") {
    token.kind = TokenKind::Float;
    double inf = std::numeric_limits<double>::infinity();
    token.number = negative ? -inf : inf;
    return token;
  }
  if (token.text == "nan") {
    token.kind = TokenKind::Float;
    token.number = std::bit_cast<double>(negative ? kQuietNan | kSign : kQuietNan);
    if (negative || text_.substr(at_, 3) != "(0x") return token;
    uint64_t bits = 0;
    const char* end = text_.data() + text_.size();
    auto [stop, error] = std::from_chars(text_.data() + at_ + 3, end, bits, 16);
    token.number = std::bit_cast<double>(bits);
    if (error != std::errc{} || stop == end || *stop != ')' || token.number == token.number)
      return bad(token, "malformed NaN");
    at_ = size_t(stop - text_.data()) + 1;
    return token;
  }
  return negative ? bad(token, "expected a number after '-'") : token;
}

Token Lexer::number(Token token) {
  const char *begin = text_.data() + at_, *end = text_.data() + text_.size();
  auto [int_stop, int_error] = std::from_chars(begin, end, token.integer);
  bool hex = text_.substr(at_ + (peek() == '-'), 2) == "0x";
  if (!hex && (int_stop == end || (*int_stop != '.' && *int_stop != 'e' && *int_stop != 'E'))) {
    token.kind = TokenKind::Int;
    at_ = size_t(int_stop - text_.data());
    return int_error == std::errc{} ? token : bad(token, "integer out of range");
  }
  bool negative = peek() == '-';
  const char* digits = begin + negative + (hex ? 2 : 0);
  auto [stop, error] = std::from_chars(digits, end, token.number,
                                       hex ? std::chars_format::hex : std::chars_format::general);
  at_ = size_t(stop - text_.data());
  if (negative) token.number = -token.number;
  token.kind = TokenKind::Float;
  if (error != std::errc{} || is_name(peek()) || stop == digits || *digits == '-') {
    take_name();
    return bad(token, "malformed number");
  }
  return token;
}

Token Lexer::string(Token token) {
  token.kind = TokenKind::String;
  ++at_;
  while (true) {
    char c = peek();
    if (at_ >= text_.size() || c == '\n') return bad(token, "unfinished string");
    ++at_;
    if (c == '"') return token;
    if (c != '\\') {
      token.text += c;
      continue;
    }
    char escape = peek();
    if (escape == '"' || escape == '\\') {
      token.text += escape;
      ++at_;
    } else if (escape == 'x' && hex_digit(peek(1)) >= 0 && hex_digit(peek(2)) >= 0) {
      token.text += char(hex_digit(peek(1)) * 16 + hex_digit(peek(2)));
      at_ += 3;
    } else {
      return bad(token, "invalid escape in string");
    }
  }
}

}  // namespace perilune::lir
