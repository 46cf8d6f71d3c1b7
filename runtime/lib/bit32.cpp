// Operations on unsigned 32-bit integers.
#include <bit>

#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"

namespace perilune::lib {

namespace {

constexpr int64_t kBits = 32;

NativeResult push_bits(State* L, uint32_t bits) { return push_integer(L, bits); }

// All arguments combined, beginning with `all`.
template <class Combine>
bool fold(State* L, uint32_t* all, Combine combine) {
  for (uint32_t i = 0, n = L->nargs(); i < n; ++i) {
    uint32_t bits;
    if (!check_bits(L, i, &bits)) return false;
    *all = combine(*all, bits);
  }
  return true;
}

uint32_t and_bits(uint32_t a, uint32_t b) { return a & b; }

// Shifted to the left, by a negative distance to the right; zeros come in.
uint32_t shifted(uint32_t bits, int64_t distance) {
  if (distance <= -kBits || distance >= kBits) return 0;
  return distance < 0 ? bits >> -distance : bits << distance;
}

// The distance is checked first, as in stock.
bool check_operands(State* L, uint32_t* bits, int64_t* distance) {
  return check_int(L, 1, distance) && check_bits(L, 0, bits);
}

// The arguments that describe a field.
bool check_field(State* L, uint32_t i, int* field, uint32_t* mask) {
  int64_t position, width;
  if (!check_int(L, i, &position) || !opt_int(L, i + 1, 1, &width)) return false;
  if (position < 0) {
    bad_argument(L, i, "field cannot be negative");
  } else if (width <= 0) {
    bad_argument(L, i + 1, "width must be positive");
  } else if (position > kBits || width > kBits || position + width > kBits) {
    L->error("trying to access non-existent bits");
  } else {
    *field = static_cast<int>(position);
    *mask = UINT32_MAX >> (kBits - width);
    return true;
  }
  return false;
}

}  // namespace

NativeResult bit32_band(State* L) {
  uint32_t bits = UINT32_MAX;
  return fold(L, &bits, and_bits) ? push_bits(L, bits) : kNativeError;
}

NativeResult bit32_btest(State* L) {
  uint32_t bits = UINT32_MAX;
  return fold(L, &bits, and_bits) ? push_boolean(L, bits != 0) : kNativeError;
}

NativeResult bit32_bor(State* L) {
  uint32_t bits = 0;
  bool ok = fold(L, &bits, [](uint32_t a, uint32_t b) { return a | b; });
  return ok ? push_bits(L, bits) : kNativeError;
}

NativeResult bit32_bxor(State* L) {
  uint32_t bits = 0;
  bool ok = fold(L, &bits, [](uint32_t a, uint32_t b) { return a ^ b; });
  return ok ? push_bits(L, bits) : kNativeError;
}

NativeResult bit32_bnot(State* L) {
  uint32_t bits;
  return check_bits(L, 0, &bits) ? push_bits(L, ~bits) : kNativeError;
}

NativeResult bit32_lshift(State* L) {
  uint32_t bits;
  int64_t distance;
  return check_operands(L, &bits, &distance) ? push_bits(L, shifted(bits, distance)) : kNativeError;
}

NativeResult bit32_rshift(State* L) {
  uint32_t bits;
  int64_t distance;
  if (!check_operands(L, &bits, &distance)) return kNativeError;
  return push_bits(L, shifted(bits, wrap_sub(0, distance)));
}

NativeResult bit32_arshift(State* L) {
  uint32_t bits;
  int64_t distance;
  if (!check_bits(L, 0, &bits) || !check_int(L, 1, &distance)) return kNativeError;
  if (distance < 0) return push_bits(L, shifted(bits, wrap_sub(0, distance)));
  int64_t steps = distance < kBits ? distance : kBits - 1;
  return push_bits(L, static_cast<uint32_t>(static_cast<int32_t>(bits) >> steps));
}

NativeResult bit32_lrotate(State* L) {
  uint32_t bits;
  int64_t distance;
  if (!check_operands(L, &bits, &distance)) return kNativeError;
  return push_bits(L, std::rotl(bits, static_cast<int>(distance & (kBits - 1))));
}

NativeResult bit32_rrotate(State* L) {
  uint32_t bits;
  int64_t distance;
  if (!check_operands(L, &bits, &distance)) return kNativeError;
  return push_bits(L, std::rotr(bits, static_cast<int>(distance & (kBits - 1))));
}

NativeResult bit32_extract(State* L) {
  uint32_t bits, mask;
  int field;
  if (!check_bits(L, 0, &bits) || !check_field(L, 1, &field, &mask)) return kNativeError;
  return push_bits(L, bits >> field & mask);
}

NativeResult bit32_replace(State* L) {
  uint32_t bits, value, mask;
  int field;
  if (!check_bits(L, 0, &bits) || !check_bits(L, 1, &value) || !check_field(L, 2, &field, &mask))
    return kNativeError;
  return push_bits(L, (bits & ~(mask << field)) | (value & mask) << field);
}

}  // namespace perilune::lib
