// One value of each tag, made once.
#pragma once

#include "runtime/proto.h"
#include "unittests/jit/lower/native.h"

namespace perilune::jit::test {

struct Sample {
  const char* type;  // LIR's name for values of the tag; null when it has none
  Value value;
};
const std::vector<Sample>& samples();

/// A closure whose prototype has some bytecode.
Closure* sample_closure();

}  // namespace perilune::jit::test
