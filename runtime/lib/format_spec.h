// A conversion specification of string.format, and items written as the C library's printf writes
// them. Most need no printf: its reading of the specification costs more than the conversion.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/lib/buffer.h"

namespace perilune::lib {

struct FormatSpec {
  static constexpr size_t kMaxText = 32;

  // '%', flags, width, precision and conversion, as printf wants them; zero-terminated.
  char text[kMaxText];
  bool left, plus, blank, alternate, zero;
  int width;      // at most two digits
  int precision;  // -1: not given
  char conversion;
  bool is_bare() const { return text[2] == '\0'; }

  // Reads flags, width and precision from `text`, whose end is `conversion`.
  void parse();
  // Whether the flags are among these (of "-+ #0").
  bool has_only(std::string_view flags) const;
};

// Conversions d i u o x X; for the unsigned ones `n` is taken as unsigned.
void format_integer(Buffer* out, const FormatSpec& spec, int64_t n);
// Conversions e E f g G a A.
void format_float(Buffer* out, const FormatSpec& spec, double n);
// Text with the width, the precision and the flag '-' of a specification.
void format_text(Buffer* out, const FormatSpec& spec, std::string_view text);

// Whatever else printf makes of a specification: the value is an int, a char pointer or a pointer,
// as the conversion says.
template <class T>
void format_by_printf(Buffer* out, const FormatSpec& spec, const char* length_modifier, T value);

}  // namespace perilune::lib
