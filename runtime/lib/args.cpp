// The failing half of argument checks, and conversions that the fast half leaves out.
#include "runtime/lib/args.h"

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
  Value v = L->arg(i);
  Value n;
  if (!to_number(L, v, &n)) {
    type_mismatch(L, i, "number");
    return false;
  }
  if (to_integer_exact(n, out)) return true;
  bad_argument(L, i, "number has no integer representation");
  return false;
}

bool check_number_slow(State* L, uint32_t i, Value* out) {
  if (to_number(L, L->arg(i), out)) return true;
  type_mismatch(L, i, "number");
  return false;
}

bool check_string_slow(State* L, uint32_t i, String** out) {
  if (is_absent(L, i) || !L->base[i].is_number()) {
    type_mismatch(L, i, "string");
    return false;
  }
  char text[kMaxNumberText];
  *out = L->new_string({text, number_to_text(L->base[i], L->global->dialect, text)});
  if (!*out) {
    L->error_plain("not enough memory");
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
