// What all heap objects share: an 8-byte header whose last six bytes belong to the kind.
#pragma once

#include <cstdint>

#include "runtime/value.h"

namespace perilune {

enum class ObjectKind : uint8_t {
#define OBJECT_KIND(Name, Type) Name,
#include "runtime/object_kinds.def"
};

struct Object {
  ObjectKind kind;
  uint8_t flags = 0;   // the collector's, and those of the kind
  uint16_t small = 0;  // per kind
  union {
    uint32_t word = 0;  // per kind
    uint8_t bytes[4];   // the same
  };

  explicit Object(ObjectKind k) : kind(k) {}

  // In flags: the object is known to the collector as one to finalize; its finalizer has been
  // called or is about to be (only where that happens once: Semantics::finalizer_marks).
  static constexpr uint8_t kFinalizable = 0x80;
  static constexpr uint8_t kFinalized = 0x40;
  // The object has been visited by a cycle: stores into it are reported (gc::barrier).
  static constexpr uint8_t kWatched = 0x20;
};
static_assert(sizeof(Object) == 8);

}  // namespace perilune
