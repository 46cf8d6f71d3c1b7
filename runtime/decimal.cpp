// A float is m * 2^e with m < 2^53. Its nearest multiple of 10^-p is m * 10^p * 2^e, rounded, which
// 128 bits hold for p up to 22.
#include "runtime/decimal.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace perilune {

namespace {

using Wide = unsigned __int128;

constexpr int kMaxPlaces = 22;
constexpr int kMaxDigits = 17;  // of a general form

struct Powers {
  uint64_t of_ten[20];
  Wide wide[kMaxPlaces + 1];
  double floats[kMaxPlaces + 1];  // exact
  constexpr Powers() : of_ten{}, wide{}, floats{} {
    Wide power = 1;
    for (int i = 0; i <= kMaxPlaces; ++i, power *= 10) {
      if (i < 20) of_ten[i] = static_cast<uint64_t>(power);
      wide[i] = power;
      floats[i] = static_cast<double>(power);
    }
  }
};
constexpr Powers kPowers;

// x * 10^places, rounded to the nearest integer, and to the even one of two. False when it may not
// fit.
bool scale_up(double x, int places, uint64_t* out) {
  if (!(x * kPowers.floats[places] < 1e19)) return false;
  uint64_t bits = std::bit_cast<uint64_t>(x);
  int biased = static_cast<int>(bits >> 52);
  uint64_t m = bits & ((uint64_t{1} << 52) - 1);
  if (biased != 0)
    m |= uint64_t{1} << 52;
  else
    biased = 1;
  int shift = 1075 - biased;  // x is m / 2^shift
  Wide n = m * kPowers.wide[places];
  if (shift <= 0) {
    *out = static_cast<uint64_t>(n << -shift);
    return true;
  }
  if (shift >= 128) return *out = 0, true;  // n < 2^127: less than a half
  Wide half = Wide{1} << (shift - 1);
  Wide rest = n & (half + (half - 1));
  auto whole = static_cast<uint64_t>(n >> shift);
  *out = whole + (rest > half || (rest == half && (whole & 1)));
  return true;
}

// x / 10^places, rounded in the same way, for places > 0.
bool scale_down(double x, int places, uint64_t* out) {
  if (!(x < 0x1p63)) return false;
  auto n = static_cast<uint64_t>(x);
  bool has_fraction = static_cast<double>(n) != x;
  uint64_t divisor = kPowers.of_ten[places];
  uint64_t whole = n / divisor, rest = n % divisor, half = divisor / 2;
  *out = whole + (rest > half || (rest == half && (has_fraction || (whole & 1))));
  return true;
}

bool scale(double x, int places, uint64_t* out) {
  if (places > kMaxPlaces) return false;
  return places >= 0 ? scale_up(x, places, out) : scale_down(x, -places, out);
}

// x rounded to so many significant digits: digits * 10^(exponent - precision + 1).
struct Decimal {
  uint64_t digits;
  int exponent;
};

bool to_decimal(double x, int precision, Decimal* out) {
  // Too small by one at most.
  int exponent = (std::ilogb(x) * 1233) >> 12;
  uint64_t limit = kPowers.of_ten[precision];
  uint64_t digits;
  if (!scale(x, precision - 1 - exponent, &digits)) return false;
  if (digits >= limit) {
    ++exponent;
    if (!scale(x, precision - 1 - exponent, &digits)) return false;
  }
  *out = {digits, exponent};
  return true;
}

char* print_integer(char* out, uint64_t n) { return std::to_chars(out, out + 20, n).ptr; }

// `digits` with zeros in front up to `width`.
char* print_padded(char* out, uint64_t digits, int width) {
  char text[20];
  int length = static_cast<int>(print_integer(text, digits) - text);
  int zeros = width > length ? width - length : 0;
  std::memset(out, '0', static_cast<size_t>(zeros));
  std::memcpy(out + zeros, text, static_cast<size_t>(length));
  return out + zeros + length;
}

char* print_exponent(char* out, int exponent) {
  *out++ = 'e';
  *out++ = exponent < 0 ? '-' : '+';
  return print_padded(out, static_cast<uint64_t>(exponent < 0 ? -exponent : exponent), 2);
}

// The shape of %g: without zeros at the end, and with an exponent when that is far from zero.
char* print_decimal(char* out, Decimal d, int precision) {
  int places = precision - 1;  // digits behind the first
  while (d.digits % 10000 == 0)
    d.digits /= 10000, places -= 4;
  while (d.digits % 10 == 0)
    d.digits /= 10, --places;
  char text[20];
  char* end = print_integer(text, d.digits);
  auto length = static_cast<int>(end - text);
  if (d.exponent < -4 || d.exponent >= precision) {
    *out++ = text[0];
    if (length > 1) {
      *out++ = '.';
      std::memcpy(out, text + 1, static_cast<size_t>(length - 1));
      out += length - 1;
    }
    return print_exponent(out, d.exponent);
  }
  if (d.exponent < 0) {
    std::memcpy(out, "0.000", 5);
    out += 1 - d.exponent;
    std::memcpy(out, text, sizeof text);
    return out + length;
  }
  int whole = d.exponent + 1;
  if (whole >= length) {
    std::memset(out, '0', kMaxDigits);
    std::memcpy(out, text, static_cast<size_t>(length));
    return out + whole;
  }
  std::memcpy(out, text, static_cast<size_t>(whole));
  out[whole] = '.';
  std::memcpy(out + whole + 1, text + whole, static_cast<size_t>(length - whole));
  return out + length + 1;
}

}  // namespace

char* print_general(char* out, double x, int precision) {
  if (x == 0) return *out = '0', out + 1;
  if (precision == 0) precision = 1;
  Decimal d;
  if (precision <= kMaxDigits && x < HUGE_VAL && to_decimal(x, precision, &d))
    return print_decimal(out, d, precision);
  return std::to_chars(out, out + kMaxDecimalText, x, std::chars_format::general, precision).ptr;
}

char* print_shorter(char* out, double x, int short_precision, int precision) {
  char* end = print_general(out, x, short_precision);
  double back = 0;
  if (std::from_chars(out, end, back).ec != std::errc() || back != x)
    end = print_general(out, x, precision);
  return end;
}

char* print_fixed(char* out, double x, int precision) {
  uint64_t digits;
  if (precision > kMaxPlaces - 3 || !scale_up(x, precision, &digits))
    return std::to_chars(out, out + kMaxDecimalText, x, std::chars_format::fixed, precision).ptr;
  char* end = print_padded(out, digits, precision + 1);
  if (precision > 0) {
    char* point = end - precision;
    std::memmove(point + 1, point, static_cast<size_t>(precision));
    *point = '.';
    ++end;
  }
  return end;
}

}  // namespace perilune
