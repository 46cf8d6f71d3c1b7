// Reading from files: by formats (manual 6.8, file:read), and line by line.
#include <cerrno>

#include "runtime/lib/buffer.h"
#include "runtime/lib/file.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/stream.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

constexpr int64_t kReadWork = 4096;  // of asking the system for more (Patience)

bool is_blank(int c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Takes the longest prefix of the stream that may be a numeral, as much as a numeral of sensible
// length has.
class NumeralReader {
public:
  NumeralReader(State* L, std::FILE* stream) : semantics_(L->global->semantics), stream_(stream) {}

  // False when what was read is no numeral. Blanks are behind.
  bool read(Value* out) {
    c_ = getc_unlocked(stream_);
    accept_one_of("-+");
    bool hex = false;
    int digits = 0;
    if (accept_one_of("0")) {
      if (accept_one_of("xX"))
        hex = true;
      else
        digits = 1;
    }
    digits += accept_digits(hex);
    if (accept_one_of(".")) digits += accept_digits(hex);
    if (digits > 0 && accept_one_of(hex ? "pP" : "eE")) {
      accept_one_of("-+");
      accept_digits(false);
    }
    std::ungetc(c_, stream_);
    return string_to_number(semantics_, {text_, length_}, out);
  }

private:
  static constexpr size_t kMaxLength = 200;

  bool accept() {
    if (length_ >= kMaxLength) {
      length_ = 0;  // nothing sensible: makes the whole fail
      overflowed_ = true;
    }
    if (overflowed_) return false;
    text_[length_++] = static_cast<char>(c_);
    c_ = getc_unlocked(stream_);
    return true;
  }
  bool accept_one_of(const char* set) {
    return c_ != EOF && c_ != '\0' && std::strchr(set, c_) && accept();
  }
  int accept_digits(bool hex) {
    int n = 0;
    auto is_digit = [&] {
      return (c_ >= '0' && c_ <= '9') || (hex && (c_ | 32) >= 'a' && (c_ | 32) <= 'f');
    };
    while (is_digit() && accept())
      ++n;
    return n;
  }

  const Semantics& semantics_;
  std::FILE* stream_;
  int c_ = EOF;
  char text_[kMaxLength];
  size_t length_ = 0;
  bool overflowed_ = false;
};

// Pushes the next line when the stream's buffer has all of it.
bool read_buffered_line(State* L, std::FILE* stream, bool keep_end, NativeResult* result) {
  std::string_view ahead = buffered(stream);
  size_t length = ahead.find('\n');
  if (length == std::string_view::npos) return false;
  take_buffered(stream, length + 1);
  *result = push_string(L, ahead.substr(0, length + keep_end));
  return true;
}

// The readers push one value and set *ok unless the end of the file came first. False only with an
// error set: when memory ran out, or the program has been interrupted.
bool read_line(State* L, std::FILE* stream, bool keep_end, bool* ok) {
  NativeResult result;
  if (read_buffered_line(L, stream, keep_end, &result)) return result == 1;
  Buffer line(L);
  Patience patience(L);
  for (;;) {
    std::string_view ahead = buffered(stream);
    ahead = ahead.substr(0, ahead.find('\n'));
    line.append(ahead);
    take_buffered(stream, ahead.size());
    int c = getc_unlocked(stream);
    if (c == '\n' && keep_end) line.append('\n');
    *ok = c == '\n' || line.size() > 0;
    if (c == '\n' || c == EOF || line.failed()) return push_string(L, line) == 1;
    line.append(static_cast<char>(c));
    if (patience.is_over(static_cast<int64_t>(ahead.size()) + kReadWork)) return false;
  }
}

bool read_all(State* L, std::FILE* stream) {
  constexpr size_t kChunk = size_t{1} << 14;
  Buffer text(L);
  Patience patience(L);
  while (char* at = text.reserve_any(kChunk)) {
    size_t n = fread_unlocked(at, 1, kChunk, stream);
    text.commit(n);
    if (n == 0) break;
    if (patience.is_over(kReadWork)) return false;
  }
  return push_string(L, text) == 1;
}

bool read_bytes(State* L, std::FILE* stream, size_t count, bool* ok) {
  if (count == 0) {  // whether there is more
    int c = getc_unlocked(stream);
    std::ungetc(c, stream);
    *ok = c != EOF;
    return push_string(L, "") == 1;
  }
  // In pieces, so that a count beyond the end of the file costs no memory.
  constexpr size_t kChunk = size_t{1} << 16;
  Buffer text(L);
  Patience patience(L);
  while (text.size() < count) {
    size_t wanted = count - text.size() < kChunk ? count - text.size() : kChunk;
    char* at = text.reserve_any(wanted);
    size_t n = at ? fread_unlocked(at, 1, wanted, stream) : 0;
    text.commit(n);
    if (n < wanted) break;
    if (patience.is_over(kReadWork)) return false;
  }
  *ok = text.size() > 0;
  return push_string(L, text) == 1;
}

bool read_number(State* L, std::FILE* stream, bool* ok) {
  Value n;
  Patience patience(L);
  int c;
  while (is_blank(c = getc_unlocked(stream)))
    if (patience.is_over(1)) return false;
  std::ungetc(c, stream);
  if (L->global->semantics.scanned_numerals) {
    double number;
    *ok = std::fscanf(stream, "%1000000lf", &number) == 1;  // a width, so that it ends
    n = Value::number(number);
  } else {
    *ok = NumeralReader(L, stream).read(&n);
  }
  L->push(*ok ? n : Value());
  return true;
}

bool read_count(State* L, std::FILE* stream, uint32_t i, bool* ok) {
  int64_t count;
  if (!check_integer(L, i, &count)) return false;
  if (static_cast<uint64_t>(count) > String::kMaxLength && !L->global->semantics.unlimited_counts) {
    L->memory_error();
    return false;
  }
  return read_bytes(L, stream, static_cast<size_t>(count), ok);
}

// The letter of the format at argument `i`; false with the error set.
bool format_letter(State* L, uint32_t i, char* letter) {
  const Semantics& semantics = L->global->semantics;
  bool is_starred = L->base[i].is_string() && L->base[i].string()->data()[0] == '*';
  if (semantics.starred_formats && !is_starred) {
    bad_argument(L, i, "invalid option");
    return false;
  }
  String* format;
  if (!check_string(L, i, &format)) return false;
  *letter = format->data()[is_starred ? 1 : 0];
  if (*letter == 'L' && !semantics.kept_line_ends) *letter = '\0';
  return true;
}

// Reads what argument `i` asks for. False with the error set.
bool read_format(State* L, std::FILE* stream, uint32_t i, bool* ok) {
  *ok = true;
  if (L->base[i].is_number()) return read_count(L, stream, i, ok);
  char letter;
  if (!format_letter(L, i, &letter)) return false;
  switch (letter) {
  case 'n':
    return read_number(L, stream, ok);
  case 'l':
    return read_line(L, stream, false, ok);
  case 'L':
    return read_line(L, stream, true, ok);
  case 'a':
    return read_all(L, stream);
  default:
    bad_argument(L, i, "invalid format");
    return false;
  }
}

// The iterator of lines. Upvalues: the table of io, the file, whether to close it at the end,
// formats.
constexpr uint8_t kFirstFormat = 3;
// Where lines takes so many formats at most, it has another message for more.
constexpr uint32_t kFewFormats = 17;

NativeResult lines_step(State* L) {
  NativeFunction* self = L->base[-2].native();
  Value* up = self->upvalues();
  File* file = static_cast<File*>(up[1].userdata()->data());
  if (!file->stream) return L->error("file is already closed");
  uint32_t formats = self->upvalue_count() - kFirstFormat;
  L->top = L->base;
  if (L->ensure_stack(size_t{2} * formats + State::kExtraStack) == Status::Error)
    return kNativeError;
  L->push(up[1]);
  for (uint32_t i = 0; i < formats; ++i)
    L->push(up[kFirstFormat + i]);
  NativeResult n = read_formats(L, file->stream, 1);
  if (n == kNativeError) return n;
  const Value* results = L->top - n;
  if (results[0].is_truthy()) return n;
  if (n > 1 && results[1].is_string()) return L->error("%s", results[1].string()->data());
  if (up[2].is_truthy()) {
    L->top = L->base;
    if (close_file(L, file) == kNativeError) return kNativeError;
  }
  return 0;
}

}  // namespace

NativeResult read_formats(State* L, std::FILE* stream, uint32_t first) {
  uint32_t end = L->nargs();
  forget_state(stream);
  errno = 0;
  bool ok = true;
  NativeResult n = 0;
  if (first >= end) {
    if (!read_line(L, stream, false, &ok)) return kNativeError;
    n = 1;
  } else {
    if (L->ensure_stack(end - first + State::kExtraStack) == Status::Error) return kNativeError;
    for (uint32_t i = first; i < end && ok; ++i, ++n)
      if (!read_format(L, stream, i, &ok)) return kNativeError;
  }
  if (ferror_unlocked(stream)) [[unlikely]]
    return push_file_result(L, false, nullptr);
  if (!ok) L->top[-1].set_nil();
  return n;
}

NativeResult push_lines(State* L, const Value& file, bool close_at_end) {
  uint32_t limit = L->global->semantics.lines_formats;
  uint32_t formats = L->nargs() > 1 ? L->nargs() - 1 : 0;
  if (limit == 0) formats = 0;
  if (formats > limit) {
    bool has_room = limit > kFewFormats;
    return bad_argument(L, has_room ? limit + 1 : limit - 1,
                        has_room ? "too many arguments" : "too many options");
  }
  NativeFunction* step = NativeFunction::make(L, lines_step, "lines step",
                                              static_cast<uint8_t>(kFirstFormat + formats));
  if (!step) return L->memory_error();
  step->upvalues()[0] = upvalues(L)[0];
  step->upvalues()[1] = file;
  step->upvalues()[2] = Value::boolean(close_at_end);
  for (uint32_t i = 0; i < formats; ++i)
    step->upvalues()[kFirstFormat + i] = L->base[1 + i];
  return push(L, Value::of(step));
}

}  // namespace perilune::lib
