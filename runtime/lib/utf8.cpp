// The UTF-8 functions. Bytes are looked at up to and including the zero behind a string, which ends
// every sequence.
#include <algorithm>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/registry.h"
#include "runtime/lib/utf8_text.h"

namespace perilune::lib {

namespace {

constexpr uint32_t kMaxUnicode = 0x10FFFF;
constexpr uint32_t kMaxValue = 0x7FFFFFFF;  // of the original definition, with up to six bytes

bool has_wide_values(State* L) { return L->global->semantics.wide_utf8; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The characters that a call accepts.
enum class Accept : uint8_t { Unicode, UnicodeWithSurrogates, Anything };

Accept accepted(State* L, uint32_t lax_argument) {
  if (!has_wide_values(L)) return Accept::UnicodeWithSurrogates;
  return L->arg(lax_argument).is_truthy() ? Accept::Anything : Accept::Unicode;
}

// The bytes of the sequence at `s`, 0 when it is not valid.
int decode(const char* s, Accept accept, uint32_t* out) {
  static constexpr uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
  unsigned char first = static_cast<unsigned char>(*s);
  if (first < 0x80) {
    *out = first;
    return 1;
  }
  int more = 0;  // continuation bytes
  uint32_t value = 0;
  for (unsigned bits = first; bits & 0x40; bits <<= 1) {
    if (!is_continuation(s[++more])) return 0;
    value = value << 6 | (static_cast<unsigned char>(s[more]) & 0x3F);
  }
  if (more == 0 || more > 5) return 0;
  value |= static_cast<uint32_t>(first & (0x3F >> more)) << (more * 6);
  if (value < kSmallest[more]) return 0;
  if (accept != Accept::Anything && value > kMaxUnicode) return 0;
  if (accept == Accept::Unicode && value >= 0xD800 && value <= 0xDFFF) return 0;
  *out = value;
  return more + 1;
}

// A position from the end when negative; 0 in front of the string.
int64_t absolute(int64_t position, size_t length) {
  if (position >= 0) return position;
  int64_t n = static_cast<int64_t>(length);
  return position < -n ? 0 : n + position + 1;
}

NativeResult out_of_bounds(State* L, uint32_t i, const char* wide, const char* narrow) {
  return bad_argument(L, i, has_wide_values(L) ? wide : narrow);
}

constexpr const char* kInvalid = "invalid UTF-8 code";

}  // namespace

NativeResult utf8_len(State* L) {
  String* s;
  int64_t i, j;
  if (!check_string(L, 0, &s) || !opt_integer(L, 1, 1, &i) || !opt_integer(L, 2, -1, &j))
    return kNativeError;
  int64_t length = static_cast<int64_t>(s->length());
  i = absolute(i, s->length());
  j = absolute(j, s->length());
  if (i < 1 || i - 1 > length)
    return out_of_bounds(L, 1, "initial position out of bounds", "initial position out of string");
  if (j - 1 >= length)
    return out_of_bounds(L, 2, "final position out of bounds", "final position out of string");
  Accept accept = accepted(L, 3);
  int64_t count = 0;
  Patience patience(L);
  for (int64_t at = i - 1; at < j;) {
    constexpr int64_t kPart = int64_t{1} << 16;
    for (int64_t end = std::min(j, at + kPart); at < end; ++count) {
      uint32_t value;
      int bytes = decode(s->data() + at, accept, &value);
      if (bytes == 0) {
        L->push(Value());
        L->push(L->integer(at + 1));
        return 2;
      }
      at += bytes;
    }
    if (patience.is_over(kPart)) return kNativeError;
  }
  return push_integer(L, count);
}

NativeResult utf8_codepoint(State* L) {
  String* s;
  int64_t i, j;
  if (!check_string(L, 0, &s) || !opt_integer(L, 1, 1, &i)) return kNativeError;
  i = absolute(i, s->length());
  if (!opt_integer(L, 2, i, &j)) return kNativeError;
  j = absolute(j, s->length());
  if (i < 1) return out_of_bounds(L, 1, "out of bounds", "out of range");
  if (j > static_cast<int64_t>(s->length()))
    return out_of_bounds(L, 2, "out of bounds", "out of range");
  if (i > j) return 0;
  size_t most = static_cast<size_t>(j - i) + 1;
  if (most >= State::kMaxStack || L->ensure_stack(most) == Status::Error)
    return L->error("stack overflow (string slice too long)");
  Accept accept = accepted(L, 3);
  NativeResult count = 0;
  for (int64_t at = i - 1; at < j; ++count) {
    uint32_t value;
    int bytes = decode(s->data() + at, accept, &value);
    if (bytes == 0) return L->error("%s", kInvalid);
    L->push(L->integer(value));
    at += bytes;
  }
  return count;
}

NativeResult utf8_char(State* L) {
  uint64_t largest = has_wide_values(L) ? kMaxValue : kMaxUnicode;
  Buffer text(L);
  for (uint32_t i = 0, n = L->nargs(); i < n; ++i) {
    int64_t value;
    if (!check_integer(L, i, &value)) return kNativeError;
    if (static_cast<uint64_t>(value) > largest) return bad_argument(L, i, "value out of range");
    text.commit(encode_utf8(static_cast<uint32_t>(value), text.reserve(kMaxUtf8Bytes)));
  }
  return push_string(L, text);
}

namespace {

// Moves *at (from 0) to the n-th character from there, backwards when n is negative; to -1 when
// there is none. n is not 0, and *at is not inside a character. False: interrupted.
bool step_characters(std::string_view s, int64_t n, int64_t* at, Patience* patience) {
  int64_t length = static_cast<int64_t>(s.size());
  const char* bytes = s.data();
  int64_t i = *at;
  if (n < 0) {
    for (; n < 0 && i > 0; ++n)
      do {
        --i;
        if (patience->is_over(1)) return false;
      } while (i > 0 && is_continuation(bytes[i]));
  } else {
    for (--n; n > 0 && i < length; --n)
      do {
        ++i;
        if (patience->is_over(1)) return false;
      } while (is_continuation(bytes[i]));
  }
  *at = n == 0 ? i : -1;
  return true;
}

}  // namespace

NativeResult utf8_offset(State* L) {
  String* s;
  int64_t n, i;
  if (!check_string(L, 0, &s) || !check_integer(L, 1, &n)) return kNativeError;
  int64_t length = static_cast<int64_t>(s->length());
  if (!opt_integer(L, 2, n >= 0 ? 1 : length + 1, &i)) return kNativeError;
  int64_t at = absolute(i, s->length()) - 1;
  if (at < 0 || at > length)
    return out_of_bounds(L, 2, "position out of bounds", "position out of range");
  const char* bytes = s->data();
  Patience patience(L);
  if (n == 0) {
    for (; at > 0 && is_continuation(bytes[at]); --at)
      if (patience.is_over(1)) return kNativeError;
  } else {
    if (is_continuation(bytes[at])) return L->error("initial position is a continuation byte");
    if (!step_characters(s->view(), n, &at, &patience)) return kNativeError;
    if (at < 0) return push(L, Value());
  }
  L->push(L->integer(at + 1));
  if (!L->global->semantics.utf8_offset_end) return 1;
  if (static_cast<unsigned char>(bytes[at]) & 0x80) {
    if (is_continuation(bytes[at])) return L->error("initial position is a continuation byte");
    for (; is_continuation(bytes[at + 1]); ++at)
      if (patience.is_over(1)) return kNativeError;
  }
  L->push(L->integer(at + 1));
  return 2;
}

namespace {

// The iterator of codes: the string and the position of the last character.
NativeResult codes_step(State* L, Accept accept) {
  String* s;
  int64_t last = 0;
  if (!check_string(L, 0, &s)) return kNativeError;
  to_integer(L, L->arg(1), &last);
  uint64_t at = static_cast<uint64_t>(last);  // of the byte behind the last character's first
  if (last < 0 && !has_wide_values(L)) at = 0;
  if (at < s->length()) {
    Patience patience(L);
    for (; is_continuation(s->data()[at]) && (last > 0 || has_wide_values(L)); ++at)
      if (patience.is_over(1)) return kNativeError;
  }
  if (at >= s->length()) return 0;
  uint32_t value;
  int bytes = decode(s->data() + at, accept, &value);
  if (bytes == 0 || is_continuation(s->data()[at + static_cast<uint64_t>(bytes)]))
    return L->error("%s", kInvalid);
  L->push(L->integer(static_cast<int64_t>(at) + 1));
  L->push(L->integer(value));
  return 2;
}

template <Accept accept>
NativeResult codes_iterator(State* L) {
  return codes_step(L, accept);
}

NativeFn iterator_for(Accept accept) {
  switch (accept) {
  case Accept::Unicode:
    return codes_iterator<Accept::Unicode>;
  case Accept::UnicodeWithSurrogates:
    return codes_iterator<Accept::UnicodeWithSurrogates>;
  case Accept::Anything:
    return codes_iterator<Accept::Anything>;
  }
  return nullptr;
}

}  // namespace

NativeResult utf8_codes(State* L) {
  String* s;
  if (!check_string(L, 0, &s)) return kNativeError;
  if (has_wide_values(L) && is_continuation(s->data()[0])) return bad_argument(L, 0, kInvalid);
  NativeFunction* step = NativeFunction::make(L, iterator_for(accepted(L, 1)), "for iterator", 0);
  if (!step) return L->memory_error();
  L->push(Value::of(step));
  L->push(Value::of(s));
  L->push(L->integer(0));
  return 3;
}

bool set_up_utf8(State* L, Table* library) {
  constexpr std::string_view kNarrow("[\0-\x7F\xC2-\xF4][\x80-\xBF]*", 14);
  constexpr std::string_view kWide("[\0-\x7F\xC2-\xFD][\x80-\xBF]*", 14);
  String* pattern = L->try_string(has_wide_values(L) ? kWide : kNarrow);
  return pattern && add_value(L, library, "charpattern", Value::of(pattern));
}

}  // namespace perilune::lib
