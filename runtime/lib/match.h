// Lua patterns (manual 6.4.1): a backtracking matcher over bytes, independent of states. A match
// that cannot go on for a reason of its own says so in `error`, with stock's words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace perilune::lib {

constexpr int kMaxCaptures = 32;

class Matcher {
public:
  Matcher(std::string_view subject, std::string_view pattern)
      : begin_(subject.data()), end_(begin_ + subject.size()), pattern_(pattern.data()),
        pattern_end_(pattern_ + pattern.size()) {}

  // Matches the pattern (without a leading anchor) at exactly this position, from 0; false when it
  // does not match or when there is an error.
  bool match_at(size_t position);
  // Where the last match ended.
  size_t match_end() const { return match_end_; }
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }

  // A capture of the last match: a substring, or a position counted from 1.
  struct Capture {
    std::string_view text;
    int64_t position = 0;  // 0: `text` counts
  };
  int capture_count() const { return level_; }
  // Capture `i` from 0; the whole match (from `start` on) when there is none and `i` is 0. False
  // with an error when there is no such capture or it has not been closed.
  bool capture(int i, size_t start, Capture* out);

private:
  static constexpr int kMaxDepth = 200;  // of the recursion; as stock's MAXCCALLS for patterns
  static constexpr ptrdiff_t kUnclosed = -1;
  static constexpr ptrdiff_t kPosition = -2;

  // All return null for no match, and null with error_ set for a malformed pattern.
  const char* match(const char* s, const char* p);
  const char* match_more(const char* s, const char* p);
  const char* match_special(const char* s, const char** p);
  const char* max_expand(const char* s, const char* p, const char* item_end);
  const char* min_expand(const char* s, const char* p, const char* item_end);
  const char* start_capture(const char* s, const char* p, ptrdiff_t what);
  const char* end_capture(const char* s, const char* p);
  const char* match_balance(const char* s, const char* p);
  const char* match_back_reference(const char* s, char digit);
  bool match_frontier(const char* s, const char* set, const char* set_end) const;

  const char* find_item_end(const char* p);
  bool single_match(const char* s, const char* p, const char* item_end) const;
  static bool class_match(unsigned char c, unsigned char cls);
  static bool set_match(unsigned char c, const char* p, const char* last);

  const char* fail(const char* message) {
    error_ = message;
    return nullptr;
  }

  const char* begin_;
  const char* end_;
  const char* pattern_;
  const char* pattern_end_;
  int level_ = 0;  // captures, closed or not
  int depth_ = 0;
  size_t match_end_ = 0;
  struct {
    const char* start;
    ptrdiff_t length;  // or kUnclosed, kPosition
  } captures_[kMaxCaptures];
  std::string error_;
};

// Whether a pattern means just its own characters.
bool is_plain_pattern(std::string_view pattern);

}  // namespace perilune::lib
