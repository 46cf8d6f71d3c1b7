// string.format: conversion specifications are checked here and handed to the C library, except for
// the plain ones, which are written directly.
#include <cmath>
#include <cstdio>
#include <cstring>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/text.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

constexpr std::string_view kSpecCharacters = "-+ #0123456789.";
constexpr size_t kMaxSpec = 21;  // of these characters in one specification, less one

// The flags that a group of conversions allows.
constexpr const char* kFlagsChar = "-";
constexpr const char* kFlagsSigned = "-+0 ";
constexpr const char* kFlagsUnsigned = "-0";
constexpr const char* kFlagsHex = "-#0";
constexpr const char* kFlagsFloat = "-+#0 ";

// The largest text of a number: %99.99f of the largest double, with sign and point.
constexpr size_t kMaxItem = 512;

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
const char* skip_two_digits(const char* p) {
  for (int i = 0; i < 2 && *p >= '0' && *p <= '9'; ++i)
    ++p;
  return p;
}

class Formatter {
public:
  Formatter(State* L, std::string_view format) : L_(L), rest_(format) {}
  [[nodiscard]] bool run();
  const Buffer& result() const { return out_; }

private:
  [[nodiscard]] bool convert();
  [[nodiscard]] bool convert_integer(const char* flags);
  [[nodiscard]] bool convert_float();
  [[nodiscard]] bool convert_hex_float();
  [[nodiscard]] bool convert_char();
  [[nodiscard]] bool convert_pointer();
  [[nodiscard]] bool convert_string();
  [[nodiscard]] bool convert_literal();
  [[nodiscard]] bool take_specification();
  [[nodiscard]] bool check_specification(const char* flags, bool allows_precision);
  void quote(std::string_view text);
  void quote_number(const Value& n);

  template <class T>
  void print(const char* length_modifier, T value);
  bool is_bare() const { return spec_[2] == '\0'; }  // no flags, width or precision
  char conversion() const { return spec_[std::strlen(spec_) - 1]; }

  State* L_;
  std::string_view rest_;    // what is left of the format
  uint32_t argument_ = 0;    // of the conversion under way
  char spec_[kMaxSpec + 8];  // '%', flags, width, precision, conversion
  Buffer out_;
};

bool Formatter::run() {
  for (;;) {
    size_t percent = rest_.find('%');
    out_.append(rest_.substr(0, percent));
    if (percent == std::string_view::npos) return true;
    rest_.remove_prefix(percent + 1);
    if (rest_.starts_with('%')) {
      out_.append('%');
      rest_.remove_prefix(1);
    } else if (!convert()) {
      return false;
    }
  }
}

bool Formatter::take_specification() {
  size_t length = rest_.find_first_not_of(kSpecCharacters);
  if (length == std::string_view::npos) length = rest_.size();
  if (length >= kMaxSpec) {
    L_->error("invalid format (too long)");
    return false;
  }
  size_t with_conversion = length < rest_.size() ? length + 1 : length;
  spec_[0] = '%';
  std::memcpy(spec_ + 1, rest_.data(), with_conversion);
  spec_[with_conversion + 1] = '\0';
  if (length == rest_.size() || rest_[length] == '\0') {
    L_->error("invalid conversion '%s' to 'format'", spec_);
    return false;
  }
  rest_.remove_prefix(with_conversion);
  return true;
}

bool Formatter::convert() {
  ++argument_;
  if (is_absent(L_, argument_)) {
    bad_argument(L_, argument_, "no value");
    return false;
  }
  if (!take_specification()) return false;
  switch (conversion()) {
  case 'c':
    return convert_char();
  case 'd':
  case 'i':
    return convert_integer(kFlagsSigned);
  case 'u':
    return convert_integer(kFlagsUnsigned);
  case 'o':
  case 'x':
  case 'X':
    return convert_integer(kFlagsHex);
  case 'a':
  case 'A':
    return convert_hex_float();
  case 'e':
  case 'E':
  case 'f':
  case 'g':
  case 'G':
    return convert_float();
  case 'p':
    return convert_pointer();
  case 'q':
    return convert_literal();
  case 's':
    return convert_string();
  default:
    L_->error("invalid conversion '%s' to 'format'", spec_);
    return false;
  }
}

bool Formatter::check_specification(const char* flags, bool allows_precision) {
  const char* p = spec_ + 1;
  p += std::strspn(p, flags);
  if (*p != '0') {  // a width does not begin with 0
    p = skip_two_digits(p);
    if (*p == '.' && allows_precision) p = skip_two_digits(p + 1);
  }
  if (is_letter(*p)) return true;
  L_->error("invalid conversion specification: '%s'", spec_);
  return false;
}

template <class T>
void Formatter::print(const char* length_modifier, T value) {
  // The length modifier goes in front of the conversion.
  char spec[sizeof spec_ + 4];
  size_t n = std::strlen(spec_) - 1;
  std::memcpy(spec, spec_, n);
  size_t m = std::strlen(length_modifier);
  std::memcpy(spec + n, length_modifier, m);
  spec[n + m] = spec_[n];
  spec[n + m + 1] = '\0';
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
  int written = std::snprintf(out_.reserve(kMaxItem), kMaxItem, spec, value);
#pragma clang diagnostic pop
  out_.commit(static_cast<size_t>(written));
}

bool Formatter::convert_integer(const char* flags) {
  int64_t n;
  if (!check_integer(L_, argument_, &n)) return false;
  if (is_bare() && (conversion() == 'd' || conversion() == 'i')) {
    out_.append_number(Value::integer(n), L_->global->dialect);
    return true;
  }
  if (!check_specification(flags, true)) return false;
  print("ll", static_cast<long long>(n));
  return true;
}

bool Formatter::convert_float() {
  double n;
  if (!check_float(L_, argument_, &n) || !check_specification(kFlagsFloat, true)) return false;
  print("", n);
  return true;
}

bool Formatter::convert_hex_float() {
  double n;
  if (!check_specification(kFlagsFloat, true) || !check_float(L_, argument_, &n)) return false;
  print("", n);
  return true;
}

bool Formatter::convert_char() {
  int64_t code;
  if (!check_specification(kFlagsChar, false) || !check_integer(L_, argument_, &code)) return false;
  print("", static_cast<int>(code));
  return true;
}

bool Formatter::convert_pointer() {
  const void* address = identity_of(L_->base[argument_]);
  if (!check_specification(kFlagsChar, false)) return false;
  if (address) {
    print("", address);
  } else {
    spec_[std::strlen(spec_) - 1] = 's';
    print("", "(null)");
  }
  return true;
}

bool Formatter::convert_string() {
  String* s;
  if (L_->base[argument_].is_string()) {
    s = L_->base[argument_].string();
  } else {
    if (!push_text(L_, L_->base[argument_], &s)) return false;
    L_->base[argument_] = *--L_->top;  // keeps it alive
  }
  if (is_bare()) {
    out_.append(s->view());
    return true;
  }
  if (std::strlen(s->data()) != s->length()) {
    bad_argument(L_, argument_, "string contains zeros");
    return false;
  }
  if (!check_specification(kFlagsChar, true)) return false;
  // Long text without a precision is at least as long as any width.
  constexpr size_t kLong = 100;
  if (s->length() >= kLong && !std::strchr(spec_, '.')) {
    out_.append(s->view());
  } else {
    print("", s->data());
  }
  return true;
}

// A string as a literal that Lua reads back (manual 6.4, string.format).
void Formatter::quote(std::string_view text) {
  out_.append('"');
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\' || c == '\n') {
      out_.append('\\');
      out_.append(text[i]);
    } else if (c < 32 || c == 127) {
      bool digit_follows = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
      char escape[8];
      int n = std::snprintf(escape, sizeof escape, digit_follows ? "\\%03d" : "\\%d", c);
      out_.append({escape, static_cast<size_t>(n)});
    } else {
      out_.append(text[i]);
    }
  }
  out_.append('"');
}

void Formatter::quote_number(const Value& n) {
  char text[64];
  int length;
  if (n.is_integer()) {
    // The smallest integer has no decimal literal.
    length = std::snprintf(text, sizeof text, n.i == INT64_MIN ? "0x%llx" : "%lld",
                           static_cast<long long>(n.i));
  } else if (std::isnan(n.f)) {
    length = std::snprintf(text, sizeof text, "(0/0)");
  } else if (std::isinf(n.f)) {
    length = std::snprintf(text, sizeof text, n.f > 0 ? "1e9999" : "-1e9999");
  } else {
    length = std::snprintf(text, sizeof text, "%a", n.f);
  }
  out_.append({text, static_cast<size_t>(length)});
}

bool Formatter::convert_literal() {
  if (!is_bare()) {
    L_->error("specifier '%%q' cannot have modifiers");
    return false;
  }
  Value v = L_->base[argument_];
  if (v.is_string()) {
    quote(v.string()->view());
  } else if (v.is_number()) {
    quote_number(v);
  } else if (v.is_nil() || v.is_boolean()) {
    out_.append(v.is_nil() ? "nil" : v.is_truthy() ? "true" : "false");
  } else {
    bad_argument(L_, argument_, "value has no literal form");
    return false;
  }
  return true;
}

}  // namespace

NativeResult string_format(State* L) {
  String* format;
  if (!check_string(L, 0, &format)) return kNativeError;
  Formatter f(L, format->view());
  return f.run() ? push_string(L, f.result()) : kNativeError;
}

}  // namespace perilune::lib
