// Numbers and text in the forms that specifications of string.format ask for.
#include "runtime/lib/format_spec.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "runtime/decimal.h"
#include "runtime/lib/copy.h"

namespace perilune::lib {

namespace {

// The largest item: %99.99f of the largest double, with sign and point.
constexpr size_t kMaxItem = Buffer::kMaxReserve;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

int take_two_digits(const char** p) {
  int n = 0;
  for (int i = 0; i < 2 && is_digit(**p); ++i, ++*p)
    n = n * 10 + (**p - '0');
  return n;
}

uint8_t flag_of(char c) {
  switch (c) {
  case '-':
    return FormatSpec::kLeft;
  case '+':
    return FormatSpec::kPlus;
  case ' ':
    return FormatSpec::kBlank;
  case '#':
    return FormatSpec::kAlternate;
  case '0':
    return FormatSpec::kZero;
  default:
    return 0;
  }
}

void to_upper(char* from, const char* end) {
  for (; from != end; ++from)
    if (*from >= 'a' && *from <= 'z') *from = static_cast<char>(*from - 32);
}

inline char* fill(char* to, size_t count, char c) {
  for (; count > 0; --count)
    *to++ = c;
  return to;
}

// A sign or prefix, zeros and a body, filled up to the width.
void append_item(Buffer* out, const FormatSpec& spec, std::string_view prefix, size_t zeros,
                 std::string_view body, bool zero_fills) {
  size_t length = prefix.size() + zeros + body.size();
  size_t width = static_cast<size_t>(spec.width);
  size_t blanks = width > length ? width - length : 0;
  bool is_left = spec.has(FormatSpec::kLeft);
  char* to = out->reserve_any(length + blanks);
  if (!to) return;
  if (zero_fills && spec.has(FormatSpec::kZero) && !is_left) {
    zeros += blanks;
    blanks = 0;
  }
  char* end = is_left ? to : fill(to, blanks, ' ');
  end = copy_bytes(end, prefix.data(), prefix.size());
  end = fill(end, zeros, '0');
  end = copy_bytes(end, body.data(), body.size());
  if (is_left) end = fill(end, blanks, ' ');
  out->commit(static_cast<size_t>(end - to));
}

std::string_view sign_text(const FormatSpec& spec, bool is_negative) {
  return is_negative                    ? "-"
         : spec.has(FormatSpec::kPlus)  ? "+"
         : spec.has(FormatSpec::kBlank) ? " "
                                        : "";
}

}  // namespace

void FormatSpec::parse(const char* behind_percent) {
  const char* p = text = behind_percent;
  flags = 0;
  while (uint8_t flag = flag_of(*p)) {
    flags |= flag;
    ++p;
  }
  flag_count = static_cast<size_t>(p - text);
  width = take_two_digits(&p);
  precision = -1;
  if (*p == '.') {
    ++p;
    precision = take_two_digits(&p);
  }
  conversion = *p;
  is_regular = is_letter(conversion);
  length = static_cast<size_t>(p - text) + 1;
}

template <class T>
void format_by_printf(Buffer* out, const FormatSpec& spec, const char* length_modifier, T value) {
  // The length modifier goes in front of the conversion.
  char text[FormatSpec::kMaxText + 4];
  text[0] = '%';
  char* end = copy_bytes(text + 1, spec.text, spec.length - 1);
  end = copy_bytes(end, length_modifier, std::strlen(length_modifier));
  *end++ = spec.conversion;
  *end = '\0';
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
  if (!spec.has_only(is_signed ? kSignedFlags : c == 'u' ? kUnsignedFlags : kHexFlags))
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
  if (spec.has(FormatSpec::kAlternate) && is_hex && magnitude != 0) prefix = c == 'x' ? "0x" : "0X";
  if (spec.has(FormatSpec::kAlternate) && c == 'o' && zeros == 0 &&
      (length == 0 || digits[0] != '0'))
    zeros = 1;
  append_item(out, spec, prefix, zeros, {digits, length}, spec.precision < 0);
}

void format_float(Buffer* out, const FormatSpec& spec, double n) {
  char lower = static_cast<char>(spec.conversion | 32);
  if (lower == 'a' || spec.has(FormatSpec::kAlternate)) return format_by_printf(out, spec, "", n);
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
