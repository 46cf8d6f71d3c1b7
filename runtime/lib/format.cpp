// string.format: which conversions there are, what they take and what is wrong with them.
#include <cmath>
#include <cstdio>
#include <cstring>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/format_spec.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/text.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

constexpr std::string_view kSpecCharacters = "-+ #0123456789.";
constexpr size_t kMaxSpec = 21;  // of these characters in one specification, less one
constexpr size_t kMaxFlags = 5;
constexpr int64_t kItemWork = 16;  // (Patience)
constexpr int64_t kQuoteWork = 2;  // of a byte

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Formatter {
public:
  Formatter(State* L, std::string_view format)
      : L_(L), semantics_(L->global->semantics), rest_(format), patience_(L) {}
  [[nodiscard]] bool run();
  const Buffer& result() const { return out_; }

private:
  [[nodiscard]] bool convert();
  [[nodiscard]] bool convert_integer(unsigned flags);
  [[nodiscard]] bool take_integer(bool is_signed, int64_t* out);
  [[nodiscard]] bool convert_float();
  [[nodiscard]] bool convert_hex_float();
  [[nodiscard]] bool convert_char();
  [[nodiscard]] bool convert_pointer();
  [[nodiscard]] bool convert_string();
  [[nodiscard]] bool take_text(String** out);
  [[nodiscard]] bool convert_literal();
  [[nodiscard]] bool take_specification();
  [[nodiscard]] bool take_loose_specification();
  [[nodiscard]] bool take_irregular_specification();
  [[nodiscard]] bool check_specification(unsigned flags, bool allows_precision);
  [[nodiscard]] bool invalid_conversion();
  [[nodiscard]] bool quote(std::string_view text);
  void quote_number(const Value& n);

  State* L_;
  const Semantics& semantics_;
  std::string_view rest_;  // what is left of the format
  uint32_t argument_ = 0;  // of the conversion under way
  Patience patience_;
  FormatSpec spec_;
  Buffer out_{L_};
};

bool Formatter::run() {
  for (;;) {
    size_t percent = rest_.find('%');
    out_.append(rest_.substr(0, percent));
    if (percent == std::string_view::npos) return true;
    if (patience_.is_over(kItemWork)) return false;
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
  spec_.parse(rest_.data());  // a zero stands behind the format
  if (!spec_.is_regular || spec_.length > kMaxSpec) return take_irregular_specification();
  rest_.remove_prefix(spec_.length);
  return true;
}

// Flags, width and precision in any number are taken, and refused with the conversion.
bool Formatter::take_irregular_specification() {
  size_t length = rest_.find_first_not_of(kSpecCharacters);
  if (length == std::string_view::npos) length = rest_.size();
  if (length >= kMaxSpec) {
    L_->error("invalid format (too long)");
    return false;
  }
  spec_.is_regular = false;
  spec_.length = length < rest_.size() ? length + 1 : length;
  spec_.conversion = rest_.data()[length];
  if (spec_.conversion == '\0') return invalid_conversion();
  rest_.remove_prefix(spec_.length);
  return true;
}

// Up to five flags, two digits of width and two of precision, whatever the conversion.
bool Formatter::take_loose_specification() {
  spec_.parse(rest_.data());
  if (spec_.flag_count > kMaxFlags) {
    L_->error("invalid format (repeated flags)");
    return false;
  }
  if (is_digit(spec_.conversion)) {
    L_->error("invalid format (width or precision too long)");
    return false;
  }
  rest_.remove_prefix(spec_.length <= rest_.size() ? spec_.length : rest_.size());
  return true;
}

bool Formatter::invalid_conversion() {
  if (!semantics_.loose_formats) {
    L_->error("invalid conversion '%%%.*s' to 'format'", static_cast<int>(spec_.length),
              spec_.text);
  } else if (spec_.conversion == '\0' && semantics_.items_end_at_zero) {
    L_->error("invalid option '%%' to 'format'");
  } else {
    error_text(L_, "invalid option '%" + shown_character(L_, spec_.conversion) + "' to 'format'");
  }
  return false;
}

bool Formatter::convert() {
  ++argument_;
  if (is_absent(L_, argument_)) {
    bad_argument(L_, argument_, "no value");
    return false;
  }
  if (!(semantics_.loose_formats ? take_loose_specification() : take_specification())) return false;
  switch (spec_.conversion) {
  case 'c':
    return convert_char();
  case 'd':
  case 'i':
    return convert_integer(kSignedFlags);
  case 'u':
    return convert_integer(kUnsignedFlags);
  case 'o':
  case 'x':
  case 'X':
    return convert_integer(kHexFlags);
  case 'a':
  case 'A':
    return semantics_.hex_float_format ? convert_hex_float() : invalid_conversion();
  case 'e':
  case 'E':
  case 'f':
  case 'g':
  case 'G':
    return convert_float();
  case 'p':
    return semantics_.loose_formats ? invalid_conversion() : convert_pointer();
  case 'q':
    return convert_literal();
  case 's':
    return convert_string();
  default:
    return invalid_conversion();
  }
}

// Whether the flags and the rest suit the conversion; always, where formats are loose.
bool Formatter::check_specification(unsigned flags, bool allows_precision) {
  if (semantics_.loose_formats || spec_.is_bare()) return true;
  if (spec_.is_regular && spec_.has_only(flags) && (allows_precision || spec_.precision < 0))
    return true;
  L_->error("invalid conversion specification: '%%%.*s'", static_cast<int>(spec_.length),
            spec_.text);
  return false;
}

// An argument for an integer conversion: an integer, or where there are none a float that the C
// language converts.
bool Formatter::take_integer(bool is_signed, int64_t* out) {
  if (!semantics_.truncated_arguments) return check_integer(L_, argument_, out);
  double n;
  if (!check_float(L_, argument_, &n)) return false;
  bool is_large = !is_signed && n >= 0x1p63;
  *out = truncate_to_integer(is_large ? n - 0x1p63 : n);
  if (is_large) *out = wrap_add(*out, INT64_MIN);
  if (!semantics_.range_of_formats) return true;
  double back =
      is_signed ? static_cast<double>(*out) : static_cast<double>(static_cast<uint64_t>(*out));
  if (n - back > -1 && n - back < 1) return true;
  bad_argument(L_, argument_,
               is_signed ? "not a number in proper range"
                         : "not a non-negative number in proper range");
  return false;
}

bool Formatter::convert_integer(unsigned flags) {
  bool is_signed = spec_.conversion == 'd' || spec_.conversion == 'i';
  int64_t n;
  if (!take_integer(is_signed, &n)) return false;
  if (is_signed && spec_.is_bare()) {
    out_.append_number(Value::integer(n), L_->global->dialect);
    return true;
  }
  if (!check_specification(flags, true)) return false;
  format_integer(&out_, spec_, n);
  return true;
}

bool Formatter::convert_float() {
  double n;
  if (!check_float(L_, argument_, &n) || !check_specification(kAllFlags, true)) return false;
  format_float(&out_, spec_, n);
  return true;
}

bool Formatter::convert_hex_float() {
  double n;
  if (!check_specification(kAllFlags, true) || !check_float(L_, argument_, &n)) return false;
  format_float(&out_, spec_, n);
  return true;
}

bool Formatter::convert_char() {
  int64_t code;
  if (!check_specification(FormatSpec::kLeft, false) || !check_int(L_, argument_, &code))
    return false;
  char c = static_cast<char>(code);
  if (c == '\0' && semantics_.items_end_at_zero) {
    // What stands in front of it is left: the blanks of the width.
    if (!spec_.has(FormatSpec::kLeft) && spec_.width > 1)
      out_.append(static_cast<size_t>(spec_.width - 1), ' ');
  } else if (spec_.is_bare()) {
    out_.append(c);
  } else {
    format_by_printf(&out_, spec_, "", static_cast<int>(c));
  }
  return true;
}

bool Formatter::convert_pointer() {
  const void* address = identity_of(L_->base[argument_]);
  if (!check_specification(FormatSpec::kLeft, false)) return false;
  if (address) {
    format_by_printf(&out_, spec_, "", address);
  } else {
    format_text(&out_, spec_, "(null)");
  }
  return true;
}

bool Formatter::take_text(String** out) {
  if (L_->base[argument_].is_string() || !semantics_.any_formatted_text)
    return check_string(L_, argument_, out);
  if (!push_text(L_, L_->base[argument_], out)) return false;
  L_->base[argument_] = *--L_->top;  // keeps it alive
  return true;
}

bool Formatter::convert_string() {
  const Value& v = L_->base[argument_];
  if (v.is_number() && spec_.is_bare() && !L_->metatable_of(v)) {
    out_.append_number(v, L_->global->dialect);
    return true;
  }
  String* s;
  if (!take_text(&s)) return false;
  std::string_view text = s->view();
  // Long text without a precision is at least as long as any width.
  constexpr size_t kLong = 100;
  bool is_whole = spec_.precision < 0 && text.size() >= kLong;
  if (semantics_.text_ends_at_zero) {
    if (!is_whole) text = text.substr(0, text.find('\0'));
  } else if (spec_.is_bare()) {
    is_whole = true;
  } else if (text.find('\0') != text.npos) {
    bad_argument(L_, argument_, "string contains zeros");
    return false;
  }
  if (!spec_.is_bare() && !check_specification(FormatSpec::kLeft, true)) return false;
  if (is_whole) {
    out_.append(text);
  } else if (spec_.has_only(FormatSpec::kLeft)) {
    format_text(&out_, spec_, text);
  } else {
    format_by_printf(&out_, spec_, "", s->data());
  }
  return true;
}

// A string as a literal that Lua reads back (manual 6.4, string.format).
bool Formatter::quote(std::string_view text) {
  out_.append('"');
  for (size_t i = 0; i < text.size(); ++i) {
    if (patience_.is_over(kQuoteWork)) return false;
    unsigned char c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\' || c == '\n') {
      out_.append('\\');
      out_.append(text[i]);
    } else if (semantics_.plain_quotes) {
      if (c == '\r')
        out_.append("\\r");
      else if (c == '\0')
        out_.append("\\000");
      else
        out_.append(text[i]);
    } else if (c < 32 || c == 127) {
      bool digit_follows = i + 1 < text.size() && is_digit(text[i + 1]);
      char escape[8];
      int n = std::snprintf(escape, sizeof escape, digit_follows ? "\\%03d" : "\\%d", c);
      out_.append({escape, static_cast<size_t>(n)});
    } else {
      out_.append(text[i]);
    }
  }
  out_.append('"');
  return true;
}

void Formatter::quote_number(const Value& n) {
  char text[64];
  int length;
  bool all_literal = !semantics_.loose_formats;
  if (n.is_integer()) {
    // The smallest integer has no decimal literal.
    length = std::snprintf(text, sizeof text, n.i == INT64_MIN ? "0x%llx" : "%lld",
                           static_cast<long long>(n.i));
  } else if (std::isnan(n.f) && all_literal) {
    length = std::snprintf(text, sizeof text, "(0/0)");
  } else if (std::isinf(n.f) && all_literal) {
    length = std::snprintf(text, sizeof text, n.f > 0 ? "1e9999" : "-1e9999");
  } else {
    length = std::snprintf(text, sizeof text, "%a", n.f);
  }
  out_.append({text, static_cast<size_t>(length)});
}

bool Formatter::convert_literal() {
  if (!spec_.is_bare() && !semantics_.loose_formats) {
    L_->error("specifier '%%q' cannot have modifiers");
    return false;
  }
  String* s;
  Value v = L_->base[argument_];
  if (v.is_string()) {
    return quote(v.string()->view());
  } else if (!semantics_.any_literal) {
    return check_string(L_, argument_, &s) && quote(s->view());
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
