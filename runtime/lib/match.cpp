// Lua patterns: the backtracking matcher.
#include "runtime/lib/match.h"

#include <cstring>

namespace perilune::lib {

namespace {

constexpr char kEscape = '%';

// Classification as in the C locale, which is the only one that programs run in.
bool is_alpha(unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_space(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_control(unsigned char c) { return c < 32 || c == 127; }
bool is_graphic(unsigned char c) { return c > 32 && c < 127; }
bool is_special(char c) { return c == 'b' || c == 'f' || is_digit(static_cast<unsigned char>(c)); }
bool is_hex(unsigned char c) { return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); }

}  // namespace

bool is_plain_pattern(std::string_view pattern) {
  return pattern.find_first_of("^$*+?.([%-") == std::string_view::npos;
}

bool Matcher::match_at(size_t position) {
  level_ = 0;
  depth_ = 0;
  const char* e = match(begin_ + position, pattern_);
  if (!e) return false;
  match_end_ = static_cast<size_t>(e - begin_);
  return true;
}

bool Matcher::capture(int i, size_t start, Capture* out) {
  *out = Capture();
  if (i >= level_) {
    if (i != 0) {
      error_ = "invalid capture index %" + std::to_string(i + 1);
      return false;
    }
    out->text = {begin_ + start, match_end_ - start};
    return true;
  }
  if (captures_[i].length == kUnclosed) {
    error_ = "unfinished capture";
    return false;
  }
  if (captures_[i].length == kPosition) {
    out->position = captures_[i].start - begin_ + 1;
  } else {
    out->text = {captures_[i].start, static_cast<size_t>(captures_[i].length)};
  }
  return true;
}

bool Matcher::class_match(unsigned char c, unsigned char cls) {
  bool result;
  switch (cls | 32) {
  case 'a':
    result = is_alpha(c);
    break;
  case 'c':
    result = is_control(c);
    break;
  case 'd':
    result = is_digit(c);
    break;
  case 'g':
    result = is_graphic(c);
    break;
  case 'l':
    result = is_lower(c);
    break;
  case 'p':
    result = is_graphic(c) && !is_alpha(c) && !is_digit(c);
    break;
  case 's':
    result = is_space(c);
    break;
  case 'u':
    result = is_upper(c);
    break;
  case 'w':
    result = is_alpha(c) || is_digit(c);
    break;
  case 'x':
    result = is_hex(c);
    break;
  case 'z':
    result = c == 0;  // deprecated since 5.2, still there
    break;
  default:
    return cls == c;
  }
  return result != is_upper(cls);  // a capital letter stands for the complement
}

// A set from its '[' to its ']' (`last`).
bool Matcher::set_match(unsigned char c, const char* p, const char* last) {
  bool positive = true;
  if (p[1] == '^') {
    positive = false;
    ++p;
  }
  while (++p < last) {
    if (*p == kEscape) {
      ++p;
      if (class_match(c, static_cast<unsigned char>(*p))) return positive;
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

bool Matcher::single_match(const char* s, const char* p, const char* item_end) const {
  if (s >= end_) return false;
  unsigned char c = static_cast<unsigned char>(*s);
  switch (*p) {
  case '.':
    return true;
  case kEscape:
    return class_match(c, static_cast<unsigned char>(p[1]));
  case '[':
    return set_match(c, p, item_end - 1);
  default:
    return static_cast<unsigned char>(*p) == c;
  }
}

const char* Matcher::match_balance(const char* s, const char* p) {
  if (pattern_end_ - p < 2) return fail("malformed pattern (missing arguments to '%b')");
  if (s >= end_ || *s != p[0]) return nullptr;
  int open = 1;
  while (++s < end_) {
    if (*s == p[1]) {
      if (--open == 0) return s + 1;
    } else if (*s == p[0]) {
      ++open;
    }
  }
  return nullptr;
}

const char* Matcher::max_expand(const char* s, const char* p, const char* item_end) {
  ptrdiff_t count = 0;
  while (single_match(s + count, p, item_end))
    ++count;
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
    error_ = "invalid capture index %" + std::to_string(i + 1);
    return nullptr;
  }
  // A position capture is an empty text here.
  size_t length = captures_[i].length < 0 ? 0 : static_cast<size_t>(captures_[i].length);
  bool same =
      static_cast<size_t>(end_ - s) >= length && std::memcmp(captures_[i].start, s, length) == 0;
  return same ? s + length : nullptr;
}

bool Matcher::match_frontier(const char* s, const char* set, const char* set_end) const {
  unsigned char before = s == begin_ ? 0 : static_cast<unsigned char>(s[-1]);
  unsigned char here = s == end_ ? 0 : static_cast<unsigned char>(*s);
  return !set_match(before, set, set_end - 1) && set_match(here, set, set_end - 1);
}

const char* Matcher::match(const char* s, const char* p) {
  if (++depth_ > kMaxDepth) return fail("pattern too complex");
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
    bool here = single_match(s, p, item_end);
    switch (suffix) {
    case '?':
      if (here) {
        const char* result = match(s + 1, item_end + 1);
        if (result || failed()) return result;
      }
      p = item_end + 1;
      break;
    case '+':
      return here ? max_expand(s + 1, p, item_end) : nullptr;
    case '*':
      return max_expand(s, p, item_end);
    case '-':
      return min_expand(s, p, item_end);
    default:
      if (!here) return nullptr;
      ++s;
      p = item_end;
    }
  }
  return s;
}

}  // namespace perilune::lib
