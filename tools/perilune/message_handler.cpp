// The message handler of the command line, with the wording of stock Lua.
#include "tools/perilune/message_handler.h"

#include <cstring>

#include "runtime/call.h"
#include "runtime/debug_info.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::cli {

namespace {

// The text of a string or number.
bool plain_text(State* L, const Value& v, std::string* text) {
  if (v.is_string()) {
    *text = v.string()->view();
    return true;
  }
  if (!v.is_number()) return false;
  char buffer[kMaxNumberText];
  text->assign(buffer, number_to_text(v, L->global->dialect, buffer));
  return true;
}

// The value of a field, or nil when there is no table to look into.
Value field(State* L, const Value& table, std::string_view name) {
  return table.is_table() ? table.table()->get_str(L->new_string(name)) : Value();
}

// The function that makes the traceback belongs to the program, which may have changed it.
NativeResult call_library(State* L) {
  constexpr int kSkipped = 2;  // the message handler and debug.traceback
  Value globals = Value::of(L->environment ? L->environment : L->global->globals);
  Value function = field(L, field(L, globals, "debug"), "traceback");
  Value message = L->arg(0);
  L->push(message);
  if (!function.is_function()) return 1;
  push_function(L, function);
  L->push(message);
  L->push(L->integer(kSkipped));
  return call(L, L->top - 4, 1) == Status::Ok ? 1 : kNativeError;
}

}  // namespace

NativeResult handle_message(State* L) {
  const Semantics& semantics = L->global->semantics;
  std::string message;
  bool is_text = plain_text(L, L->arg(0), &message);
  if (semantics.errors_to_library) {
    if (is_text) return call_library(L);
    L->push(L->arg(0));
    return 1;
  }
  if (!is_text) {
    Value to_string = metamethod(L, L->arg(0), Event::ToString);
    if (!to_string.is_nil()) {
      push_function(L, to_string);
      L->push(L->arg(0));
      if (call(L, L->top - 3, 1) == Status::Error) return kNativeError;
      if (L->top[-1].is_string() || semantics.error_objects_unnamed) return 1;
    }
    if (semantics.error_objects_unnamed) {
      L->push(L->arg(0).is_nil() ? Value() : Value::of(L->new_string("(no error message)")));
      return 1;
    }
    message = std::string("(error object is a ") + type_name(L->arg(0).tag) + " value)";
  }
  message.resize(std::strlen(message.c_str()));  // as stock Lua, a C program, cuts it
  L->push(Value::of(L->new_string(traceback(L, L, &message, 1))));
  return 1;
}

std::string message_text(State* L, const Value& error) {
  std::string text;
  if (plain_text(L, error, &text)) return text;
  return L->global->semantics.error_objects_unnamed ? "(error object is not a string)"
                                                    : "(error message not a string)";
}

}  // namespace perilune::cli
