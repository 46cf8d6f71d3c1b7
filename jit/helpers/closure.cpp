// Making closures, and closing the variables that they have captured.
#include "jit/helpers/helpers.h"

namespace perilune::jit::helpers {

Closure* ClosureNew(State* L, Closure* self, Proto* proto, Value* base) {
  return make_closure(L, self, proto, base);
}

Closure* ClosureReuse(State* L, Closure* self, Proto* proto, Value* base) {
  return reuse_closure(L, self, proto, base);
}

void GcBarrier(State* L, Object* owner, uint64_t value, uint64_t tag) {
  gc::barrier(L, owner, value_of(value, tag));
}

bool UpvalsClose(State* L, Value* level) {
  if (L->tbc_count > 0 && L->tbc[L->tbc_count - 1] >= L->offset_of(level)) return false;
  close_upvalues(L, level);
  return true;
}

}  // namespace perilune::jit::helpers
