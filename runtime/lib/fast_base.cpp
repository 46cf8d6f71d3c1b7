// Builtins called without a frame: types, tables and arguments (runtime/lib/fast_calls.h).
#include <algorithm>

#include "runtime/frame.h"
#include "runtime/lib/fast_calls.h"
#include "runtime/lib/table_access.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"
#include "runtime/state.h"

namespace perilune::lib {

namespace {

inline bool is_plain_table(const Value& v) { return v.is_table() && !v.table()->metatable(); }

// The values from `from` on become the results of the builtin at `func`.
inline uint32_t results_from(Value* func, const Value* from, uint32_t count, uint32_t wanted) {
  for (uint32_t i = 0, n = std::min(count, wanted); i < n; ++i)
    func[i] = from[i];
  return count;
}

// The iterator, the first argument and where the iteration starts.
inline uint32_t start_iteration(Value* func, const Value& start) {
  func[0] = func->native()->upvalues()[0];
  func[1] = func[2];
  func[2] = start;
  return 3;
}

}  // namespace

uint32_t fast_type(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0) return kNoFastCall;
  *func = Value::of(L->global->type_names[static_cast<int>(func[2].tag)]);
  return 1;
}

uint32_t fast_rawget(State*, Value* func, uint32_t nargs, uint32_t) {
  if (nargs != 2 || !func[2].is_table()) return kNoFastCall;
  *func = func[2].table()->get(func[3]);
  return 1;
}

uint32_t fast_rawset(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs != 3 || !func[2].is_table() || !Table::is_valid_key(func[3])) return kNoFastCall;
  func[2].table()->set(L, func[3], func[4]);
  *func = func[2];
  return 1;
}

uint32_t fast_rawlen(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || !func[2].is_table()) return kNoFastCall;
  *func = L->integer(func[2].table()->length());
  return 1;
}

uint32_t fast_rawequal(State*, Value* func, uint32_t nargs, uint32_t) {
  if (nargs < 2) return kNoFastCall;
  *func = Value::boolean(raw_equal(func[2], func[3]));
  return 1;
}

uint32_t fast_select(State* L, Value* func, uint32_t nargs, uint32_t wanted) {
  if (nargs == 0) return kNoFastCall;
  const Value& first = func[2];
  if (first.is_string() && first.string()->view() == "#") {
    *func = L->integer(nargs - 1);
    return 1;
  }
  int64_t i;
  if (!to_integer_exact(first, &i)) return kNoFastCall;
  if (i < 1 || i > INT32_MAX) return kNoFastCall;
  if (i >= nargs) return 0;
  return results_from(func, func + 2 + i, nargs - static_cast<uint32_t>(i), wanted);
}

uint32_t fast_next(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || !func[2].is_table()) return kNoFastCall;
  Value key, value;
  switch (func[2].table()->next(nargs > 1 ? func[3] : Value(), &key, &value)) {
  case Table::Next::Found:
    func[0] = key.is_integer() ? L->integer(key.i) : key;
    func[1] = value;
    return 2;
  case Table::Next::End:
    func->set_nil();
    return 1;
  case Table::Next::InvalidKey:
    break;
  }
  return kNoFastCall;
}

uint32_t fast_pairs(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || !func[2].is_table()) return kNoFastCall;
  if (Table* metatable = func[2].table()->metatable();
      metatable && L->global->semantics.pairs_metamethod &&
      !metamethod_in(L, metatable, Event::Pairs).is_nil())
    return kNoFastCall;
  uint32_t n = start_iteration(func, Value());
  for (; n < L->global->semantics.pairs_results; ++n)
    func[n].set_nil();
  return n;
}

uint32_t fast_ipairs(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0 || !func[2].is_table()) return kNoFastCall;
  if (L->global->semantics.ipairs_metamethod && func[2].table()->metatable()) return kNoFastCall;
  return start_iteration(func, L->integer(0));
}

uint32_t fast_assert(State*, Value* func, uint32_t nargs, uint32_t wanted) {
  if (nargs == 0 || func[2].is_falsy()) return kNoFastCall;
  return results_from(func, func + 2, nargs, wanted);
}

uint32_t fast_setmetatable(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs != 2 || !is_plain_table(func[2]) || !func[3].is_table()) return kNoFastCall;
  func[2].table()->set_metatable(L, func[3].table());
  *func = func[2];
  return 1;
}

uint32_t fast_getmetatable(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs == 0) return kNoFastCall;
  Table* metatable = L->metatable_of(func[2]);
  Value shown = metamethod_in(L, metatable, Event::Metatable);
  *func = !metatable || !shown.is_nil() ? shown : Value::of(metatable);
  return 1;
}

uint32_t fast_insert(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs != 2 || !is_plain_table(func[2])) return kNoFastCall;
  Table* t = func[2].table();
  t->set_int(L, t->length() + 1, func[3]);
  return 0;
}

uint32_t fast_remove(State* L, Value* func, uint32_t nargs, uint32_t) {
  if (nargs != 1 || !is_plain_table(func[2])) return kNoFastCall;
  Table* t = func[2].table();
  int64_t size = t->length();
  if (size == 0) return kNoFastCall;
  *func = t->get_int(size);
  t->set_int(L, size, Value());
  return 1;
}

uint32_t fast_unpack(State*, Value* func, uint32_t nargs, uint32_t wanted) {
  if (nargs != 1 || !is_plain_table(func[2])) return kNoFastCall;
  const Table* t = func[2].table();
  int64_t size = t->length();
  if (size == 0) return 0;
  // So many slots are free.
  if (size > State::kExtraStack || !is_in_array(t, 1, size)) return kNoFastCall;
  auto count = static_cast<uint32_t>(size);
  for (uint32_t i = 0, n = std::min(count, wanted); i < n; ++i)
    func[i] = vector_get(t->array, i + 1);
  return count;
}

}  // namespace perilune::lib
