// The lexer's strings: quoted ones with their escapes, and long brackets.
#include "frontend/chars.h"
#include "frontend/lexer.h"

namespace perilune::frontend {

// Reads '[', '='s: the number of '='s plus two when a second bracket follows (which stays), 1 for a
// single bracket, 0 for one with '='s that no bracket follows.
size_t Lexer::scan_separator() {
  const int bracket = current();
  save_and_skip();
  size_t count = 0;
  for (; current() == '='; ++count)
    save_and_skip();
  if (current() == bracket) return count + 2;
  return count == 0 ? 1 : 0;
}

bool Lexer::scan_long_bracket(size_t separator, bool is_comment) {
  const int start = line_;
  save_and_skip();
  if (at_newline()) skip_newline();
  for (;;) {
    switch (current()) {
    case kEnd:
      fail_near("unfinished long " + std::string(is_comment ? "comment" : "string") +
                    (features_.long_string_lines
                         ? " (starting at line " + std::to_string(start) + ")"
                         : ""),
                Tok::EndOfText);
      return false;
    case ']':
      if (scan_separator() == separator) {
        save_and_skip();
        return true;
      }
      break;
    case '[':
      if (features_.level_long_strings && scan_separator() == separator && separator == 2) {
        fail_near("nesting of [[...]] is deprecated", '[');
        return false;
      }
      if (!features_.level_long_strings) save_and_skip();
      break;
    case '\n':
    case '\r':
      save('\n');
      skip_newline();
      if (is_comment) buffer_.clear();
      break;
    default:
      save_and_skip();
    }
  }
}

TokenKind Lexer::scan_string(Token& token, int delimiter) {
  save_and_skip();
  while (current() != delimiter) {
    if (current() == kEnd) {
      fail_near("unfinished string", Tok::EndOfText);
    } else if (at_newline()) {
      fail_near("unfinished string", Tok::String);
    } else if (current() == '\\') {
      scan_escape();
    } else {
      save_and_skip();
    }
    if (failed()) return Tok::EndOfText;
  }
  save_and_skip();
  token.text = interner_.intern(std::string_view(buffer_).substr(1, buffer_.size() - 2));
  return Tok::String;
}

// In an escape the buffer holds its text so far, for the message; a good escape then takes its
// place. `with_current`: the current character is part of the error.
bool Lexer::expect_in_escape(bool condition, const char* message, bool with_current) {
  if (condition) return true;
  const size_t escape = buffer_.rfind('\\');
  if (current() != kEnd && with_current) save_and_skip();
  if (!features_.escapes_shown) buffer_.resize(escape);
  if (!features_.escapes_in_strings) buffer_.erase(0, escape);
  fail_near(message, Tok::String);
  return false;
}

void Lexer::finish_escape(int c) {
  buffer_.pop_back();  // the backslash
  save(c);
}

void Lexer::skip_white_space() {
  while (is_space(current())) {
    if (at_newline()) {
      skip_newline();
    } else {
      skip();
    }
  }
}

bool Lexer::scan_escape() {
  save_and_skip();
  constexpr std::string_view kLetters = "abfnrtv\\\"'";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\\"'";
  const int c = current();
  if (c == kEnd) return true;  // the string's end is missing: reported there
  const size_t letter = kLetters.find(static_cast<char>(c));
  if (letter != std::string_view::npos) {
    skip();
    finish_escape(kMeanings[letter]);
    return true;
  }
  if (at_newline()) {
    skip_newline();
    finish_escape('\n');
    return true;
  }
  if (is_digit(c)) return scan_decimal_escape();
  if (c == 'x' && features_.hex_escapes) return scan_hex_escape();
  if (c == 'u' && features_.utf8_escapes) return scan_utf8_escape();
  if (c == 'z' && features_.hex_escapes) {
    buffer_.pop_back();
    skip();
    skip_white_space();
    return true;
  }
  if (features_.lenient_escapes) {
    skip();
    finish_escape(c);
    return true;
  }
  return expect_in_escape(false, "invalid escape sequence");
}

// Saves the current character; the next must be a hexadecimal digit, which stays current.
bool Lexer::scan_hex_digit(uint32_t* value) {
  save_and_skip();
  if (!expect_in_escape(is_hex_digit(current()), "hexadecimal digit expected")) return false;
  *value = *value << 4 | hex_value(current());
  return true;
}

bool Lexer::scan_hex_escape() {
  uint32_t value = 0;
  if (!scan_hex_digit(&value) || !scan_hex_digit(&value)) return false;
  skip();
  buffer_.resize(buffer_.size() - 2);  // 'x' and the first digit
  finish_escape(static_cast<int>(value));
  return true;
}

bool Lexer::scan_decimal_escape() {
  int value = 0;
  size_t digits = 0;
  for (; digits < 3 && is_digit(current()); ++digits) {
    value = value * 10 + (current() - '0');
    save_and_skip();
  }
  const char* const message =
      features_.escapes_shown ? "decimal escape too large" : "escape sequence too large";
  const bool with_next = features_.escapes_shown && features_.escapes_in_strings;
  if (!expect_in_escape(value <= UINT8_MAX, message, with_next)) return false;
  buffer_.resize(buffer_.size() - digits);
  finish_escape(value);
  return true;
}

bool Lexer::scan_utf8_escape() {
  const size_t start = buffer_.size() - 1;  // of the backslash
  save_and_skip();
  if (!expect_in_escape(current() == '{', "missing '{'")) return false;
  uint32_t value = 0;
  if (!scan_hex_digit(&value)) return false;
  for (save_and_skip(); is_hex_digit(current()); save_and_skip()) {
    const uint64_t longer = uint64_t{value} << 4 | hex_value(current());
    const bool fits = longer <= static_cast<uint64_t>(features_.max_utf8);
    if (!expect_in_escape(fits, "UTF-8 value too large")) return false;
    value = static_cast<uint32_t>(longer);
  }
  if (!expect_in_escape(current() == '}', "missing '}'")) return false;
  skip();
  buffer_.resize(start);
  if (value < 0x80) {
    save(static_cast<int>(value));
    return true;
  }
  // Continuation bytes from the end, until what remains fits the first byte.
  char bytes[8];
  size_t count = 0;
  uint32_t first_limit = 0x3f;
  do {
    bytes[count++] = static_cast<char>(0x80 | (value & 0x3f));
    value >>= 6;
    first_limit >>= 1;
  } while (value > first_limit);
  save(static_cast<int>((~first_limit << 1 & 0xff) | value));
  while (count > 0)
    save(bytes[--count]);
  return true;
}

}  // namespace perilune::frontend
