// Reading numerals: the text of one number, without sign or surrounding space, to its value.
#pragma once

#include <cstdint>
#include <string_view>

namespace perilune::frontend {

struct Number {
  bool is_integer = false;
  union {
    int64_t integer;
    double number = 0;
  };
};

// Reads a decimal or hexadecimal numeral, all of `text`. With `integers`, hexadecimal integers wrap
// around and decimal ones that do not fit become floats (manual of 5.4, section 3.1); without, all
// values are floats. Returns whether `text` is a numeral.
bool read_number(std::string_view text, bool integers, Number* out);

}  // namespace perilune::frontend
