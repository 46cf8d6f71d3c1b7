// What the program tells the collector of its stores: one that is marking marks what an object it
// has visited comes to refer to; between cycles of which the next may be a minor one, old objects
// that come to refer to new ones are remembered. Everywhere else an object that is still watched
// from the cycle before is let go.
#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/state.h"
#include "runtime/table_hash.h"

namespace perilune::gc {

Heap& heap_of(State* L) { return L->global->heap; }

namespace {

void unwatch(Object* owner) { owner->flags &= static_cast<uint8_t>(~Object::kWatched); }

// Whether visiting the object once more costs more than keeping what is stored into it for longer
// than it may live. Of weak tables that must not be kept.
bool is_too_large_to_remember(Object* owner) {
  constexpr uint32_t kLarge = 2048;
  if (owner->kind != ObjectKind::Table) return false;
  auto* table = static_cast<Table*>(owner);
  if (table->metatable()) return false;
  return table->asize > kLarge || (table->hash() && table->hash()->capacity > kLarge);
}

}  // namespace

// Whether a store into `owner` matters to the marking under way: not before it is visited.
bool Heap::is_visited(Object* owner) {
  if (phase_ == Phase::Mark && is_marked(owner)) return true;
  if (!remembers()) unwatch(owner);
  return false;
}

// The object is visited by the next cycle; until then its stores are of no interest.
void Heap::remember(Object* owner) {
  unwatch(owner);
  if (!try_add(space_->remembered, owner)) forget_old();
}

// There is no memory to remember what a minor cycle has to look at: the next one is a major one.
void Heap::forget_old() {
  next_minor_ = false;
  space_->remembered.clear();
}

// The object is taken for old.
void Heap::promote(Object* value) {
  Block* block = block_of(value);
  uint32_t g = granule_of(value);
  block->marks[g / 64] |= uint64_t{1} << (g % 64);
  old_bytes_ += block->cell_bytes;
  if (value->kind != ObjectKind::String && !try_add(space_->remembered, value)) forget_old();
}

void Heap::report_store(Object* owner, const Value& value) { report_object(owner, value.object); }

void Heap::report_object(Object* owner, Object* target) {
  if (is_visited(owner)) return marker_->mark_any(target);
  if (!remembers() || is_marked(target)) return;
  if (is_too_large_to_remember(owner))
    promote(target);
  else
    remember(owner);
}

void Heap::report_change(Object* owner) {
  if (is_visited(owner))
    marker_->visit_again(owner);
  else if (remembers())
    remember(owner);
}

void Heap::report_buffer(Object* owner, void* buffer) {
  if (is_visited(owner))
    marker_->mark_buffer(buffer);
  else if (remembers())
    remember(owner);
}

void Heap::report_shift(Table* table, size_t first, size_t count) {
  if (is_visited(table)) marker_->mark_shifted(*table, first, count);
}

// Once is enough until its next visit.
void Heap::report_leave(State* co) {
  report_change(co);
  unwatch(co);
}

void Heap::report_shape(Shape* shape) {
  if (phase_ == Phase::Mark) {
    if (minor_) marker_->mark(shape);
  } else if (next_minor_) {
    if (!try_add(space_->remembered, static_cast<Object*>(shape))) forget_old();
  }
}

void Heap::keep_string(const String* string, bool is_new) {
  if (is_marked(string)) return;
  Block* block = block_of(string);
  uint32_t g = granule_of(string);
  block->marks[g / 64] |= uint64_t{1} << (g % 64);
  old_bytes_ += block->cell_bytes;
  if (!is_new) bytes_ += block->cell_bytes;
}

}  // namespace perilune::gc
