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

}  // namespace

NativeResult handle_message(State* L) {
  std::string message;
  if (!plain_text(L, L->arg(0), &message)) {
    Value to_string = metamethod(L, L->arg(0), Event::ToString);
    if (!to_string.is_nil()) {
      push_function(L, to_string);
      L->push(L->arg(0));
      if (call(L, L->top - 3, 1) == Status::Error) return kNativeError;
      if (L->top[-1].is_string()) return 1;
    }
    message = std::string("(error object is a ") + type_name(L->arg(0).tag) + " value)";
  }
  message.resize(std::strlen(message.c_str()));  // as stock Lua, a C program, cuts it
  L->push(Value::of(L->new_string(traceback(L, L, &message, 1))));
  return 1;
}

std::string message_text(State* L, const Value& error) {
  std::string text;
  if (!plain_text(L, error, &text)) text = "(error message not a string)";
  return text;
}

}  // namespace perilune::cli
