// XXH3 over a function's essence.
#include "runtime/bytecode/identity.h"

#include "runtime/bytecode/dump_format.h"
#include "runtime/bytecode/serialize.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace perilune::bytecode {

Identity identity_of(const Function& function) {
  const std::string bytes = essence(function);
  const XXH128_hash_t hash =
      XXH3_128bits_withSeed(bytes.data(), bytes.size(), instruction_set_id());
  return {hash.high64, hash.low64};
}

}  // namespace perilune::bytecode
