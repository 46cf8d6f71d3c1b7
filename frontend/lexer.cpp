// The lexer's main part: token boundaries, names, marks, numbers, comments and errors.
#include "frontend/lexer.h"

#include <unordered_map>

#include "frontend/chars.h"
#include "frontend/number.h"

namespace perilune::frontend {

namespace {

struct Word {
  TokenKind kind;
  bool Features::* feature;  // null: in all dialects
};

// Maps a row's feature to a member; `always` to none.
[[maybe_unused]] constexpr bool Features::* always = nullptr;
#define FEATURE(name, ...) [[maybe_unused]] constexpr bool Features::* name = &Features::name;
#define LIMIT(name, ...)
#include "frontend/dialect.def"
#undef FEATURE
#undef LIMIT

const std::unordered_map<std::string_view, Word>& reserved_words() {
  static const std::unordered_map<std::string_view, Word> words = {
#define WORD(Name, text, feature) {text, {Tok::Name, feature}},
#define SYMBOL(Name, text)
#define VALUE(Name, text)
#include "frontend/tokens.def"
#undef WORD
#undef SYMBOL
#undef VALUE
  };
  return words;
}

constexpr std::string_view kTokenTexts[] = {
#define WORD(Name, text, feature) text,
#define SYMBOL(Name, text) text,
#define VALUE(Name, text) text,
#include "frontend/tokens.def"
#undef WORD
#undef SYMBOL
#undef VALUE
};

}  // namespace

std::string token_text(TokenKind kind, const Features& features) {
  const auto quote = [](const std::string& text) { return '\'' + text + '\''; };
  if (kind >= kFirstWord) {
    const std::string text(kTokenTexts[kind - kFirstWord]);
    return kind < Tok::EndOfText || features.quoted_classes ? quote(text) : text;
  }
  if (is_printable(kind) || (features.raw_high_characters && kind > INT8_MAX)) {
    return quote(std::string(1, static_cast<char>(kind)));
  }
  const std::string code = std::to_string(kind);
  if (!features.char_codes) return quote("<\\" + code + '>');
  return features.quoted_classes ? quote("char(" + code + ')') : "char(" + code + ')';
}

std::string_view skip_shebang_and_bom(std::string_view source) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (source.starts_with(kByteOrderMark)) source.remove_prefix(kByteOrderMark.size());
  if (source.starts_with('#')) source.remove_prefix(std::min(source.find('\n'), source.size()));
  return source;
}

void Lexer::next() {
  last_line_ = line_;
  if (has_ahead_) {
    token_ = ahead_;
    has_ahead_ = false;
    return;
  }
  const TokenKind kind = scan(token_);
  token_.kind = failed() ? Tok::EndOfText : kind;
}

TokenKind Lexer::lookahead() {
  ahead_.kind = scan(ahead_);
  has_ahead_ = !failed();
  return has_ahead_ ? ahead_.kind : Tok::EndOfText;
}

void Lexer::pass_checkpoint() {
  if (position_ >= source_.text.size() && source_.more) {
    source_.text = source_.more(source_.data);
    if (position_ >= source_.text.size()) source_.more = nullptr;
  }
  if (source_.stop && *source_.stop) fail_plain("interrupted!");
  if (taken_ > source_.room) fail_plain("not enough memory");
  set_checkpoint();
}

void Lexer::set_checkpoint() {
  constexpr size_t kPart = size_t{1} << 16;
  size_t size = source_.text.size();
  checkpoint_ = position_ < size ? std::min(position_ + kPart, size) : SIZE_MAX;
}

void Lexer::stop() {
  source_.more = nullptr;
  position_ = source_.text.size();
  has_ahead_ = false;
  token_.kind = Tok::EndOfText;
}

void Lexer::fail_near(std::string_view message, TokenKind kind) {
  if (failed()) return;
  std::string near;
  if (kind == Tok::Name || kind == Tok::String || kind == Tok::Float || kind == Tok::Integer) {
    // Stock Lua prints the text as a C string.
    near = '\'' + buffer_.substr(0, buffer_.find('\0')) + '\'';
  } else if (kind != TokenKind{0}) {  // stock Lua takes a zero byte for no token at all
    near = token_text(kind, features_);
  }
  diagnostics_.fail_at(line_, message, near);
  stop();
}

void Lexer::fail_without_token(std::string_view message) {
  diagnostics_.fail_at(features_.errors_at_last_token ? last_line_ : line_, message, "");
  stop();
}

void Lexer::fail_plain(std::string_view message) {
  diagnostics_.fail_plain(message);
  stop();
}

bool Lexer::accept(char c) {
  if (current() != c) return false;
  skip();
  return true;
}

// \n, \r, \r\n and \n\r are one line break each.
void Lexer::skip_newline() {
  const int first = current();
  skip();
  if (at_newline() && current() != first) skip();
  ++line_;
}

TokenKind Lexer::scan(Token& token) {
  buffer_.clear();
  for (;;) {
    const int c = current();
    if (c == kEnd) return Tok::EndOfText;
    if (at_newline()) {
      skip_newline();
    } else if (is_space(c)) {
      skip();
    } else if (c == '-') {
      skip();
      if (current() != '-') return '-';
      skip();
      skip_comment();
      if (failed()) return Tok::EndOfText;
    } else {
      return scan_mark(token);
    }
  }
}

TokenKind Lexer::scan_mark(Token& token) {
  const int c = current();
  if (is_digit(c)) return scan_number(token);
  if (is_letter(c)) return scan_name(token);
  if (c == '[') return scan_bracket(token);
  if (c == '.') return scan_dots(token);
  if (c == '"' || c == '\'') return scan_string(token, c);
  skip();
  switch (c) {
  case '=':
    return accept('=') ? Tok::Equal : '=';
  case '<':
    if (accept('=')) return Tok::LessEqual;
    return features_.bit_operators && accept('<') ? Tok::ShiftLeft : '<';
  case '>':
    if (accept('=')) return Tok::GreaterEqual;
    return features_.bit_operators && accept('>') ? Tok::ShiftRight : '>';
  case '/':
    return features_.integer_division && accept('/') ? Tok::IntegerDivide : '/';
  case '~':
    return accept('=') ? Tok::NotEqual : '~';
  case ':':
    return features_.goto_statement && accept(':') ? Tok::DoubleColon : ':';
  default:
    return c;
  }
}

TokenKind Lexer::scan_name(Token& token) {
  const size_t start = position_;
  while (is_letter(current()) || is_digit(current()))
    skip();
  const std::string_view text = source_.text.substr(start, position_ - start);
  buffer_ = text;
  const auto& words = reserved_words();
  const auto word = words.find(text);
  if (word != words.end() && (!word->second.feature || features_.*word->second.feature)) {
    return word->second.kind;
  }
  token.text = interner_.intern(text);
  return Tok::Name;
}

TokenKind Lexer::scan_dots(Token& token) {
  save_and_skip();
  if (accept('.')) return accept('.') ? Tok::Dots : Tok::Concat;
  return is_digit(current()) ? scan_number(token) : '.';
}

// Takes more than a numeral can be, so that what touches one is part of the error.
void Lexer::scan_greedy_numeral() {
  const bool zero = current() == '0';
  save_and_skip();
  int exponent = 'e';
  if (zero && (current() == 'x' || current() == 'X')) {
    save_and_skip();
    exponent = 'p';
  }
  for (;;) {
    if ((current() | 0x20) == exponent) {
      save_and_skip();
      if (current() == '+' || current() == '-') save_and_skip();
      if (features_.repeated_exponents) continue;
    }
    if (is_hex_digit(current()) || current() == '.') {
      save_and_skip();
    } else {
      break;
    }
  }
  if (features_.greedy_numerals && is_letter(current())) save_and_skip();
}

void Lexer::scan_plain_numeral() {
  while (is_digit(current()) || current() == '.')
    save_and_skip();
  if (current() == 'e' || current() == 'E') {
    save_and_skip();
    if (current() == '+' || current() == '-') save_and_skip();
  }
  while (is_letter(current()) || is_digit(current()))
    save_and_skip();
}

TokenKind Lexer::scan_number(Token& token) {
  if (features_.hex_points) {
    scan_greedy_numeral();
  } else {
    scan_plain_numeral();
  }
  Number number;
  if (!read_number(buffer_, features_.integers, &number)) {
    fail_near("malformed number", Tok::Float);
    return Tok::EndOfText;
  }
  if (number.is_integer) {
    token.integer = number.integer;
    return Tok::Integer;
  }
  token.number = number.number;
  return Tok::Float;
}

TokenKind Lexer::scan_bracket(Token& token) {
  const size_t separator = scan_separator();
  if (separator == 1) return '[';
  if (separator == 0) {
    fail_near("invalid long string delimiter", Tok::String);
    return Tok::EndOfText;
  }
  if (!scan_long_bracket(separator, false)) return Tok::EndOfText;
  token.text =
      interner_.intern(std::string_view(buffer_).substr(separator, buffer_.size() - 2 * separator));
  return Tok::String;
}

// The two dashes are behind; a long comment or the rest of the line follows.
void Lexer::skip_comment() {
  if (current() == '[') {
    const size_t separator = scan_separator();
    if (separator >= 2) {
      if (scan_long_bracket(separator, true)) buffer_.clear();
      return;
    }
    buffer_.clear();
  }
  while (!at_newline() && current() != kEnd)
    skip();
}

}  // namespace perilune::frontend
