// Builtins called without a frame. Each takes the arguments that programs usually give it, and
// leaves all others to the function itself.
#include "runtime/lib/fast_calls.h"

#include <cmath>

#include "runtime/lib/intrinsics.h"
#include "runtime/lib/string_util.h"
#include "runtime/number.h"
#include "runtime/state.h"

namespace perilune {

namespace lib {
namespace {

// An integer, or a float with the value of one.
inline bool is_whole(const Value& v, int64_t* out) {
  if (v.is_integer()) [[likely]]
    return *out = v.i, true;
  return v.is_float() && float_to_integer(v.f, out);
}

// A rounded float, as an integer where the dialect has them and it fits.
inline bool set_rounded(State* L, Value* to, double f) {
  int64_t n;
  if (L->global->semantics.integers && float_to_integer(f, &n))
    to->set_integer(n);
  else
    to->set_float(f);
  return true;
}

bool fast_floor(State* L, Value* func, uint32_t nargs) {
  const Value& n = func[2];
  if (nargs == 0 || !n.is_number()) return false;
  if (n.is_float()) return set_rounded(L, func, std::floor(n.f));
  return *func = n, true;
}

bool fast_ceil(State* L, Value* func, uint32_t nargs) {
  const Value& n = func[2];
  if (nargs == 0 || !n.is_number()) return false;
  if (n.is_float()) return set_rounded(L, func, std::ceil(n.f));
  return *func = n, true;
}

bool fast_sqrt(State*, Value* func, uint32_t nargs) {
  if (nargs == 0 || !func[2].is_number()) return false;
  func->set_float(std::sqrt(func[2].as_float()));
  return true;
}

bool fast_abs(State*, Value* func, uint32_t nargs) {
  const Value& n = func[2];
  if (nargs == 0 || !n.is_number()) return false;
  if (n.is_integer())
    func->set_integer(n.i < 0 ? wrap_sub(0, n.i) : n.i);
  else
    func->set_float(std::fabs(n.f));
  return true;
}

inline bool less(const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) return a.i < b.i;
  if (a.is_float() && b.is_float()) return a.f < b.f;
  return number_less(a, b);
}

bool fast_max(State*, Value* func, uint32_t nargs) {
  const Value &a = func[2], &b = func[3];
  if (nargs != 2 || !a.is_number() || !b.is_number()) return false;
  *func = less(a, b) ? b : a;
  return true;
}

bool fast_min(State*, Value* func, uint32_t nargs) {
  const Value &a = func[2], &b = func[3];
  if (nargs != 2 || !a.is_number() || !b.is_number()) return false;
  *func = less(b, a) ? b : a;
  return true;
}

bool fast_fmod(State*, Value* func, uint32_t nargs) {
  const Value &a = func[2], &b = func[3];
  if (nargs < 2 || !a.is_number() || !b.is_number()) return false;
  if (a.is_integer() && b.is_integer()) {
    if (b.i <= 0) return false;
    func->set_integer(a.i % b.i);
  } else {
    func->set_float(std::fmod(a.as_float(), b.as_float()));
  }
  return true;
}

bool fast_byte(State* L, Value* func, uint32_t nargs) {
  const Value& s = func[2];
  int64_t at = 1;
  if (nargs == 0 || nargs > 2 || !s.is_string() || (nargs == 2 && !is_whole(func[3], &at)))
    return false;
  uint64_t index = static_cast<uint64_t>(at) - 1;
  if (index >= s.string()->length()) return false;
  *func = L->integer(static_cast<unsigned char>(s.string()->data()[index]));
  return true;
}

bool fast_char(State* L, Value* func, uint32_t nargs) {
  constexpr uint32_t kMost = 4;
  if (nargs == 0 || nargs > kMost) return false;
  char text[kMost];
  for (uint32_t i = 0; i < nargs; ++i) {
    int64_t code;
    if (!is_whole(func[2 + i], &code) || static_cast<uint64_t>(code) > 255) return false;
    text[i] = static_cast<char>(code);
  }
  String* s = L->global->strings.make(L, {text, nargs});
  if (!s) return false;
  *func = Value::of(s);
  return true;
}

bool fast_len(State* L, Value* func, uint32_t nargs) {
  if (nargs == 0 || !func[2].is_string()) return false;
  *func = L->integer(static_cast<int64_t>(func[2].string()->length()));
  return true;
}

bool fast_sub(State* L, Value* func, uint32_t nargs) {
  int64_t first, last = -1;
  if (nargs < 2 || nargs > 3 || !func[2].is_string() || !is_whole(func[3], &first) ||
      (nargs == 3 && !is_whole(func[4], &last)))
    return false;
  String* s = func[2].string();
  size_t start = start_position(first, s->length()), end = end_position(last, s->length());
  if (start != 1 || end != s->length()) {
    size_t length = start <= end ? end - start + 1 : 0;
    s = L->global->strings.make(L, {s->data() + (length > 0 ? start - 1 : 0), length});
    if (!s) return false;
  }
  *func = Value::of(s);
  return true;
}

bool fast_tonumber(State*, Value* func, uint32_t nargs) {
  if (nargs != 1 || !func[2].is_number()) return false;
  return *func = func[2], true;
}

constexpr size_t kIntrinsics = 1
#define INTRINSIC(...) +1
#include "runtime/lib/intrinsics.def"
    ;

constexpr FastCall fast_call_of(Intrinsic intrinsic) {
  switch (intrinsic) {
#define FAST_CALL(Name, function)                                                                  \
  case Intrinsic::Name:                                                                            \
    return function;
#include "runtime/lib/fast_calls.def"
  default:
    return nullptr;
  }
}

}  // namespace
}  // namespace lib

const FastCall kFastCalls[lib::kIntrinsics] = {
    nullptr,
#define INTRINSIC(Name, ...) lib::fast_call_of(Intrinsic::Name),
#include "runtime/lib/intrinsics.def"
};

}  // namespace perilune
