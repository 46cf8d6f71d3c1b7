// Life of states, and growth of their stacks.
#include "runtime/state.h"

#include <cstdlib>
#include <ctime>
#include <new>

#include "runtime/interp/dispatch.h"
#include "runtime/proto.h"

namespace perilune {

namespace {

// Of the slots that a new state has above its first frame, as long as its body is not known.
constexpr size_t kFirstSlots = 22;
// Beyond kMaxStack, for the handlers of a stack overflow.
constexpr size_t kErrorStack = 400;
constexpr size_t kNormalLimit = State::kMaxStack + State::kExtraStack;
constexpr size_t kErrorLimit = kNormalLimit + kErrorStack;
// What the frame that goes on after an error may need above its top.
constexpr size_t kFrameRoom = 256;
// Larger stacks are given back when an error has emptied most of them.
constexpr size_t kLargeStack = 16384;

// Moves the stack to one of `size` slots (the extra ones included), and everything that points
// there.
void resize_stack(State* L, size_t size) {
  Value* old = L->stack;
  size_t old_size = L->stack_size;
  auto* stack = static_cast<Value*>(realloc(static_cast<void*>(old), size * sizeof(Value)));
  if (!stack) abort();
  for (size_t i = old_size; i < size; ++i)
    stack[i].set_nil();
  L->global->heap.account(static_cast<ptrdiff_t>(size - old_size) *
                          static_cast<ptrdiff_t>(sizeof(Value)));
  L->base = stack + (L->base - old);
  L->top = stack + (L->top - old);
  L->native_call.func = nullptr;
  for (Upvalue* u = L->open_upvalues; u; u = u->open.next)
    u->v = stack + (u->v - old);
  L->stack = stack;
  L->stack_size = size;
  L->stack_end = stack + size - State::kExtraStack;
}

void free_stack(Object* object) {
  auto* L = static_cast<State*>(object);
  L->global->heap.account(-static_cast<ptrdiff_t>(L->stack_size * sizeof(Value)));
  free(L->stack);
  free(L->tbc);
}

}  // namespace

Status State::grow_stack(size_t slots) {
  if (is_stack_fixed) return Status::Error;
  size_t needed = static_cast<size_t>(top - stack) + slots;
  if (needed > kMaxStack) {
    if (stack_size > kNormalLimit) {
      // It is the handling of an overflow that needs too much: no handler is called for that.
      error_plain("error in error handling");
      error_handled = true;
      return Status::Error;
    }
    if (static_cast<size_t>(top - stack) + kErrorStack > kMaxStack) resize_stack(this, kErrorLimit);
    operation_error("stack overflow");
    return Status::Error;
  }
  size_t size = 2 * stack_size;
  if (size < needed + kExtraStack) size = needed + kExtraStack;
  if (size > kNormalLimit) size = kNormalLimit;
  if (size > stack_size) resize_stack(this, size);
  return Status::Ok;
}

void State::shrink_stack() {
  if (stack_size < kLargeStack) return;
  size_t needed = static_cast<size_t>(top - stack) + kFrameRoom + kExtraStack;
  // While an overflow is being handled further down, its room stays.
  if (needed > kNormalLimit) return;
  if (needed < stack_size / 4) {
    resize_stack(this, 2 * needed);
  } else if (stack_size > kNormalLimit) {
    resize_stack(this, kNormalLimit);
  }
}

void State::init_stack(size_t slots) {
  stack = nullptr;
  stack_size = 0;
  base = top = nullptr;
  resize_stack(this, kFrameSlots + slots + kExtraStack);
  base = top = stack + kFrameSlots;
}

Global::Global(Dialect d, uint32_t s)
    : dialect(d), semantics(semantics_of(d)), heap(d), strings(s), seed(s) {
  interp::fill_dispatch(&dispatch, semantics);
  interp::fill_hook_dispatch(&hook_dispatch);
  heap.set_interrupt_word(&interrupt);
}

Global::~Global() {
  if (jit) jit->detach(this);
}

State* State::create(Dialect dialect) {
  auto seed = static_cast<uint32_t>(time(nullptr)) ^ static_cast<uint32_t>(clock()) * 0x9E3779B9u;
  auto* global = new Global(dialect, seed);
  global->heap.stop();
  auto* L = new (global->heap.allocate(sizeof(State))) State(global);
  global->main = L;
  L->init_stack(kFirstSlots);
  L->dispatch = &global->dispatch;
  set_link(L->base, nullptr, FrameKind::Boundary, 0, 0);
  global->empty_shape = Shape::root(L, nullptr);
  global->memory_text = L->new_string("not enough memory");
#define METAMETHOD(Name, text)                                                                     \
  global->event_names[static_cast<int>(Event::Name)] = L->new_string(text);
#include "runtime/metamethods.def"
#define TAG(Name, type_name)                                                                       \
  global->type_names[static_cast<int>(Tag::Name)] = L->new_string(type_name);
#include "runtime/tags.def"
  global->subtype_names[0] = L->new_string("integer");
  global->subtype_names[1] = L->new_string("float");
  global->nothing = Table::make(L, 0, 1);
  vector_set(global->nothing->slots, 0, Value());
  global->registry = Table::make(L);
  global->globals = Table::make(L);
  global->heap.restart();
  return L;
}

void State::destroy(State* main) {
  Global* global = main->global;
  free(main->stack);
  free(main->tbc);
  delete global;
}

void State::close(State* L) { L->global->heap.finalize_all(L); }

State* State::make_coroutine(State* L, const Value& function) {
  auto* co = new (L->global->heap.allocate(sizeof(State))) State(L->global);
  // Coroutines are many, and often never leave their first function.
  co->init_stack(function.is_closure() ? function.closure()->proto->max_stack : kFirstSlots);
  co->base[-2] = function;
  L->global->heap.add_destructor(co, free_stack);
  co->dispatch = &L->global->dispatch;
  // The events are its maker's, but not the function.
  co->hook.mask = L->hook.mask;
  co->hook.interval = co->hook.left = L->hook.interval;
  co->life = Life::Fresh;
  co->environment = L->environment;
  set_link(co->base, nullptr, FrameKind::Resume, kAllResults, 0);
  return co;
}

}  // namespace perilune
