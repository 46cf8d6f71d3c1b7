// The failing half of argument checks, and conversions that the fast half leaves out.
#include "runtime/lib/args.h"

#include <bit>
#include <cstring>
#include <string>

#include "runtime/debug_info.h"
#include "runtime/error.h"
#include "runtime/number.h"

namespace perilune::lib {

NativeResult bad_argument(State* L, uint32_t i, const char* message) {
  bool is_method = false;
  std::string name = native_name(L, &is_method);
  uint32_t position = i + 1;
  uint32_t extra = L->global->semantics.extra_arguments_told ? link_of(L->base).callables : 0;
  if (position <= extra)
    return L->error("bad extra argument #%u to '%s' (%s)", position, name.c_str(), message);
  position -= extra;
  // The receiver of a method call is not counted.
  if (is_method) --position;
  if (position == 0) return L->error("calling '%s' on bad self (%s)", name.c_str(), message);
  return L->error("bad argument #%u to '%s' (%s)", position, name.c_str(), message);
}

NativeResult type_mismatch(State* L, uint32_t i, const char* expected) {
  std::string actual = "no value";
  if (!is_absent(L, i)) {
    const Value& v = L->base[i];
    bool light = v.tag == Tag::LightUserdata && L->global->semantics.named_types;
    actual = light ? "light userdata" : object_type_name(L, v);
  }
  return bad_argument(L, i, (expected + (" expected, got " + actual)).c_str());
}

NativeResult none_of_types(State* L, uint32_t i, const char* expected) {
  if (!L->global->semantics.plain_expectations) return type_mismatch(L, i, expected);
  return bad_argument(L, i, (std::string(expected) + " expected").c_str());
}

NativeResult bad_option(State* L, uint32_t i, const String* option) {
  return bad_argument(L, i, (std::string("invalid option '") + option->data() + "'").c_str());
}

NativeResult error_text(State* L, std::string_view text) {
  return L->throw_value(Value::of(L->new_string(L->where(1).append(text))));
}

std::string shown_character(State* L, char c) {
  if (!L->global->semantics.escaped_characters || (c >= ' ' && c <= '~')) return std::string(1, c);
  return "<\\" + std::to_string(static_cast<unsigned char>(c)) + ">";
}

bool check_any(State* L, uint32_t i) {
  if (!is_absent(L, i)) return true;
  bad_argument(L, i, "value expected");
  return false;
}

bool check_table(State* L, uint32_t i, Table** out) {
  if (is_absent(L, i) || !L->base[i].is_table()) {
    type_mismatch(L, i, "table");
    return false;
  }
  *out = L->base[i].table();
  return true;
}

bool check_function(State* L, uint32_t i) {
  if (!is_absent(L, i) && L->base[i].is_function()) return true;
  type_mismatch(L, i, "function");
  return false;
}

bool check_integer_slow(State* L, uint32_t i, int64_t* out) {
  Value n;
  if (!check_number(L, i, &n)) return false;
  if (to_integer_exact(n, out)) return true;
  if (L->global->semantics.truncated_arguments) {
    *out = truncate_to_integer(n.f);
    return true;
  }
  bad_argument(L, i, "number has no integer representation");
  return false;
}

bool check_number_slow(State* L, uint32_t i, Value* out) {
  if (to_number(L, L->arg(i), out)) return true;
  type_mismatch(L, i, "number");
  return false;
}

bool check_bits(State* L, uint32_t i, uint32_t* out) {
  if (L->global->semantics.integers) {
    int64_t n;
    if (!check_integer(L, i, &n)) return false;
    *out = static_cast<uint32_t>(n);
    return true;
  }
  double f;
  if (!check_float(L, i, &f)) return false;
  *out = static_cast<uint32_t>(std::bit_cast<uint64_t>(f + 0x1.8p52));
  return true;
}

bool check_string_slow(State* L, uint32_t i, String** out) {
  if (is_absent(L, i) || !L->base[i].is_number()) {
    type_mismatch(L, i, "string");
    return false;
  }
  char text[kMaxNumberText];
  *out = L->try_string({text, number_to_text(L->base[i], L->global->dialect, text)});
  if (!*out) {
    L->memory_error();
    return false;
  }
  L->base[i] = Value::of(*out);
  return true;
}

bool check_option(State* L, uint32_t i, const char* fallback, const char* const* names, int* out) {
  String* option = nullptr;
  if (!(fallback ? opt_string(L, i, &option) : check_string(L, i, &option))) return false;
  const char* text = option ? option->data() : fallback;
  for (*out = 0; names[*out]; ++*out)
    if (std::strcmp(names[*out], text) == 0) return true;
  bad_option(L, i, option);
  return false;
}

}  // namespace perilune::lib
