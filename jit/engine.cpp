// The policy of the trace compiler: what is recorded when, and what becomes of it.
#include "jit/engine.h"

#include <cstdio>

#include "jit/engine_internal.h"
#include "jit/ir/printer.h"
#include "jit/plugin.h"
#include "runtime/bytecode/chunk_id.h"
#include "runtime/debug_info.h"
#include "runtime/interp/handler.h"

namespace perilune::jit {

using bytecode::Op;
using bytecode::Word;

namespace {

// An exit or a loop whose recording failed so often is left to the interpreter for good.
constexpr uint32_t kMaxFailures = 6;
// See Engine::back_off_loop and Engine::aborted.
constexpr uint32_t kMaxWait = 6;
constexpr uint32_t kMaxExitWait = 12, kMostWait = 1 << 16;
// Back edges until a loop asks again for its trace that is being compiled; and how many may be.
constexpr uint32_t kRecheck = 61;
constexpr size_t kMaxPending = 32;
constexpr uint32_t kShortLoop = 8;
// A tree of traces stops growing here; each of its traces also has to be asked for more often the
// larger the tree is, so that code with many paths does not spend its time compiling.
constexpr uint32_t kMaxSideTraces = 100;
constexpr uint32_t kPatience = 8;
// Pointers into `entries_` are in use, so its capacity is fixed.
constexpr size_t kMaxTraces = 4000;

InsnOp compiled_loop(InsnOp op) {
  switch (op) {
  case InsnOp::ForLoop:
    return InsnOp::JitForLoop;
  case InsnOp::TForLoop:
    return InsnOp::JitTForLoop;
  default:
    return InsnOp::JitJmpBack;
  }
}

}  // namespace

// What the constants of a unit refer to.
static std::vector<Object*> objects_of(const lir::Unit& unit) {
  std::vector<Object*> objects;
  for (uint32_t i = 0; i < unit.konst_count(); ++i) {
    const lir::Konst& konst = unit.konst(lir::KonstId{i});
    if (konst.kind == lir::KonstKind::Pointer || !konst.object) continue;
    objects.push_back(static_cast<Object*>(const_cast<void*>(konst.object)));
  }
  return objects;
}

void attach(State* L, const Options& options) {
  Global* global = L->global;
  auto* engine = new Engine(global, options);
  global->jit_data = engine;
  global->jit = &kJitHooks;
}

bool is_compiling(const State* L) { return L->global->jit && Engine::of(L)->is_compiling(); }

Statistics statistics(const State* L) { return Engine::of(L)->statistics(); }

Engine::Engine(Global* global, const Options& options)
    : global_(global), options_(options), compiler_(options.background) {
  entries_.reserve(kMaxTraces);
  global->dispatch.hot_count = options.hot_loop;
  global->dispatch.hot_loop = kJitHooks.hot_loop;
  global->dispatch.traces = entries_.data();
  // Under a hook loops stay uncompiled, and compiled ones run in the interpreter.
  hooked_entries_.assign(kMaxTraces, interp::go_on);
  global->hook_dispatch.hot_count = options.hot_loop;
  global->hook_dispatch.traces = hooked_entries_.data();
  fill_recording_dispatch(&recording_, global->dispatch);
  // Nothing else becomes hot while a loop is recorded, but a counter may pass zero.
  recording_.hot_count = 0;
  recording_.hot_loop = kJitHooks.hot_loop;
  recording_.traces = entries_.data();
  global->heap.add_roots(mark_roots, this);
}

Engine::~Engine() {
  compiler_.stop();
  for (std::unique_ptr<CompileJob>& job : compiler_.take_done())
    if (job->trace->code.entry) traces_.push_back(std::move(job->trace));
  if (options_.log) report();
  if (traces_.empty()) return;
  const CodegenApi* api;
  std::string error;
  std::lock_guard lock(codegen_mutex());
  Codegen* codegen = open_codegen(&api, &error);
  for (std::unique_ptr<Trace>& trace : traces_)
    api->release(codegen, trace->code.handle);
}

void Engine::mark_roots(void* data, void (*mark)(void* marker, Object* object), void* marker) {
  auto* self = static_cast<Engine*>(data);
  auto mark_all = [&](const std::vector<Object*>& objects) {
    for (Object* object : objects)
      mark(marker, object);
  };
  for (const std::unique_ptr<Trace>& trace : self->traces_)
    mark_all(trace->objects);
  for (const std::vector<Object*>& objects : self->pending_objects_)
    mark_all(objects);
  if (self->recorder_.active()) mark_all(objects_of(self->recorder_.unit()));
}

void Engine::begin(State* L) {
  ++statistics_.recordings;
  if (!options_.filter.empty()) function_name_ = function_name(L);
  L->dispatch = &recording_;
}

void Engine::end(State* L) { L->dispatch = L->usual_dispatch(); }

// A recording is left behind when an error or a switch of coroutines takes control away for good.
bool Engine::is_recording(State* L) {
  if (recorder_.active() && L->dispatch != &recording_) recorder_.cancel();
  return recorder_.active();
}

bool Engine::may_compile() const {
  if (disabled_ || traces_.size() + compiler_.pending() >= kMaxTraces) return false;
  return compiler_.pending() < kMaxPending;
}

// Brings what is known of a loop's passes up to date, before its counter is set.
LoopAttempts& Engine::count_passes(Proto* proto, uint32_t pc) {
  LoopAttempts& loop = ProtoData::of(global_, proto).loops[pc];
  uint32_t set_to = loop.wait == 0 ? 0 : options_.hot_loop - loop.wait;
  uint32_t counted = proto->insns[pc + 1].counter - set_to;
  loop.passes += std::min(counted, ~loop.passes);
  return loop;
}

// The loop asks again after so many back edges.
void Engine::set_wait(Proto* proto, uint32_t pc, uint32_t wait) {
  count_passes(proto, pc).wait = wait;
  // The counter counts up to the limit, modulo 2^32.
  proto->insns[pc + 1].counter = options_.hot_loop - wait;
}

void Engine::loop_is_hot(State* L, const Insn* pc, const Insn* head, Value* base) {
  if (is_recording(L) || L->is_hooked()) return;
  InsnOp op = pc->op();
  take_compiled();
  Proto* proto = base[-2].closure()->proto;
  if (pc->op() != op) return;  // it has been compiled
  bool pending = ProtoData::of(global_, proto).loops[proto->index_of(pc)].is_pending;
  set_wait(proto, proto->index_of(pc), pending ? kRecheck : options_.hot_loop);
  if (pending || !may_compile()) return;
  recorder_.start_root(L, base, proto->index_of(pc), proto->index_of(head), &index_);
  begin(L);
}

namespace {

// Gives the stack the slots from `own` on that a trace asks for; false when it has them, or cannot.
bool make_room(State* L, const Value* own, uint32_t slots) {
  ptrdiff_t missing = own + slots - L->stack_end;
  if (missing <= 0) return false;
  size_t room = static_cast<size_t>(L->stack_end - L->top + missing);
  if (static_cast<size_t>(L->top - L->stack) + room > State::kMaxStack) return false;
  return L->grow_stack(room) == Status::Ok;
}

}  // namespace

Status Engine::exit_taken(State* L, Trace* trace, uint32_t exit, const Insn* pc) {
  global_->interrupt = 0;
  ExitState& state = trace->exits[exit];
  gc::Heap& heap = global_->heap;
  Status status = state.is_poll ? heap.safepoint_at_statement(L) : heap.safepoint(L);
  if (status == Status::Error) return Status::Error;
  if (state.stack && make_room(L, L->base - trace->unit.base, state.stack)) return Status::Ok;
  if (++state.count != state.hot || is_recording(L) || L->is_hooked()) return Status::Ok;
  take_compiled();
  if (state.is_pending) state.hot = state.count + kRecheck;
  if (state.is_pending || state.hot != state.count) return Status::Ok;
  if (trace->root->side_count >= kMaxSideTraces) return Status::Ok;
  if (!may_compile()) {
    state.hot += options_.hot_exit;  // asked again later
    return Status::Ok;
  }
  Value* base = L->base;
  const Proto* proto = base[-2].closure()->proto;
  recorder_.start_side(L, base, proto->index_of(pc), trace, exit, &index_);
  begin(L);
  return Status::Ok;
}

void Engine::record(State* L, const Insn* pc, Value* base) {
  if (!recorder_.active()) return end(L);
  switch (recorder_.step(L, pc, base)) {
  case Recorder::Outcome::Recording:
    return;
  case Recorder::Outcome::Finished:
    end(L);
    return finished();
  case Recorder::Outcome::Aborted:
    end(L);
    return aborted(recorder_.abort_reason());
  }
}

void Engine::aborted(AbortReason reason) {
  ++statistics_.aborts;
  const AbortInfo& info = abort_info(reason);
  if (options_.log) {
    fprintf(stderr, "jit: abort at %s: %s (%s)\n",
            place_of(*recorder_.proto(), recorder_.anchor()).c_str(), info.text,
            bytecode::op_info(recorder_.abort_op()).text);
  }
  if (reason == AbortReason::LoopFirst) {
    // The interpreter is about to take that loop's back edge, and finds it hot; unless it has shown
    // itself to be short.
    Proto* proto = recorder_.position_proto();
    uint32_t pc = recorder_.position();
    if (ProtoData::of(global_, proto).loops[pc].cost < kShortLoop) {
      set_wait(proto, pc, 1);
    }
  }
  if (Trace* parent = recorder_.parent()) {
    ExitState& exit = parent->exits[recorder_.parent_exit()];
    // Each attempt doubles the time until the next, which is not to meet the same turn of a short
    // loop around; waiting for an inner loop is no failure.
    if (reason != AbortReason::LoopFirst) ++exit.failures;
    bool again = exit.failures < kMaxFailures && !info.lasting;
    uint32_t wait = std::min(options_.hot_exit << std::min(++exit.tries, kMaxExitWait), kMostWait);
    exit.hot = again ? exit.count + wait + 7 * exit.tries % 31 : 0;
    return;
  }
  back_off_loop(recorder_.proto(), recorder_.anchor(), reason);
}

// Failures put off the next attempt. A loop that ended while it was recorded was met at a bad
// moment, and may run longer another time: it is tried again for ever, at most every 2^kMaxWait
// times the usual count. Recordings of the code around it pass through a loop only when it is given
// up.
void Engine::back_off_loop(Proto* proto, uint32_t pc, AbortReason reason) {
  LoopAttempts& attempts = ProtoData::of(global_, proto).loops[pc];
  bool mild = reason == AbortReason::LoopLeft || reason == AbortReason::LoopFirst;
  attempts.cost += mild ? 1 : abort_info(reason).lasting ? 12 : 4;
  attempts.hard += mild ? 0 : abort_info(reason).lasting ? 3 : 1;
  attempts.given_up = attempts.hard >= kMaxFailures;
  uint32_t wait = (options_.hot_loop < 8 ? 8 : options_.hot_loop)
                  << std::min(attempts.cost / 4, kMaxWait);
  // Not always the same iteration of a short loop is to be met.
  wait += 3 * attempts.cost % 31;
  set_wait(proto, pc, attempts.given_up ? 0 : wait);
}

// Whether what was recorded has been missed often enough to be compiled now. If not, its loop or
// exit asks again when it probably has.
bool Engine::is_due(const Worth& worth) {
  Trace* parent = recorder_.parent();
  ExitState* exit = parent ? &parent->exits[recorder_.parent_exit()] : nullptr;
  uint32_t passes = exit ? exit->count : count_passes(recorder_.proto(), recorder_.anchor()).passes;
  uint32_t due = worth.passes(parent ? parent->root->side_count : 0), wait = due - passes;
  if (passes >= due) {
    double worked, missing = ledger_.missing(worth, &worked);
    if (missing <= 0) return true;
    // As far as can be told from how often it has been passed so far.
    wait = static_cast<uint32_t>(passes * std::min(missing / worked, 1.0)) + kRecheck;
  }
  if (options_.log) log_postponed(worth, passes, due);
  if (exit) {
    exit->hot = exit->count + wait;
  } else {
    set_wait(recorder_.proto(), recorder_.anchor(), wait);
  }
  return false;
}

namespace {

// Everything that the code of a side trace depends on.
std::string full_text(const lir::Unit& unit, const Trace* link) {
  std::string text = lir::print(unit);
  auto add = [&](const void* pointer) {
    text.append(reinterpret_cast<const char*>(&pointer), sizeof pointer);
  };
  for (uint32_t i = 0; i < unit.konst_count(); ++i)
    add(unit.konst(lir::KonstId{i}).object);
  add(link);
  return text + std::to_string(unit.base) + " " + std::to_string(unit.levels);
}

}  // namespace

// Different exits lead to the same code: those of a loop's first iteration, which is peeled off,
// and those of the others, or the failures of several checks of an instruction. What has been
// compiled for one of them serves the others, too. But not what continues a side trace that has
// done nothing: such continuations are in a row, each tried when the one before it is not what is
// needed, and sharing could make that a circle.
bool Engine::share(const std::string& text) {
  Trace* parent = recorder_.parent();
  auto found = side_traces_.find(text);
  if (found == side_traces_.end()) return false;
  if (parent->parent && parent->pc == recorder_.unit().pc) return false;
  uint32_t exit = recorder_.parent_exit();
  const Trace* trace = found->second;
  if (!trace) {  // it is being compiled
    parent->exits[exit].hot = parent->exits[exit].count + kRecheck;
    return true;
  }
  parent->code.exit_table[exit] = trace->code.entry;
  parent->exits[exit].hot = 0;
  if (options_.log) {
    fprintf(stderr, "jit: exit %u of %s leads to %s, too\n", exit, parent->unit.name.c_str(),
            trace->unit.name.c_str());
  }
  return true;
}

void Engine::finished() {
  std::string text;
  if (recorder_.parent()) {
    text = full_text(recorder_.unit(), recorder_.link());
    if (share(text)) return;
  }
  Worth worth = ledger_.estimate(recorder_.unit(), recorder_.instructions(), recorder_.parent());
  if (options_.weighs && !is_due(worth)) return;
  if (!text.empty()) side_traces_.try_emplace(text, nullptr);
  auto job = std::make_unique<CompileJob>();
  job->trace = std::make_unique<Trace>(recorder_.take_unit());
  Trace* trace = job->trace.get();
  trace->proto = recorder_.proto();
  trace->pc = trace->unit.pc;
  trace->anchor = recorder_.anchor();
  trace->parent = recorder_.parent();
  trace->parent_exit = recorder_.parent_exit();
  trace->root = trace->parent ? trace->parent->root : trace;
  trace->link = recorder_.link();
  trace->text = std::move(text);
  trace->unit.name = "t" + std::to_string(submitted_++);
  trace->objects = objects_of(trace->unit);
  trace->objects.push_back(trace->proto);
  pending_objects_.push_back(trace->objects);
  job->expected = worth.cost;
  ledger_.submitted(worth.cost);
  bool dumped = is_dumped(*trace);
  job->exit_handler = reinterpret_cast<const void*>(exit_handler);
  job->verify = options_.verify;
  job->dump_lir = dumped && options_.dump_lir;
  job->dump_llvm = dumped && options_.dump_llvm;
  job->dump_asm = dumped && options_.dump_asm;
  job->title = "; trace " + trace->unit.name + " at " + place_of(*trace->proto, trace->pc) + "\n";
  set_pending(*trace, true);
  compiler_.submit(std::move(job));
  take_compiled();
}

// A loop or exit whose trace is being compiled asks again now and then.
void Engine::set_pending(const Trace& trace, bool pending) {
  if (trace.parent) {
    ExitState& exit = trace.parent->exits[trace.parent_exit];
    exit.is_pending = pending;
    exit.hot = exit.count + kRecheck;
    return;
  }
  ProtoData::of(global_, trace.proto).loops[trace.anchor].is_pending = pending;
  set_wait(trace.proto, trace.anchor, kRecheck);
}

void Engine::take_compiled() {
  for (std::unique_ptr<CompileJob>& job : compiler_.take_done()) {
    pending_objects_.pop_front();
    statistics_.compile_seconds += job->seconds;
    ledger_.done(job->expected, job->seconds);
    set_pending(*job->trace, false);
    fputs(job->dump.c_str(), stdout);
    if (job->trace->code.entry) {
      if (options_.log) log(*job);
      install(std::move(job->trace));
    } else {
      failed(*job);
    }
  }
}

void Engine::failed(const CompileJob& job) {
  ++statistics_.aborts;
  if (job.is_unavailable && !disabled_) {
    fprintf(stderr, "perilune: compiler not available, continuing without it: %s\n",
            job.error.c_str());
    disabled_ = true;
  } else if (!job.is_unavailable) {
    fprintf(stderr, "jit: %s\n", job.error.c_str());
  }
  const Trace& trace = *job.trace;
  if (trace.parent) {
    if (auto it = side_traces_.find(trace.text); it != side_traces_.end() && !it->second)
      side_traces_.erase(it);
    trace.parent->exits[trace.parent_exit].hot = 0;
  } else {
    back_off_loop(trace.proto, trace.anchor, AbortReason::Codegen);
  }
}

void Engine::install(std::unique_ptr<Trace> owned) {
  Trace* trace = owned.get();
  trace->number = static_cast<uint32_t>(traces_.size());
  traces_.push_back(std::move(owned));
  index_.by_number.push_back(trace);
  entries_.push_back(trace->entry());
  trace->exits.resize(trace->code.exit_count);
  uint32_t size = trace->parent ? ++trace->root->side_count : 0;
  for (ExitState& exit : trace->exits)
    exit.hot = options_.hot_exit * (1 + size / kPatience);
  const lir::Unit& code = trace->unit;
  for (uint32_t i = 0; i < code.snap_count() && i < trace->exits.size(); ++i)
    trace->exits[i].is_plain = code.snap({i}).top == 0;
  for (uint32_t i = 0; i < code.value_count(); ++i) {
    // What a poll leaves for is the interpreter's to do.
    lir::ValueId v{i};
    if (code.op(v) == lir::Opcode::Poll && code.inst(v).block) {
      trace->exits[code.inst(v).snap.index].hot = 0;
      trace->exits[code.inst(v).snap.index].is_poll = true;
      trace->exits[code.inst(v).snap.index].is_plain = false;
    }
    // A frame of the trace's own for a native may lie higher than any that the interpreter makes.
    if (code.op(v) == lir::Opcode::CheckStack && code.inst(v).block) {
      trace->exits[code.inst(v).snap.index].stack = static_cast<uint32_t>(code.inst(v).imm);
      trace->exits[code.inst(v).snap.index].is_plain = false;
    }
  }
  if (trace->link) {
    // The one exit at the end of the trace goes straight into the linked root.
    const lir::Unit& unit = trace->unit;
    for (uint32_t i = 0; i < unit.block_count(); ++i) {
      lir::ValueId last = unit.terminator(lir::BlockId{i});
      if (!last || unit.op(last) != lir::Opcode::ExitOp) continue;
      trace->code.exit_table[unit.inst(last).snap.index] = trace->link->code.entry;
    }
  }
  if (trace->parent) {
    ++statistics_.side_traces;
    // The first of its kind, if there are more.
    Trace*& known = side_traces_[trace->text];
    if (!known) known = trace;
    trace->parent->code.exit_table[trace->parent_exit] = trace->code.entry;
    return;
  }
  ++statistics_.root_traces;
  index_.roots.emplace(trace->proto->code + trace->pc, trace);
  Insn* loop = trace->proto->insns + trace->anchor;
  // The TFORCALL in front makes no step past the TFORLOOP any more.
  if (loop[0].op() == InsnOp::TForLoop) loop[-1].set_op(InsnOp::TForCall);
  loop[0].set_op(compiled_loop(loop[0].op()));
  loop[1].counter = trace->number;
}

}  // namespace perilune::jit
