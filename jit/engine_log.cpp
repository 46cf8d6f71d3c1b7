// What the engine says about itself: names for filters, the log, the report at the end.
#include <cstdio>

#include "jit/engine_internal.h"
#include "runtime/bytecode/chunk_id.h"
#include "runtime/debug_info.h"

namespace perilune::jit {

std::string place_of(const Proto& proto, uint32_t pc) {
  std::string source = proto.source ? bytecode::chunk_id(proto.source->view()) : "?";
  return source + ":" + std::to_string(proto.line_at(pc));
}

std::string function_name(State* L) {
  FrameWalk walk(L);
  if (walk.at_end()) return "";
  Activation callee = *walk;
  if (callee.is_lua() && callee.proto().line_defined == 0) return "main";
  walk.next();
  return call_name(L, callee, walk.at_end() ? nullptr : &*walk).name;
}

bool Engine::is_dumped(const Trace& trace) const {
  if (options_.filter.empty() || function_name_ == options_.filter) return true;
  return place_of(*trace.proto, trace.pc).find(options_.filter) != std::string::npos;
}

void Engine::log(const CompileJob& job) const {
  const Trace& trace = *job.trace;
  std::string origin = trace.parent ? " after exit " + std::to_string(trace.parent_exit) + " of " +
                                          trace.parent->unit.name
                                    : "";
  std::string link = trace.link ? ", leads to " + trace.link->unit.name : "";
  fprintf(stderr, "jit: trace %s%s at %s%s: %u instructions, %zu bytes, %.2f ms (%.2f expected)\n",
          trace.unit.name.c_str(), origin.c_str(), place_of(*trace.proto, trace.pc).c_str(),
          link.c_str(), trace.unit.value_count(), trace.code.code_bytes, job.seconds * 1e3,
          job.expected * 1e3);
}

Statistics Engine::statistics() const {
  Statistics statistics = statistics_;
  for (const std::unique_ptr<Trace>& trace : traces_)
    for (const ExitState& exit : trace->exits)
      statistics.exits += exit.count;
  return statistics;
}

void Engine::log_postponed(const Worth& worth, uint32_t passes, uint32_t due) const {
  const Proto& proto = *recorder_.proto();
  uint32_t pc = recorder_.parent() ? recorder_.unit().pc : recorder_.anchor();
  fprintf(stderr,
          "jit: postponed at %s, passed %u of %u times: %.1f ms to gain %.0f ns (%.0f %%)\n",
          place_of(proto, pc).c_str(), passes, due, worth.cost * 1e3, worth.gain * 1e9,
          worth.fraction * 100);
}

// What became of it all. Exits that are a good part of their trace's are named.
void Engine::report() const {
  for (const std::unique_ptr<Trace>& trace : traces_) {
    uint64_t total = 0;
    for (const ExitState& exit : trace->exits)
      total += exit.count;
    if (total == 0) continue;
    fprintf(stderr, "jit: %s was left %llu times:", trace->unit.name.c_str(),
            static_cast<unsigned long long>(total));
    for (size_t i = 0; i < trace->exits.size(); ++i) {
      const ExitState& exit = trace->exits[i];
      if (exit.count > total / 10) fprintf(stderr, " exit %zu %u times", i, exit.count);
    }
    fputc('\n', stderr);
  }
  Statistics s = statistics();
  fprintf(
      stderr,
      "jit: %u recordings, %u given up, %u loops, %u side traces, %llu exits, %.1f ms compiling\n",
      s.recordings, s.aborts, s.root_traces, s.side_traces,
      static_cast<unsigned long long>(s.exits), s.compile_seconds * 1e3);
}

}  // namespace perilune::jit
