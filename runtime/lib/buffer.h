// Text under construction: starts in the object itself, moves to the host's heap as it grows.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "runtime/state.h"

namespace perilune::lib {

class Buffer {
public:
  Buffer() = default;
  ~Buffer();
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  void append(char c) {
    if (size_ == capacity_) grow(1);
    data_[size_++] = c;
  }
  void append(std::string_view text) {
    if (text.empty()) return;  // its data may be null
    if (capacity_ - size_ < text.size()) grow(text.size());
    std::memcpy(data_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  // The text of a number, as `tostring` has it in the dialect.
  void append_number(const Value& number, Dialect dialect);

  // Room for `bytes` more, to be written by the caller and then committed.
  char* reserve(size_t bytes) {
    if (capacity_ - size_ < bytes) grow(bytes);
    return data_ + size_;
  }
  void commit(size_t bytes) { size_ += bytes; }

  size_t size() const { return size_; }
  char* data() { return data_; }
  std::string_view view() const { return {data_, size_}; }
  // Whether memory ran out on the way; the text is then not complete.
  bool failed() const { return failed_; }

private:
  void grow(size_t bytes);

  static constexpr size_t kInline = 512;
  char* data_ = inline_;
  size_t size_ = 0;
  size_t capacity_ = kInline;
  bool failed_ = false;
  char inline_[kInline];
};

// Pushes a new string and returns 1, or raises "not enough memory".
NativeResult push_string(State* L, std::string_view text);
NativeResult push_string(State* L, const Buffer& text);

}  // namespace perilune::lib
