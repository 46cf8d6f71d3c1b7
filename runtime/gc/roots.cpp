// Where marking starts: the fields of the global state, and the stacks of coroutines.
#include "runtime/gc/mark.h"
#include "runtime/gc/space.h"
#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune::gc {

Value* live_limit(const State& state) {
  Value* limit = state.top;
  if (state.base - state.stack >= kFrameSlots) {
    const Value& function = state.base[-kFrameSlots];
    if (function.is_closure()) {
      Value* registers_end = state.base + function.closure()->proto->max_stack;
      if (limit < registers_end) limit = registers_end;
    }
  }
  Value* end = state.stack + state.stack_size;
  return limit < end ? limit : end;
}

void Marker::mark_state(State& state) {
  mark_value(state.error_value);
  mark(state.environment);
  mark_value(state.hook.function);
  if (state.life == State::Life::Running || state.life == State::Life::Normal) mark(state.resumer);
  if (!state.has_first_stack()) mark_buffer(state.stack);
  mark_buffer(state.tbc);
  mark_buffer(state.open_upvalues);
  Value* limit = &state == limited_ ? live_end_ : live_limit(state);
  for (Value* slot = state.stack; slot < limit; ++slot)
    mark_value(*slot);
  // A frame pushed later may expose these slots before it has written them.
  for (Value* slot = limit; slot < state.stack + state.stack_size; ++slot)
    slot->set_nil();
  for (uint32_t i = 0; i < state.open_count; ++i)
    mark(state.open_upvalues[i]);
}

void Heap::each_lasting_root(State* L, void (*fn)(void* data, Object* object, const char* name),
                             void* data) const {
  const Global& global = *L->global;
  auto root = [&](Object* object, const char* name) {
    if (object) fn(data, object, name);
  };
  root(global.globals, "globals");
  root(global.registry, "registry");
  root(global.main, "main");
  root(L, "running");
  root(global.empty_shape, "shape");
  root(global.loose_shape, "shape");
  root(global.nothing, "nothing");
  for (Table* metatable : global.type_metatables)
    root(metatable, "type metatable");
  root(global.memory_text, "message");
  for (String* name : global.event_names)
    root(name, "event");
  for (String* name : global.type_names)
    root(name, "type name");
  for (String* name : global.subtype_names)
    root(name, "type name");
  struct Compiler {
    void (*fn)(void* data, Object* object, const char* name);
    void* data;
  } compiler{fn, data};
  for (const Space::Roots& roots : space_->roots)
    roots.fn(
        roots.data,
        [](void* c, Object* object) {
          auto* to = static_cast<Compiler*>(c);
          if (object) to->fn(to->data, object, "compiler");
        },
        &compiler);
}

void Heap::each_root(State* L, void (*fn)(void* data, Object* object, const char* name),
                     void* data) const {
  each_lasting_root(L, fn, data);
  for (size_t i = space_->finalized; i < space_->to_finalize.size(); ++i)
    fn(data, space_->to_finalize[i], "to finalize");
}

// But for what waits for its finalizer, which mark_waiting marks.
void Heap::mark_roots(State* L) {
  each_lasting_root(
      L,
      [](void* marker, Object* object, const char*) {
        static_cast<Marker*>(marker)->mark_any(object);
      },
      marker_.get());
}

// The stacks that change without a word: of the coroutine that runs, and of those that have resumed
// it.
void Heap::mark_running(State* L) {
  for (State* state = L; state; state = state->resumer)
    marker_->mark_state(*state);
  marker_->mark_state(*L->global->main);
}

}  // namespace perilune::gc
