// debug's access to local variables and upvalues.
#include "runtime/closure.h"
#include "runtime/debug_locals.h"
#include "runtime/debug_names.h"
#include "runtime/lib/debug_lib.h"
#include "runtime/lib/functions.h"
#include "runtime/proto.h"

namespace perilune::lib {

namespace {

// The activation at a level of the target's stack; false with the error set.
bool check_activation(State* L, const Target& target, int64_t level, Activation* out) {
  FrameWalk walk(target.state);
  int depth = static_cast<int>(level);
  if (depth >= 0) walk.skip(depth);
  if (depth < 0 || walk.at_end()) {
    bad_argument(L, target.skip, "level out of range");
    return false;
  }
  *out = *walk;
  return true;
}

bool is_link(const Value& v) { return v.tag == Tag::FrameLink || v.tag == Tag::TailLink; }

// Links of frames are no values, and loops rely on the types of their hidden numbers.
bool may_store(const FoundLocal& local, const Value& value) {
  if (is_link(*local.slot)) return false;
  bool is_loop_state = local.name.starts_with("(for ") && local.slot->is_number();
  return !is_loop_state || local.slot->tag == value.tag;
}

Value name_value(State* L, std::string_view name) {
  return name.data() ? Value::of(L->new_string(name)) : Value();
}

// The first upvalue that programs know of.
uint32_t first_upvalue(State* L, const Value& function) {
  return function.is_closure() && L->global->semantics.hidden_environment ? 1 : 0;
}

// Upvalue `n` (from 1) of a function; UINT32_MAX when there is no such.
uint32_t upvalue_index(State* L, const Value& function, int64_t n) {
  int32_t number = static_cast<int32_t>(n);
  if (number < 1 || static_cast<uint32_t>(number) > visible_upvalues(L, function))
    return UINT32_MAX;
  return static_cast<uint32_t>(number) - 1 + first_upvalue(L, function);
}

Value upvalue_name_value(State* L, const Closure* closure, uint32_t index) {
  const Debug* debug = closure->proto->debug;
  if (debug && debug->upvalue_names && debug->upvalue_names[index])
    return Value::of(debug->upvalue_names[index]);
  const Semantics& semantics = L->global->semantics;
  return Value::of(L->new_string(semantics.blank_upvalue_names ? ""
                                 : semantics.starred_names     ? "(*no name)"
                                                               : "(no name)"));
}

// The function and upvalue number at two arguments; false with the error set.
bool check_function_and_number(State* L, uint32_t function, uint32_t number, int64_t* n) {
  return check_integer(L, number, n) && check_function(L, function);
}

}  // namespace

uint32_t visible_upvalues(State* L, const Value& function) {
  if (function.is_closure())
    return function.closure()->upvalue_count() - first_upvalue(L, function);
  const NativeFunction* native = function.native();
  return native->has_private_upvalues ? 0 : native->upvalue_count();
}

NativeResult debug_getlocal(State* L) {
  Target target = target_thread(L);
  uint32_t at = target.skip;
  int64_t level, n;
  if (L->global->semantics.call_details) {
    if (!check_integer(L, at + 1, &n)) return kNativeError;
    if (L->arg(at).is_function()) {
      std::string_view name;
      if (L->base[at].is_closure()) name = parameter_name(*L->base[at].closure()->proto, n);
      return push(L, name_value(L, name));
    }
  }
  Activation activation;
  if (!check_integer(L, at, &level) || !check_activation(L, target, level, &activation) ||
      !check_integer(L, at + 1, &n))
    return kNativeError;
  FoundLocal local = find_local(target.state, activation, static_cast<int32_t>(n));
  if (!local.name.data()) return push(L, Value());
  Value value = is_link(*local.slot) ? Value() : *local.slot;
  L->push(name_value(L, local.name));
  L->push(value);
  return 2;
}

NativeResult debug_setlocal(State* L) {
  Target target = target_thread(L);
  uint32_t at = target.skip;
  int64_t level, n;
  Activation activation;
  bool numbers_first = L->global->semantics.integers;
  if (!check_integer(L, at, &level) || (numbers_first && !check_integer(L, at + 1, &n)) ||
      !check_activation(L, target, level, &activation) || !check_any(L, at + 2) ||
      !check_integer(L, at + 1, &n))
    return kNativeError;
  Value value = L->base[at + 2];
  FoundLocal local = find_local(target.state, activation, static_cast<int32_t>(n));
  if (!local.name.data() || !may_store(local, value)) return push(L, Value());
  *local.slot = value;
  gc::barrier(L, target.state, value);
  return push(L, name_value(L, local.name));
}

NativeResult debug_getupvalue(State* L) {
  int64_t n;
  if (!check_function_and_number(L, 0, 1, &n)) return kNativeError;
  Value function = L->base[0];
  if (function.is_native() && L->global->semantics.hidden_environment) return 0;
  uint32_t index = upvalue_index(L, function, n);
  if (index == UINT32_MAX) return 0;
  if (function.is_native()) {
    L->push(Value::of(L->new_string("")));
    L->push(function.native()->upvalues()[index]);
    return 2;
  }
  L->push(upvalue_name_value(L, function.closure(), index));
  L->push(function.closure()->upvalues()[index]->get());
  return 2;
}

// The upvalues of natives are not for programs to change: their code relies on what is in them.
NativeResult debug_setupvalue(State* L) {
  int64_t n;
  if (!check_any(L, 2) || !check_function_and_number(L, 0, 1, &n)) return kNativeError;
  uint32_t index = upvalue_index(L, L->base[0], n);
  if (index == UINT32_MAX || !L->base[0].is_closure()) return 0;
  Closure* closure = L->base[0].closure();
  Upvalue* upvalue = closure->upvalues()[index];
  upvalue->set(L->base[2]);
  gc::barrier(L, upvalue, L->base[2]);
  return push(L, upvalue_name_value(L, closure, index));
}

NativeResult debug_upvalueid(State* L) {
  int64_t n;
  if (!check_function_and_number(L, 0, 1, &n)) return kNativeError;
  uint32_t index = upvalue_index(L, L->base[0], n);
  if (index == UINT32_MAX) {
    if (L->global->semantics.upvalue_ids_fail) return push(L, Value());
    return bad_argument(L, 1, "invalid upvalue index");
  }
  void* id = L->base[0].is_closure() ? static_cast<void*>(L->base[0].closure()->upvalues()[index])
                                     : &L->base[0].native()->upvalues()[index];
  return push(L, Value::light_userdata(id));
}

NativeResult debug_upvaluejoin(State* L) {
  uint32_t index[2];
  for (uint32_t i = 0; i < 2; ++i) {
    int64_t n;
    if (!check_function_and_number(L, 2 * i, 2 * i + 1, &n)) return kNativeError;
    index[i] = upvalue_index(L, L->base[2 * i], n);
    if (index[i] == UINT32_MAX) return bad_argument(L, 2 * i + 1, "invalid upvalue index");
  }
  for (uint32_t i = 0; i < 2; ++i)
    if (!L->base[2 * i].is_closure()) return bad_argument(L, 2 * i, "Lua function expected");
  Closure* to = L->base[0].closure();
  Upvalue* upvalue = L->base[2].closure()->upvalues()[index[1]];
  to->upvalues()[index[0]] = upvalue;
  gc::barrier(L, to, upvalue);
  return 0;
}

}  // namespace perilune::lib
