// Functions on tables as arrays without a frame (runtime/interp/fast_call.h).
#include "runtime/interp/fast_call.h"
#include "runtime/lib/table_access.h"

namespace perilune::interp {

namespace {

inline bool is_plain_table(const Value& v) { return v.is_table() && !v.table()->metatable(); }

SLOW_HANDLER(fast_insert_slow) {
  NEEDS_MEMORY();
  Table* t = ARG(0).table();
  // What is refused, a frame is needed for.
  if (!L->global->heap.try_store([&] { t->set_int(L, t->length() + 1, ARG(1)); })) USE_FRAME();
  FINISH_CALL(0);
}

// In front of other elements of the array part, with room behind the last one.
SLOW_HANDLER(fast_insert_at) {
  Table* t = ARG(0).table();
  int64_t position, size = t->length();
  const Value& v = ARG(2);
  if (!is_whole(ARG(1), &position) || position < 1 || position > size || v.is_nil()) USE_FRAME();
  if (t->hash() || t->asize != size + 1 || !t->try_append(t->asize, t->get_int(size))) USE_FRAME();
  gc::barrier(L, t, t->get_int(size));
  lib::shift_up(t, position, size - position);
  t->set_int(L, position, v);
  FINISH_CALL(0);
}

}  // namespace

HANDLER(fast_insert) {
  if (count - 2 > 1 || !is_plain_table(ARG(0))) USE_FRAME();
  if (count == 3) GOTO(fast_insert_at);
  Table* t = ARG(0).table();
  const Value& v = ARG(1);
  if (v.is_nil() || !t->try_append(t->asize, v)) GOTO(fast_insert_slow);
  gc::barrier(L, t, v);
  FINISH_CALL(0);
}

HANDLER(fast_remove) {
  if (count != 1 || !is_plain_table(ARG(0))) USE_FRAME();
  Table* t = ARG(0).table();
  int64_t size = t->length();
  if (size == 0) USE_FRAME();
  *PA = t->get_int(size);
  t->set_int(L, size, Value());
  if (wanted_results(pc) == 0) NEXT(1);
  FINISH_CALL(1);
}

HANDLER(fast_unpack) {
  Value* func = PA;
  if (count - 1 > 2 || !is_plain_table(ARG(0))) USE_FRAME();
  const Table* t = ARG(0).table();
  int64_t first = 1, last;
  if (count > 1 && !is_whole(ARG(1), &first)) USE_FRAME();
  if (count < 3)
    last = t->length();
  else if (!is_whole(ARG(2), &last))
    USE_FRAME();
  if (first < 1) USE_FRAME();
  if (first > last) FINISH_CALL(0);
  // So many slots are free.
  if (last - first >= State::kExtraStack || last >= t->asize) USE_FRAME();
  auto results = static_cast<uint32_t>(last - first + 1);
  uint32_t wanted = wanted_results(pc);
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0, n = results < wanted ? results : wanted; i < n; ++i)
    func[i] = vector_get(t->array, static_cast<size_t>(first) + i);
  FINISH_CALL(results);
}

}  // namespace perilune::interp
