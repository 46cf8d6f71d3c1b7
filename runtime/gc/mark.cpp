// What each kind of object refers to.
#include "runtime/gc/mark.h"

#include <algorithm>

#include "runtime/closure.h"
#include "runtime/feedback.h"
#include "runtime/proto.h"
#include "runtime/shape.h"
#include "runtime/state.h"
#include "runtime/table.h"
#include "runtime/table_hash.h"
#include "runtime/table_site.h"

namespace perilune::gc {

void Marker::begin(Global& global, size_t marked) {
  global_ = &global;
  marked_bytes_ = marked;
}

void Marker::end(bool minor) {
  // Others have not been met.
  if (!minor) {
    shapes_ = weak_shapes_.size();
    protos_ = cached_protos_.size();
  }
  stack_.release();
  slices_.release();
  later_.release();
  values_waiting_ = looked_at_ = cleared_tables_ = cleared_entries_ = 0;
  look_at_node_ = 0;
  converging_ = false;
  weak_shapes_.clear();
  cached_protos_.clear();
}

void Marker::abandon() {
  end(true);
  size_t unlimited = SIZE_MAX;
  give_back(&unlimited);
}

bool Marker::give_back(size_t* budget) {
  for (WaitingValues& part : waiting_) {
    size_t cost = part.bytes() / 16;
    if (cost == 0) continue;
    if (*budget == 0) return false;
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, cost);
    part.release();
  }
  may_die_.release();
  weak_tables_.release();
  return true;
}

bool Marker::expect_shape() {
  // A new one may be visited twice: it is remembered, and found.
  if (!heap_.make_room(weak_shapes_, 2 * (shapes_ + 1))) return false;
  ++shapes_;
  return true;
}

bool Marker::expect_proto() {
  if (!heap_.make_room(cached_protos_, protos_ + 1)) return false;
  ++protos_;
  return true;
}

void Marker::drain() {
  size_t budget = SIZE_MAX;
  drain(&budget);
}

// Objects pass through a short queue between the stack and their visit, so that their memory is on
// its way when they are reached.
bool Marker::drain(size_t* budget) {
  constexpr uint32_t kAhead = 8;
  constexpr size_t kVisit = 32;  // what the visit of an object costs beyond what it marks
  constexpr uint32_t kBatch = 64;
  for (;;) {
    size_t marked = marked_bytes_;
    Object* ahead[kAhead];
    uint32_t first = 0, end = 0, visited = 0;
    for (;; ++visited) {
      while (end - first < kAhead && visited < kBatch) {
        Object* object = stack_.pop();
        if (!object) break;
        __builtin_prefetch(object);
        ahead[end++ % kAhead] = object;
      }
      if (first == end) break;
      Object* object = ahead[first++ % kAhead];
      if (converging_) wake(object);
      visit_any(object);
    }
    size_t cost = marked_bytes_ - marked + visited * kVisit;
    if (stack_.empty()) {
      if (!slices_.empty()) {
        visit_slice();
        cost += kSliceLength;
      } else if (!later_.empty()) {
        visit_some_later();
      } else if (size_t looked = converging_ ? look_at_weak() : 0) {
        cost += looked;
      } else {
        return true;
      }
    }
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, cost);
    if (*budget == 0) return false;
  }
}

void Marker::visit_some_later() {
  constexpr size_t kSome = 64;
  for (size_t i = std::min(kSome, later_.size()); i > 0; --i) {
    Object* object = later_.back();
    later_.pop_back();
    set_mark(object);
    stack_.push(object);
  }
}

void Marker::visit_any(Object* object) {
  object->flags |= Object::kWatched;
  switch (object->kind) {
#define OBJECT_KIND(Name, Type)                                                                    \
  case ObjectKind::Name:                                                                           \
    visit(*static_cast<Type*>(object));                                                            \
    break;
#include "runtime/object_kinds.def"
  }
}

void Marker::visit(Table& table) {
  if (checks_element_kinds_) [[unlikely]]
    check_element_kind(table);
  mark(table.shape);
  mark(table.root_shape());
  if (table.slots && !(table.flags & Table::kSlotsInside))
    mark_buffer(vector_allocation(table.slots, table.slot_room()));
  if (table.array && !(table.flags & Table::kArrayInside))
    mark_buffer(vector_allocation(table.array, table.array_capacity));
  if (table.hash()) mark_buffer(table.hash());
  if (Table* metatable = table.metatable()) {
    if (table.shape->is_loose()) mark(metatable);
    uint8_t weakness = weakness_of(metatable);
    if (weakness && visit_weak(table, metatable, weakness)) return;
  }
  if (table.slots) mark_vector(table.slots, 0, table.shape->slot_count());
  if (!visit_elements(table, 0)) visit_rest_later(table, false);
  if (!visit_nodes(table, 0)) visit_rest_later(table, true);
}

// What is behind the first slice waits, if there is memory to note that.
void Marker::visit_rest_later(Table& table, bool in_hash) {
  if (heap_.try_add(slices_, {&table, kSliceLength, in_hash})) return;
  uint32_t at = kSliceLength;
  while (!(in_hash ? visit_nodes(table, at) : visit_elements(table, at)))
    at += kSliceLength;
}

// The elements of the array part from `from` on, as far as a slice goes; true when none are left.
bool Marker::visit_elements(Table& table, uint32_t from) {
  if (from >= table.asize || !(table.element_kind() & element_kind::kReferences)) return true;
  uint32_t end = std::min(table.asize, from + kSliceLength);
  mark_vector(table.array, from, end);
  return end == table.asize;
}

bool Marker::visit_nodes(Table& table, uint32_t from) {
  if (!table.hash() || from >= table.hash()->capacity) return true;
  uint32_t end = std::min(table.hash()->capacity, from + kSliceLength);
  for (uint32_t i = from; i < end; ++i) {
    Table::HashNode& node = table.hash()->nodes[i];
    if (node.value_tag == Tag::Nil) {
      // The key of a removed entry may die; only its address is compared from now on.
      if (node.key_tag >= Tag::String) node.key_tag = kDeadKey;
      continue;
    }
    mark_value(node.key_value());
    mark_value(node.get());
  }
  return end == table.hash()->capacity;
}

void Marker::mark_shifted(const Table& table, size_t first, size_t count) {
  for (size_t at = (first + kSliceLength - 1) / kSliceLength * kSliceLength; at < first + count;
       at += kSliceLength)
    if (at > 0) mark_value(vector_get(table.array, at - 1));
}

void Marker::visit_slice() {
  Slice slice = slices_.back();
  slices_.pop_back();
  bool done = slice.in_hash ? visit_nodes(*slice.table, slice.next)
                            : visit_elements(*slice.table, slice.next);
  if (!done) slices_.add({slice.table, slice.next + kSliceLength, slice.in_hash});
}

void Marker::visit(Closure& closure) {
  mark(closure.proto);
  for (uint32_t i = 0; i < closure.upvalue_count(); ++i)
    mark(closure.upvalues()[i]);
}

void Marker::visit(NativeFunction& native) {
  for (uint32_t i = 0; i < native.upvalue_count(); ++i)
    mark_value(native.upvalues()[i]);
}

void Marker::visit(Userdata& userdata) {
  mark(userdata.metatable);
  mark_value(userdata.user_value);
}

// The value of an open upvalue is marked too: its coroutine may be dead, and the upvalue is closed
// with that value then.
void Marker::visit(Upvalue& upvalue) { mark_value(upvalue.get()); }

void Marker::visit(Proto& proto) {
  mark_buffer(proto.code);
  if (proto.constants) mark_buffer(proto.buffer());
  mark_buffer(proto.functions);
  mark_buffer(proto.lines);
  mark_buffer(proto.upvalues);
  mark(proto.source);
  for (uint32_t i = 0; i < proto.constant_count; ++i)
    mark_value(proto.constants[i]);
  for (uint32_t i = 0; i < proto.function_count; ++i)
    mark(proto.functions[i]);
  if (proto.cache_count || proto.site_count) note(cached_protos_, &proto);
  mark_buffer(proto.feedback);
  for (uint32_t i = 0; proto.feedback && i < proto.code_count; ++i)
    mark(proto.feedback[i].callee);
  if (const Debug* debug = proto.debug) {
    mark_buffer(debug);
    mark_buffer(debug->locals);
    mark_buffer(debug->upvalue_names);
    for (uint32_t i = 0; i < debug->local_count; ++i)
      mark(debug->locals[i].name);
    if (debug->upvalue_names)
      for (uint32_t i = 0; i < proto.upvalue_count; ++i)
        mark(debug->upvalue_names[i]);
  }
}

void Marker::visit(Shape& shape) {
  mark(shape.metatable_);
  mark(shape.parent_);
  mark(shape.key_);
  mark_buffer(shape.map_);
  mark_buffer(shape.transitions_);
  note(weak_shapes_, &shape);
}

void Marker::clear_weak_shapes() {
  for (Shape* shape : weak_shapes_)
    shape->drop_dead(gc::is_marked);
  auto is_alive = [](const Object* object) { return gc::is_marked(object); };
  global_->shared_reads.drop_dead(is_alive);
  global_->shared_stores.drop_dead(is_alive);
  global_->event_slots.drop_dead(is_alive);
  for (Proto* proto : cached_protos_) {
    for (uint32_t i = 0; i < proto->cache_count; ++i)
      proto->cache(i).drop_dead(is_alive);
    for (uint32_t i = 0; i < proto->site_count; ++i) {
      TableSite& site = proto->site(i);
      if (site.is_known() && !is_marked(site.shape)) site.forget();
    }
  }
}

}  // namespace perilune::gc
