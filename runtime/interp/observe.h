// Observation: while it goes on, each instruction that the interpreter executes notes what it meets
// in the feedback vector of its function (runtime/feedback.h). It stands in for the handlers of the
// dispatch table, so that nothing costs anything otherwise; what is observed takes some ten times
// as long.
#pragma once

#include <memory>

#include "runtime/interp/dispatch.h"

namespace perilune::interp {

class Observer {
public:
  // Begins to observe all coroutines of a state. At most one at a time; it must be stopped before
  // the state ends, and what else replaces handlers meanwhile (OpcodeProfile) must be gone by then.
  explicit Observer(Global* global);
  ~Observer();
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;

  // Puts the handlers back; no instruction may be executing.
  void stop();

  // The instruction at `pc` is about to be executed.
  void observe(State* L, const Insn* pc, const Value* base);
  Handler plain(uint8_t op) const { return plain_[op]; }

private:
  void finish_last(const Proto& proto, uint32_t pc, const Value* base);

  Global* global_;
  bool is_running_ = true;
  Handler plain_[256];
  // The instruction before, whose outcome the next one shows.
  const State* last_state_ = nullptr;
  const Value* last_base_ = nullptr;
  const Insn* last_pc_ = nullptr;
};

}  // namespace perilune::interp
