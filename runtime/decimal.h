// Floats in decimal: correctly rounded digits by integer arithmetic where 128 bits hold what is
// needed, by the C++ library elsewhere. The forms are those of printf.
#pragma once

#include <cstddef>
#include <cstdint>

namespace perilune {

// The most bytes that the printing functions below write, for precisions up to 99: the digits of
// the largest float, the point, and the decimals.
constexpr size_t kMaxDecimalText = 416;

// As %.<precision>g prints a float that is not negative; returns the end. Infinity and NaN are
// "inf" and "nan". Nothing is written behind kMaxNumberText bytes when the precision is at most 17.
char* print_general(char* out, double x, int precision);
// As %.<precision>f does.
char* print_fixed(char* out, double x, int precision);
// The same as print_general with `short_precision` when that reads back as the same float, with
// `precision` otherwise.
char* print_shorter(char* out, double x, int short_precision, int precision);

}  // namespace perilune
