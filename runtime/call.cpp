// Entering the interpreter from C++.
#include "runtime/call.h"

#include <utility>

#include "runtime/bytecode/serialize.h"
#include "runtime/call_inline.h"
#include "runtime/interp/handler.h"
#include "runtime/interp/interrupt.h"
#include "runtime/proto.h"

namespace perilune {

Status call_as(State* L, Value* func, uint8_t nresults, FrameKind kind, const Insn* ret) {
  return call_inline(L, func, nresults, kind, ret);
}

Status call(State* L, Value* func, uint8_t nresults) {
  return call_inline(L, func, nresults, FrameKind::Boundary, nullptr);
}

Status call_catching(State* L, Value* func, uint8_t nresults) {
  uint16_t depth = L->c_depth;
  Status status = call_as(L, func, nresults, FrameKind::HostPcall, nullptr);
  L->c_depth = depth;
  return status;
}

Value take_error(State* L) {
  L->error_handled = L->dying = false;
  return std::exchange(L->error_value, Value());
}

Status call_finalizer(State* L, Value* func) {
  bool is_lua = L->base - L->stack >= kFrameSlots && L->base[-kFrameSlots].is_closure();
  // Hooks do not see finalizers.
  uint16_t depth = L->c_depth;
  bool was_running = std::exchange(L->hook.is_running, true);
  Status status = call_as(L, func, 0, FrameKind::Finalizer, is_lua && L->pc ? L->pc + 1 : nullptr);
  L->hook.is_running = was_running;
  L->c_depth = depth;
  if (L->is_hooked()) L->dispatch = L->usual_dispatch();
  return status;
}

namespace {

// xpcall's frame for a host: calls base[1] with the arguments behind it, base[0] handling errors.
NativeResult run_protected(State* L) { return call_protected(L, L->base + 1); }

}  // namespace

Status protected_call(State* L, Value* func, uint8_t nresults, const Value& handler) {
  // [run_protected][gap][handler][function][gap][arguments ...] in place of [function][gap][...].
  ptrdiff_t at = L->offset_of(func);
  if (L->ensure_stack(3) == Status::Error) return Status::Error;
  func = L->at_offset(at);
  NativeFunction* runner = NativeFunction::make(L, run_protected, "xpcall");
  if (!runner) {
    L->memory_error();
    L->top = func;
    return Status::Error;
  }
  for (Value* p = L->top; p-- > func;)
    p[3] = p[0];
  L->top += 3;
  func[0] = Value::of(runner);
  func[2] = handler;
  if (call(L, func, kAllResults) == Status::Error) return Status::Error;
  func = L->at_offset(at);
  if (func[0].is_falsy()) {
    L->error_value = func[1];
    // The level stays taken until the error is caught: its handler has only what is left.
    L->top = func;
    return Status::Error;
  }
  uint32_t count = static_cast<uint32_t>(L->top - func) - 1;
  uint32_t wanted = nresults == kAllResults ? count : nresults;
  for (uint32_t i = 0; i < wanted; ++i)
    func[i] = i < count ? func[i + 1] : Value();
  L->top = func + wanted;
  return Status::Ok;
}

namespace {

Closure* refuse_chunk(State* L) {
  L->memory_error();
  return nullptr;
}

// A closure of a chunk, its first upvalue (where the dialect wants so: its only one) holding `env`.
// Null with the error set.
Closure* close_chunk(State* L, const bytecode::Function& function, const Value& env) {
  Proto* proto = Proto::load(L, function);
  if (!proto) return refuse_chunk(L);
  if (L->global->loaded) L->global->loaded(proto);
  Closure* closure = Closure::make(L, proto);
  if (!closure) return refuse_chunk(L);
  bool takes_env = !L->global->semantics.lone_environment || closure->upvalue_count() == 1;
  for (uint16_t i = 0; i < closure->upvalue_count(); ++i) {
    closure->upvalues()[i] = make_closed_upvalue(L, i == 0 && takes_env ? env : Value());
    if (!closure->upvalues()[i]) return refuse_chunk(L);
  }
  return closure;
}

}  // namespace

void handle_error(State* L) {
  Value handler = interp::message_handler(L);
  if (L->error_handled || handler.is_nil()) return;
  Value* func = L->top;
  push_function(L, handler);
  L->push(L->error_value);
  if (call(L, func, 1) == Status::Ok) L->throw_value(*--L->top);
  L->error_handled = true;
}

Closure* load_text(State* L, const SourceText& source, std::string_view chunk_name,
                   const Value& env) {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  SourceText stoppable = source;
  stoppable.stop = interp::interrupt_request();
  stoppable.room = L->global->heap.room();
  if (!L->global->compile(stoppable, chunk_name, L->global->dialect, &function, &error,
                          L->c_depth)) {
    L->throw_value(Value::of(L->new_string(error)));
    return nullptr;
  }
  return close_chunk(L, *function, env);
}

Closure* load_binary(State* L, std::string_view bytes, std::string_view chunk_name,
                     const Value& env) {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  if (!bytecode::deserialize(bytes, chunk_name, L->global->dialect, &function, &error)) {
    L->throw_value(Value::of(L->new_string(error)));
    return nullptr;
  }
  return close_chunk(L, *function, env);
}

}  // namespace perilune
