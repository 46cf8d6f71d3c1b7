// The parameters of a collector: what programs can set and read back.
#pragma once

#include <cstdint>

#include "runtime/bytecode/dialect.h"

namespace perilune::gc {

enum class Parameter : uint8_t {
#define GC_PARAMETER(Name, ...) Name,
#include "runtime/gc/parameters.def"
};

class Parameters {
public:
  explicit Parameters(Dialect dialect) {
    int column = static_cast<int>(dialect);
#define GC_PARAMETER(Name, text, in51, in52, in53, in54, in55, doc)                                \
  {                                                                                                \
    constexpr int64_t kFirst[] = {in51, in52, in53, in54, in55};                                   \
    first_[static_cast<int>(Parameter::Name)] = values_[static_cast<int>(Parameter::Name)] =       \
        kFirst[column];                                                                            \
  }
#include "runtime/gc/parameters.def"
  }
  int64_t get(Parameter p) const { return values_[static_cast<int>(p)]; }
  int64_t first(Parameter p) const { return first_[static_cast<int>(p)]; }  // before any `set`
  void set(Parameter p, int64_t value) { values_[static_cast<int>(p)] = value; }

private:
  static constexpr int kCount = 0
#define GC_PARAMETER(...) +1
#include "runtime/gc/parameters.def"
      ;
  int64_t values_[kCount] = {};
  int64_t first_[kCount] = {};
};

}  // namespace perilune::gc
