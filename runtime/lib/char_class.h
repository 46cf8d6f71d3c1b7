// The character classes of patterns (%a, %d, ...) and sets of bytes. Classification is that of the
// C locale, which is the only one that programs run in.
#pragma once

#include <array>
#include <cstdint>

namespace perilune::lib {

enum CharClass : uint16_t {
  kAlpha = 1,
  kDigit = 2,
  kLower = 4,
  kUpper = 8,
  kSpace = 16,
  kControl = 32,
  kGraphic = 64,
  kPunctuation = 128,
  kHex = 256,
  kZero = 512,
};

namespace char_class_detail {

constexpr uint16_t classify(unsigned c) {
  unsigned folded = c | 32;
  bool alpha = folded >= 'a' && folded <= 'z' && c < 128;
  bool digit = c >= '0' && c <= '9';
  bool graphic = c > 32 && c < 127;
  unsigned classes = 0;
  if (alpha) classes |= kAlpha | (c >= 'a' ? kLower : kUpper);
  if (digit) classes |= kDigit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) classes |= kSpace;
  if (c < 32 || c == 127) classes |= kControl;
  if (graphic) classes |= kGraphic;
  if (graphic && !alpha && !digit) classes |= kPunctuation;
  if (digit || (folded >= 'a' && folded <= 'f' && c < 128)) classes |= kHex;
  if (c == 0) classes |= kZero;
  return static_cast<uint16_t>(classes);
}

constexpr auto make_table() {
  std::array<uint16_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c)
    table[c] = classify(c);
  return table;
}

// The classes that a letter after % stands for; 0 for a character that stands for itself. Capital
// letters, for the complements, have the same entry.
constexpr auto make_letters() {
  std::array<uint16_t, 256> letters{};
  constexpr struct {
    char letter;
    uint16_t classes;
  } kLetters[] = {{'a', kAlpha},          {'c', kControl},     {'d', kDigit}, {'g', kGraphic},
                  {'l', kLower},          {'p', kPunctuation}, {'s', kSpace}, {'u', kUpper},
                  {'w', kAlpha | kDigit}, {'x', kHex},         {'z', kZero}};
  for (const auto& row : kLetters) {
    letters[static_cast<unsigned char>(row.letter)] = row.classes;
    letters[static_cast<unsigned char>(row.letter - 32)] = row.classes;
  }
  return letters;
}

}  // namespace char_class_detail

inline constexpr auto kCharClasses = char_class_detail::make_table();
inline constexpr auto kClassLetters = char_class_detail::make_letters();

inline bool is_in_class(unsigned char c, CharClass cls) { return (kCharClasses[c] & cls) != 0; }

// Whether `c` is what the letter after % stands for.
inline bool class_match(unsigned char c, unsigned char letter, bool has_graphic) {
  uint16_t classes = kClassLetters[letter];
  if (classes == 0 || (classes == kGraphic && !has_graphic)) return letter == c;
  bool is_complement = (kCharClasses[letter] & kUpper) != 0;
  return ((kCharClasses[c] & classes) != 0) != is_complement;
}

class ByteSet {
public:
  void clear() { words_ = {}; }
  void insert(unsigned char c) { words_[c >> 6] |= uint64_t{1} << (c & 63); }
  bool contains(unsigned char c) const { return words_[c >> 6] >> (c & 63) & 1; }

private:
  std::array<uint64_t, 4> words_;
};

}  // namespace perilune::lib
