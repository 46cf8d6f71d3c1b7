// Lua patterns: the backtracking matcher.
#include "runtime/lib/match.h"

#include <cstring>

namespace perilune::lib {

namespace {

constexpr char kEscape = '%';

bool is_special(char c) { return c == 'b' || c == 'f' || (c >= '0' && c <= '9'); }
// Whether an item may match without a character.
bool is_optional(char suffix) { return suffix == '*' || suffix == '?' || suffix == '-'; }

std::string_view pattern_of(std::string_view text, const Semantics& semantics) {
  return semantics.zero_ends_pattern ? text.substr(0, text.find('\0')) : text;
}

// Whether a set has a byte, item by item.
bool search_set(unsigned char c, const char* p, const char* last, bool has_graphic) {
  bool positive = true;
  if (p[1] == '^') {
    positive = false;
    ++p;
  }
  while (++p < last) {
    if (*p == kEscape) {
      ++p;
      if (class_match(c, static_cast<unsigned char>(*p), has_graphic)) return positive;
    } else if (p[1] == '-' && p + 2 < last) {
      if (static_cast<unsigned char>(p[0]) <= c && c <= static_cast<unsigned char>(p[2]))
        return positive;
      p += 2;
    } else if (static_cast<unsigned char>(*p) == c) {
      return positive;
    }
  }
  return !positive;
}

}  // namespace

bool is_plain_pattern(std::string_view pattern) {
  static constexpr auto kMagic = [] {
    std::array<bool, 256> magic{};
    for (char c : std::string_view("^$*+?.([%-"))
      magic[static_cast<unsigned char>(c)] = true;
    return magic;
  }();
  for (char c : pattern)
    if (kMagic[static_cast<unsigned char>(c)]) return false;
  return true;
}

Matcher::Matcher(std::string_view subject, std::string_view pattern, const Semantics& semantics,
                 const volatile bool* stop)
    : begin_(subject.data()), end_(begin_ + subject.size()), semantics_(semantics), stop_(stop) {
  pattern = pattern_of(pattern, semantics);
  pattern_ = pattern.data();
  pattern_end_ = pattern_ + pattern.size();
  find_first_item();
}

std::string Matcher::error() const {
  std::string text = error_ ? error_ : "";
  return error_index_ > 0 ? text + " %" + std::to_string(error_index_) : text;
}

// A character that has to be there, perhaps behind the beginning of a capture.
void Matcher::find_first_item() {
  const char* p = pattern_;
  if (p != pattern_end_ && *p == '(' && (p + 1 == pattern_end_ || p[1] != ')')) ++p;
  if (p == pattern_end_ || *p == '(' || *p == ')' || (*p == '$' && p + 1 == pattern_end_)) return;
  if (*p == kEscape && (p + 1 == pattern_end_ || is_special(p[1]))) return;
  const char* item_end = find_item_end(p);
  if (!item_end) {
    error_ = nullptr;  // raised when the matcher comes there
    return;
  }
  if (item_end != pattern_end_ && is_optional(*item_end)) return;
  first_item_ = p;
  first_item_end_ = item_end;
}

size_t Matcher::next_with_first_item(size_t from) {
  const char* s = begin_ + from;
  if (s >= end_) return kNone;
  char c = *first_item_;
  bool is_escaped = c == kEscape && kClassLetters[static_cast<unsigned char>(first_item_[1])] == 0;
  if (is_escaped) c = first_item_[1];
  if (is_escaped || (c != '.' && c != '[' && c != kEscape)) {
    s = static_cast<const char*>(std::memchr(s, c, static_cast<size_t>(end_ - s)));
    return s ? static_cast<size_t>(s - begin_) : kNone;
  }
  // Behind a lot of work any position will do, so that the match looks whether to stop.
  const char* pause = end_ - s > kWork ? s + kWork : end_;
  while (s < pause && !single_match(s, first_item_, first_item_end_))
    ++s;
  if (s == pause) work_left_ = 0;
  return s < end_ ? static_cast<size_t>(s - begin_) : kNone;
}

bool Matcher::capture(int i, size_t start, Capture* out) {
  *out = Capture();
  if (i >= level_) {
    if (i != 0) {
      fail("invalid capture index", semantics_.terse_capture_errors ? 0 : i + 1);
      return false;
    }
    out->text = {begin_ + start, match_end_ - start};
    return true;
  }
  if (captures_[i].length == kUnclosed) {
    fail("unfinished capture");
    return false;
  }
  if (captures_[i].length == kPosition) {
    out->position = captures_[i].start - begin_ + 1;
  } else {
    out->text = {captures_[i].start, static_cast<size_t>(captures_[i].length)};
  }
  return true;
}

// Behind the single-character item at p.
const char* Matcher::find_item_end(const char* p) {
  char c = *p++;
  if (c == kEscape) {
    if (p == pattern_end_) return fail("malformed pattern (ends with '%')");
    return p + 1;
  }
  if (c != '[') return p;
  if (p < pattern_end_ && *p == '^') ++p;
  // A ']' in first place stands for itself.
  do {
    if (p == pattern_end_) return fail("malformed pattern (missing ']')");
    if (*p++ == kEscape) {
      if (p == pattern_end_) return fail("malformed pattern (missing ']')");
      ++p;
    }
  } while (p == pattern_end_ || *p != ']');
  return p + 1;
}

// A set from its '[' to its ']' (`last`). One that is used a lot becomes a bitmap.
bool Matcher::set_match(unsigned char c, const char* set, const char* last) {
  constexpr int kUsesBeforeBitmap = 16;
  bool has_graphic = semantics_.graphic_class;
  if (set != known_set_) {
    known_set_ = set;
    uses_of_set_ = 0;
  }
  if (uses_of_set_ < kUsesBeforeBitmap) {
    ++uses_of_set_;
    return search_set(c, set, last, has_graphic);
  }
  if (uses_of_set_ == kUsesBeforeBitmap) {
    ++uses_of_set_;
    known_bytes_.clear();
    for (unsigned byte = 0; byte < 256; ++byte)
      if (search_set(static_cast<unsigned char>(byte), set, last, has_graphic))
        known_bytes_.insert(static_cast<unsigned char>(byte));
  }
  return known_bytes_.contains(c);
}

bool Matcher::single_match(const char* s, const char* p, const char* item_end) {
  if (s >= end_) return false;
  unsigned char c = static_cast<unsigned char>(*s);
  switch (*p) {
  case '.':
    return true;
  case kEscape:
    return class_match(c, static_cast<unsigned char>(p[1]), semantics_.graphic_class);
  case '[':
    return set_match(c, p, item_end - 1);
  default:
    return static_cast<unsigned char>(*p) == c;
  }
}

// The end of the matches from `s` on, at most `end`.
const char* Matcher::skip_matches(const char* s, const char* end, const char* p,
                                  const char* item_end) {
  if (*p == kEscape) {
    unsigned char letter = static_cast<unsigned char>(p[1]);
    bool has_graphic = semantics_.graphic_class;
    while (s < end && class_match(static_cast<unsigned char>(*s), letter, has_graphic))
      ++s;
  } else {
    while (s < end && single_match(s, p, item_end))
      ++s;
  }
  return s;
}

ptrdiff_t Matcher::count_matches(const char* s, const char* p, const char* item_end) {
  if (*p == '.') return end_ - s;
  for (const char* at = s;;) {
    const char* pause = end_ - at > kWork ? at + kWork : end_;
    at = skip_matches(at, pause, p, item_end);
    if (at < pause || pause == end_) return at - s;
    if (is_stopped(kWork)) return 0;
  }
}

const char* Matcher::match_balance(const char* s, const char* p) {
  if (pattern_end_ - p < 2) {
    return fail(semantics_.terse_errors ? "unbalanced pattern"
                                        : "malformed pattern (missing arguments to '%b')");
  }
  if (s >= end_ || *s != p[0]) return nullptr;
  const char* start = s;
  int64_t open = 1;
  while (++s < end_) {
    if (*s == p[1]) {
      if (--open == 0) return s + 1;
    } else if (*s == p[0]) {
      ++open;
    }
  }
  is_stopped(s - start);
  return nullptr;
}

const char* Matcher::max_expand(const char* s, const char* p, const char* item_end) {
  ptrdiff_t count = count_matches(s, p, item_end);
  if (is_stopped(count)) return nullptr;
  if (item_end + 1 == pattern_end_) return s + count;
  for (; count >= 0; --count) {
    const char* result = match(s + count, item_end + 1);
    if (result || failed()) return result;
  }
  return nullptr;
}

const char* Matcher::min_expand(const char* s, const char* p, const char* item_end) {
  for (;; ++s) {
    const char* result = match(s, item_end + 1);
    if (result || failed()) return result;
    if (!single_match(s, p, item_end)) return nullptr;
  }
}

const char* Matcher::start_capture(const char* s, const char* p, ptrdiff_t what) {
  if (level_ >= kMaxCaptures) return fail("too many captures");
  captures_[level_] = {s, what};
  ++level_;
  const char* result = match(s, p);
  if (!result) --level_;
  return result;
}

const char* Matcher::end_capture(const char* s, const char* p) {
  int open = level_ - 1;
  while (open >= 0 && captures_[open].length != kUnclosed)
    --open;
  if (open < 0) return fail("invalid pattern capture");
  captures_[open].length = s - captures_[open].start;
  const char* result = match(s, p);
  if (!result) captures_[open].length = kUnclosed;
  return result;
}

const char* Matcher::match_back_reference(const char* s, char digit) {
  int i = digit - '1';
  if (i < 0 || i >= level_ || captures_[i].length == kUnclosed) {
    // %0 has the number 0, which `error_index_` cannot say.
    if (semantics_.terse_errors) return fail("invalid capture index");
    return i < 0 ? fail("invalid capture index %0") : fail("invalid capture index", i + 1);
  }
  if (captures_[i].length == kPosition) return nullptr;
  size_t length = static_cast<size_t>(captures_[i].length);
  if (is_stopped(captures_[i].length)) return nullptr;
  bool same =
      static_cast<size_t>(end_ - s) >= length && std::memcmp(captures_[i].start, s, length) == 0;
  return same ? s + length : nullptr;
}

bool Matcher::match_frontier(const char* s, const char* set, const char* set_end) {
  unsigned char before = s == begin_ ? 0 : static_cast<unsigned char>(s[-1]);
  unsigned char here = s == end_ ? 0 : static_cast<unsigned char>(*s);
  return !set_match(before, set, set_end - 1) && set_match(here, set, set_end - 1);
}

const char* Matcher::match(const char* s, const char* p) {
  if (++depth_ > semantics_.pattern_depth) return fail("pattern too complex");
  if (is_stopped(1)) return nullptr;
  const char* result = match_more(s, p);
  --depth_;
  return result;
}

// The item at *p, an escape that is no class; *p moves behind it.
const char* Matcher::match_special(const char* s, const char** p) {
  char kind = (*p)[1];
  *p += 2;
  if (kind == 'b') {
    s = match_balance(s, *p);
    *p += 2;
    return s;
  }
  if (kind == 'f') {
    if (*p == pattern_end_ || **p != '[') return fail("missing '[' after '%f' in pattern");
    const char* set = *p;
    *p = find_item_end(set);
    return *p && match_frontier(s, set, *p) ? s : nullptr;
  }
  return match_back_reference(s, kind);
}

// One item after the other; only what may have to be tried again recurses.
const char* Matcher::match_more(const char* s, const char* p) {
  while (p != pattern_end_) {
    if (*p == '(') {
      bool is_position = p + 1 < pattern_end_ && p[1] == ')';
      return is_position ? start_capture(s, p + 2, kPosition) : start_capture(s, p + 1, kUnclosed);
    }
    if (*p == ')') return end_capture(s, p + 1);
    if (*p == '$' && p + 1 == pattern_end_) return s == end_ ? s : nullptr;
    if (*p == kEscape && p + 1 < pattern_end_ && is_special(p[1])) {
      s = match_special(s, &p);
      if (!s) return nullptr;
      continue;
    }
    const char* item_end = find_item_end(p);
    if (!item_end) return nullptr;
    char suffix = item_end < pattern_end_ ? *item_end : '\0';
    if (!single_match(s, p, item_end)) {
      if (!is_optional(suffix)) return nullptr;
      p = item_end + 1;
      continue;
    }
    switch (suffix) {
    case '?': {
      const char* result = match(s + 1, item_end + 1);
      if (result || failed()) return result;
      p = item_end + 1;
      break;
    }
    case '+':
      return max_expand(s + 1, p, item_end);
    case '*':
      return max_expand(s, p, item_end);
    case '-':
      return min_expand(s, p, item_end);
    default:
      ++s;
      p = item_end;
    }
  }
  return s;
}

}  // namespace perilune::lib
