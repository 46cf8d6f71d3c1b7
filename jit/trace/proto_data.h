// What the compiler keeps about a function, for as long as its prototype lives.
#pragma once

#include <map>

#include "jit/trace/liveness.h"
#include "runtime/state.h"

namespace perilune::jit {

// What is known of a loop that has no trace yet; what failed recordings of it have cost.
struct LoopAttempts {
  uint32_t passes = 0;  // back edges up to when the counter was set
  uint32_t wait = 0;    // what the counter was set to count then; 0: never set
  uint32_t cost = 0;
  uint32_t hard = 0;        // failures that will probably repeat
  bool is_pending = false;  // its trace is being compiled
  bool given_up = false;    // it gets no trace; recordings of the code around pass through it
};

struct ProtoData {
  explicit ProtoData(const Proto& proto) : liveness(proto) {}

  Liveness liveness;
  bool is_instantiated = false;            // compiled code makes closures of it
  std::map<uint32_t, LoopAttempts> loops;  // by the pc of the loop instruction

  // Made on first use, gone with the prototype.
  static ProtoData& of(Global* global, Proto* proto);
};

}  // namespace perilune::jit
