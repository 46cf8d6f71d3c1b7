// A conversion specification of string.format, and items written as the C library's printf writes
// them. Most need no printf: its reading of the specification costs more than the conversion.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/lib/buffer.h"

namespace perilune::lib {

struct FormatSpec {
  enum Flag : uint8_t { kLeft = 1, kPlus = 2, kBlank = 4, kAlternate = 8, kZero = 16 };
  static constexpr size_t kMaxText = 32;

  const char* text;  // behind the '%'
  size_t length;     // up to the conversion, which it includes
  uint8_t flags;
  bool is_regular;  // the conversion is a letter, with nothing in front that is out of place
  int width;        // at most two digits
  int precision;    // as well; -1: not given
  char conversion;
  bool is_bare() const { return length == 1; }
  bool has(Flag flag) const { return flags & flag; }
  bool has_only(unsigned allowed) const { return (flags & ~allowed) == 0; }
  size_t flag_count;  // as written

  // Reads flags, width, precision and conversion; the text ends with a zero.
  void parse(const char* behind_percent);
};
constexpr unsigned kAllFlags = FormatSpec::kLeft | FormatSpec::kPlus | FormatSpec::kBlank |
                               FormatSpec::kAlternate | FormatSpec::kZero;
constexpr unsigned kSignedFlags = kAllFlags & ~unsigned{FormatSpec::kAlternate};
constexpr unsigned kUnsignedFlags = FormatSpec::kLeft | FormatSpec::kZero;
constexpr unsigned kHexFlags = kUnsignedFlags | FormatSpec::kAlternate;

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
