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
  fprintf(stderr, "jit: trace %s%s at %s%s: %u instructions, %zu bytes, %.2f ms\n",
          trace.unit.name.c_str(), origin.c_str(), place_of(*trace.proto, trace.pc).c_str(),
          link.c_str(), trace.unit.value_count(), trace.code.code_bytes, job.seconds * 1e3);
}

Statistics Engine::statistics() const {
  Statistics statistics = statistics_;
  for (const std::unique_ptr<Trace>& trace : traces_)
    for (const ExitState& exit : trace->exits)
      statistics.exits += exit.count;
  return statistics;
}

// What became of it all: how often each trace was left for the interpreter.
void Engine::report() const {
  for (const std::unique_ptr<Trace>& trace : traces_) {
    uint64_t total = 0;
    for (const ExitState& exit : trace->exits) total += exit.count;
    if (total == 0) continue;
    fprintf(stderr, "jit: trace %s was left %llu times:", trace->unit.name.c_str(), static_cast<unsigned long long>(total));
    for (size_t i = 0; i < trace->exits.size(); ++i)
      if (trace->exits[i].count * 20ull > total) {
        const lir::Snapshot& snap = trace->unit.snap({static_cast<uint32_t>(i)});
        fprintf(stderr, " %zu:%u(pc %u,hot %u,fail %u)", i, trace->exits[i].count, snap.pc, trace->exits[i].hot, trace->exits[i].failures);
      }
    fputc('\n', stderr);
  }
  fprintf(stderr, "jit: %u recordings, %u aborts, %u roots, %u sides, %llu exits, %.1f ms compile\n",
          statistics_.recordings, statistics_.aborts, statistics_.root_traces, statistics_.side_traces,
          static_cast<unsigned long long>(statistics().exits), statistics_.compile_seconds * 1e3);
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  fprintf(stderr, "jit: main thread %.1f ms\n", now.tv_sec*1e3+now.tv_nsec/1e6);
}

}  // namespace perilune::jit
