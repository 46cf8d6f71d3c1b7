// What an object refers to, by name, and how large it is: for those who look at the heap from
// outside. Marking has its own, faster, way through the same references (mark.cpp).
#pragma once

#include <cstddef>
#include <functional>
#include <unordered_set>

#include "runtime/object.h"
#include "runtime/value.h"

namespace perilune {
struct Global;
}

namespace perilune::gc {

struct Reference {
  Object* target;
  // Either a name, which the object's kind explains ("metatable"), or the key of a table's entry.
  const char* name;
  Value key;
  bool is_key = false;  // the target is a key itself
};

class References {
public:
  using Fn = std::function<void(const Reference&)>;
  explicit References(const Global& global) : global_(global) {}

  // Calls `fn` for each reference that keeps its target alive; those of weak tables' weak parts are
  // left out. `object` must be alive.
  void of(Object* object, const Fn& fn) const;
  // The bytes of an object with all that it alone owns. A shape's map, which several share, counts
  // once for each `counted`.
  static size_t bytes(const Object* object, std::unordered_set<const void*>* counted);

private:
  class Visit;
  const Global& global_;
};

}  // namespace perilune::gc
