// A profile of the instructions that the interpreter executes: how many of each, which come one
// after the other, and where the time goes. While one runs, each entry of the plain dispatch table
// counts and goes on at the handler that stood there, so that nothing costs anything otherwise.
#pragma once

#include <memory>
#include <string>

#include "runtime/interp/dispatch.h"

namespace perilune::interp {

// Instructions of compiled loops are not seen: their time is that of the instruction that enters
// them. The time of an instruction includes that of its counting (one or two nanoseconds), of what
// it calls in C++ and of the collector.
class OpcodeProfile {
public:
  // Begins to count in all coroutines of a state whose compiler, if any, has been attached, and to
  // sample: the thread gets a signal (SIGPROF) every millisecond. There may be one in a process.
  explicit OpcodeProfile(Global* global);
  // Puts the handlers back unless this has been done. The state must still exist then.
  ~OpcodeProfile();
  OpcodeProfile(const OpcodeProfile&) = delete;
  OpcodeProfile& operator=(const OpcodeProfile&) = delete;

  // Ends the counting; no instruction may be executing.
  void stop();
  // Two tables: instructions and pairs, the most frequent first. A pair "in line" stands so in the
  // code, one behind the other, and could be one instruction.
  std::string report() const;
  // How often an instruction has been executed, and right after another one.
  uint64_t count(InsnOp op) const;
  uint64_t count(InsnOp first, InsnOp second) const;

  struct Counters;

private:
  Global* global_;
  std::unique_ptr<Counters> counters_;
  void* timer_ = nullptr;
  bool is_sampling_ = false;
};

}  // namespace perilune::interp
