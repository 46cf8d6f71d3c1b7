// Numbers to text and back. The C++ library's conversions are used because they do not depend on
// the locale and round correctly; the syntax is checked here, since theirs is wider than Lua's.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <system_error>

#include "runtime/decimal.h"
#include "runtime/number.h"
#include "runtime/semantics.h"

namespace perilune {

namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// The value of a hexadecimal digit, -1 for anything else.
int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// A numeral without sign and blanks, taken apart.
struct Numeral {
  std::string_view text;  // without "0x"
  bool hex = false;
  bool is_integer = true;  // neither point nor exponent
  // The position of the first digit that is not zero relative to the point (1: just before it), in
  // digits, and the exponent as written: they tell overflow from underflow.
  int64_t magnitude = 0;
  int64_t exponent = 0;
  bool zero = true;
};

// Reads the exponent at the end of a numeral; false when it is malformed.
bool scan_exponent(std::string_view text, size_t i, Numeral* out) {
  constexpr int64_t kHuge = INT64_C(1) << 40;
  bool negative = i < text.size() && text[i] == '-';
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  if (i == text.size()) return false;
  int64_t exponent = 0;
  for (; i < text.size(); ++i) {
    if (!is_digit(text[i])) return false;
    if (exponent < kHuge) exponent = exponent * 10 + (text[i] - '0');
  }
  out->exponent = negative ? -exponent : exponent;
  return true;
}

bool scan_numeral(std::string_view text, Numeral* out) {
  out->hex = text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x';
  if (out->hex) text.remove_prefix(2);
  out->text = text;
  bool digits = false, point = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (out->hex ? hex_digit(c) >= 0 : is_digit(c)) {
      digits = true;
      if (c != '0') out->zero = false;
      if (!point && !out->zero) ++out->magnitude;
      if (point && out->zero) --out->magnitude;
    } else if (c == '.' && !point) {
      point = true;
      out->is_integer = false;
    } else if ((c | 0x20) == (out->hex ? 'p' : 'e') && digits) {
      out->is_integer = false;
      return scan_exponent(text, i + 1, out);
    } else {
      return false;
    }
  }
  return digits;
}

bool decimal_integer(const Numeral& n, bool negative, Value* out) {
  uint64_t limit = static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) + negative;
  uint64_t u = 0;
  for (char c : n.text) {
    uint64_t digit = static_cast<uint64_t>(c - '0');
    if (u > (limit - digit) / 10) return false;  // a float, then
    u = u * 10 + digit;
  }
  *out = Value::integer(static_cast<int64_t>(negative ? 0 - u : u));
  return true;
}

// Hexadecimal integers wrap around (manual 3.1).
Value hex_integer(const Numeral& n, bool negative) {
  uint64_t u = 0;
  for (char c : n.text)
    u = u << 4 | static_cast<uint64_t>(hex_digit(c));
  return Value::integer(static_cast<int64_t>(negative ? 0 - u : u));
}

bool float_numeral(const Numeral& n, bool negative, Value* out) {
  double f = 0;
  const char* end = n.text.data() + n.text.size();
  auto format = n.hex ? std::chars_format::hex : std::chars_format::general;
  auto [stopped, error] = std::from_chars(n.text.data(), end, f, format);
  if (error == std::errc::result_out_of_range) {
    bool large = n.magnitude * (n.hex ? 4 : 1) + n.exponent > 0;
    f = large ? std::numeric_limits<double>::infinity() : 0.0;
  } else if (error != std::errc() || stopped != end) {
    return false;
  }
  *out = Value::number(negative ? -f : f);
  return true;
}

bool looks_like_integer(const char* begin, const char* end) {
  for (; begin != end; ++begin)
    if (!is_digit(*begin)) return false;
  return true;
}

}  // namespace

namespace {

bool is_c_numeral(std::string_view text, Value* out) {
  std::string terminated(text);
  const char* begin = terminated.c_str();
  char* end;
  double f = std::strtod(begin, &end);
  if (end == begin) return false;
  while (is_blank(*end))
    ++end;
  *out = Value::number(f);
  return *end == '\0';
}

}  // namespace

namespace {

// The usual numeral: a few digits and nothing else.
bool is_short_integer(std::string_view text, int64_t* out) {
  constexpr size_t kMost = 15;  // digits whose value a float has exactly
  if (text.empty() || text.size() > kMost) return false;
  int64_t n = 0;
  for (char c : text) {
    if (!is_digit(c)) return false;
    n = n * 10 + (c - '0');
  }
  *out = n;
  return true;
}

}  // namespace

bool string_to_number(const Semantics& semantics, std::string_view text, Value* out) {
  if (int64_t n; is_short_integer(text, &n)) {
    *out = semantics.integers ? Value::integer(n) : Value::number(static_cast<double>(n));
    return true;
  }
  if (semantics.c_numerals) return is_c_numeral(text, out);
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  Numeral n;
  if (!scan_numeral(text, &n)) return false;
  if (n.is_integer && semantics.integers) {
    if (n.hex) {
      *out = hex_integer(n, negative);
      return true;
    }
    if (decimal_integer(n, negative, out)) return true;
  }
  return float_numeral(n, negative, out);
}

size_t number_to_text(const Value& number, Dialect dialect, char* buffer) {
  const Semantics& semantics = semantics_of(dialect);
  if (number.is_integer()) {
    return static_cast<size_t>(std::to_chars(buffer, buffer + kMaxNumberText, number.i).ptr -
                               buffer);
  }
  double f = number.as_float();
  char* begin = buffer;
  if (std::signbit(f)) {
    *begin++ = '-';
    f = -f;
  }
  char* end =
      semantics.shortest_floats ? print_shorter(begin, f, 15, 17) : print_general(begin, f, 14);
  if (semantics.integers && looks_like_integer(begin, end)) {
    *end++ = '.';
    *end++ = '0';
  }
  return static_cast<size_t>(end - buffer);
}

}  // namespace perilune
