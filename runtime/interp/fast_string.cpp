// String functions without a frame (runtime/interp/fast_call.h).
#include <cstring>

#include "runtime/interp/fast_call.h"
#include "runtime/lib/string_util.h"

namespace perilune::interp {

namespace {

// The result is a new string.
#define FINISH_WITH_STRING(text, length)                                                           \
  do {                                                                                             \
    String* made = L->try_string({text, length});                                                  \
    if (!made) USE_FRAME();                                                                        \
    *PA = Value::of(made);                                                                         \
    FINISH_CALL(1);                                                                                \
  } while (0)

// Several bytes.
SLOW_HANDLER(fast_bytes) {
  Value* func = PA;
  int64_t first, last;
  if (count != 3 || !is_whole(ARG(1), &first) || !is_whole(ARG(2), &last)) USE_FRAME();
  const String* s = ARG(0).string();
  size_t start = lib::start_position(first, s->length());
  size_t end = lib::end_position(last, s->length());
  if (start > end) FINISH_CALL(0);
  // So many slots are free.
  if (end - start >= static_cast<size_t>(State::kExtraStack)) USE_FRAME();
  auto* bytes = reinterpret_cast<const unsigned char*>(s->data()) + start - 1;
  auto results = static_cast<uint32_t>(end - start + 1);
  bool has_integers = L->global->semantics.integers;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < results; ++i)
    func[i] = has_integers ? Value::integer(bytes[i]) : Value::number(bytes[i]);
  FINISH_CALL(results);
}

SLOW_HANDLER(fast_chars) {
  constexpr uint32_t kMost = 8;
  if (count > kMost) USE_FRAME();
  NEEDS_MEMORY();
  char text[kMost];
  for (uint32_t i = 0; i < count; ++i) {
    int64_t code;
    if (!is_whole(ARG(i), &code) || static_cast<uint64_t>(code) > 255) USE_FRAME();
    text[i] = static_cast<char>(code);
  }
  FINISH_WITH_STRING(text, count);
}

}  // namespace

HANDLER(fast_byte) {
  const Value& s = ARG(0);
  int64_t at = 1;
  if (count == 0 || !s.is_string()) USE_FRAME();
  if (count > 2) GOTO(fast_bytes);
  if (count == 2 && !is_whole(ARG(1), &at)) USE_FRAME();
  if (at < 0) at += static_cast<int64_t>(s.string()->length()) + 1;
  uint64_t index = static_cast<uint64_t>(at) - 1;
  if (index >= s.string()->length()) USE_FRAME();
  *PA = L->integer(static_cast<unsigned char>(s.string()->data()[index]));
  FINISH_CALL(1);
}

HANDLER(fast_char) {
  int64_t code;
  if (count != 1) GOTO(fast_chars);
  if (!is_whole(ARG(0), &code) || static_cast<uint64_t>(code) > 255) USE_FRAME();
  NEEDS_MEMORY();
  char text = static_cast<char>(code);
  FINISH_WITH_STRING(&text, 1);
}

HANDLER(fast_len) {
  if (count == 0 || !ARG(0).is_string()) USE_FRAME();
  *PA = L->integer(static_cast<int64_t>(ARG(0).string()->length()));
  FINISH_CALL(1);
}

HANDLER(fast_sub) {
  int64_t first, last = -1;
  if (count - 2 > 1 || !ARG(0).is_string() || !is_whole(ARG(1), &first)) USE_FRAME();
  if (count == 3 && !is_whole(ARG(2), &last)) USE_FRAME();
  NEEDS_MEMORY();
  const String* s = ARG(0).string();
  size_t start = lib::start_position(first, s->length());
  size_t end = lib::end_position(last, s->length());
  if (start == 1 && end == s->length()) {
    *PA = ARG(0);
    FINISH_CALL(1);
  }
  size_t length = start <= end ? end - start + 1 : 0;
  FINISH_WITH_STRING(s->data() + (length > 0 ? start - 1 : 0), length);
}

namespace {

constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

}  // namespace

// A short string of the same length, whose bytes are `expression`.
#define MAP_BYTES(handler, expression)                                                             \
  HANDLER(handler) {                                                                               \
    if (count == 0 || !ARG(0).is_string()) USE_FRAME();                                            \
    const String* s = ARG(0).string();                                                             \
    size_t n = s->length();                                                                        \
    if (n > String::kMaxShort) USE_FRAME();                                                        \
    NEEDS_MEMORY();                                                                                \
    char text[String::kMaxShort];                                                                  \
    const char* from = s->data();                                                                  \
    for (size_t i = 0; i < n; ++i)                                                                 \
      text[i] = expression;                                                                        \
    FINISH_WITH_STRING(text, n);                                                                   \
  }
MAP_BYTES(fast_lower, to_lower(from[i]))
MAP_BYTES(fast_upper, to_upper(from[i]))
MAP_BYTES(fast_reverse, from[n - 1 - i])
#undef MAP_BYTES

HANDLER(fast_rep) {
  int64_t times;
  if (count != 2 || !ARG(0).is_string() || !is_whole(ARG(1), &times)) USE_FRAME();
  const String* s = ARG(0).string();
  size_t n = s->length();
  if (times < 0 || times > static_cast<int64_t>(String::kMaxShort)) USE_FRAME();
  size_t total = n * static_cast<size_t>(times);
  if (total > String::kMaxShort) USE_FRAME();
  NEEDS_MEMORY();
  char text[String::kMaxShort];
  for (size_t i = 0; i < total; i += n)
    for (size_t j = 0; j < n; ++j)
      text[i + j] = s->data()[j];
  FINISH_WITH_STRING(text, total);
}

}  // namespace perilune::interp
