// Life of states, and growth of their stacks.
#include "runtime/state.h"

#include <algorithm>
#include <cstring>
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

// A state's first stack lies behind it, in the same cell.
Value* first_stack(State* L) { return reinterpret_cast<Value*>(L + 1); }

void clear(Value* from, const Value* end) {
  for (; from < end; ++from)
    from->set_nil();
}

// Moves the stack to one of `size` slots (the extra ones included), and everything that points
// there; false when there is no memory for it.
bool resize_stack(State* L, size_t size) {
  gc::Heap& heap = L->global->heap;
  auto* stack = static_cast<Value*>(heap.allocate_buffer(L, size * sizeof(Value), true));
  if (!stack) return false;
  Value* old = L->stack;
  size_t kept = std::min(L->stack_size, size);
  // With all bytes, since a frame link has more than a value's.
  std::memcpy(static_cast<void*>(stack), old, kept * sizeof(Value));
  clear(stack + kept, stack + size);
  L->base = stack + (L->base - old);
  L->top = stack + (L->top - old);
  L->native_call.func = nullptr;
  for (uint32_t i = 0; i < L->open_count; ++i)
    L->open_upvalues[i]->slot = stack + (L->open_upvalues[i]->slot - old);
  if (!L->has_first_stack()) heap.free_buffer(old, L->stack_size * sizeof(Value));
  L->stack = stack;
  L->stack_size = size;
  L->stack_end = stack + size - State::kExtraStack;
  return true;
}

// No handler is called for that: it would need slots, too.
Status refuse_stack(State* L) {
  L->memory_error();
  L->error_handled = true;
  return Status::Error;
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
    bool needs_room = static_cast<size_t>(top - stack) + kErrorStack > kMaxStack;
    if (needs_room && !resize_stack(this, kErrorLimit)) return refuse_stack(this);
    operation_error("stack overflow");
    return Status::Error;
  }
  size_t size = 2 * stack_size;
  if (size < needed + kExtraStack) size = needed + kExtraStack;
  if (size > kNormalLimit) size = kNormalLimit;
  if (size > stack_size && !resize_stack(this, size)) return refuse_stack(this);
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

bool State::has_first_stack() const { return stack == first_stack(const_cast<State*>(this)); }

// With an empty stack, of at least `slots` above its first frame; null when memory runs out.
State* State::make(Global* global, size_t slots) {
  size_t size = kFrameSlots + slots + kExtraStack;
  size_t bytes = gc::Heap::usable_size(sizeof(State) + size * sizeof(Value));
  void* cell = global->heap.allocate(bytes);
  if (!cell) return nullptr;
  State* L = new (cell) State(global);
  L->stack = first_stack(L);
  L->stack_size = (bytes - sizeof(State)) / sizeof(Value);
  L->stack_end = L->stack + L->stack_size - kExtraStack;
  L->base = L->top = L->stack + kFrameSlots;
  clear(L->stack, L->stack + L->stack_size);
  return L;
}

Global::Global(Dialect d, uint32_t s, const gc::Allocator& allocator)
    : dialect(d), semantics(semantics_of(d)), heap(d, allocator), strings(s, heap.memory()),
      seed(s) {
  interp::fill_dispatch(&dispatch, semantics);
  interp::fill_hook_dispatch(&hook_dispatch);
  heap.set_interrupt_word(&interrupt);
}

Global::~Global() {
  if (jit) jit->detach(this);
}

String* State::text_without_memory() {
  global->heap.fail();
  return global->memory_text;
}

State* State::create(Dialect dialect, const gc::Allocator& allocator) {
  auto seed = static_cast<uint32_t>(time(nullptr)) ^ static_cast<uint32_t>(clock()) * 0x9E3779B9u;
  auto* global = new Global(dialect, seed, allocator);
  global->heap.stop();
  State* L = make(global, kFirstSlots);
  global->main = L;
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

void State::destroy(State* main) { delete main->global; }

void State::close(State* L) { L->global->heap.finalize_all(L); }

State* State::make_coroutine(State* L, const Value& function) {
  // Coroutines are many, and often never leave their first function.
  State* co =
      make(L->global, function.is_closure() ? function.closure()->proto->max_stack : kFirstSlots);
  if (!co) return nullptr;
  co->base[-2] = function;
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
