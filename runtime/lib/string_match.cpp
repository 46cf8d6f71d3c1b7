// The string functions that match patterns: find, match, gmatch, gsub.
#include <algorithm>
#include <cstring>

#include "runtime/call.h"
#include "runtime/interp/interrupt.h"
#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/intrinsics.h"
#include "runtime/lib/match.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/string_util.h"
#include "runtime/metamethod.h"

namespace perilune::lib {

namespace {

NativeResult match_error(State* L, const Matcher& m) {
  return m.was_stopped() ? interp::follow_interrupt(L) : L->error("%s", m.error().c_str());
}

// Pushes capture `i` of a match that began at `start`.
bool push_capture(State* L, Matcher& m, int i, size_t start) {
  Matcher::Capture c;
  if (!m.capture(i, start, &c)) {
    match_error(L, m);
    return false;
  }
  if (c.position == 0) return push_string(L, c.text) == 1;
  L->push(L->integer(c.position));
  return true;
}

// Pushes all captures, or the whole match when there are none (unless `only_captures`); their
// number, or kNativeError.
NativeResult push_captures(State* L, Matcher& m, size_t start, bool only_captures) {
  int count = m.capture_count() == 0 && !only_captures ? 1 : m.capture_count();
  for (int i = 0; i < count; ++i)
    if (!push_capture(L, m, i, start)) return kNativeError;
  return count;
}

constexpr size_t kNotFound = SIZE_MAX;

// The rest of find_plain, for text where the first byte is frequent: a search that is linear, in
// parts that overlap.
bool find_linearly(State* L, std::string_view text, std::string_view wanted, size_t from,
                   size_t* found) {
  size_t part = std::max(size_t{Patience::kWork} * 4, wanted.size() * 4);
  Patience patience(L);
  *found = kNotFound;
  for (; text.size() - from >= wanted.size(); from += part) {
    size_t length = std::min(text.size() - from, part + wanted.size() - 1);
    const char* start = text.data() + from;
    if (const void* at = memmem(start, length, wanted.data(), wanted.size())) {
      *found = static_cast<size_t>(static_cast<const char*>(at) - text.data());
      return true;
    }
    if (patience.is_over(Patience::kWork)) return false;
    if (text.size() - from <= part) return true;
  }
  return true;
}

// The place of `wanted`, kNotFound when there is none. Candidates are found by their first byte.
// False: interrupted.
bool find_plain(State* L, std::string_view text, std::string_view wanted, size_t from,
                size_t* found) {
  *found = from;
  if (wanted.empty()) return true;
  const char* at = text.data() + from;
  const char* end = text.data() + text.size();
  for (int candidates = 0; candidates < 16; ++candidates) {
    *found = kNotFound;
    size_t left = static_cast<size_t>(end - at);
    if (left < wanted.size()) return true;
    at = static_cast<const char*>(std::memchr(at, wanted[0], left - wanted.size() + 1));
    if (!at) return true;
    *found = static_cast<size_t>(at - text.data());
    if (std::memcmp(at, wanted.data(), wanted.size()) == 0) return true;
    ++at;
  }
  return find_linearly(L, text, wanted, static_cast<size_t>(at - text.data()), found);
}

NativeResult search(State* L, bool is_find) {
  String *subject, *pattern;
  int64_t init;
  if (!check_string(L, 0, &subject) || !check_string(L, 1, &pattern) ||
      !opt_integer(L, 2, 1, &init))
    return kNativeError;
  std::string_view text = subject->view(), p = pattern->view();
  const Semantics& semantics = L->global->semantics;
  size_t from = start_position(init, text.size()) - 1;
  if (from > text.size()) {
    if (!semantics.clipped_init) return push(L, Value());
    from = text.size();
  }
  std::string_view meant = semantics.zero_ends_pattern ? p.substr(0, p.find('\0')) : p;
  if (is_find && (L->arg(3).is_truthy() || is_plain_pattern(meant))) {
    size_t at;
    if (!find_plain(L, text, p, from, &at)) return kNativeError;
    if (at == kNotFound) return push(L, Value());
    L->push(L->integer(static_cast<int64_t>(at) + 1));
    L->push(L->integer(static_cast<int64_t>(at + p.size())));
    return 2;
  }
  bool anchored = p.starts_with('^');
  if (anchored) p.remove_prefix(1);
  Matcher m(text, p, semantics, interp::interrupt_request());
  for (;; ++from) {
    if (!anchored) from = m.next_candidate(from);
    if (from == Matcher::kNone) break;
    if (m.match_at(from)) {
      if (!is_find) return push_captures(L, m, from, false);
      L->push(L->integer(static_cast<int64_t>(from) + 1));
      L->push(L->integer(static_cast<int64_t>(m.match_end())));
      NativeResult captures = push_captures(L, m, from, true);
      return captures == kNativeError ? kNativeError : captures + 2;
    }
    if (m.failed()) return match_error(L, m);
    if (anchored) break;
  }
  return push(L, Value());
}

// The iterator of gmatch. Upvalues: subject, pattern, where to go on, where the last match ended.
NativeResult gmatch_step(State* L) {
  Value* up = upvalues(L);
  std::string_view text = up[0].string()->view();
  const Semantics& semantics = L->global->semantics;
  Matcher m(text, up[1].string()->view(), semantics, interp::interrupt_request());
  for (size_t from = static_cast<size_t>(up[2].i);; ++from) {
    from = m.next_candidate(from);
    if (from == Matcher::kNone) break;
    if (m.match_at(from)) {
      int64_t end = static_cast<int64_t>(m.match_end());
      // An empty match right behind the last one does not count.
      if (end == up[3].i) continue;
      up[2].i = end;
      if (!semantics.repeated_empty_matches) {
        up[3].i = end;
      } else if (m.match_end() == from) {
        up[2].i = end + 1;
      }
      return push_captures(L, m, from, false);
    }
    if (m.failed()) return match_error(L, m);
  }
  up[2].i = static_cast<int64_t>(text.size()) + 1;
  return 0;
}

}  // namespace

NativeResult string_find(State* L) { return search(L, true); }
NativeResult string_match(State* L) { return search(L, false); }

NativeResult string_gmatch(State* L) {
  String *subject, *pattern;
  int64_t init = 1;
  if (!check_string(L, 0, &subject) || !check_string(L, 1, &pattern)) return kNativeError;
  if (L->global->semantics.gmatch_init && !opt_integer(L, 2, 1, &init)) return kNativeError;
  size_t from = start_position(init, subject->length()) - 1;
  if (from > subject->length()) from = subject->length() + 1;
  NativeFunction* step = NativeFunction::make(L, gmatch_step, "gmatch step", 4,
                                              static_cast<IntrinsicId>(Intrinsic::GmatchStep));
  if (!step) return L->memory_error();
  step->upvalues()[0] = Value::of(subject);
  step->upvalues()[1] = Value::of(pattern);
  step->upvalues()[2] = Value::integer(static_cast<int64_t>(from));
  step->upvalues()[3] = Value::integer(-1);
  return push(L, Value::of(step));
}

namespace {

constexpr int64_t kTemplateWork = 16;  // of an escape in a replacement (Patience)

// A gsub under way. Arguments: subject, pattern, replacement.
class Substitution {
public:
  Substitution(State* L, std::string_view text, std::string_view pattern)
      : L_(L), text_(text), m_(text, pattern, L->global->semantics, interp::interrupt_request()),
        patience_(L) {}

  [[nodiscard]] bool run(bool anchored, int64_t limit);
  int64_t count() const { return count_; }
  bool changed() const { return changed_; }
  const Buffer& result() const { return out_; }

private:
  [[nodiscard]] bool append_replacement(size_t start);
  [[nodiscard]] bool append_template(std::string_view replacement, size_t start);
  [[nodiscard]] bool append_capture(int i, size_t start);
  [[nodiscard]] bool compute_value(size_t start, Value* out);

  State* L_;
  std::string_view text_;
  Matcher m_;
  Patience patience_;
  Buffer out_{L_};
  int64_t count_ = 0;
  bool changed_ = false;
};

bool Substitution::append_capture(int i, size_t start) {
  Matcher::Capture c;
  if (!m_.capture(i, start, &c)) {
    match_error(L_, m_);
    return false;
  }
  if (c.position == 0) {
    out_.append(c.text);
  } else {
    out_.append_number(L_->integer(c.position), L_->global->dialect);
  }
  return true;
}

bool Substitution::append_template(std::string_view replacement, size_t start) {
  for (;;) {
    size_t escape = replacement.find('%');
    out_.append(replacement.substr(0, escape));
    if (escape == std::string_view::npos) return true;
    if (patience_.is_over(kTemplateWork)) return false;
    char c = escape + 1 < replacement.size() ? replacement[escape + 1] : '\0';
    bool is_digit = c >= '0' && c <= '9';
    if (c == '%' || (!is_digit && L_->global->semantics.lenient_replacements)) {
      out_.append(c);
    } else if (c == '0') {
      out_.append(text_.substr(start, m_.match_end() - start));
    } else if (is_digit) {
      if (!append_capture(c - '1', start)) return false;
    } else {
      L_->error("invalid use of '%%' in replacement string");
      return false;
    }
    if (escape + 1 >= replacement.size()) return true;  // the zero behind it was taken
    replacement.remove_prefix(escape + 2);
  }
}

// The replacement that a table or function has for a match.
bool Substitution::compute_value(size_t start, Value* out) {
  Value replacement = L_->base[2];
  if (replacement.is_table()) {
    if (!push_capture(L_, m_, 0, start)) return false;
    Value key = L_->top[-1];
    bool ok = get(L_, replacement, key, out) == Status::Ok;
    if (ok) --L_->top;
    return ok;
  }
  Value* func = L_->top;
  push_function(L_, replacement);
  if (push_captures(L_, m_, start, false) == kNativeError) return false;
  if (call(L_, func, 1) == Status::Error) return false;
  *out = *--L_->top;
  return true;
}

bool Substitution::append_replacement(size_t start) {
  if (L_->base[2].is_string()) {
    changed_ = true;
    return append_template(L_->base[2].string()->view(), start);
  }
  Value v;
  if (!compute_value(start, &v)) return false;
  if (v.is_falsy()) {
    out_.append(text_.substr(start, m_.match_end() - start));
    return true;
  }
  changed_ = true;
  if (v.is_string()) {
    out_.append(v.string()->view());
  } else if (v.is_number()) {
    out_.append_number(v, L_->global->dialect);
  } else {
    L_->error("invalid replacement value (a %s)", type_name(v.tag));
    return false;
  }
  return true;
}

bool Substitution::run(bool anchored, int64_t limit) {
  bool repeats_empty = L_->global->semantics.repeated_empty_matches;
  size_t from = 0;
  size_t last_end = kNotFound;
  while (count_ < limit) {
    if (!anchored) {
      size_t next = m_.next_candidate(from);
      if (next == Matcher::kNone) break;
      out_.append(text_.substr(from, next - from));
      from = next;
    }
    bool matches = m_.match_at(from);
    if (!matches && m_.failed()) {
      match_error(L_, m_);
      return false;
    }
    // An empty match right behind the last one does not count.
    size_t end = m_.match_end();
    if (matches && end != last_end) {
      ++count_;
      if (!append_replacement(from)) return false;
    }
    if (matches && (repeats_empty ? end > from : end != last_end)) {
      from = end;
      if (!repeats_empty) last_end = end;
    } else if (from < text_.size()) {
      out_.append(text_[from++]);
    } else {
      break;
    }
    if (anchored) break;
  }
  out_.append(text_.substr(from));
  return true;
}

}  // namespace

NativeResult string_gsub(State* L) {
  String *subject, *pattern;
  if (!check_string(L, 0, &subject) || !check_string(L, 1, &pattern)) return kNativeError;
  std::string_view p = pattern->view();
  int64_t limit;
  const Semantics& semantics = L->global->semantics;
  int64_t most = static_cast<int64_t>(subject->length()) + 1;
  if (!(semantics.unsigned_limit ? opt_integer(L, 3, most, &limit) : opt_int(L, 3, most, &limit)))
    return kNativeError;
  if (semantics.unsigned_limit && limit < 0) limit = INT64_MAX;
  Value replacement = L->arg(2);
  if (!replacement.is_table() && !replacement.is_function()) {
    if (!replacement.is_string() && !replacement.is_number()) {
      return semantics.replacement_got ? type_mismatch(L, 2, "string/function/table")
                                       : bad_argument(L, 2, "string/function/table expected");
    }
    String* converted;
    if (!check_string(L, 2, &converted)) return kNativeError;
  }
  bool anchored = p.starts_with('^');
  if (anchored) p.remove_prefix(1);
  Substitution s(L, subject->view(), p);
  if (!s.run(anchored, limit)) return kNativeError;
  if (!s.changed()) {
    L->push(Value::of(subject));
  } else if (push_string(L, s.result()) == kNativeError) {
    return kNativeError;
  }
  L->push(L->integer(s.count()));
  return 2;
}

}  // namespace perilune::lib
