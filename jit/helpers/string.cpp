// Strings. Those that make one return null when it would be too long or no memory is left; the
// interpreter then does it again and raises the error.
#include "jit/helpers/helpers.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

#include <algorithm>
#include <cstring>

namespace perilune::jit::helpers {

namespace {

// The order of strcoll over strings that may hold zeros: part by part, a zero ending each.
int compare(const String* a, const String* b) {
  const char *x = a->data(), *y = b->data();
  const char *x_end = x + a->length(), *y_end = y + b->length();
  for (;;) {
    if (int order = strcoll(x, y)) return order;
    // The parts are equal, but in some locales not as long as each other.
    x += strlen(x);
    y += strlen(y);
    if (y == y_end) return x != x_end;
    if (x == x_end) return -1;
    ++x;
    ++y;
  }
}

}  // namespace

bool StrEq(String* a, String* b) { return String::equal(a, b); }
bool StrLt(String* a, String* b) { return compare(a, b) < 0; }
bool StrLe(String* a, String* b) { return compare(a, b) <= 0; }

int64_t StrByte(String* s, int64_t position) {
  uint64_t index = static_cast<uint64_t>(position) - 1;
  return index < s->length() ? static_cast<unsigned char>(s->data()[index]) : -1;
}

String* StrConcat(State* L, String* a, String* b) {
  size_t length = a->length() + b->length();
  if (length > String::kMaxLength) return nullptr;
  if (length <= String::kMaxShort) {
    char text[String::kMaxShort];
    memcpy(text, a->data(), a->length());
    memcpy(text + a->length(), b->data(), b->length());
    return L->try_string({text, length});
  }
  char* bytes = nullptr;
  String* made = L->global->strings.make_uninitialised_long(L, length, &bytes);
  if (!made) return nullptr;
  memcpy(bytes, a->data(), a->length());
  memcpy(bytes + a->length(), b->data(), b->length());
  return made;
}

String* StrJoin2(State* L, uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag) {
  Value parts[] = {value_of(a, a_tag), value_of(b, b_tag)};
  return join_values(L, parts, 2);
}

String* StrJoin3(State* L, uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag, uint64_t c,
                 uint64_t c_tag) {
  Value parts[] = {value_of(a, a_tag), value_of(b, b_tag), value_of(c, c_tag)};
  return join_values(L, parts, 3);
}

String* StrJoin4(State* L, uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag, uint64_t c,
                 uint64_t c_tag, uint64_t d, uint64_t d_tag) {
  Value parts[] = {value_of(a, a_tag), value_of(b, b_tag), value_of(c, c_tag), value_of(d, d_tag)};
  return join_values(L, parts, 4);
}

// Positions as in string.sub: negative ones count from the end, and both are clipped.
String* StrSub(State* L, String* s, int64_t i, int64_t j) {
  auto length = static_cast<int64_t>(s->length());
  if (i < 0) i = std::max<int64_t>(i + length + 1, 1);
  if (i == 0) i = 1;
  if (j < 0) j += length + 1;
  j = std::min(j, length);
  if (i > j) return L->try_string({});
  return L->try_string(
      s->view().substr(static_cast<size_t>(i - 1), static_cast<size_t>(j - i + 1)));
}

String* StrChar(State* L, int64_t c) {
  if (c < 0 || c > 255) return nullptr;
  char byte = static_cast<char>(c);
  return L->try_string({&byte, 1});
}

namespace {

String* number_string(State* L, const Value& number) {
  char text[kMaxNumberText];
  return L->try_string({text, number_to_text(number, L->global->dialect, text)});
}

}  // namespace

String* StrFromI64(State* L, int64_t n) { return number_string(L, Value::integer(n)); }
String* StrFromF64(State* L, double n) { return number_string(L, Value::number(n)); }

}  // namespace perilune::jit::helpers
