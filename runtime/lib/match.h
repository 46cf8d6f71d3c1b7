// Lua patterns (manual 6.4.1): a backtracking matcher over bytes, independent of states. A match
// that cannot go on for a reason of its own says so in `error`, with stock's words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/lib/char_class.h"
#include "runtime/semantics.h"

namespace perilune::lib {

constexpr int kMaxCaptures = 32;

class Matcher {
public:
  // `stop`, when not null, is looked at now and then: once it is true the match fails.
  Matcher(std::string_view subject, std::string_view pattern, const Semantics& semantics,
          const volatile bool* stop = nullptr);

  // Matches the pattern (without a leading anchor) at exactly this position, from 0; false when it
  // does not match or when there is an error.
  bool match_at(size_t position) {
    level_ = 0;
    depth_ = 0;
    const char* e = match(begin_ + position, pattern_);
    if (!e) return false;
    match_end_ = static_cast<size_t>(e - begin_);
    return true;
  }
  // The first position from `from` on where the pattern could match, as far as its first item
  // tells; kNone when there is none.
  static constexpr size_t kNone = SIZE_MAX;
  size_t next_candidate(size_t from) {
    return first_item_ ? next_with_first_item(from)
                       : (from <= static_cast<size_t>(end_ - begin_) ? from : kNone);
  }
  // Where the last match ended.
  size_t match_end() const { return match_end_; }
  bool failed() const { return error_ != nullptr; }
  bool was_stopped() const { return error_ == kStopped; }
  std::string error() const;

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
  // An array, so that it has one address in the whole program.
  static constexpr char kStopped[] = "interrupted!";
  static constexpr ptrdiff_t kWork = 1 << 20;  // bytes looked at, and calls, between two looks

  // Whether the match is to be given up, after so much more work.
  bool is_stopped(ptrdiff_t work) {
    if ((work_left_ -= work) > 0) [[likely]]
      return false;
    work_left_ = kWork;
    if (stop_ && *stop_) error_ = kStopped;
    return error_ != nullptr;
  }

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
  bool match_frontier(const char* s, const char* set, const char* set_end);

  void find_first_item();
  size_t next_with_first_item(size_t from);
  const char* find_item_end(const char* p);
  bool single_match(const char* s, const char* p, const char* item_end);
  // How many characters from `s` on the single-character item matches.
  ptrdiff_t count_matches(const char* s, const char* p, const char* item_end);
  const char* skip_matches(const char* s, const char* end, const char* p, const char* item_end);
  bool set_match(unsigned char c, const char* set, const char* last);

  const char* fail(const char* message, int index = 0) {
    error_ = message;
    error_index_ = index;
    return nullptr;
  }

  const char* begin_;
  const char* end_;
  const char* pattern_;
  const char* pattern_end_;
  const Semantics& semantics_;
  const volatile bool* stop_;
  ptrdiff_t work_left_ = kWork;
  // The item that every match begins with, null when there is none.
  const char* first_item_ = nullptr;
  const char* first_item_end_ = nullptr;
  int level_ = 0;  // captures, closed or not
  uint32_t depth_ = 0;
  size_t match_end_ = 0;
  const char* error_ = nullptr;  // without the number at its end
  int error_index_ = 0;          // that number, 0 when there is none
  // The last set that was asked for many times, as a bitmap.
  const char* known_set_ = nullptr;
  int uses_of_set_ = 0;
  ByteSet known_bytes_;
  struct {
    const char* start;
    ptrdiff_t length;  // or kUnclosed, kPosition
  } captures_[kMaxCaptures];
};

// Whether a pattern means just its own characters.
bool is_plain_pattern(std::string_view pattern);

}  // namespace perilune::lib
