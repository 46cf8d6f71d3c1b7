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
  uint8_t flags = 0;   // per kind
  uint16_t small = 0;  // per kind
  uint32_t word = 0;   // per kind

  explicit Object(ObjectKind k) : kind(k) {}
};
static_assert(sizeof(Object) == 8);

}  // namespace perilune
