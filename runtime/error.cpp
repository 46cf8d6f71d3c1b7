// Wording of errors, and the positions in front of them.
#include "runtime/error.h"

#include <cstdio>

#include "runtime/bytecode/chunk_id.h"
#include "runtime/debug_info.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"
#include "runtime/proto.h"

namespace perilune {

namespace {

std::string format_text(const char* format, va_list args) {
  va_list copy;
  va_copy(copy, args);
  int length = vsnprintf(nullptr, 0, format, copy);
  va_end(copy);
  std::string text(static_cast<size_t>(length), '\0');
  vsnprintf(text.data(), text.size() + 1, format, args);
  return text;
}

// "source:line: " of a Lua activation, "" of a native.
std::string position_of(const Activation& a) {
  if (!a.pc) return "";
  const Proto* proto = a.base[-2].closure()->proto;
  int line = current_line(a);
  return bytecode::chunk_id(proto->source ? proto->source->view() : "=?") + ":" +
         (line >= 0 ? std::to_string(line) : "?") + ": ";
}

}  // namespace

std::string State::where(int level) const {
  FrameWalk walk(const_cast<State*>(this));
  for (; level > 0 && !walk.at_end(); --level)
    walk.next();
  return walk.at_end() ? "" : position_of(*walk);
}

NativeResult State::set_error(Position position, const char* format, va_list args) {
  std::string text;
  if (position != Position::None) {
    FrameWalk walk(this);
    bool in_native = !walk.at_end() && !walk->pc;
    text = where(in_native && position == Position::OfCaller ? 1 : 0);
  }
  text += format_text(format, args);
  return throw_value(Value::of(new_string(text)));
}

NativeResult State::error(const char* format, ...) {
  va_list args;
  va_start(args, format);
  set_error(Position::OfCaller, format, args);
  va_end(args);
  return kNativeError;
}

NativeResult State::operation_error(const char* format, ...) {
  va_list args;
  va_start(args, format);
  set_error(Position::OfOperation, format, args);
  va_end(args);
  return kNativeError;
}

NativeResult State::error_plain(const char* format, ...) {
  va_list args;
  va_start(args, format);
  set_error(Position::None, format, args);
  va_end(args);
  return kNativeError;
}

std::string object_type_name(State* L, const Value& v) {
  if (v.is_table() || v.is_userdata()) {
    Value name = metamethod(L, v, Event::Name);
    if (name.is_string()) return std::string(name.string()->view());
  }
  return type_name(v.tag);
}

NativeResult type_error(State* L, const Value* operand, const char* operation) {
  return L->operation_error("attempt to %s a %s value%s", operation,
                            object_type_name(L, *operand).c_str(),
                            value_description(L, operand).c_str());
}

NativeResult call_error(State* L, const Value* function) {
  return L->operation_error("attempt to call a %s value%s", object_type_name(L, *function).c_str(),
                            callee_description(L, function).c_str());
}

NativeResult arithmetic_error(State* L, Event event, const Value* a, const Value* b) {
  switch (event) {
  case Event::BAnd:
  case Event::BOr:
  case Event::BXor:
  case Event::Shl:
  case Event::Shr:
  case Event::BNot:
    if (a->is_number() && b->is_number()) {
      int64_t ignored;
      const Value* culprit = to_integer_exact(*a, &ignored) ? b : a;
      return L->operation_error("number%s has no integer representation",
                                value_description(L, culprit).c_str());
    }
    return type_error(L, a->is_number() ? b : a, "perform bitwise operation on");
  default:
    return type_error(L, a->is_number() ? b : a, "perform arithmetic on");
  }
}

NativeResult concat_error(State* L, const Value* a, const Value* b) {
  return type_error(L, a->is_string() || a->is_number() ? b : a, "concatenate");
}

NativeResult compare_error(State* L, const Value* a, const Value* b) {
  std::string left = object_type_name(L, *a), right = object_type_name(L, *b);
  if (left == right) return L->operation_error("attempt to compare two %s values", left.c_str());
  return L->operation_error("attempt to compare %s with %s", left.c_str(), right.c_str());
}

}  // namespace perilune
