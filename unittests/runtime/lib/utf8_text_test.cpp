// Writing UTF-8.
#include <doctest/doctest.h>

#include <string>

#include "runtime/lib/utf8_text.h"

namespace perilune::lib {
namespace {

std::string encoded(uint32_t value) {
  char bytes[kMaxUtf8Bytes];
  return std::string(bytes, encode_utf8(value, bytes));
}

TEST_CASE("the shortest sequence, at both ends of each length") {
  CHECK(encoded(0) == std::string("\0", 1));
  CHECK(encoded(0x7F) == "\x7F");
  CHECK(encoded(0x80) == "\xC2\x80");
  CHECK(encoded(0x7FF) == "\xDF\xBF");
  CHECK(encoded(0x800) == "\xE0\xA0\x80");
  CHECK(encoded(0xFFFF) == "\xEF\xBF\xBF");
  CHECK(encoded(0x10000) == "\xF0\x90\x80\x80");
  CHECK(encoded(0x10FFFF) == "\xF4\x8F\xBF\xBF");
  CHECK(encoded(0x1FFFFF) == "\xF7\xBF\xBF\xBF");
  CHECK(encoded(0x200000) == "\xF8\x88\x80\x80\x80");
  CHECK(encoded(0x3FFFFFF) == "\xFB\xBF\xBF\xBF\xBF");
  CHECK(encoded(0x4000000) == "\xFC\x84\x80\x80\x80\x80");
  CHECK(encoded(0x7FFFFFFF) == "\xFD\xBF\xBF\xBF\xBF\xBF");
}

}  // namespace
}  // namespace perilune::lib
