// A list of the collector's own, of items that can be moved as bytes, whose growth can fail. A long
// one has pages of its own, and grows without being copied.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace perilune::gc {

// Memory of `size` bytes that becomes one of `wanted`; null, and nothing has changed, when there is
// none. Sizes of 0 go with null.
void* resize_list(void* items, size_t size, size_t wanted);

template <class T>
class List {
  static_assert(std::is_trivially_copyable_v<T>);

public:
  List() = default;
  ~List() { release(); }
  List(const List&) = delete;
  List& operator=(const List&) = delete;

  T* begin() { return items_; }
  T* end() { return items_ + size_; }
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return items_[i]; }
  const T& operator[](size_t i) const { return items_[i]; }
  T& back() { return items_[size_ - 1]; }
  void pop_back() { --size_; }
  // The first `n` of the items remain.
  void cut(size_t n) { size_ = n; }
  void clear() { size_ = 0; }
  void swap(List& other) {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  // Gives the memory back as well.
  void release() {
    resize_list(items_, capacity_ * sizeof(T), 0);
    items_ = nullptr;
    size_ = capacity_ = 0;
  }
  // There is room for the item.
  void add(const T& item) { items_[size_++] = item; }
  // Room for `n` items; false, and nothing has changed, when there is no memory.
  [[nodiscard]] bool reserve(size_t n) {
    if (n <= capacity_) return true;
    size_t capacity = std::max({n, 2 * capacity_, kFirst});
    void* grown = resize_list(items_, capacity_ * sizeof(T), capacity * sizeof(T));
    if (!grown) return false;
    items_ = static_cast<T*>(grown);
    capacity_ = capacity;
    return true;
  }

private:
  static constexpr size_t kFirst = 16;
  T* items_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace perilune::gc
