// Numbers and text in the forms that specifications of string.format ask for.
#include "runtime/lib/format_spec.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "runtime/decimal.h"

namespace perilune::lib {

namespace {

// The largest item: %99.99f of the largest double, with sign and point.
constexpr size_t kMaxItem = Buffer::kMaxReserve;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int take_digits(const char** p) {
  int n = 0;
  for (; is_digit(**p); ++*p)
    n = n * 10 + (**p - '0');
  return n;
}

void to_upper(char* from, const char* end) {
  for (; from != end; ++from)
    if (*from >= 'a' && *from <= 'z') *from = static_cast<char>(*from - 32);
}

// A sign or prefix, zeros and a body, filled up to the width.
void append_item(Buffer* out, const FormatSpec& spec, std::string_view prefix, size_t zeros,
                 std::string_view body, bool zero_fills) {
  size_t length = prefix.size() + zeros + body.size();
  size_t width = static_cast<size_t>(spec.width);
  size_t fill = width > length ? width - length : 0;
  if (zero_fills && spec.zero && !spec.left) {
    zeros += fill;
    fill = 0;
  }
  if (!spec.left) out->append(fill, ' ');
  out->append(prefix);
  out->append(zeros, '0');
  out->append(body);
  if (spec.left) out->append(fill, ' ');
}

std::string_view sign_text(const FormatSpec& spec, bool is_negative) {
  return is_negative ? "-" : spec.plus ? "+" : spec.blank ? " " : "";
}

}  // namespace

void FormatSpec::parse() {
  left = plus = blank = alternate = zero = false;
  const char* p = text + 1;
  for (;; ++p) {
    if (*p == '-')
      left = true;
    else if (*p == '+')
      plus = true;
    else if (*p == ' ')
      blank = true;
    else if (*p == '#')
      alternate = true;
    else if (*p == '0')
      zero = true;
    else
      break;
  }
  width = take_digits(&p);
  precision = -1;
  if (*p == '.') {
    ++p;
    precision = take_digits(&p);
  }
  conversion = *p;
}

bool FormatSpec::has_only(std::string_view flags) const {
  auto allowed = [&](bool given, char flag) { return !given || flags.find(flag) != flags.npos; };
  return allowed(left, '-') && allowed(plus, '+') && allowed(blank, ' ') &&
         allowed(alternate, '#') && allowed(zero, '0');
}

template <class T>
void format_by_printf(Buffer* out, const FormatSpec& spec, const char* length_modifier, T value) {
  // The length modifier goes in front of the conversion.
  char text[FormatSpec::kMaxText + 4];
  size_t n = std::strlen(spec.text) - 1;
  std::memcpy(text, spec.text, n);
  size_t m = std::strlen(length_modifier);
  std::memcpy(text + n, length_modifier, m);
  text[n + m] = spec.text[n];
  text[n + m + 1] = '\0';
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
  int written = std::snprintf(out->reserve(kMaxItem), kMaxItem, text, value);
#pragma clang diagnostic pop
  out->commit(static_cast<size_t>(written));
}
template void format_by_printf(Buffer*, const FormatSpec&, const char*, int);
template void format_by_printf(Buffer*, const FormatSpec&, const char*, long long);
template void format_by_printf(Buffer*, const FormatSpec&, const char*, double);
template void format_by_printf(Buffer*, const FormatSpec&, const char*, const char*);
template void format_by_printf(Buffer*, const FormatSpec&, const char*, const void*);

void format_integer(Buffer* out, const FormatSpec& spec, int64_t n) {
  char c = spec.conversion;
  bool is_signed = c == 'd' || c == 'i';
  if (!spec.has_only(is_signed ? "-+0 " : c == 'u' ? "-0" : "-#0"))
    return format_by_printf(out, spec, "ll", static_cast<long long>(n));
  bool is_negative = is_signed && n < 0;
  uint64_t magnitude = is_negative ? 0 - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
  bool is_hex = (c | 32) == 'x';
  char digits[24];
  char* end = std::to_chars(digits, digits + sizeof digits, magnitude,
                            is_hex     ? 16
                            : c == 'o' ? 8
                                       : 10)
                  .ptr;
  if (c == 'X') to_upper(digits, end);
  if (magnitude == 0 && spec.precision == 0) end = digits;
  size_t length = static_cast<size_t>(end - digits);
  size_t wanted = spec.precision > 0 ? static_cast<size_t>(spec.precision) : 0;
  size_t zeros = wanted > length ? wanted - length : 0;
  std::string_view prefix = is_signed ? sign_text(spec, is_negative) : "";
  if (spec.alternate && is_hex && magnitude != 0) prefix = c == 'x' ? "0x" : "0X";
  if (spec.alternate && c == 'o' && zeros == 0 && (length == 0 || digits[0] != '0')) zeros = 1;
  append_item(out, spec, prefix, zeros, {digits, length}, spec.precision < 0);
}

void format_float(Buffer* out, const FormatSpec& spec, double n) {
  char lower = static_cast<char>(spec.conversion | 32);
  if (lower == 'a' || spec.alternate) return format_by_printf(out, spec, "", n);
  char text[kMaxDecimalText];
  int precision = spec.precision < 0 ? 6 : spec.precision;
  double magnitude = std::fabs(n);
  char* end = lower == 'f'   ? print_fixed(text, magnitude, precision)
              : lower == 'g' ? print_general(text, magnitude, precision)
                             : std::to_chars(text, text + sizeof text, magnitude,
                                             std::chars_format::scientific, precision)
                                   .ptr;
  if (spec.conversion < 'a') to_upper(text, end);
  append_item(out, spec, sign_text(spec, std::signbit(n)), 0,
              {text, static_cast<size_t>(end - text)}, std::isfinite(n));
}

void format_text(Buffer* out, const FormatSpec& spec, std::string_view text) {
  if (spec.precision >= 0) text = text.substr(0, static_cast<size_t>(spec.precision));
  append_item(out, spec, "", 0, text, false);
}

}  // namespace perilune::lib
