// The debug library's access to metatables, user values and the registry; tracebacks; its prompt.
#include <cstdio>
#include <cstring>
#include <string>

#include "runtime/call.h"
#include "runtime/debug_info.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/debug_lib.h"
#include "runtime/lib/environment.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/text.h"
#include "runtime/metamethod.h"

namespace perilune::lib {

namespace {

// The tags that share a metatable with one.
constexpr Tag kPairs[][2] = {
    {Tag::False, Tag::True}, {Tag::Integer, Tag::Float}, {Tag::Closure, Tag::Native}};

void set_type_metatable(Global* global, Tag tag, Table* metatable) {
  global->type_metatables[static_cast<int>(tag)] = metatable;
  for (const Tag(&pair)[2] : kPairs) {
    if (tag != pair[0] && tag != pair[1]) continue;
    for (Tag each : pair)
      global->type_metatables[static_cast<int>(each)] = metatable;
  }
}

// Runs a line of the prompt; its error is written out.
void run_command(State* L, const char* text) {
  Closure* chunk = load_text(L, text, "=(debug command)", Value::of(L->global->globals));
  ptrdiff_t bottom = L->offset_of(L->top);
  Status status = Status::Error;
  if (chunk) {
    push_function(L, Value::of(chunk));
    status = protected_call(L, L->at_offset(bottom), 0, Value());
  }
  String* message;
  if (status == Status::Error && push_text(L, L->error_value, &message))
    std::fprintf(stderr, "%s\n", message->data());
  L->top = L->at_offset(bottom);
}

bool check_userdata(State* L, uint32_t i) {
  if (L->arg(i).is_userdata()) return true;
  type_mismatch(L, i, "userdata");
  return false;
}

}  // namespace

NativeResult debug_getregistry(State* L) { return push(L, Value::of(L->global->registry)); }

NativeResult debug_getmetatable(State* L) {
  if (!check_any(L, 0)) return kNativeError;
  Table* metatable = L->metatable_of(L->base[0]);
  return push(L, metatable ? Value::of(metatable) : Value());
}

NativeResult debug_setmetatable(State* L) {
  Value wanted = L->arg(1);
  if (is_absent(L, 1) || (!wanted.is_nil() && !wanted.is_table())) {
    if (L->global->semantics.transfer_info) return type_mismatch(L, 1, "nil or table");
    return bad_argument(L, 1, "nil or table expected");
  }
  Table* metatable = wanted.is_nil() ? nullptr : wanted.table();
  Value v = L->base[0];
  if (v.is_table()) {
    v.table()->set_metatable(L, metatable);
  } else if (v.is_userdata()) {
    v.userdata()->set_metatable(L, metatable);
  } else {
    set_type_metatable(L->global, v.tag, metatable);
  }
  return push(L, L->global->semantics.setmetatable_confirms ? Value::boolean(true) : v);
}

NativeResult debug_getuservalue(State* L) {
  int64_t n;
  bool numbered = !L->global->semantics.user_values;
  if (numbered && !opt_integer(L, 1, 1, &n)) return kNativeError;
  if (numbered || !L->arg(0).is_userdata()) return push(L, Value());
  return push(L, L->base[0].userdata()->user_value);
}

NativeResult debug_setuservalue(State* L) {
  const Semantics& semantics = L->global->semantics;
  int64_t n;
  if (!semantics.user_values && !opt_integer(L, 2, 1, &n)) return kNativeError;
  if (semantics.user_value_is_table && L->arg(0).tag == Tag::LightUserdata)
    return bad_argument(L, 0, "full userdata expected, got light userdata");
  if (!check_userdata(L, 0)) return kNativeError;
  Table* ignored;
  if (semantics.user_value_is_table) {
    if (!is_none_or_nil(L, 1) && !check_table(L, 1, &ignored)) return kNativeError;
  } else if (!check_any(L, 1)) {
    return kNativeError;
  }
  if (!semantics.user_values) return push(L, Value());
  Userdata* userdata = L->base[0].userdata();
  userdata->user_value = L->arg(1);
  gc::barrier(L, userdata, userdata->user_value);
  return push(L, L->base[0]);
}

NativeResult debug_getfenv(State* L) {
  if (!check_any(L, 0)) return kNativeError;
  Value v = L->base[0];
  if (v.is_function()) return push(L, environment_of(L, v));
  if (v.is_thread()) return push(L, Value::of(thread_globals(v.thread())));
  if (!v.is_userdata()) return push(L, Value());
  Value own = v.userdata()->user_value;
  return push(L, own.is_nil() ? Value::of(L->global->globals) : own);
}

// Natives have no environment of their own that could be changed.
NativeResult debug_setfenv(State* L) {
  Table* environment;
  if (!check_table(L, 1, &environment)) return kNativeError;
  Value v = L->base[0];
  if (v.is_closure()) {
    if (!set_environment(L, v.closure(), environment)) return L->memory_error();
  } else if (v.is_thread()) {
    v.thread()->environment = environment;
    gc::barrier(L, v.thread(), Value::of(environment));
  } else if (v.is_userdata()) {
    v.userdata()->user_value = Value::of(environment);
    gc::barrier(L, v.userdata(), Value::of(environment));
  } else {
    return L->error("'setfenv' cannot change environment of given object");
  }
  return push(L, v);
}

NativeResult debug_traceback(State* L) {
  Target target = target_thread(L);
  uint32_t at = target.skip;
  Value message = L->arg(at);
  bool is_text = message.is_string() || message.is_number();
  bool is_missing = message.is_nil() && (is_absent(L, at) || !L->global->semantics.nil_returned);
  if (!is_text && !is_missing) return push(L, message);
  std::string text;
  if (!message.is_nil()) {
    String* string;
    if (!check_string(L, at, &string)) return kNativeError;
    text = string->data();  // up to the first zero, as stock Lua has it
  }
  int64_t level;
  if (!opt_integer(L, at + 1, target.state == L ? 1 : 0, &level)) return kNativeError;
  std::string result =
      traceback(L, target.state, message.is_nil() ? nullptr : &text, static_cast<int>(level));
  return push_string(L, result);
}

// Stock's limit of nested C calls, which cannot be changed any more.
NativeResult debug_setcstacklimit(State* L) {
  constexpr int64_t kLimit = 200;
  int64_t ignored;
  if (!check_integer(L, 0, &ignored)) return kNativeError;
  return push_integer(L, kLimit);
}

NativeResult debug_debug(State* L) {
  constexpr int kLine = 250;
  for (;;) {
    char line[kLine];
    std::fflush(stdout);
    std::fputs("lua_debug> ", stderr);
    if (!std::fgets(line, kLine, stdin) || std::strcmp(line, "cont\n") == 0) return 0;
    run_command(L, line);
  }
}

}  // namespace perilune::lib
