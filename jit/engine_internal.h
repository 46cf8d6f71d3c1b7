// The engine's data; engine.cpp decides, handlers.cpp connects it to the interpreter.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "jit/compiler.h"
#include "jit/engine.h"
#include "jit/trace/recorder.h"
#include "jit/worth.h"

namespace perilune::jit {

class Engine {
public:
  Engine(Global* global, const Options& options);
  ~Engine();

  static Engine* of(const State* L) { return static_cast<Engine*>(L->global->jit_data); }

  // A loop's counter has reached its limit: `pc` is the loop instruction, whose step has been made;
  // `head` is where its body begins. Starts a recording, if the loop may be recorded.
  void loop_is_hot(State* L, const Insn* pc, const Insn* head, Value* base);
  // A trace was left through an exit that leads to the interpreter.
  // Error: a finalizer failed.
  Status exit_taken(State* L, Trace* trace, uint32_t exit, const Insn* pc);
  void leave_recording(State* L) {
    if (L->dispatch == &recording_) end(L);
  }
  // The next instruction while recording.
  void record(State* L, const Insn* pc, Value* base);

  Statistics statistics() const;
  bool is_compiling() { return compiler_.is_busy(); }

private:
  bool is_recording(State* L);
  bool may_compile() const;
  void begin(State* L);
  void end(State* L);
  void aborted(AbortReason reason);
  void back_off_loop(Proto* proto, uint32_t pc, AbortReason reason);
  void finished();
  bool is_due(const Worth& worth);
  bool share(const std::string& text);
  LoopAttempts& count_passes(Proto* proto, uint32_t pc);
  void set_wait(Proto* proto, uint32_t pc, uint32_t wait);
  void set_pending(const Trace& trace, bool pending);
  // Installs what has been compiled.
  void take_compiled();
  void failed(const CompileJob& job);
  void log(const CompileJob& job) const;
  void log_postponed(const Worth& worth, uint32_t passes, uint32_t due) const;
  void report() const;
  void install(std::unique_ptr<Trace> trace);
  bool is_dumped(const Trace& trace) const;
  static void mark_roots(void* data, void (*mark)(void* marker, Object* object), void* marker);

  Global* global_;
  Options options_;
  Dispatch recording_;
  Recorder recorder_;
  Compiler compiler_;
  uint32_t submitted_ = 0;
  std::deque<std::vector<Object*>> pending_objects_;  // of the jobs that are not taken, in order
  std::vector<std::unique_ptr<Trace>> traces_;
  TraceIndex index_;
  // By Trace::text; null while the first of its kind is being compiled.
  std::unordered_map<std::string, Trace*> side_traces_;
  std::vector<Handler> entries_;         // Dispatch::traces: by number
  std::vector<Handler> hooked_entries_;  // the same for coroutines with a hook
  Statistics statistics_;
  std::string function_name_;  // of the last recording, when dumps are filtered
  Ledger ledger_;
  bool disabled_ = false;  // the code generator cannot be had
};

// engine_log.cpp
std::string place_of(const Proto& proto, uint32_t pc);
// What a recording's function is called by, for the filter of dumps.
std::string function_name(State* L);

// handlers.cpp
extern const JitHooks kJitHooks;
PERILUNE_PRESERVE_NONE void exit_handler(HANDLER_PARAMS);
// From that of the plain interpreter.
void fill_recording_dispatch(Dispatch* recording, const Dispatch& plain);

}  // namespace perilune::jit
