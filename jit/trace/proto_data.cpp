// Life of the compiler's data on functions.
#include "jit/trace/proto_data.h"

#include <cstdlib>

namespace perilune::jit {

namespace {

void destroy(Object* object) {
  auto* proto = static_cast<Proto*>(object);
  delete static_cast<ProtoData*>(proto->jit);
  proto->jit = nullptr;
}

}  // namespace

ProtoData& ProtoData::of(Global* global, Proto* proto) {
  if (!proto->jit) {
    proto->jit = new ProtoData(*proto);
    // The compiler ends the process when it gets no memory.
    if (!global->heap.add_destructor(proto, destroy)) std::abort();
  }
  return *static_cast<ProtoData*>(proto->jit);
}

}  // namespace perilune::jit
