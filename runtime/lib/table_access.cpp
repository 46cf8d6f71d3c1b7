// The parts of array access that need metamethods.
#include "runtime/lib/table_access.h"

#include <cstring>

#include "runtime/number.h"

namespace perilune::lib {

bool TableAccess::check(unsigned needs) const {
  Value v = object();
  if (v.is_table()) return true;
  if (!respects_) {
    type_mismatch(L_, argument_, "table");
    return false;
  }
  struct {
    unsigned need;
    Event event;
  } const rows[] = {{kRead, Event::Index}, {kWrite, Event::NewIndex}, {kLength, Event::Len}};
  Table* metatable = L_->metatable_of(v);
  bool ok = metatable != nullptr;
  for (const auto& row : rows)
    if (ok && (needs & row.need)) ok = !metamethod_in(L_, metatable, row.event).is_nil();
  if (!ok) type_mismatch(L_, argument_, "table");
  return ok;
}

bool TableAccess::length(int64_t* out) const {
  Value v = object();
  if (v.is_table() && !v.table()->metatable()) {
    *out = v.table()->length();
    return true;
  }
  Value n;
  if (perilune::length(L_, v, &n) == Status::Error) return false;
  if (to_integer(L_, n, out)) return true;
  bool has_integers = L_->global->semantics.integers;
  if (!has_integers && to_number(L_, n, &n)) {
    *out = static_cast<int32_t>(truncate_to_integer(n.as_float()));
    return true;
  }
  L_->error("object length is not %s", has_integers ? "an integer" : "a number");
  return false;
}

bool TableAccess::get_with_metamethods(int64_t i, Value* out) const {
  return perilune::get(L_, object(), Value::integer(i), out) == Status::Ok;
}

bool TableAccess::set_with_metamethods(int64_t i, const Value& v) const {
  return perilune::set(L_, object(), Value::integer(i), v) == Status::Ok;
}

bool check_insert_position(State* L, int64_t end, int64_t* position) {
  *position = end;
  if (L->nargs() == 3) return check_int(L, 1, position);
  if (L->nargs() != 2) L->error("wrong number of arguments to 'insert'");
  return L->nargs() == 2;
}

namespace {

// Payloads lie upwards from the base, tags downwards from the byte below it.
void move_elements(Table* t, int64_t from, int64_t to, int64_t count) {
  size_t n = static_cast<size_t>(count);
  std::memmove(t->array + to, t->array + from, n * sizeof *t->array);
  char* tags = reinterpret_cast<char*>(t->array);
  std::memmove(tags - to - count, tags - from - count, n);
}

}  // namespace

void shift_up(Table* t, int64_t first, int64_t count) { move_elements(t, first, first + 1, count); }
void shift_down(State* L, Table* t, int64_t first, int64_t count) {
  move_elements(t, first, first - 1, count);
  gc::barrier_shift(L, t, static_cast<size_t>(first), static_cast<size_t>(count));
}

}  // namespace perilune::lib
