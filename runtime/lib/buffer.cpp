// Growth of text under construction, and its end as a string value.
#include "runtime/lib/buffer.h"

#include <algorithm>
#include <cstdlib>

#include "runtime/number.h"

namespace perilune::lib {

void Buffer::release() {
  std::free(data_);
  L_->global->heap.account(-static_cast<ptrdiff_t>(capacity_));
}

bool Buffer::grow(size_t bytes) {
  size_t wanted = size_ + bytes;
  size_t room = failed_ || bytes > String::kMaxLength ? 0 : L_->global->heap.room();
  size_t capacity = std::max(wanted, std::min(capacity_ * 2, room));
  char* bigger = capacity <= room ? static_cast<char*>(std::malloc(capacity)) : nullptr;
  if (bigger) std::memcpy(bigger, data_, size_);
  if (data_ != inline_) release();
  data_ = bigger ? bigger : inline_;
  capacity_ = bigger ? capacity : kInline;
  if (bigger) {
    L_->global->heap.account(static_cast<ptrdiff_t>(capacity));
  } else {
    failed_ = true;
    size_ = 0;
  }
  return bigger != nullptr;
}

void Buffer::append_number(const Value& number, Dialect dialect) {
  char* at = reserve(kMaxNumberText);
  commit(number_to_text(number, dialect, at));
}

NativeResult push_string(State* L, std::string_view text) {
  String* s = L->try_string(text);
  if (!s) return L->memory_error();
  L->push(Value::of(s));
  return 1;
}

NativeResult push_string(State* L, const Buffer& text) {
  return text.failed() ? L->memory_error() : push_string(L, text.view());
}

}  // namespace perilune::lib
