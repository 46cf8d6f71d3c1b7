// Concatenation: as many operands as are strings or numbers are joined at once, from the right.
#include <cstring>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune {

namespace {

bool is_joinable(const Value& v) { return v.is_string() || v.is_number(); }

// The text of an operand; numbers are converted into `buffer`.
std::string_view text_of(State* L, const Value& v, char* buffer) {
  if (v.is_string()) return v.string()->view();
  return {buffer, number_to_text(v, L->global->dialect, buffer)};
}

// Joins strings and numbers into one string of any length; null when it would be too long. With
// `collects` garbage goes first when the ceiling for memory is in the way.
[[gnu::noinline]] String* join_long(State* L, const Value* first, uint32_t count, bool collects) {
  char buffer[kMaxNumberText];
  size_t total = 0;
  for (uint32_t i = 0; i < count; ++i)
    total += text_of(L, first[i], buffer).size();
  if (total > String::kMaxLength) return nullptr;
  if (collects && !L->global->heap.make_room_for(L, total)) return nullptr;
  char* bytes;
  String* result = L->global->strings.make_uninitialised_long(L, total, &bytes);
  if (!result) return nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    std::string_view text = text_of(L, first[i], buffer);
    std::memcpy(bytes, text.data(), text.size());
    bytes += text.size();
  }
  return result;
}

// The same. Most results are short, and written at once.
String* join(State* L, const Value* first, uint32_t count, bool collects) {
  char bytes[String::kMaxShort + kMaxNumberText];
  size_t length = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (!first[i].is_string()) {
      length += number_to_text(first[i], L->global->dialect, bytes + length);
    } else {
      std::string_view text = first[i].string()->view();
      if (text.size() > String::kMaxShort - length) return join_long(L, first, count, collects);
      // The cell of a string goes on to a multiple of such words.
      static_assert(kMaxNumberText >= sizeof(uint64_t));
      for (size_t at = 0; at < text.size(); at += sizeof(uint64_t))
        std::memcpy(bytes + length + at, text.data() + at, sizeof(uint64_t));
      length += text.size();
    }
    if (length > String::kMaxShort) return join_long(L, first, count, collects);
  }
  return L->try_string({bytes, length});
}

}  // namespace

String* join_values(State* L, const Value* values, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    if (!is_joinable(values[i])) return nullptr;
  return join(L, values, count, false);
}

Step step_concat(State* L, Value* first, uint32_t count, uint32_t* left, Pending* call) {
  while (count > 1) {
    const Value* last = first + count - 1;
    if (!is_joinable(last[-1]) || !is_joinable(*last)) {
      Value f = metamethod(L, last[-1], Event::Concat);
      if (f.is_nil()) f = metamethod(L, *last, Event::Concat);
      if (f.is_nil()) {
        concat_error(L, last - 1, last);
        return Step::Error;
      }
      call->function = f;
      call->args[0] = last[-1];
      call->args[1] = *last;
      call->nargs = 2;
      *left = count - 1;
      return Step::Call;
    }
    uint32_t joined = 2;
    while (joined < count && is_joinable(first[count - joined - 1]))
      ++joined;
    String* text = join(L, first + count - joined, joined, true);
    if (!text) {
      L->memory_error();
      return Step::Error;
    }
    count -= joined - 1;
    first[count - 1] = Value::of(text);
  }
  *left = 1;
  return Step::Done;
}

Status concat(State* L, const Value& a, const Value& b, Value* out) {
  Value operands[2] = {a, b};
  Pending pending;
  uint32_t left;
  switch (step_concat(L, operands, 2, &left, &pending)) {
  case Step::Done:
    *out = operands[0];
    return Status::Ok;
  case Step::Call:
    return call_pending(L, pending, out);
  case Step::Error:
    break;
  }
  return Status::Error;
}

}  // namespace perilune
