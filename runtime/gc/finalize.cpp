// Finalizers: which objects have one, which of them have died, and the calls.
#include <algorithm>
#include <string>
#include <utility>

#include "runtime/call.h"
#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/metamethod.h"
#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune::gc {

namespace {

// What a finalizer's error is called in warnings and messages: its text, or what it is instead.
std::string error_text(State* L, const char* other) {
  if (!L->error_value.is_string()) return other;
  return L->error_value.string()->data();
}

Value value_of(Object* object) {
  return object->kind == ObjectKind::Table ? Value::of(static_cast<Table*>(object))
                                           : Value::of(static_cast<Userdata*>(object));
}

}  // namespace

bool Heap::add_finalizable(Object* object) {
  Space& space = *space_;
  size_t count = space.finalizable.size() + 1;
  if (!make_room(space.to_finalize, space.to_finalize.size() + count) ||
      !make_room(space.finalizable, count))
    return false;
  object->flags |= Object::kFinalizable;
  space.finalizable.add(object);
  return true;
}

void Heap::Space::drop_finalized() {
  std::copy(to_finalize.begin() + finalized, to_finalize.end(), to_finalize.begin());
  to_finalize.cut(to_finalize.size() - finalized);
  finalized = 0;
}

void Heap::mark_finalizable(State* L, Object* object, Table* metatable) {
  if (object->flags & Object::kFinalizable || closing_) return;
  if (!metamethod_in(L, metatable, Event::Gc).is_nil() && !add_finalizable(object)) fail();
}

// The objects that nothing refers to go from the list of those that have a finalizer to the queue
// of those to be finalized, the last one listed first.
void Heap::find_dead_finalizable(State* L) {
  List<Object*>& all = space_->finalizable;
  constexpr size_t kAhead = 16;
  bool finds_at_death = !L->global->semantics.finalizer_marks;
  space_->drop_finalized();
  size_t queued = space_->to_finalize.size();
  size_t first = minor_ ? space_->old_finalizable : 0;
  for (size_t i = all.size(); i-- > first;) {
    Object* object = all[i];
    if (i >= kAhead) prefetch_mark(all[i - kAhead]);
    if (is_marked(object)) continue;
    all[i] = nullptr;
    if (finds_at_death) {
      object->flags |= Object::kFinalized;
      if (metamethod(L, value_of(object), Event::Gc).is_nil()) continue;
    }
    space_->to_finalize.add(object);
  }
  if (queued < space_->to_finalize.size() || finds_at_death) {
    Object** end = std::remove(all.begin() + first, all.end(), nullptr);
    all.cut(static_cast<size_t>(end - all.begin()));
  }
  space_->old_finalizable = all.size();
  space_->waiting_unmarked = space_->to_finalize.size();
}

// What waits for its finalizer is alive. True when all of it is marked.
bool Heap::mark_waiting(size_t* budget) {
  constexpr size_t kCost = 64;
  for (size_t& i = space_->waiting_unmarked; i > space_->finalized; --i) {
    if (*budget == 0) return false;
    marker_->mark(space_->to_finalize[i - 1]);
    if (*budget != SIZE_MAX) *budget -= std::min(*budget, kCost);
  }
  return true;
}

Status Heap::run_finalizers(State* L, size_t limit) {
  constexpr size_t kRest = size_t{64} << 10;
  finalize_at_ = 0;
  for (; limit > 0 && space_->has_to_finalize(); --limit) {
    Object* object = space_->to_finalize[space_->finalized++];
    if (L->global->semantics.finalizes_again)
      object->flags &= static_cast<uint8_t>(~Object::kFinalizable);
    if (finalize(L, object) == Status::Error) {
      // The others are not to fail in whatever handles this error.
      finalize_at_ = bytes_ + kRest;
      update_trigger();
      return Status::Error;
    }
  }
  update_trigger();
  return Status::Ok;
}

// Everything that L has on its stack stays as it is, and so does an error that is under way.
Status Heap::finalize(State* L, Object* object) {
  Value self = value_of(object);
  Value function = metamethod(L, self, Event::Gc);
  if (function.is_nil()) return Status::Ok;
  if (L->global->semantics.functions_finalize && !function.is_function()) return Status::Ok;
  if (L->global->jit) L->global->jit->leave_recording(L);
  Value error = L->error_value;
  bool error_handled = L->error_handled;
  ptrdiff_t top = L->offset_of(L->top);
  L->top = live_limit(*L);
  ++finalizing_;
  update_trigger();
  ptrdiff_t at = L->offset_of(L->top);
  Status status = L->ensure_stack(kFrameSlots + 1);
  if (!function.is_function() && metamethod(L, function, Event::Call).is_nil()) {
    const char* name = L->global->semantics.finalizer_errors_raised ? "" : " (metamethod '__gc')";
    L->operation_error("attempt to call a %s value%s", type_name(function.tag), name);
    status = Status::Error;
  } else if (status == Status::Ok) {
    push_function(L, function);
    L->push(self);
    status = call_finalizer(L, L->at_offset(at));
  }
  --finalizing_;
  update_trigger();
  L->top = L->at_offset(top);
  if (status == Status::Error) status = report_failure(L);
  if (status == Status::Error) return status;
  L->error_value = error;
  L->error_handled = error_handled;
  return Status::Ok;
}

// L->error_value is a finalizer's error. Error: it is to be raised.
Status Heap::report_failure(State* L) {
  const Semantics& semantics = L->global->semantics;
  if (!semantics.finalizer_errors_raised) {
    Warnings& warnings = L->global->warnings;
    std::string text = error_text(L, "error object is not a string");
    warnings.emit("error in __gc (" + text + ")", false);
    return Status::Ok;
  }
  if (closing_) return Status::Ok;
  if (semantics.finalizer_errors_wrapped) {
    std::string text = "error in __gc metamethod (" + error_text(L, "no message") + ")";
    L->error_value = Value::of(L->new_string(text));
    L->error_handled = true;  // no message handler is called for it
  }
  return Status::Error;
}

Status Heap::collect_fully(State* L) {
  collect(L);
  return run_finalizers(L, SIZE_MAX);
}

// The end of the registers of variables in scope at L->pc; null when that is not known. A numeric
// loop has three registers of its own, whether or not the dialect has names for them all.
Value* Heap::variables_end(State* L) {
  const Proto& proto = *L->base[-kFrameSlots].closure()->proto;
  if (!proto.lines || !proto.debug) return nullptr;
  uint32_t pc = proto.index_of(L->pc), end = 0;
  for (uint32_t i = 0; i < proto.debug->local_count; ++i) {
    const Debug::Local& local = proto.debug->locals[i];
    if (local.start_pc <= pc && pc < local.end_pc) end = std::max(end, local.reg + 1u);
  }
  InsnOp op = L->pc->op();
  if (op == InsnOp::ForLoop || op == InsnOp::JitForLoop) end = std::max(end, L->pc->reg_a() + 3u);
  return L->base + end;
}

// The end of the registers in use behind the instruction at L->pc, which has written the one below
// `written_end`. Temporaries are a stack: nothing is above the latest, unless it is a variable's.
Value* Heap::live_end(State* L, Value* written_end) {
  if (!written_end) return nullptr;
  Value* variables = variables_end(L);
  return variables && variables < written_end ? written_end : nullptr;
}

void Heap::refuse(size_t bytes) {
  if (!failed_) refused_ = bytes;
  fail();
}

bool Heap::make_room_slow(State* L, size_t bytes) {
  // What compiled code has in registers is not seen: it leaves the rest to the interpreter.
  if (!L->is_stack_fixed) collect(L);
  return bytes_ <= limit_ && bytes <= limit_ - bytes_;
}

bool Heap::makes_up_for_refusal(State* L) {
  if (!make_room_slow(L, std::exchange(refused_, 0))) return false;
  failed_ = false;
  update_trigger();
  return true;
}

bool Heap::forget_refusal() {
  if (std::exchange(refused_, 0)) failed_ = false;
  update_trigger();
  return false;
}

// Too much is allocated, or an allocation has failed.
Status Heap::check_limit(State* L, Value* live_end) {
  bool has_failed = std::exchange(failed_, false);
  refused_ = 0;
  if (has_failed || bytes_ > limit_) collect(L, live_end);
  // A program that has next to nothing left would do nothing but collect.
  size_t enough = limit_ - limit_ / 16;
  bool raises = has_failed || bytes_ > std::max(enough, error_at_);
  // Whoever handles the error needs some memory, too.
  if (bytes_ <= enough) {
    error_at_ = 0;
  } else if (raises) {
    error_at_ = std::max(bytes_, limit_) + std::max(kStep, limit_ / 32);
  }
  update_trigger();
  if (!raises) return Status::Ok;
  L->error_value = Value::of(L->global->memory_text);
  L->error_handled = true;
  return Status::Error;
}

Status Heap::step_slow(State* L, Value* live_end) {
  constexpr size_t kAtOnce = 16;
  if (is_dry_) collect(L, live_end);
  if (bytes_ > limit_ || failed_) {
    if (check_limit(L, live_end) == Status::Error) return Status::Error;
  }
  if (stopped_ || finalizing_ > 0) return Status::Ok;
  if (stress_ || bytes_ >= (phase_ == Phase::Idle ? threshold_ : step_at_)) timed_step(L, live_end);
  return run_finalizers(L, kAtOnce);
}

void Heap::finalize_all(State* L) {
  closing_ = true;
  List<Object*>& all = space_->finalizable;
  bool finds_at_death = !L->global->semantics.finalizer_marks;
  space_->drop_finalized();
  for (size_t i = all.size(); i-- > 0;) {
    if (finds_at_death) all[i]->flags |= Object::kFinalized;
    space_->to_finalize.add(all[i]);
  }
  all.clear();
  space_->old_finalizable = 0;
  space_->waiting_unmarked = space_->to_finalize.size();  // a cycle may be under way
  stop();
  while (space_->has_to_finalize())
    (void)run_finalizers(L, SIZE_MAX);
}

}  // namespace perilune::gc
