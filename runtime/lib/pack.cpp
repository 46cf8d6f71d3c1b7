// string.pack, packsize and unpack: the formats of binary data.
#include <bit>
#include <climits>
#include <cstring>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/string_util.h"

namespace perilune::lib {

namespace {

constexpr size_t kMaxIntegerSize = 16;
constexpr size_t kNativeAlignment = 8;
constexpr int64_t kOptionWork = 16;  // (Patience)
constexpr bool kNativeIsLittle = std::endian::native == std::endian::little;

enum class Kind : uint8_t {
  Signed,
  Unsigned,
  Float,
  Double,
  Chars,      // of fixed size
  Counted,    // a length and so many bytes
  Zero,       // up to a zero
  Padding,    // one byte
  Alignment,  // up to the alignment of the next option
  Nothing,    // a setting, or a blank
};

struct Option {
  Kind kind = Kind::Nothing;
  size_t size = 0;     // of the item, or of the count in front of it
  size_t padding = 0;  // in front of the item, for its alignment
};

// Reads a format, option by option.
class FormatReader {
public:
  FormatReader(State* L, const String* format) : L_(L), patience_(L), at_(format->data()) {}

  // Ends at the first zero.
  bool at_end() const { return *at_ == '\0'; }
  // The next option of an item that stands `offset` bytes from the beginning. False with an error.
  [[nodiscard]] bool next(size_t offset, Option* out);
  bool is_little() const { return is_little_; }

private:
  [[nodiscard]] bool classify(Option* out);
  [[nodiscard]] bool set_integer_size(size_t fallback, size_t* out);
  [[nodiscard]] bool set_fixed(Kind kind, size_t size, Option* out) {
    out->kind = kind;
    out->size = size;
    return true;
  }
  [[nodiscard]] bool set_sized(Kind kind, size_t fallback, Option* out) {
    out->kind = kind;
    return set_integer_size(fallback, &out->size);
  }
  // The numeral here; false when there is none.
  bool take_number(size_t* out);

  State* L_;
  Patience patience_;
  const char* at_;
  bool is_little_ = kNativeIsLittle;
  size_t max_alignment_ = 1;
};

bool FormatReader::take_number(size_t* out) {
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_digit(*at_)) return false;
  // What does not fit ends the numeral; the rest of its digits are no options.
  size_t limit = L_->global->semantics.large_strings ? INT64_MAX : INT_MAX;
  size_t n = 0;
  do
    n = n * 10 + static_cast<size_t>(*at_++ - '0');
  while (is_digit(*at_) && n <= (limit - 9) / 10);
  *out = n;
  return true;
}

bool FormatReader::set_integer_size(size_t fallback, size_t* out) {
  *out = fallback;
  take_number(out);
  if (*out >= 1 && *out <= kMaxIntegerSize) return true;
  L_->error("integral size (%d) out of limits [1,%zu]", static_cast<int>(*out), kMaxIntegerSize);
  return false;
}

bool FormatReader::classify(Option* out) {
  *out = Option();
  size_t ignored;
  switch (char c = *at_++) {
  case 'b':
    return set_fixed(Kind::Signed, sizeof(char), out);
  case 'B':
    return set_fixed(Kind::Unsigned, sizeof(char), out);
  case 'h':
    return set_fixed(Kind::Signed, sizeof(short), out);
  case 'H':
    return set_fixed(Kind::Unsigned, sizeof(short), out);
  case 'l':
    return set_fixed(Kind::Signed, sizeof(long), out);
  case 'L':
    return set_fixed(Kind::Unsigned, sizeof(long), out);
  case 'j':
    return set_fixed(Kind::Signed, sizeof(int64_t), out);
  case 'J':
    return set_fixed(Kind::Unsigned, sizeof(int64_t), out);
  case 'T':
    return set_fixed(Kind::Unsigned, sizeof(size_t), out);
  case 'f':
    return set_fixed(Kind::Float, sizeof(float), out);
  case 'd':
  case 'n':
    return set_fixed(Kind::Double, sizeof(double), out);
  case 'i':
    return set_sized(Kind::Signed, sizeof(int), out);
  case 'I':
    return set_sized(Kind::Unsigned, sizeof(int), out);
  case 's':
    return set_sized(Kind::Counted, sizeof(size_t), out);
  case 'c':
    out->kind = Kind::Chars;
    if (take_number(&out->size)) return true;
    L_->error("missing size for format option 'c'");
    return false;
  case 'z':
    return set_fixed(Kind::Zero, 0, out);
  case 'x':
    return set_fixed(Kind::Padding, 1, out);
  case 'X':
    return set_fixed(Kind::Alignment, 0, out);
  case ' ':
    return true;
  case '<':
    is_little_ = true;
    return true;
  case '>':
    is_little_ = false;
    return true;
  case '=':
    is_little_ = kNativeIsLittle;
    return true;
  case '!':
    if (!set_integer_size(kNativeAlignment, &ignored)) return false;
    max_alignment_ = ignored;
    return true;
  default:
    error_text(L_, "invalid format option '" + shown_character(L_, c) + "'");
    return false;
  }
}

bool FormatReader::next(size_t offset, Option* out) {
  if (patience_.is_over(kOptionWork) || !classify(out)) return false;
  size_t alignment = out->size;
  if (out->kind == Kind::Alignment) {
    Option following;
    if (!at_end() && !classify(&following)) return false;
    alignment = following.kind == Kind::Chars ? 0 : following.size;
    if (alignment == 0) {
      bad_argument(L_, 0, "invalid next option for option 'X'");
      return false;
    }
  }
  if (alignment <= 1 || out->kind == Kind::Chars) return true;
  if (alignment > max_alignment_) alignment = max_alignment_;
  if (!std::has_single_bit(alignment)) {
    bad_argument(L_, 0, "format asks for alignment not power of 2");
    return false;
  }
  out->padding = (alignment - (offset & (alignment - 1))) & (alignment - 1);
  return true;
}

// The bytes of `size` bytes, least significant first, in the order asked for.
void copy_ordered(char* to, const char* from, size_t size, bool is_little) {
  if (is_little == kNativeIsLittle) {
    std::memcpy(to, from, size);
    return;
  }
  for (size_t i = 0; i < size; ++i)
    to[i] = from[size - 1 - i];
}

void append_integer(Buffer* out, uint64_t n, size_t size, bool is_little, bool is_negative) {
  char* at = out->reserve(size);
  for (size_t i = 0; i < size; ++i) {
    unsigned char byte = i < 8 ? static_cast<unsigned char>(n >> (8 * i)) : is_negative ? 0xFF : 0;
    at[is_little ? i : size - 1 - i] = static_cast<char>(byte);
  }
  out->commit(size);
}

void append_zeros(Buffer* out, size_t count) { out->append(count, '\0'); }

// A string.pack under way.
class Packer {
public:
  Packer(State* L, const String* format) : L_(L), format_(L, format) {}
  [[nodiscard]] bool run();
  const Buffer& result() const { return out_; }

private:
  [[nodiscard]] bool pack(const Option& option);
  [[nodiscard]] bool pack_integer(const Option& option);
  template <class T>
  [[nodiscard]] bool pack_float();
  [[nodiscard]] bool pack_string(const Option& option);
  [[nodiscard]] bool fail(const char* message) {
    bad_argument(L_, argument_, message);
    return false;
  }

  State* L_;
  FormatReader format_;
  uint32_t argument_ = 0;
  Buffer out_{L_};
};

bool Packer::run() {
  while (!format_.at_end()) {
    Option option;
    if (!format_.next(out_.size(), &option)) return false;
    if (option.size + option.padding > INT64_MAX - out_.size()) return fail("result too long");
    if (option.padding > 0) append_zeros(&out_, option.padding);
    if (!pack(option)) return false;
    if (out_.failed()) return true;  // reported by whoever takes the result
  }
  return true;
}

bool Packer::pack(const Option& option) {
  switch (option.kind) {
  case Kind::Padding:
    out_.append('\0');
    return true;
  case Kind::Alignment:
  case Kind::Nothing:
    return true;
  case Kind::Signed:
  case Kind::Unsigned:
    ++argument_;
    return pack_integer(option);
  case Kind::Float:
    ++argument_;
    return pack_float<float>();
  case Kind::Double:
    ++argument_;
    return pack_float<double>();
  case Kind::Chars:
  case Kind::Counted:
  case Kind::Zero:
    ++argument_;
    return pack_string(option);
  }
  return true;
}

bool Packer::pack_integer(const Option& option) {
  int64_t n;
  if (!check_integer(L_, argument_, &n)) return false;
  if (option.size < sizeof n) {
    size_t bits = option.size * 8;
    if (option.kind == Kind::Unsigned) {
      if (static_cast<uint64_t>(n) >> bits != 0) return fail("unsigned overflow");
    } else {
      int64_t limit = int64_t{1} << (bits - 1);
      if (n < -limit || n >= limit) return fail("integer overflow");
    }
  }
  append_integer(&out_, static_cast<uint64_t>(n), option.size, format_.is_little(),
                 option.kind == Kind::Signed && n < 0);
  return true;
}

template <class T>
bool Packer::pack_float() {
  double n;
  if (!check_float(L_, argument_, &n)) return false;
  T value = static_cast<T>(n);
  copy_ordered(out_.reserve(sizeof value), reinterpret_cast<const char*>(&value), sizeof value,
               format_.is_little());
  out_.commit(sizeof value);
  return true;
}

bool Packer::pack_string(const Option& option) {
  String* s;
  if (!check_string(L_, argument_, &s)) return false;
  size_t length = s->length();
  switch (option.kind) {
  case Kind::Chars:
    if (length > option.size) return fail("string longer than given size");
    out_.append(s->view());
    append_zeros(&out_, option.size - length);
    return true;
  case Kind::Counted:
    if (option.size < sizeof length && length >> (option.size * 8) != 0)
      return fail("string length does not fit in given size");
    append_integer(&out_, length, option.size, format_.is_little(), false);
    out_.append(s->view());
    return true;
  default:
    if (std::strlen(s->data()) != length) return fail("string contains zeros");
    out_.append(s->view());
    out_.append('\0');
    return true;
  }
}

// Reads a packed integer; false when it has more bytes than a number can hold.
bool read_integer(const char* from, size_t size, bool is_little, bool is_signed, int64_t* out) {
  auto byte = [&](size_t i) {
    return static_cast<unsigned char>(from[is_little ? i : size - 1 - i]);
  };
  uint64_t n = 0;
  for (size_t i = size < 8 ? size : 8; i > 0; --i)
    n = n << 8 | byte(i - 1);
  if (size < 8 && is_signed) {
    uint64_t sign = uint64_t{1} << (size * 8 - 1);
    n = (n ^ sign) - sign;
  }
  *out = static_cast<int64_t>(n);
  unsigned char filler = is_signed && *out < 0 ? 0xFF : 0;
  for (size_t i = 8; i < size; ++i)
    if (byte(i) != filler) return false;
  return true;
}

// A string.unpack under way: pushes what it reads.
class Unpacker {
public:
  Unpacker(State* L, const String* format, std::string_view data, size_t position)
      : L_(L), format_(L, format), data_(data), position_(position) {}
  [[nodiscard]] bool run();
  size_t position() const { return position_; }
  int count() const { return count_; }

private:
  [[nodiscard]] bool unpack(const Option& option);
  [[nodiscard]] bool unpack_integer(const Option& option, bool is_signed);
  template <class T>
  [[nodiscard]] bool unpack_float();
  [[nodiscard]] bool unpack_counted(const Option& option);
  [[nodiscard]] bool unpack_to_zero();
  [[nodiscard]] bool push_text(std::string_view text) {
    ++count_;
    return push_string(L_, text) != kNativeError;
  }
  [[nodiscard]] bool fail(const char* message) {
    bad_argument(L_, 1, message);
    return false;
  }
  std::string_view rest() const { return data_.substr(position_); }

  State* L_;
  FormatReader format_;
  std::string_view data_;
  size_t position_;
  int count_ = 0;
};

constexpr const char* kTooShort = "data string too short";

bool Unpacker::run() {
  while (!format_.at_end()) {
    Option option;
    if (!format_.next(position_, &option)) return false;
    size_t left = position_ <= data_.size() ? data_.size() - position_ : 0;
    if (option.padding > left || option.size > left - option.padding || position_ > data_.size())
      return fail(kTooShort);
    position_ += option.padding;
    if (L_->ensure_stack(2) == Status::Error) {
      L_->error("stack overflow (too many results)");
      return false;
    }
    if (!unpack(option)) return false;
    position_ += option.size;
  }
  return true;
}

bool Unpacker::unpack(const Option& option) {
  switch (option.kind) {
  case Kind::Padding:
  case Kind::Alignment:
  case Kind::Nothing:
    return true;
  case Kind::Signed:
    return unpack_integer(option, true);
  case Kind::Unsigned:
    return unpack_integer(option, false);
  case Kind::Float:
    return unpack_float<float>();
  case Kind::Double:
    return unpack_float<double>();
  case Kind::Chars:
    return push_text(rest().substr(0, option.size));
  case Kind::Counted:
    return unpack_counted(option);
  case Kind::Zero:
    return unpack_to_zero();
  }
  return true;
}

bool Unpacker::unpack_integer(const Option& option, bool is_signed) {
  int64_t n;
  if (!read_integer(rest().data(), option.size, format_.is_little(), is_signed, &n)) {
    L_->error("%zu-byte integer does not fit into Lua Integer", option.size);
    return false;
  }
  ++count_;
  L_->push(L_->integer(n));
  return true;
}

template <class T>
bool Unpacker::unpack_float() {
  T value;
  copy_ordered(reinterpret_cast<char*>(&value), rest().data(), sizeof value, format_.is_little());
  ++count_;
  L_->push(Value::number(static_cast<double>(value)));
  return true;
}

bool Unpacker::unpack_counted(const Option& option) {
  int64_t n;
  if (!read_integer(rest().data(), option.size, format_.is_little(), false, &n)) {
    L_->error("%zu-byte integer does not fit into Lua Integer", option.size);
    return false;
  }
  std::string_view text = rest().substr(option.size);
  if (static_cast<uint64_t>(n) > text.size()) return fail(kTooShort);
  position_ += static_cast<size_t>(n);
  return push_text(text.substr(0, static_cast<size_t>(n)));
}

bool Unpacker::unpack_to_zero() {
  size_t length = rest().find('\0');
  if (length == std::string_view::npos) {
    if (L_->global->semantics.strict_unpack) return fail("unfinished string for format 'z'");
    length = rest().size();  // the zero behind every string counts
  }
  std::string_view text = rest().substr(0, length);
  position_ += length + 1;
  return push_text(text);
}

}  // namespace

NativeResult string_pack(State* L) {
  String* format;
  if (!check_string(L, 0, &format)) return kNativeError;
  L->push(Value());  // a value that stock has there shows in messages about missing arguments
  Packer packer(L, format);
  return packer.run() ? push_string(L, packer.result()) : kNativeError;
}

NativeResult string_packsize(State* L) {
  String* format;
  if (!check_string(L, 0, &format)) return kNativeError;
  FormatReader reader(L, format);
  size_t limit = L->global->semantics.large_strings ? INT64_MAX : INT_MAX;
  size_t total = 0;
  while (!reader.at_end()) {
    Option option;
    if (!reader.next(total, &option)) return kNativeError;
    if (option.kind == Kind::Counted || option.kind == Kind::Zero)
      return bad_argument(L, 0, "variable-length format");
    size_t size = option.size + option.padding;
    if (size > limit || total > limit - size) return bad_argument(L, 0, "format result too large");
    total += size;
  }
  return push_integer(L, static_cast<int64_t>(total));
}

NativeResult string_unpack(State* L) {
  String *format, *data;
  int64_t init;
  if (!check_string(L, 0, &format) || !check_string(L, 1, &data) || !opt_integer(L, 2, 1, &init))
    return kNativeError;
  size_t position = start_position(init, data->length()) - 1;
  bool is_in_front = init == 0 || init < -static_cast<int64_t>(data->length());
  if (position > data->length() || (is_in_front && !L->global->semantics.strict_unpack))
    return bad_argument(L, 2, "initial position out of string");
  Unpacker unpacker(L, format, data->view(), position);
  if (!unpacker.run()) return kNativeError;
  L->push(L->integer(static_cast<int64_t>(unpacker.position()) + 1));
  return unpacker.count() + 1;
}

}  // namespace perilune::lib
