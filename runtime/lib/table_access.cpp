// The parts of array access that need metamethods.
#include "runtime/lib/table_access.h"

#include "runtime/number.h"

namespace perilune::lib {

bool TableAccess::check(unsigned needs) const {
  Value v = object();
  if (v.is_table()) return true;
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
  if (Table* t = raw()) {
    *out = t->length();
    return true;
  }
  Value n;
  if (perilune::length(L_, object(), &n) == Status::Error) return false;
  if (to_integer(L_, n, out)) return true;
  L_->error("object length is not an integer");
  return false;
}

}  // namespace perilune::lib
