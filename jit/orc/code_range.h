// The address range that holds all compiled code of a generator: a memory file mapped twice, once
// to write and once to execute, and an allocator of blocks in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace perilune::jit {

/// One range for code and its constants, so that everything in it reaches everything else with
/// 32-bit displacements. No page of it is ever writable and executable through one address.
/// Memory is committed by the kernel when it is first touched. Safe for use by several threads.
class CodeRange {
public:
  static constexpr size_t kDefaultBytes = size_t{256} << 20;
  /// Blocks start at multiples of this, so that no two units share a cache line.
  static constexpr size_t kAlignment = 64;

  /// A range within 32-bit displacement of `near` if there is room for one, so that calls of the
  /// functions there need no stubs. Null when the system refuses, with the reason.
  static std::unique_ptr<CodeRange> create(size_t bytes, const void* near, std::string* error);
  ~CodeRange();
  CodeRange(const CodeRange&) = delete;
  CodeRange& operator=(const CodeRange&) = delete;

  /// The offset of a fresh block, or none when the range is full.
  std::optional<size_t> allocate(size_t bytes);
  void free(size_t offset, size_t bytes);

  /// The two addresses of an offset.
  char* writable(size_t offset) const { return writable_ + offset; }
  const char* executable(size_t offset) const { return executable_ + offset; }
  /// The writable address of what code sees at `address`.
  void* writable_alias(const void* address) const {
    return writable_ + (static_cast<const char*>(address) - executable_);
  }
  size_t offset_of(const void* executable_address) const {
    return static_cast<size_t>(static_cast<const char*>(executable_address) - executable_);
  }
  size_t bytes_in_use() const;

private:
  CodeRange(size_t bytes) : bytes_(bytes), free_{{0, bytes}} {}
  static size_t rounded(size_t bytes) { return (bytes + kAlignment - 1) & ~(kAlignment - 1); }

  size_t bytes_;
  char* writable_ = nullptr;
  char* executable_ = nullptr;
  mutable std::mutex mutex_;
  std::map<size_t, size_t> free_;  // offset to length; neighbours are merged
  size_t used_ = 0;
};

}  // namespace perilune::jit
