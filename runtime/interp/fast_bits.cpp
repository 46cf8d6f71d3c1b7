// The functions on 32-bit integers without a frame (runtime/interp/fast_call.h).
#include <bit>

#include "runtime/interp/fast_call.h"

namespace perilune::interp {

namespace {

// The lower 32 bits of a number, as the library has them: rounded, where all are floats.
inline bool is_bits(State* L, const Value& v, uint32_t* out) {
  if (v.is_float()) {
    *out = static_cast<uint32_t>(std::bit_cast<uint64_t>(v.f + 0x1.8p52));
    return !L->global->semantics.integers;
  }
  *out = static_cast<uint32_t>(v.bits);
  return v.is_integer();
}

// A distance or position that C++ knows as well.
inline bool is_small(const Value& v, int64_t* out) {
  return is_whole(v, out) && static_cast<uint64_t>(*out) < 32;
}

// The mask of the field whose width is the argument, if there is one.
inline bool is_field(const Value* args, uint32_t count, uint32_t position_at, int64_t* position,
                     uint32_t* mask) {
  int64_t width = 1;
  if (count <= position_at || !is_whole(args[position_at], position)) return false;
  if (count > position_at + 1 && !is_whole(args[position_at + 1], &width)) return false;
  if (static_cast<uint64_t>(*position) >= 32 || static_cast<uint64_t>(width) - 1 >= 32 ||
      *position + width > 32)
    return false;
  *mask = UINT32_MAX >> (32 - width);
  return true;
}

}  // namespace

// All arguments combined, as `bits`, beginning with `first`.
#define COMBINE(handler, first, operation, store)                                                  \
  HANDLER(handler) {                                                                               \
    uint32_t bits = first;                                                                         \
    for (uint32_t i = 0; i < count; ++i) {                                                         \
      uint32_t b;                                                                                  \
      if (!is_bits(L, ARG(i), &b)) USE_FRAME();                                                    \
      bits = bits operation b;                                                                     \
    }                                                                                              \
    store;                                                                                         \
    FINISH_CALL(1);                                                                                \
  }
COMBINE(fast_band, UINT32_MAX, &, *PA = L->integer(bits))
COMBINE(fast_bor, 0, |, *PA = L->integer(bits))
COMBINE(fast_bxor, 0, ^, *PA = L->integer(bits))
COMBINE(fast_btest, UINT32_MAX, &, PA->set_boolean(bits != 0))
#undef COMBINE

HANDLER(fast_bnot) {
  uint32_t bits;
  if (count == 0 || !is_bits(L, ARG(0), &bits)) USE_FRAME();
  *PA = L->integer(~bits);
  FINISH_CALL(1);
}

// `bits` moved by `distance`, from 0 to 31.
#define MOVE_BITS(handler, expression)                                                             \
  HANDLER(handler) {                                                                               \
    uint32_t bits;                                                                                 \
    int64_t distance;                                                                              \
    if (count < 2 || !is_bits(L, ARG(0), &bits) || !is_small(ARG(1), &distance)) USE_FRAME();      \
    *PA = L->integer(expression);                                                                  \
    FINISH_CALL(1);                                                                                \
  }
MOVE_BITS(fast_lshift, bits << distance)
MOVE_BITS(fast_rshift, bits >> distance)
MOVE_BITS(fast_arshift, static_cast<uint32_t>(static_cast<int32_t>(bits) >> distance))
MOVE_BITS(fast_lrotate, std::rotl(bits, static_cast<int>(distance)))
MOVE_BITS(fast_rrotate, std::rotr(bits, static_cast<int>(distance)))
#undef MOVE_BITS

HANDLER(fast_extract) {
  uint32_t bits, mask;
  int64_t position;
  if (count < 2 || !is_bits(L, ARG(0), &bits) || !is_field(&ARG(0), count, 1, &position, &mask))
    USE_FRAME();
  *PA = L->integer(bits >> position & mask);
  FINISH_CALL(1);
}

HANDLER(fast_replace) {
  uint32_t bits, value, mask;
  int64_t position;
  if (count < 3 || !is_bits(L, ARG(0), &bits) || !is_bits(L, ARG(1), &value) ||
      !is_field(&ARG(0), count, 2, &position, &mask))
    USE_FRAME();
  *PA = L->integer((bits & ~(mask << position)) | (value & mask) << position);
  FINISH_CALL(1);
}

}  // namespace perilune::interp
