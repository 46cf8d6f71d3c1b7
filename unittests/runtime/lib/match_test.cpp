// The pattern matcher on its own.
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "runtime/lib/match.h"

namespace perilune::lib {
namespace {

const Semantics& kSemantics = semantics_of(Dialect::Lua55);

// What the pattern matches at the first position where it does.
std::optional<std::string> first_match(std::string_view text, std::string_view pattern) {
  Matcher m(text, pattern, kSemantics);
  for (size_t i = 0; i <= text.size(); ++i) {
    if (m.match_at(i)) return std::string(text.substr(i, m.match_end() - i));
    REQUIRE_FALSE(m.failed());
  }
  return std::nullopt;
}

std::string error_of(std::string_view pattern) {
  Matcher m("abc", pattern, kSemantics);
  CHECK_FALSE(m.match_at(0));
  return m.error();
}

TEST_CASE("classes and their complements") {
  CHECK(first_match("a1 _", "%d") == "1");
  CHECK(first_match("a1 _", "%D") == "a");
  CHECK(first_match("a1 _", "%s") == " ");
  CHECK(first_match("a1 _", "%p") == "_");
  CHECK(first_match("xY", "%u") == "Y");
  CHECK(first_match("Zg7F", "%x+") == "7F");
  CHECK_FALSE(first_match("\xe4\xf6", "%a"));  // bytes beyond ASCII belong to no class
}

TEST_CASE("every byte is in a class or in its complement") {
  for (char c : std::string_view("acdglpsuwxz")) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(1, static_cast<char>(byte));
      std::string pattern = {'%', c};
      std::string complement = {'%', static_cast<char>(c - 32)};
      CHECK(first_match(text, pattern).has_value() != first_match(text, complement).has_value());
    }
  }
}

TEST_CASE("sets") {
  CHECK(first_match("x]y", "[]]") == "]");
  CHECK(first_match("x]y", "[^]]+") == "x");
  CHECK(first_match("a-z", "[a%-]+") == "a-");
  CHECK(first_match("a-z", "[z-]+") == "-z");
  CHECK(first_match("\xff", "[\x80-\xff]") == "\xff");
}

TEST_CASE("repetitions are greedy, lazy or optional") {
  CHECK(first_match("<a><b>", "<.*>") == "<a><b>");
  CHECK(first_match("<a><b>", "<.->") == "<a>");
  CHECK(first_match("color colour", "colou?r$") == "colour");
  CHECK(first_match("aaab", "a+b") == "aaab");
  CHECK(first_match("", "a*") == "");
}

TEST_CASE("captures") {
  Matcher m("key=value", "(%w+)()=(%w+)", kSemantics);
  REQUIRE(m.match_at(0));
  CHECK(m.capture_count() == 3);
  Matcher::Capture c;
  REQUIRE(m.capture(0, 0, &c));
  CHECK(c.text == "key");
  REQUIRE(m.capture(1, 0, &c));
  CHECK(c.position == 4);
  REQUIRE(m.capture(2, 0, &c));
  CHECK(c.text == "value");
  CHECK_FALSE(m.capture(3, 0, &c));
  CHECK(m.error() == "invalid capture index %4");
}

TEST_CASE("a match without captures has itself as the first") {
  Matcher m("xabc", "a.", kSemantics);
  REQUIRE(m.match_at(1));
  Matcher::Capture c;
  REQUIRE(m.capture(0, 1, &c));
  CHECK(c.text == "ab");
}

TEST_CASE("balance, frontier, back reference") {
  CHECK(first_match("f(a(b)c)d", "%b()") == "(a(b)c)");
  CHECK(first_match("THE (quick) fox", "%f[%l]%l+%f[%L]") == "quick");
  CHECK(first_match("xyabab", "(%w%w)%1") == "abab");
  CHECK_FALSE(first_match("abac", "^(ab)%1"));
}

TEST_CASE("malformed patterns") {
  CHECK(error_of("%") == "malformed pattern (ends with '%')");
  CHECK(error_of("[a") == "malformed pattern (missing ']')");
  CHECK(error_of("[]") == "malformed pattern (missing ']')");
  CHECK(error_of("%f") == "missing '[' after '%f' in pattern");
  CHECK(error_of("%bx") == "malformed pattern (missing arguments to '%b')");
  CHECK(error_of(")") == "invalid pattern capture");
  CHECK(error_of("%1") == "invalid capture index %1");
  std::string many;
  for (int i = 0; i <= kMaxCaptures; ++i)
    many += "()";
  CHECK(error_of(many) == "too many captures");
}

TEST_CASE("the depth of the recursion is bounded") {
  std::string text(1000, 'a'), pattern;
  for (int i = 0; i < 1000; ++i)
    pattern += "a?";
  Matcher m(text, pattern, kSemantics);
  CHECK_FALSE(m.match_at(0));
  CHECK(m.error() == "pattern too complex");
}

TEST_CASE("plain patterns are recognised") {
  CHECK(is_plain_pattern("plain, text"));
  CHECK(is_plain_pattern(""));
  for (char c : std::string_view("^$*+?.([%-"))
    CHECK_FALSE(is_plain_pattern(std::string(1, c)));
}

TEST_CASE("dialects") {
  const Semantics& lua51 = semantics_of(Dialect::Lua51);
  auto matches = [](std::string_view text, std::string_view pattern, const Semantics& semantics) {
    return Matcher(text, pattern, semantics).match_at(0);
  };
  using namespace std::string_view_literals;
  CHECK(matches("a\0x"sv, "a\0y"sv, lua51));  // the pattern ends at the zero
  CHECK_FALSE(matches("a\0x"sv, "a\0y"sv, semantics_of(Dialect::Lua52)));
  CHECK(matches("g", "%g", lua51));
  CHECK_FALSE(matches("!", "%g", lua51));
  CHECK(matches("!", "%g", semantics_of(Dialect::Lua52)));
  Matcher terse("a", "%b", lua51);
  CHECK_FALSE(terse.match_at(0));
  CHECK(terse.error() == "unbalanced pattern");
}

TEST_CASE("the first item says where a match may begin") {
  auto candidates = [](std::string_view text, std::string_view pattern) {
    Matcher m(text, pattern, kSemantics);
    std::string list;
    for (size_t i = m.next_candidate(0); i != Matcher::kNone; i = m.next_candidate(i + 1))
      list += std::to_string(i) + " ";
    return list;
  };
  CHECK(candidates("abcabc", "b") == "1 4 ");
  CHECK(candidates("abcabc", "(b)") == "1 4 ");
  CHECK(candidates("a.c.", "%.") == "1 3 ");
  CHECK(candidates("a1b2", "%d+") == "1 3 ");
  CHECK(candidates("a1b2", "[ab]") == "0 2 ");
  CHECK(candidates("abc", "b*") == "0 1 2 3 ");
  CHECK(candidates("abc", "()b") == "0 1 2 3 ");
  CHECK(candidates("ab", "$") == "0 1 2 ");
  CHECK(candidates("ab", "%f[b]") == "0 1 2 ");
}

TEST_CASE("sets that are used a lot are the same sets") {
  std::string text(100, 'a');
  text += "]-z";
  CHECK(first_match(text, "[a%]]+") == std::string(100, 'a') + "]");
  CHECK(first_match(text, "[^z]+") == std::string(100, 'a') + "]-");
  CHECK(first_match(text, "[^a-c%]]+") == "-z");
}

TEST_CASE("a match that is told to stop") {
  bool stop = true;
  std::string text(5000, 'a');
  Matcher backtracking(text, "a*a*a*a*b", kSemantics, &stop);
  CHECK_FALSE(backtracking.match_at(0));
  CHECK(backtracking.was_stopped());
  CHECK(backtracking.error() == "interrupted!");
  std::string open(5000, '(');
  Matcher balanced(open, "%b()", kSemantics, &stop);
  size_t at = 0;
  while (at < open.size() && !balanced.failed())
    balanced.match_at(at++);
  CHECK(balanced.was_stopped());
  CHECK(at < open.size());
  std::string digits(3 << 20, '1');
  Matcher one_run(digits, "%d*x", kSemantics, &stop);
  CHECK_FALSE(one_run.match_at(0));
  CHECK(one_run.was_stopped());
  Matcher short_one("aaab", "a*b", kSemantics, &stop);
  CHECK(short_one.match_at(0));
}

}  // namespace
}  // namespace perilune::lib
