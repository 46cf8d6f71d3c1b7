// Checking the arguments of natives, with stock's messages. Positions count from 0 here and from 1
// in messages. Every check returns false when the error has been set; the native then returns
// kNativeError.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/closure.h"
#include "runtime/number.h"
#include "runtime/state.h"

namespace perilune::lib {

inline bool is_absent(State* L, uint32_t i) { return i >= L->nargs(); }
inline bool is_none_or_nil(State* L, uint32_t i) { return is_absent(L, i) || L->base[i].is_nil(); }

// The running native's own upvalues.
inline Value* upvalues(State* L) { return L->base[-2].native()->upvalues(); }

// "bad argument #1 to 'f' (message)", or "calling 'f' on bad self".
NativeResult bad_argument(State* L, uint32_t i, const char* message);
// "bad argument #1 to 'f' (table expected, got nil)".
NativeResult type_mismatch(State* L, uint32_t i, const char* expected);
// The same of an argument that may be of several types ("nil or table").
NativeResult none_of_types(State* L, uint32_t i, const char* expected);
// "bad argument #1 to 'f' (invalid option 'x')".
NativeResult bad_option(State* L, uint32_t i, const String* option);

// Like State::error, with a text that may contain zeros.
NativeResult error_text(State* L, std::string_view text);
// A character as messages show it.
std::string shown_character(State* L, char c);

[[nodiscard]] bool check_any(State* L, uint32_t i);
[[nodiscard]] bool check_table(State* L, uint32_t i, Table** out);
[[nodiscard]] bool check_function(State* L, uint32_t i);

[[nodiscard]] bool check_integer_slow(State* L, uint32_t i, int64_t* out);
// A number or numeric string with an integer value; where numbers have no integer subtype, any
// number, without its fraction.
[[nodiscard]] inline bool check_integer(State* L, uint32_t i, int64_t* out) {
  if (i < L->nargs()) [[likely]] {
    const Value& v = L->base[i];
    if (v.is_integer()) [[likely]] {
      *out = v.i;
      return true;
    }
    if (v.is_float() && float_to_integer(v.f, out)) return true;
  }
  return check_integer_slow(L, i, out);
}
[[nodiscard]] inline bool opt_integer(State* L, uint32_t i, int64_t fallback, int64_t* out) {
  *out = fallback;
  return is_none_or_nil(L, i) || check_integer(L, i, out);
}

// As check_integer, for what 5.1 and 5.2 take as a C int: wrapped to 32 bits there.
[[nodiscard]] inline bool check_int(State* L, uint32_t i, int64_t* out) {
  if (!check_integer(L, i, out)) return false;
  if (L->global->semantics.truncated_arguments) *out = static_cast<int32_t>(*out);
  return true;
}
[[nodiscard]] inline bool opt_int(State* L, uint32_t i, int64_t fallback, int64_t* out) {
  *out = fallback;
  return is_none_or_nil(L, i) || check_int(L, i, out);
}

[[nodiscard]] bool check_number_slow(State* L, uint32_t i, Value* out);
// A number of either subtype, or a numeric string; always a float where there are no subtypes.
[[nodiscard]] inline bool check_number(State* L, uint32_t i, Value* out) {
  if (i < L->nargs() && L->base[i].is_number()) [[likely]] {
    *out = L->base[i];
    return true;
  }
  return check_number_slow(L, i, out);
}
[[nodiscard]] inline bool check_float(State* L, uint32_t i, double* out) {
  Value n;
  if (!check_number(L, i, &n)) return false;
  *out = n.as_float();
  return true;
}

// A number modulo 2^32. In 5.2, a float is rounded to the nearest integer, not truncated, in the
// way of stock on this machine: the lower bits of the sum with 1.5 * 2^52, also where that is not
// exact.
[[nodiscard]] bool check_bits(State* L, uint32_t i, uint32_t* out);

[[nodiscard]] bool check_string_slow(State* L, uint32_t i, String** out);
// A string; a number is converted, in its slot too, so that the string stays alive.
[[nodiscard]] inline bool check_string(State* L, uint32_t i, String** out) {
  if (i < L->nargs() && L->base[i].is_string()) [[likely]] {
    *out = L->base[i].string();
    return true;
  }
  return check_string_slow(L, i, out);
}
// *out is null when the argument is absent or nil.
[[nodiscard]] inline bool opt_string(State* L, uint32_t i, String** out) {
  *out = nullptr;
  return is_none_or_nil(L, i) || check_string(L, i, out);
}

// The index of the argument (or of `fallback`, when not null and the argument is absent) in a
// null-terminated list of names.
[[nodiscard]] bool check_option(State* L, uint32_t i, const char* fallback,
                                const char* const* names, int* out);

// Makes the argument count exactly `n`: what is missing is nil.
inline void set_nargs(State* L, uint32_t n) {
  while (L->nargs() < n)
    L->push(Value());
  L->top = L->base + n;
}

inline NativeResult push(State* L, const Value& v) {
  L->push(v);
  return 1;
}
inline NativeResult push_boolean(State* L, bool b) { return push(L, Value::boolean(b)); }
inline NativeResult push_integer(State* L, int64_t n) { return push(L, L->integer(n)); }
inline NativeResult push_float(State* L, double n) { return push(L, Value::number(n)); }

inline NativeResult status_result(Status status, NativeResult on_success) {
  return status == Status::Ok ? on_success : kNativeError;
}

}  // namespace perilune::lib
