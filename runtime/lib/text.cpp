// Values as text, with their metamethods.
#include "runtime/lib/text.h"

#include <cstdio>
#include <string>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/lib/buffer.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// The text of a value without looking at metamethods.
NativeResult push_plain_text(State* L, const Value& v) {
  switch (v.tag) {
  case Tag::Nil:
    return push_string(L, "nil");
  case Tag::False:
    return push_string(L, "false");
  case Tag::True:
    return push_string(L, "true");
  case Tag::Integer:
  case Tag::Float: {
    char text[kMaxNumberText];
    return push_string(L, {text, number_to_text(v, L->global->dialect, text)});
  }
  case Tag::String:
    L->push(v);
    return 1;
  default: {
    char address[32];
    std::snprintf(address, sizeof address, ": %p", identity_of(v));
    return push_string(L, object_type_name(L, v) + address);
  }
  }
}

}  // namespace

const void* identity_of(const Value& v) {
  return v.is_object() || v.tag == Tag::LightUserdata ? v.p : nullptr;
}

bool push_text(State* L, const Value& v, String** out) {
  Value handler = v.is_number() ? Value() : metamethod(L, v, Event::ToString);
  if (handler.is_nil()) {
    if (push_plain_text(L, v) == kNativeError) return false;
  } else {
    Value* func = L->top;
    push_function(L, handler);
    L->push(v);
    if (call(L, func, 1) == Status::Error) return false;
    Value result = *--L->top;
    if (!result.is_string() && !result.is_number()) {
      L->error("'__tostring' must return a string");
      return false;
    }
    if (push_plain_text(L, result) == kNativeError) return false;
  }
  *out = L->top[-1].string();
  return true;
}

}  // namespace perilune::lib
