// The names of types.
#include "runtime/value.h"

namespace perilune {

const char* type_name(Tag tag) {
  static constexpr const char* kNames[] = {
#define TAG(Name, type_name) type_name,
#include "runtime/tags.def"
  };
  return kNames[static_cast<uint8_t>(tag)];
}

}  // namespace perilune
