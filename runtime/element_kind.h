// What is known of all elements of an array part at once: a byte of bits, each of which says what
// an element may be. Elements only ever add to it, so that what a clear bit says is certain.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/value.h"

namespace perilune {

using ElementKind = uint8_t;

namespace element_kind {

// Some element from 1 on is not an integer, or not a float.
constexpr ElementKind kNotInteger = 1, kNotFloat = 2;
// Some element refers to an object of the heap.
constexpr ElementKind kReferences = 4;
// The element 0, which most arrays do not have, is not an integer, or not a float.
constexpr unsigned kZeroShift = 3;
constexpr ElementKind kZeroNotInteger = kNotInteger << kZeroShift,
                      kZeroNotFloat = kNotFloat << kZeroShift;

constexpr ElementKind kNotNumbers = kNotInteger | kNotFloat;
constexpr ElementKind kZeroNotNumber = kZeroNotInteger | kZeroNotFloat;

// What an element from 1 on with this tag adds.
constexpr ElementKind of(Tag tag) {
  constexpr struct Table {
    ElementKind rows[256] = {};
    constexpr Table() {
      for (unsigned tag = 0; tag < 256; ++tag)
        rows[tag] = Tag(tag) == Tag::Integer  ? kNotFloat
                    : Tag(tag) == Tag::Float  ? kNotInteger
                    : Tag(tag) >= Tag::String ? kNotNumbers | kReferences
                                              : kNotNumbers;
    }
  } kTable;
  return kTable.rows[static_cast<uint8_t>(tag)];
}
// What the element 0 with this tag adds.
constexpr ElementKind of_zero(Tag tag) {
  ElementKind kind = of(tag);
  return static_cast<ElementKind>((kind & kNotNumbers) << kZeroShift | (kind & kReferences));
}
constexpr ElementKind of(Tag tag, size_t index) { return index ? of(tag) : of_zero(tag); }

// The name of what the elements from 1 on are, as dumps print it.
constexpr const char* name(ElementKind kind) {
  if ((kind & kNotNumbers) == kNotFloat) return "integers";
  if ((kind & kNotNumbers) == kNotInteger) return "floats";
  return kind & kReferences ? "values" : kind & kNotNumbers ? "plain values" : "none";
}

}  // namespace element_kind

}  // namespace perilune
