// The double mapping of the code range, and first-fit allocation in it.
#include "jit/orc/code_range.h"

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace perilune::jit {

namespace {

// Maps the file executable, close to `near` where possible. Close means that both ends of the range
// are within 2 GiB of a binary of moderate size around `near`.
void* map_executable(int file, size_t bytes, const void* near) {
  constexpr uintptr_t kStep = uintptr_t{64} << 20;
  constexpr uintptr_t kReach = uintptr_t{1536} << 20;
  uintptr_t at = reinterpret_cast<uintptr_t>(near) & ~(kStep - 1);
  for (uintptr_t distance = kStep * 2; near && distance + bytes <= kReach; distance += kStep) {
    for (uintptr_t address : {at + distance, at - distance - bytes}) {
      void* p = mmap(reinterpret_cast<void*>(address), bytes, PROT_READ | PROT_EXEC,
                     MAP_SHARED | MAP_FIXED_NOREPLACE, file, 0);
      if (p == reinterpret_cast<void*>(address)) return p;
      if (p != MAP_FAILED) munmap(p, bytes);  // a kernel that does not know the flag
    }
  }
  return mmap(nullptr, bytes, PROT_READ | PROT_EXEC, MAP_SHARED, file, 0);
}

}  // namespace

std::unique_ptr<CodeRange> CodeRange::create(size_t bytes, const void* near, std::string* error) {
  std::unique_ptr<CodeRange> range(new CodeRange(bytes));
  int file = memfd_create("perilune-code", MFD_CLOEXEC);
  bool ok = file >= 0 && ftruncate(file, static_cast<off_t>(bytes)) == 0;
  if (ok) {
    void* w = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    void* x = map_executable(file, bytes, near);
    if (w != MAP_FAILED) range->writable_ = static_cast<char*>(w);
    if (x != MAP_FAILED) range->executable_ = static_cast<char*>(x);
    ok = range->writable_ && range->executable_;
  }
  if (!ok) *error = std::string("no memory for compiled code: ") + strerror(errno);
  if (file >= 0) close(file);
  return ok ? std::move(range) : nullptr;
}

CodeRange::~CodeRange() {
  if (writable_) munmap(writable_, bytes_);
  if (executable_) munmap(executable_, bytes_);
}

std::optional<size_t> CodeRange::allocate(size_t bytes) {
  bytes = rounded(bytes);
  std::lock_guard lock(mutex_);
  for (auto it = free_.begin(); it != free_.end(); ++it) {
    if (it->second < bytes) continue;
    size_t offset = it->first;
    size_t rest = it->second - bytes;
    free_.erase(it);
    if (rest) free_.emplace(offset + bytes, rest);
    used_ += bytes;
    return offset;
  }
  return std::nullopt;
}

void CodeRange::free(size_t offset, size_t bytes) {
  bytes = rounded(bytes);
  std::lock_guard lock(mutex_);
  used_ -= bytes;
  auto next = free_.lower_bound(offset);
  if (next != free_.end() && next->first == offset + bytes) {
    bytes += next->second;
    next = free_.erase(next);
  }
  if (next != free_.begin()) {
    auto previous = std::prev(next);
    if (previous->first + previous->second == offset) {
      previous->second += bytes;
      return;
    }
  }
  free_.emplace(offset, bytes);
}

size_t CodeRange::bytes_in_use() const {
  std::lock_guard lock(mutex_);
  return used_;
}

}  // namespace perilune::jit
