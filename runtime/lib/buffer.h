// Text under construction: starts in the object itself, moves to the host's heap as it grows, where
// the collector counts it, and the ceiling for memory holds.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "runtime/lib/copy.h"
#include "runtime/state.h"

namespace perilune::lib {

class Buffer {
public:
  static constexpr size_t kMaxReserve = 512;

  explicit Buffer(State* L) : L_(L) {}
  ~Buffer() {
    if (data_ != inline_) [[unlikely]]
      release();
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  void append(char c) {
    if (size_ == capacity_) grow(1);
    data_[size_++] = c;
  }
  void append(std::string_view text) {
    if (capacity_ - size_ < text.size() && !grow(text.size())) return;
    copy_bytes(data_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  void append(size_t count, char c) {
    if (capacity_ - size_ < count && !grow(count)) return;
    std::memset(data_ + size_, c, count);
    size_ += count;
  }
  // The text of a number, as `tostring` has it in the dialect.
  void append_number(const Value& number, Dialect dialect);

  // Room for `bytes` more, at most kMaxReserve, to be written by the caller and then committed.
  char* reserve(size_t bytes) {
    if (capacity_ - size_ < bytes) grow(bytes);
    return data_ + size_;
  }
  // The same for any number of bytes; null when there is no memory.
  char* reserve_any(size_t bytes) {
    if (capacity_ - size_ < bytes && !grow(bytes)) return nullptr;
    return data_ + size_;
  }
  void commit(size_t bytes) { size_ += bytes; }

  size_t size() const { return size_; }
  char* data() { return data_; }
  std::string_view view() const { return {data_, size_}; }
  // Whether memory ran out on the way; the text is then not complete.
  bool failed() const { return failed_; }

private:
  void release();
  // False when there is no memory: what there was is gone then, and room for kMaxReserve bytes is
  // left, so that the text can be ended, though it grows no more.
  bool grow(size_t bytes);

  static constexpr size_t kInline = kMaxReserve;
  State* L_;
  char* data_ = inline_;
  size_t size_ = 0;
  size_t capacity_ = kInline;
  bool failed_ = false;
  char inline_[kInline];
};

// Pushes a new string and returns 1, or raises "not enough memory".
NativeResult push_string(State* L, std::string_view text);
NativeResult push_string(State* L, const Buffer& text);

// Pushes a new string of `length` bytes that `fill` writes and returns 1, or raises "not enough
// memory".
template <class Fill>
NativeResult push_filled(State* L, size_t length, Fill fill) {
  if (length <= String::kMaxShort) {
    char text[String::kMaxShort];
    fill(text);
    return push_string(L, std::string_view(text, length));
  }
  char* bytes;
  String* result = nullptr;
  if (length <= String::kMaxLength && L->global->heap.make_room_for(L, length))
    result = L->global->strings.make_uninitialised_long(L, length, &bytes);
  if (!result) return L->memory_error();
  fill(bytes);
  L->push(Value::of(result));
  return 1;
}

}  // namespace perilune::lib
