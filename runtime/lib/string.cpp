// The string functions that neither match patterns nor format.
#include <cstring>

#include "runtime/bytecode/serialize.h"
#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/registry.h"
#include "runtime/lib/string_util.h"
#include "runtime/proto.h"

namespace perilune::lib {

NativeResult string_len(State* L) {
  String* s;
  if (!check_string(L, 0, &s)) return kNativeError;
  return push_integer(L, static_cast<int64_t>(s->length()));
}

NativeResult string_sub(State* L) {
  String* s;
  int64_t i, j;
  if (!check_string(L, 0, &s) || !check_integer(L, 1, &i) || !opt_integer(L, 2, -1, &j))
    return kNativeError;
  size_t start = start_position(i, s->length());
  size_t end = end_position(j, s->length());
  if (start == 1 && end == s->length()) return push(L, Value::of(s));
  if (start > end) return push_string(L, "");
  return push_string(L, s->view().substr(start - 1, end - start + 1));
}

NativeResult string_byte(State* L) {
  String* s;
  int64_t i, j;
  if (!check_string(L, 0, &s) || !opt_integer(L, 1, 1, &i) || !opt_integer(L, 2, i, &j))
    return kNativeError;
  size_t start = start_position(i, s->length());
  size_t end = end_position(j, s->length());
  if (start > end) return 0;
  size_t count = end - start + 1;
  if (count >= INT32_MAX) return L->error("string slice too long");
  if (count >= State::kMaxStack || L->ensure_stack(count) == Status::Error)
    return L->error("stack overflow (string slice too long)");
  auto* bytes = reinterpret_cast<const unsigned char*>(s->data()) + start - 1;
  Value* to = L->top;
  if (L->global->semantics.integers) {
    for (size_t k = 0; k < count; ++k)
      to[k].set_integer(bytes[k]);
  } else {
    for (size_t k = 0; k < count; ++k)
      to[k].set_float(bytes[k]);
  }
  L->top = to + count;
  return static_cast<NativeResult>(count);
}

NativeResult string_char(State* L) {
  uint32_t n = L->nargs();
  const Value* args = L->base;
  Buffer text(L);
  for (uint32_t i = 0; i < n; ++i) {
    int64_t code;
    if (args[i].is_integer()) [[likely]] {
      code = args[i].i;
    } else if (!check_int(L, i, &code)) {
      return kNativeError;
    }
    if (static_cast<uint64_t>(code) > 255) {
      bool is_terse = L->global->semantics.terse_errors;
      return bad_argument(L, i, is_terse ? "invalid value" : "value out of range");
    }
    text.append(static_cast<char>(code));
  }
  return push_string(L, text);
}

namespace {

// A string of the same length, each byte mapped.
template <class Map>
NativeResult map_bytes(State* L, Map map) {
  constexpr size_t kPart = Patience::kWork;
  String* s;
  if (!check_string(L, 0, &s)) return kNativeError;
  size_t n = s->length();
  Patience patience(L);
  bool is_over = false;
  NativeResult result = push_filled(L, n, [&](char* out) {
    for (size_t part = 0; part < n && !is_over; part += kPart) {
      size_t end = n - part > kPart ? part + kPart : n;
      for (size_t i = part; i < end; ++i)
        out[i] = map(s->data(), n, i);
      is_over = patience.is_over(kPart);
    }
  });
  return is_over ? kNativeError : result;
}

}  // namespace

NativeResult string_lower(State* L) {
  return map_bytes(L, [](const char* s, size_t, size_t i) {
    return s[i] >= 'A' && s[i] <= 'Z' ? static_cast<char>(s[i] + 32) : s[i];
  });
}

NativeResult string_upper(State* L) {
  return map_bytes(L, [](const char* s, size_t, size_t i) {
    return s[i] >= 'a' && s[i] <= 'z' ? static_cast<char>(s[i] - 32) : s[i];
  });
}

NativeResult string_reverse(State* L) {
  return map_bytes(L, [](const char* s, size_t n, size_t i) { return s[n - 1 - i]; });
}

namespace {

// Fills `total` bytes with `unit` over and over, doubling what is there, up to some size. False:
// the program has been interrupted.
bool fill(State* L, char* out, size_t total, const char* unit, size_t length) {
  constexpr size_t kLargest = size_t{1} << 20;
  Patience patience(L);
  if (length > total) length = total;
  std::memcpy(out, unit, length);
  size_t repeated = length;  // of `done`, a multiple of the unit
  for (size_t done = length; done < total;) {
    size_t n = repeated < total - done ? repeated : total - done;
    std::memcpy(out + done, out, n);
    done += n;
    if (repeated < kLargest) repeated = done;
    if (patience.is_over(static_cast<int64_t>(n / 8))) return false;
  }
  return true;
}

}  // namespace

NativeResult string_rep(State* L) {
  String *s, *separator;
  int64_t n;
  if (!check_string(L, 0, &s) || !check_int(L, 1, &n)) return kNativeError;
  separator = nullptr;
  if (L->global->semantics.rep_separator && !opt_string(L, 2, &separator)) return kNativeError;
  size_t gap = separator ? separator->length() : 0;
  size_t unit_length = s->length() + gap;
  if (n <= 0 || unit_length == 0) return push_string(L, "");
  size_t count = static_cast<size_t>(n);
  size_t limit = L->global->semantics.large_strings ? INT64_MAX : INT32_MAX;
  if (unit_length > limit / count) return L->error("resulting string too large");
  size_t total = unit_length * count - gap;
  Buffer unit(L);
  unit.append(s->view());
  if (separator) unit.append(separator->view());
  bool is_filled = true;
  NativeResult result = push_filled(
      L, total, [&](char* out) { is_filled = fill(L, out, total, unit.data(), unit_length); });
  return is_filled ? result : kNativeError;
}

NativeResult string_dump(State* L) {
  const Semantics& semantics = L->global->semantics;
  bool is_closure = L->arg(0).is_closure();
  if (!is_closure && semantics.dump_expects_lua) return bad_argument(L, 0, "Lua function expected");
  if (!check_function(L, 0)) return kNativeError;
  if (!is_closure) return L->error("unable to dump given function");
  bool strip = semantics.dump_strips && L->arg(1).is_truthy();
  const Proto* proto = L->base[0].closure()->proto;
  return push_string(L, bytecode::serialize(*proto->function(), L->global->dialect, strip));
}

bool set_up_string(State* L, Table* library) {
  add_alias(L, library, "gfind", "gmatch");
  return set_up_string_metatable(L, library);
}

}  // namespace perilune::lib
