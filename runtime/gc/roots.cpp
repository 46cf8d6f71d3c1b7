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
  if (!state.stack) return;
  Value* limit = &state == limited_ ? live_end_ : live_limit(state);
  for (Value* slot = state.stack; slot < limit; ++slot)
    mark_value(*slot);
  // A frame pushed later may expose these slots before it has written them.
  for (Value* slot = limit; slot < state.stack + state.stack_size; ++slot)
    slot->set_nil();
  for (Upvalue* upvalue = state.open_upvalues; upvalue; upvalue = upvalue->open.next)
    mark(upvalue);
}

void Heap::mark_roots(State* L) {
  Global& global = *L->global;
  Marker& marker = *marker_;
  marker.mark(global.main);
  marker.mark(L);
  marker.mark(global.globals);
  marker.mark(global.registry);
  marker.mark(global.empty_shape);
  for (Table* metatable : global.type_metatables)
    marker.mark(metatable);
  marker.mark(global.memory_text);
  for (String* name : global.event_names)
    marker.mark(name);
  for (const Space::Roots& roots : space_->roots)
    roots.fn(
        roots.data, [](void* m, Object* object) { static_cast<Marker*>(m)->mark(object); },
        &marker);
  mark_to_finalize();
}

// The stacks that change without a word: of the coroutine that runs, and of those that have resumed
// it.
void Heap::mark_running(State* L) {
  for (State* state = L; state; state = state->resumer)
    marker_->mark_state(*state);
  marker_->mark_state(*L->global->main);
}

}  // namespace perilune::gc
