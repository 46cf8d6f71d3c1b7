// What the program tells a collector that is marking. Everywhere else an object that is still
// watched from the cycle before is let go.
#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/state.h"

namespace perilune::gc {

Heap& heap_of(State* L) { return L->global->heap; }

namespace {

// Whether a store into `owner` matters: not before it is visited.
bool is_visited(Phase phase, Object* owner) {
  if (phase == Phase::Mark && is_marked(owner)) return true;
  owner->flags &= static_cast<uint8_t>(~Object::kWatched);
  return false;
}

}  // namespace

void Heap::report_store(Object* owner, const Value& value) {
  if (is_visited(phase_, owner)) marker_->mark_value(value);
}

void Heap::report_object(Object* owner, Object* target) {
  if (is_visited(phase_, owner)) marker_->mark(target);
}

void Heap::report_change(Object* owner) {
  if (is_visited(phase_, owner)) marker_->visit_again(owner);
}

// Once is enough until its next visit.
void Heap::report_leave(State* co) {
  if (is_visited(phase_, co)) marker_->visit_again(co);
  co->flags &= static_cast<uint8_t>(~Object::kWatched);
}

void Heap::keep_buffer(void* buffer) { marker_->keep_buffer(buffer); }

void Heap::keep_string(const String* string, bool is_new) {
  if (is_marked(string)) return;
  Block* block = block_of(string);
  uint32_t g = granule_of(string);
  block->marks[g / 64] |= uint64_t{1} << (g % 64);
  if (!is_new) bytes_ += block->cell_bytes;
}

}  // namespace perilune::gc
