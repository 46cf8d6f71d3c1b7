// The allocator of the code range and its two mappings.
#include "jit/orc/code_range.h"

#include <doctest/doctest.h>

#include <cstring>
#include <vector>

using namespace perilune::jit;

namespace {

std::unique_ptr<CodeRange> make(size_t bytes) {
  std::string error;
  std::unique_ptr<CodeRange> range =
      CodeRange::create(bytes, reinterpret_cast<const void*>(&make), &error);
  REQUIRE_MESSAGE(range, error);
  return range;
}

// The code has no type information in front of it, which the sanitizer would look for.
[[clang::no_sanitize("function")]] int call(const char* code) {
  return reinterpret_cast<int (*)()>(const_cast<char*>(code))();
}

}  // namespace

TEST_CASE("what is written through one alias is seen through the other") {
  auto range = make(1 << 16);
  std::optional<size_t> at = range->allocate(100);
  REQUIRE(at);
  memcpy(range->writable(*at), "code", 5);
  CHECK(strcmp(range->executable(*at), "code") == 0);
  CHECK(range->writable_alias(range->executable(*at)) == range->writable(*at));
  // Runs: mov $42, %eax; ret.
  const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3};
  memcpy(range->writable(*at), code, sizeof code);
  CHECK(call(range->executable(*at)) == 42);
}

TEST_CASE("the range is near the code that asks for it") {
  auto range = make(1 << 16);
  auto distance = range->executable(0) - reinterpret_cast<const char*>(&make);
  CHECK(distance < INT32_MAX);
  CHECK(distance > INT32_MIN);
}

TEST_CASE("blocks are aligned, distinct, and used again") {
  auto range = make(1 << 12);
  std::vector<size_t> blocks;
  while (std::optional<size_t> at = range->allocate(65)) {
    CHECK(*at % CodeRange::kAlignment == 0);
    CHECK(*at == blocks.size() * 128);
    blocks.push_back(*at);
  }
  CHECK(blocks.size() == 32);
  CHECK(range->bytes_in_use() == 1 << 12);
  // Neighbours merge from both sides, whatever the order.
  for (size_t i = 0; i < 32; i += 2)
    range->free(blocks[i], 65);
  CHECK_FALSE(range->allocate(129));
  for (size_t i = 31; i < 32; i -= 2)
    range->free(blocks[i], 65);
  CHECK(range->bytes_in_use() == 0);
  CHECK(range->allocate(1 << 12) == 0);
}

TEST_CASE("a size that the system refuses is an error") {
  std::string error;
  CHECK_FALSE(CodeRange::create(size_t{1} << 62, nullptr, &error));
  CHECK(error.find("no memory for compiled code") == 0);
}
