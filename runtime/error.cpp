// Wording of errors, and the positions in front of them.
#include "runtime/error.h"

#include <cstdio>

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
std::string position_of(const State* L, const Activation& a) {
  if (!a.pc) return "";
  int line = current_line(a);
  return short_source(L, a) + ":" +
         (line < 0 && L->global->semantics.unknown_lines_marked ? "?" : std::to_string(line)) +
         ": ";
}

}  // namespace

std::string State::where(int level) const {
  FrameWalk walk(const_cast<State*>(this));
  for (; level > 0 && !walk.at_end(); --level)
    walk.next();
  return walk.at_end() ? "" : position_of(this, *walk);
}

NativeResult State::set_error(Position position, const char* format, va_list args) {
  std::string text;
  if (position != Position::None) {
    FrameWalk walk(this);
    bool in_native = !walk.at_end() && !walk->pc;
    text = where(in_native && position == Position::OfCaller ? 1 : 0);
  }
  text += format_text(format, args);
  String* message = try_string(text);
  return throw_value(Value::of(message ? message : global->memory_text));
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
  if (!L->global->semantics.named_types) return type_name(v.tag);
  if (v.is_table() || v.is_userdata()) {
    Value name = metamethod(L, v, Event::Name);
    if (name.is_string()) return std::string(name.string()->view());
  }
  return type_name(v.tag);
}

namespace {

// `variable` is " (local 'x')", or "" when the operand has no name.
NativeResult attempt_error(State* L, const char* operation, const Value& operand,
                           std::string variable) {
  std::string type = object_type_name(L, operand);
  if (!variable.empty() && L->global->semantics.variable_before_type) {
    variable = variable.substr(2, variable.size() - 3);
    return L->operation_error("attempt to %s %s (a %s value)", operation, variable.c_str(),
                              type.c_str());
  }
  return L->operation_error("attempt to %s a %s value%s", operation, type.c_str(),
                            variable.c_str());
}

// Of two operands, the one that an arithmetic operator cannot take: the first unless it is a number
// or converts to one.
const Value* wrong_operand(State* L, const Value* a, const Value* b) {
  Value ignored;
  bool converts =
      L->global->semantics.string_arithmetic ? to_number(L, *a, &ignored) : a->is_number();
  return converts ? b : a;
}

NativeResult bitwise_error(State* L, const Value* a, const Value* b) {
  bool strings = L->global->semantics.string_bitwise;
  Value x, y;
  if (strings ? !to_number(L, *a, &x) || !to_number(L, *b, &y)
              : !a->is_number() || !b->is_number()) {
    return type_error(L, wrong_operand(L, a, b), "perform bitwise operation on");
  }
  int64_t ignored;
  bool first = strings ? to_integer(L, *a, &ignored) : to_integer_exact(*a, &ignored);
  return L->operation_error("number%s has no integer representation",
                            value_description(L, first ? b : a).c_str());
}

}  // namespace

NativeResult type_error(State* L, const Value* operand, const char* operation) {
  return attempt_error(L, operation, *operand, value_description(L, operand));
}

NativeResult call_error(State* L, const Value* function) {
  return attempt_error(L, "call", *function, callee_description(L, function));
}

NativeResult arithmetic_error(State* L, Event event, const Value* a, const Value* b) {
  switch (event) {
  case Event::BAnd:
  case Event::BOr:
  case Event::BXor:
  case Event::Shl:
  case Event::Shr:
  case Event::BNot:
    return bitwise_error(L, a, b);
  default:
    return type_error(L, wrong_operand(L, a, b), "perform arithmetic on");
  }
}

NativeResult concat_error(State* L, const Value* a, const Value* b) {
  return type_error(L, a->is_string() || a->is_number() ? b : a, "concatenate");
}

NativeResult compare_error(State* L, const Value* a, const Value* b) {
  std::string left = object_type_name(L, *a), right = object_type_name(L, *b);
  bool same = left == right || (L->global->semantics.types_by_third_letter && left[2] == right[2]);
  if (same) return L->operation_error("attempt to compare two %s values", left.c_str());
  return L->operation_error("attempt to compare %s with %s", left.c_str(), right.c_str());
}

}  // namespace perilune
