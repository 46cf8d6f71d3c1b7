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

bool push_tostring(State* L, const Value& v) {
  const Semantics& semantics = L->global->semantics;
  // The usual case of a number or a boolean first.
  bool is_plain = v.tag < Tag::String && !L->metatable_of(v);
  Value handler = is_plain ? Value() : metamethod(L, v, Event::ToString);
  if (handler.is_nil()) return push_plain_text(L, v) != kNativeError;
  Value* func = L->top;
  push_function(L, handler);
  L->push(v);
  if (call(L, func, 1) == Status::Error) return false;
  Value result = L->top[-1];
  if (result.is_number() && !semantics.numeric_text) {
    --L->top;
    return push_plain_text(L, result) != kNativeError;
  }
  if (result.is_string() || semantics.any_text) return true;
  L->error("'__tostring' must return a string");
  return false;
}

bool push_text(State* L, const Value& v, String** out) {
  if (!push_tostring(L, v)) return false;
  Value text = L->top[-1];
  if (text.is_number()) {
    --L->top;
    if (push_plain_text(L, text) == kNativeError) return false;
    text = L->top[-1];
  }
  if (!text.is_string()) {
    L->error("'tostring' must return a string to 'print'");
    return false;
  }
  *out = text.string();
  return true;
}

}  // namespace perilune::lib
