// Numerals: integers by hand, floats correctly rounded by std::from_chars.
#include "frontend/number.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace perilune::frontend {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool read_decimal_integer(std::string_view text, int64_t* out) {
  uint64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    const uint64_t digit = c - '0';
    constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
    if (value > (kMax - digit) / 10) return false;
    value = value * 10 + digit;
  }
  *out = static_cast<int64_t>(value);
  return !text.empty();
}

bool read_hex_integer(std::string_view digits, uint64_t* out) {
  uint64_t value = 0;
  for (const char c : digits) {
    const int digit = hex_value(c);
    if (digit < 0) return false;
    value = value << 4 | static_cast<uint64_t>(digit);
  }
  *out = value;
  return !digits.empty();
}

// The shape of a float: digits with at most one point, at least one digit, then an exponent.
bool is_float(std::string_view text, bool hex) {
  size_t i = 0, digits = 0, points = 0;
  for (; i < text.size(); ++i) {
    if (text[i] == '.') {
      ++points;
    } else if (hex ? hex_value(text[i]) >= 0 : is_digit(text[i])) {
      ++digits;
    } else {
      break;
    }
  }
  if (digits == 0 || points > 1) return false;
  if (i == text.size()) return true;
  if ((text[i] | 0x20) != (hex ? 'p' : 'e')) return false;
  ++i;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  const size_t exponent = i;
  while (i < text.size() && is_digit(text[i]))
    ++i;
  return i == text.size() && i > exponent;
}

// Whether a numeral that no double can hold is too large, not too small: the sign of the exponent
// of its first digit that is not zero.
bool is_too_large(std::string_view text, bool hex) {
  int64_t magnitude = 0;
  bool seen_digit = false, seen_point = false;
  size_t i = 0;
  for (; i < text.size() && (text[i] == '.' || (hex ? hex_value(text[i]) >= 0 : is_digit(text[i])));
       ++i) {
    if (text[i] == '.') {
      seen_point = true;
      continue;
    }
    seen_digit |= text[i] != '0';
    if (!seen_point && seen_digit) ++magnitude;
    if (seen_point && !seen_digit) --magnitude;
  }
  if (i == text.size()) return magnitude > 0;
  constexpr int64_t kEnough = int64_t{1} << 50;
  const bool negative = text[i + 1] == '-';
  int64_t exponent = 0;
  for (++i; i < text.size(); ++i) {
    if (is_digit(text[i]) && exponent < kEnough) exponent = exponent * 10 + (text[i] - '0');
  }
  return magnitude * (hex ? 4 : 1) + (negative ? -exponent : exponent) > 0;
}

bool read_float(std::string_view text, bool hex, double* out) {
  if (!is_float(text, hex)) return false;
  const auto format = hex ? std::chars_format::hex : std::chars_format::general;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), *out, format);
  if (result.ec == std::errc::result_out_of_range) {
    *out = is_too_large(text, hex) ? HUGE_VAL : 0.0;
    return true;
  }
  return result.ec == std::errc() && result.ptr == text.data() + text.size();
}

}  // namespace

bool read_number(std::string_view text, bool integers, Number* out) {
  const bool hex = text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x';
  const std::string_view digits = hex ? text.substr(2) : text;
  uint64_t bits = 0;
  int64_t integer = 0;
  if (hex && integers && read_hex_integer(digits, &bits)) {
    out->is_integer = true;
    out->integer = static_cast<int64_t>(bits);
    return true;
  }
  if (!hex && integers && read_decimal_integer(digits, &integer)) {
    out->is_integer = true;
    out->integer = integer;
    return true;
  }
  out->is_integer = false;
  return read_float(digits, hex, &out->number);
}

}  // namespace perilune::frontend
