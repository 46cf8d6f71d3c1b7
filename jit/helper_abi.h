// How compiled code calls runtime helpers (jit/ir/helpers.def). All are C functions that neither
// throw nor unwind, linked by the text name of their row.
//
//   Arguments   `call` passes State* first, `call.pure` does not. i64, f64 and references go as
//               int64_t, double and pointers, bool as bool, `any` as two: uint64_t payload and
//               uint64_t tag (a Tag, zero-extended).
//   Results of  The plain value; bool as bool.
//   `call.pure`
//   Results of  What the helper gives, or that it refuses: it has then done nothing that a program
//   `call`      could observe, and the code leaves through its snapshot.
//                 none        bool: false when refused
//                 reference   a pointer: null when refused
//                 i64         HelperInt
//                 any         HelperAny
#pragma once

#include <cstdint>

namespace perilune::jit {

constexpr uint64_t kHelperDone = 0;
constexpr uint64_t kHelperRefused = 255;  // no Tag has this value

struct HelperInt {
  int64_t value;
  uint64_t status;  // kHelperDone or kHelperRefused
};
struct HelperAny {
  uint64_t payload;
  uint64_t tag;  // a Tag, or kHelperRefused
};

}  // namespace perilune::jit
