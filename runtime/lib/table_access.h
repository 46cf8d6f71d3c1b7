// An argument used as an array: direct while it is a table without a metatable, or in a dialect
// whose table library knows no metamethods; through metamethods otherwise. The argument's slot
// keeps the object alive while metamethods run.
#pragma once

#include "runtime/lib/args.h"
#include "runtime/metamethod.h"

namespace perilune::lib {

// What an object that is no table needs metamethods for, to be taken as one.
enum AccessNeeds : uint8_t { kRead = 1, kWrite = 2, kLength = 4, kReadWrite = kRead | kWrite };

[[gnu::always_inline]] inline void set_element(State* L, Table* t, int64_t i, const Value& v) {
  L->global->heap.store(L, [&] { t->set_int(L, i, v); });
}

class TableAccess {
public:
  TableAccess(State* L, uint32_t argument)
      : L_(L), argument_(argument), respects_(L->global->semantics.table_metamethods) {}

  // Raises "table expected" unless the argument is a table or has metamethods for all `needs`.
  [[nodiscard]] bool check(unsigned needs) const;
  // As `#` has it; must be an integer (any number where there are no integers).
  [[nodiscard]] bool length(int64_t* out) const;

  [[nodiscard, gnu::always_inline]] bool get(int64_t i, Value* out) const {
    if (Table* t = raw()) {
      *out = t->get_int(i);
      return true;
    }
    return get_with_metamethods(i, out);
  }
  [[nodiscard, gnu::always_inline]] bool set(int64_t i, const Value& v) const {
    if (Table* t = raw()) {
      set_element(L_, t, i, v);
      return true;
    }
    return set_with_metamethods(i, v);
  }
  [[nodiscard]] bool copy(int64_t from, int64_t to) const {
    Value v;
    return get(from, &v) && set(to, v);
  }

  // The table, when accesses need no metamethods; null otherwise. Calls of Lua may change that.
  Table* raw() const {
    if (argument_ >= L_->nargs()) return nullptr;
    const Value& v = L_->base[argument_];
    return v.is_table() && !(respects_ && v.table()->metatable()) ? v.table() : nullptr;
  }

private:
  Value object() const { return L_->arg(argument_); }
  [[nodiscard]] bool get_with_metamethods(int64_t i, Value* out) const;
  [[nodiscard]] bool set_with_metamethods(int64_t i, const Value& v) const;

  State* L_;
  uint32_t argument_;
  bool respects_;  // metamethods
};

// Whether elements `first` to `last` are all in the array part.
inline bool is_in_array(const Table* t, int64_t first, int64_t last) {
  return first >= 0 && first <= last && last < static_cast<int64_t>(t->asize);
}

// Where table.insert puts its last argument: the second of three says so, of two it is `end`.
[[nodiscard]] bool check_insert_position(State* L, int64_t end, int64_t* position);

// Moves `count` elements of the array part by one place, up or down, within the array part. The
// table keeps the same values; the collector, which goes through long ones upwards in parts, can
// miss what moves down only.
void shift_up(Table* t, int64_t first, int64_t count);
void shift_down(State* L, Table* t, int64_t first, int64_t count);

}  // namespace perilune::lib
