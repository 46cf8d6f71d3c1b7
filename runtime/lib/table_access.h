// An argument used as an array: direct while it is a table without a metatable, through metamethods
// otherwise. The argument's slot keeps the object alive while metamethods run.
#pragma once

#include "runtime/lib/args.h"
#include "runtime/metamethod.h"

namespace perilune::lib {

// What an object that is no table needs metamethods for, to be taken as one.
enum AccessNeeds : uint8_t { kRead = 1, kWrite = 2, kLength = 4, kReadWrite = kRead | kWrite };

class TableAccess {
public:
  TableAccess(State* L, uint32_t argument) : L_(L), argument_(argument) {}

  // Raises "table expected" unless the argument is a table or has metamethods for all `needs`.
  [[nodiscard]] bool check(unsigned needs) const;
  // As `#` has it; must be an integer.
  [[nodiscard]] bool length(int64_t* out) const;

  [[nodiscard]] bool get(int64_t i, Value* out) const {
    if (Table* t = raw()) {
      *out = t->get_int(i);
      return true;
    }
    return perilune::get(L_, object(), Value::integer(i), out) == Status::Ok;
  }
  [[nodiscard]] bool set(int64_t i, const Value& v) const {
    if (Table* t = raw()) {
      t->set_int(L_, i, v);
      return true;
    }
    return perilune::set(L_, object(), Value::integer(i), v) == Status::Ok;
  }
  [[nodiscard]] bool copy(int64_t from, int64_t to) const {
    Value v;
    return get(from, &v) && set(to, v);
  }

private:
  Value object() const { return L_->arg(argument_); }
  Table* raw() const {
    if (argument_ >= L_->nargs()) return nullptr;
    const Value& v = L_->base[argument_];
    return v.is_table() && !v.table()->metatable() ? v.table() : nullptr;
  }

  State* L_;
  uint32_t argument_;
};

}  // namespace perilune::lib
