// A full cycle: mark everything reachable, let go of what weakly refers to the rest, sweep.
#include <algorithm>

#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/state.h"

namespace perilune::gc {

namespace {

// A dead coroutine's stack is about to go; closures that live on take its variables with them. The
// list is intact: a live coroutine keeps its open upvalues, and nothing is swept yet.
void close_upvalues_of_dead(State* state) {
  for (Upvalue* upvalue = state->open_upvalues; upvalue;) {
    Upvalue* next = upvalue->open.next;
    if (is_marked(upvalue)) {
      Value value = *upvalue->v;
      upvalue->closed = value;
      upvalue->v = &upvalue->closed;
    }
    upvalue = next;
  }
  state->open_upvalues = nullptr;
}

}  // namespace

void Heap::collect(State* L, Value* live_end) {
  retire_bins();
  space_->clear_marks();
  Marker marker(*L->global);
  mark_all(L, live_end, marker);
  // What finalizers bring back to life is not in the values of weak tables any more, but still
  // among their keys.
  if (L->global->semantics.ephemerons) marker.clear_weak_values();
  find_dead_finalizable(L);
  mark_to_finalize(marker);
  marker.converge();
  marker.clear_weak_values();
  marker.clear_weak_keys();
  marker.clear_weak_shapes();
  L->global->strings.remove_dead(is_marked);
  run_destructors();
  space_->sweep(poison_);
  bytes_ = marker.marked_bytes() + outside_bytes_;
  set_threshold();
  ++cycles_;
}

// However eager the program wants the collector to be: it is to do something else, too.
void Heap::set_threshold() {
  size_t pause =
      static_cast<size_t>(std::clamp<int64_t>(parameters_.get(Parameter::Pause), 0, 1000));
  size_t least = bytes_ + bytes_ / 8 + kMinThreshold / 16;
  threshold_ = std::max({bytes_ / 100 * pause, least, kMinThreshold});
  update_trigger();
}

// A safepoint has work to do when this many bytes are allocated.
void Heap::update_trigger() {
  if (failed_)
    trigger_ = 0;
  else if (stopped_ || finalizing_ > 0)
    trigger_ = SIZE_MAX;
  else if (stress_)
    trigger_ = 0;
  else
    trigger_ = space_->to_finalize.empty() ? threshold_ : std::min(threshold_, finalize_at_);
}

// What the bins have left, and the cells freed early, are found again by sweeping.
void Heap::retire_bins() {
  for (uint32_t c = 0; c < kSizeClasses.count; ++c) {
    bins_[c].cursor = bins_[c].limit = nullptr;
    Space::ClassBlocks& of_class = space_->classes[c];
    of_class.current = nullptr;
    of_class.freed = nullptr;
    of_class.next = 0;
  }
}

void Heap::run_destructors() {
  std::vector<Space::Destructor>& all = space_->destructors;
  size_t kept = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    Space::Destructor d = all[i];
    if (is_marked(d.object)) {
      all[kept++] = d;
      continue;
    }
    if (d.object->kind == ObjectKind::Thread) close_upvalues_of_dead(static_cast<State*>(d.object));
    d.destroy(d.object);
  }
  all.resize(kept);
}

}  // namespace perilune::gc
