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

// Joins strings and numbers into one string; null when it would be too long.
String* join(State* L, const Value* first, uint32_t count) {
  char buffer[kMaxNumberText];
  size_t total = 0;
  for (uint32_t i = 0; i < count; ++i)
    total += text_of(L, first[i], buffer).size();
  char small[String::kMaxShort];
  char* bytes = small;
  String* result = nullptr;
  if (total > String::kMaxShort) {
    if (total > String::kMaxLength) return nullptr;
    result = L->global->strings.make_uninitialised_long(L, total, &bytes);
    if (!result) return nullptr;
  }
  char* end = bytes;
  for (uint32_t i = 0; i < count; ++i) {
    std::string_view text = text_of(L, first[i], buffer);
    memcpy(end, text.data(), text.size());
    end += text.size();
  }
  return result ? result : L->new_string({small, total});
}

}  // namespace

String* join_values(State* L, const Value* values, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    if (!is_joinable(values[i])) return nullptr;
  return join(L, values, count);
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
    String* text = join(L, first + count - joined, joined);
    if (!text) {
      L->error_plain("not enough memory");
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
