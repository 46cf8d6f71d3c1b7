// A cycle: mark everything reachable, let go of what weakly refers to the rest, sweep; all at once
// or in steps.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/state.h"
#include "runtime/string_removal.h"

namespace perilune::gc {

namespace {

// Once marking has ended.
struct IsAlive {
  bool operator()(const void* cell) const { return is_marked(cell); }
  void prefetch(const void* cell) const { prefetch_mark(cell); }
};
constexpr IsAlive is_alive;

// What this thread has had of the processor, in nanoseconds: not what others have taken meanwhile.
uint64_t processor_time() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

// A dead coroutine's stack is about to go; closures that live on take its variables with them. The
// list is intact: a live coroutine keeps its open upvalues, and nothing is swept yet.
void close_upvalues_of_dead(Object* object) {
  auto* state = static_cast<State*>(object);
  for (uint32_t i = 0; i < state->open_count; ++i)
    if (Upvalue* upvalue = state->open_upvalues[i]; is_marked(upvalue))
      upvalue->close(*upvalue->slot);
  state->open_count = 0;
}

// A program that makes many short strings, most of them for a moment, does better when the table in
// which they are looked up stays small enough for the processor's cache: that counts for more than
// a few cycles saved, as long as these have little to mark. The first cycles come early, to find
// out whether it is such a program: a table that has grown takes long to become cached again.
constexpr size_t kMostStringGarbage = size_t{512} << 10;
bool makes_many_strings(State* L) {
  constexpr size_t kMany = size_t{4} << 10;  // in the table, the dead ones included
  return L->global->strings.count() >= kMany;
}

}  // namespace

// A minor one will do as long as the old objects have not become many more by those that survived
// minor ones. A small heap is looked at as a whole.
bool Heap::wants_minor() const {
  if (!generational_ || majors_due_ > 0 || survivors_ <= kSmall) return false;
  auto per_cent = [&](Parameter p) {
    return static_cast<size_t>(std::clamp<int64_t>(parameters_.get(p), 0, 1000));
  };
  // Nor does the heap become larger than without minor ones.
  if (bytes_ >= std::max(major_bytes_ / 100 * pause(), 2 * kMinorGrowth)) return false;
  size_t growth = per_cent(Parameter::MinorMajor);
  return old_bytes_ <= major_bytes_ + std::max(major_bytes_ / 100 * growth, kMinorGrowth);
}

// Whether minor cycles pay: where most of what is new survives, a major one is to tell what that
// was. A heap that grows has it still, and minor ones may go on; else most of it has died soon
// afterwards, and major ones follow, the more of them the more often that has been so.
void Heap::judge_cycle() {
  constexpr uint32_t kMostMajors = 8;
  if (minor_) {
    size_t before = settled_bytes_ + outside_bytes_;
    size_t young = started_bytes_ > before ? started_bytes_ - before : 0;
    size_t survived = old_bytes_ > settled_bytes_ ? old_bytes_ - settled_bytes_ : 0;
    if (survived > young / 2) majors_due_ = 1;
    return;
  }
  if (majors_due_ > 0) --majors_due_;
  if (!was_minor_) return;
  if (old_bytes_ >= settled_bytes_ - settled_bytes_ / 4) {
    next_majors_ = 1;
  } else {
    majors_due_ = next_majors_;
    next_majors_ = std::min(next_majors_ * 2, kMostMajors);
  }
}

void Heap::start_cycle(State* L, Value* live_end) {
  stepped_at_ = started_bytes_ = bytes_;
  if (next_minor_ && wants_minor()) return begin_cycle(L, live_end, true);
  phase_ = Phase::Clear;
  space_->begin_clearing();
}

// The marks of a major cycle have been cleared; for a minor one they say what is old.
void Heap::begin_cycle(State* L, Value* live_end, bool minor) {
  phase_ = Phase::Mark;
  was_minor_ = std::exchange(minor_, minor);
  marker_->begin(*L->global, minor ? old_bytes_ : 0);
  marker_->set_live_end(L, live_end);
  passes_ = 0;
  pass_marked_ = 0;
  space_->waiting_unmarked = space_->to_finalize.size();
  // New shapes are among what is remembered: old shapes and field caches refer to them weakly, and
  // are not looked at.
  if (minor) marker_->visit_later(space_->remembered);
  space_->remembered.release();
  mark_roots(L);
}

// Everything reachable is marked but for what the program has on its stack, and what it has done to
// coroutines since they were visited.
void Heap::mark_rest(State* L) {
  mark_roots(L);
  mark_running(L);
  marker_->drain();
  mark_variables_of_dead(L->global->semantics.open_variables_linger);
  marker_->check_weakness();
  marker_->converge();
}

// What weakly refers to the dead lets go of it.
void Heap::finish_marking(State* L) {
  Marker& marker = *marker_;
  mark_rest(L);
  // What finalizers bring back to life is not in the values of weak tables any more, but still
  // among their keys.
  if (L->global->semantics.ephemerons) marker.clear_weak_values();
  find_dead_finalizable(L);
  size_t unlimited = SIZE_MAX;
  mark_waiting(&unlimited);
  marker.drain();
  marker.clear_weak_values();
  marker.clear_weak_keys();
  marker.clear_weak_shapes();
  if (verify_) verify_marks(L);
  // From here on what is not marked is dead.
  ++cycles_;
  minor_cycles_ += minor_;
  run_destructors();
  L->global->strings.begin_removal(minor_);
  retire_bins();
  space_->begin_sweep();
  old_bytes_ = marker.marked_bytes();
  has_weak_tables_ = marker.has_weak_tables() || (minor_ && has_weak_tables_);
  if (!minor_) major_bytes_ = old_bytes_;
  judge_cycle();
  settled_bytes_ = old_bytes_;
  survivors_ = bytes_ = old_bytes_ + outside_bytes_;
  next_minor_ = wants_minor();
  marker.end(minor_);
  phase_ = Phase::SweepStrings;
  set_threshold();
  if (cycles_ == 1 || makes_many_strings(L)) {
    threshold_ = std::min(threshold_, bytes_ + std::max(bytes_ * 3, kMostStringGarbage));
    update_trigger();
  }
}

void Heap::finish_cycle(State* L) {
  size_t unlimited = SIZE_MAX;
  if (phase_ == Phase::SweepStrings) {
    marker_->give_back(&unlimited);
    L->global->strings.remove_dead(is_alive, &unlimited);
    phase_ = Phase::Sweep;
  }
  if (phase_ == Phase::Sweep) {
    space_->sweep(&unlimited, poison_);
    phase_ = Phase::Idle;
  }
}

void Heap::mark_all(State* L, Value* live_end) {
  // What is being marked has been marked too long ago: it starts anew.
  marker_->abandon();
  finish_cycle(L);
  size_t unlimited = SIZE_MAX;
  space_->begin_clearing();
  space_->clear_marks(&unlimited);
  begin_cycle(L, live_end, false);
  marker_->drain();
  finish_marking(L);
}

void Heap::collect(State* L, Value* live_end) {
  mark_all(L, live_end);
  finish_cycle(L);
  is_dry_ = false;
  update_trigger();
  if (log_) log_cycle();
}

// The roots are looked at again until that brings little that is new, lest the end of marking,
// which is done in one go, has much left to do.
bool Heap::has_marked_enough(State* L) {
  constexpr uint32_t kMaxPasses = 10;
  constexpr size_t kLittle = size_t{128} << 10;
  size_t marked = marker_->marked_bytes();
  if (passes_ > 0 && (passes_ >= kMaxPasses || marked - pass_marked_ < kLittle)) return true;
  ++passes_;
  pass_marked_ = marked;
  mark_roots(L);
  mark_running(L);
  return false;
}

// Does work that is worth `budget`, about a byte a unit, of the cycle under way.
void Heap::advance(State* L, Value* live_end, size_t budget) {
  marker_->set_live_end(L, live_end);
  while (budget > 0) {
    switch (phase_) {
    case Phase::Idle:
      return;
    case Phase::Clear:
      if (space_->clear_marks(&budget)) begin_cycle(L, live_end, false);
      break;
    case Phase::Mark:
      if (!mark_waiting(&budget) || !marker_->drain(&budget) || !has_marked_enough(L)) break;
      if (marker_->begin_converging()) {
        passes_ = 0;
        break;
      }
      finish_marking(L);
      return;
    case Phase::SweepStrings:
      if (marker_->give_back(&budget) && L->global->strings.remove_dead(is_alive, &budget))
        phase_ = Phase::Sweep;
      break;
    case Phase::Sweep:
      if (!space_->sweep(&budget, poison_)) break;
      phase_ = Phase::Idle;
      if (log_) log_cycle();
      return;
    }
  }
}

// The work that makes up for what has been allocated since the latest step.
size_t Heap::work_due() const {
  size_t allocated = bytes_ > stepped_at_ ? bytes_ - stepped_at_ : 0;
  auto multiplier =
      static_cast<size_t>(std::clamp<int64_t>(parameters_.get(Parameter::StepMul), 100, 1000));
  return allocated / 50 * multiplier;
}

// A step makes up for what has been allocated since the one before, within limits: a program must
// not wait long, and what a step leaves the next one does.
void Heap::timed_step(State* L, Value* live_end) {
  constexpr size_t kMinWork = size_t{256} << 10;
  constexpr size_t kMaxWork = size_t{512} << 10;
  uint64_t start = processor_time();
  if (stress_) {
    collect(L, live_end);
  } else {
    // What a small heap has left of a larger one is given back in steps all the same.
    if (phase_ == Phase::Idle && survivors_ <= kSmall && bytes_ <= 8 * kSmall)
      mark_all(L, live_end);
    else if (phase_ == Phase::Idle)
      start_cycle(L, live_end);
    advance(L, live_end, std::clamp(work_due(), kMinWork, kMaxWork));
    stepped_at_ = bytes_;
    step_at_ = bytes_ + kStep;
    update_trigger();
  }
  pauses_.add(processor_time() - start);
}

Status Heap::step(State* L, int64_t size, bool* finished) {
  if (generational_) {
    *finished = true;  // a step in that mode is a cycle of its own
    return collect_fully(L);
  }
  if (phase_ == Phase::Idle) start_cycle(L, nullptr);
  constexpr size_t kBasicStep = size_t{4} << 10;
  size_t kilobytes = static_cast<size_t>(std::clamp<int64_t>(size, 0, INT64_C(1) << 40));
  // Where no other steps are made, a program has to see for itself that there are enough.
  size_t due = stopped_ ? 0 : work_due();
  size_t budget = std::max({kBasicStep, kilobytes * 4096, due});
  // The end of marking ends a step; a large one goes on.
  size_t before = cycles_;
  advance(L, nullptr, budget);
  if (phase_ != Phase::Idle && cycles_ != before) advance(L, nullptr, budget);
  *finished = phase_ == Phase::Idle;
  stepped_at_ = bytes_;
  step_at_ = bytes_ + kStep;
  update_trigger();
  return run_finalizers(L, SIZE_MAX);
}

void Heap::set_generational(State* L, bool on) {
  if (on == generational_) return;
  generational_ = on;
  next_majors_ = 1;
  majors_due_ = 0;
  L->global->strings.set_lists_young(on);
  // The first minor cycle needs to know what is old; one that is under way, what is young.
  if (on || phase_ != Phase::Idle)
    collect(L);
  else
    next_minor_ = false;
}

void Heap::log_cycle() {
  std::fprintf(stderr,
               "gc: cycle %llu (%s): %zu bytes live, %llu pauses so far, longest %.2f ms, "
               "99.9%%: %.2f ms, total %.1f ms\n",
               static_cast<unsigned long long>(cycles_), minor_ ? "minor" : "major", survivors_,
               static_cast<unsigned long long>(pauses_.count()),
               static_cast<double>(pauses_.longest()) / 1e6,
               static_cast<double>(pauses_.quantile(0.999)) / 1e6,
               static_cast<double>(pauses_.total()) / 1e6);
}

// The size, in per cent of what a cycle left, at which the next one starts. What the dialect begins
// with stands for a heap that doubles.
size_t Heap::pause() const {
  constexpr int64_t kDoubles = 200;
  int64_t set = std::clamp<int64_t>(parameters_.get(Parameter::Pause), 0, 1000);
  return static_cast<size_t>(set * kDoubles / parameters_.first(Parameter::Pause));
}

// However eager the program wants the collector to be: it is to do something else, too.
void Heap::set_threshold() {
  auto per_cent = [&](Parameter p) {
    return static_cast<size_t>(std::clamp<int64_t>(parameters_.get(p), 0, 1000));
  };
  size_t least = bytes_ + bytes_ / 8 + kMinThreshold / 16;
  size_t since = minor_ ? major_bytes_ : bytes_;  // what the latest major cycle left
  // What has been cached weakly is lost with each cycle, and made anew.
  size_t small = has_weak_tables_ ? kMinWeakThreshold : kMinThreshold;
  threshold_ = std::max({since / 100 * pause(), least, small});
  if (next_minor_) {
    size_t minor = bytes_ + std::max(bytes_ / 100 * per_cent(Parameter::MinorMul), kMinorGrowth);
    threshold_ = std::min(threshold_, minor);
  }
  space_->wanted_soon = threshold_ - std::min(threshold_, bytes_);
  update_trigger();
}

// A safepoint has work to do when this many bytes are allocated.
void Heap::update_trigger() {
  size_t error_at = failed_ || is_dry_ ? 0 : std::max(limit_, error_at_);
  if (stopped_ || finalizing_ > 0)
    trigger_ = error_at;
  else if (stress_)
    trigger_ = 0;
  else
    trigger_ = std::min(phase_ == Phase::Idle ? threshold_ : step_at_,
                        space_->has_to_finalize() ? finalize_at_ : SIZE_MAX);
  trigger_ = std::min(trigger_, error_at);
}

// What the bins have left, and the cells freed early, are found again by sweeping.
void Heap::retire_bins() {
  for (Bin& bin : bins_)
    bin.cursor = bin.limit = nullptr;
}

// A closure may have a variable of a coroutine that ran after the variable was visited, and is
// dead.
void Heap::mark_variables_of_dead(bool linger) {
  const List<Space::Destructor>& all = space_->destructors;
  for (size_t i = minor_ ? space_->old_destructors : 0; i < all.size(); ++i) {
    const Space::Destructor& d = all[i];
    if (d.object->kind != ObjectKind::Thread || is_marked(d.object)) continue;
    auto* state = static_cast<State*>(d.object);
    for (uint32_t n = 0; n < state->open_count; ++n) {
      Upvalue* upvalue = state->open_upvalues[n];
      bool lingers = linger && !(upvalue->flags & Upvalue::kLingered);
      if (lingers) upvalue->flags |= Upvalue::kLingered;
      if (lingers || is_marked(upvalue)) marker_->mark_value(*upvalue->slot);
    }
  }
}

bool Heap::add_captured(State* co) {
  return !is_made_to_fail() && add_destructor(co, close_upvalues_of_dead);
}

void Heap::run_destructors() {
  List<Space::Destructor>& all = space_->destructors;
  size_t kept = minor_ ? space_->old_destructors : 0;
  for (size_t i = kept; i < all.size(); ++i) {
    Space::Destructor d = all[i];
    if (is_marked(d.object)) {
      all[kept++] = d;
      continue;
    }
    d.destroy(d.object);
  }
  all.cut(kept);
  space_->old_destructors = kept;
}

}  // namespace perilune::gc
