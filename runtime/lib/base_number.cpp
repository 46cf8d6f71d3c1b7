// tonumber, as the dialects have it.
#include <cstdlib>

#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// The digits of a numeral in `base`, with blanks around them, added up in a Number, which is
// negated when there is a sign.
template <typename Number>
bool parse_digits(std::string_view text, int base, Number* out) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return false;
  Number n = 0;
  for (char c : text) {
    int digit = digit_value(c);
    if (digit >= base) return false;
    n = n * static_cast<Number>(base) + static_cast<Number>(digit);
  }
  *out = negative ? -n : n;  // zero has a sign where it is a float
  return true;
}

NativeResult without_base(State* L) {
  Value n;
  if (to_number(L, L->arg(0), &n)) return push(L, n);
  if (!check_any(L, 0)) return kNativeError;
  return push(L, Value());
}

bool is_base(State* L, int64_t base) {
  if (base >= 2 && base <= 36) return true;
  bad_argument(L, 1, "base out of range");
  return false;
}

}  // namespace

NativeResult base_tonumber(State* L) {
  if (is_none_or_nil(L, 1)) return without_base(L);
  int64_t base;
  if (!check_integer(L, 1, &base)) return kNativeError;
  if (!L->arg(0).is_string()) return type_mismatch(L, 0, "string");
  if (!is_base(L, base)) return kNativeError;
  uint64_t n;  // wraps around
  bool ok = parse_digits(L->base[0].string()->view(), static_cast<int>(base), &n);
  return push(L, ok ? Value::integer(static_cast<int64_t>(n)) : Value());
}

// 5.2: digits add up to a float.
NativeResult base_tonumber_float(State* L) {
  if (is_none_or_nil(L, 1)) return without_base(L);
  String* text;
  int64_t base;
  if (!check_string(L, 0, &text) || !check_integer(L, 1, &base) || !is_base(L, base))
    return kNativeError;
  double n;
  bool ok = parse_digits(text->view(), static_cast<int>(base), &n);
  return push(L, ok ? Value::number(n) : Value());
}

// 5.1: what strtoul makes of it.
NativeResult base_tonumber_c(State* L) {
  constexpr int64_t kDecimal = 10;
  int64_t base;
  if (!opt_integer(L, 1, kDecimal, &base)) return kNativeError;
  if (base == kDecimal) return without_base(L);
  String* text;
  if (!check_string(L, 0, &text) || !is_base(L, base)) return kNativeError;
  char* end;
  unsigned long n = std::strtoul(text->data(), &end, static_cast<int>(base));
  if (end == text->data()) return push(L, Value());
  while (is_blank(*end))
    ++end;
  return push(L, *end == '\0' ? Value::number(static_cast<double>(n)) : Value());
}

}  // namespace perilune::lib
