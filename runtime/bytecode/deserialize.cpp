// Reading binary chunks, which may be anything: every count is compared with what is left of the
// bytes before room is made for it, and the code is verified.
#include <cstring>

#include "runtime/bytecode/dump_format.h"
#include "runtime/bytecode/flow.h"
#include "runtime/bytecode/serialize.h"
#include "runtime/bytecode/verifier.h"

namespace perilune::bytecode {

namespace {

constexpr int kMaxDepth = 200;  // of functions in functions
constexpr size_t kMaxUpvalues = UINT8_MAX;

// After the first fault everything read is zero, so that all loops end.
class Reader {
public:
  Reader(std::string_view bytes, const DumpFormat& format) : bytes_(bytes), format_(format) {}

  const char* fault() const { return fault_; }
  void fail(const char* fault) {
    if (!fault_) fault_ = fault;
    bytes_ = {};
  }
  void corrupted() { fail(format_.corrupted); }

  void header() {
    size_t size = 0;
    for (const HeaderField& field : format_.header)
      size += field.bytes.size();
    if (format_.reads_header_whole && bytes_.size() < size) fail(format_.truncated);
    for (const HeaderField& field : format_.header) {
      const std::string_view found = take(field.bytes.size());
      if (found != field.bytes) fail(field.complaint);
    }
    if (raw<uint64_t>() != instruction_set_id()) fail(format_.foreign);
  }

  std::unique_ptr<Function> function(const Text& enclosing_source, int depth) {
    auto f = std::make_unique<Function>();
    if (depth > kMaxDepth) {
      corrupted();
      return f;
    }
    f->is_vararg = flag();
    f->num_params = byte();
    f->max_stack = byte();
    f->code.resize(count(sizeof(Word)));
    for (Word& word : f->code)
      word = raw<Word>();
    f->constants.resize(count(1));
    for (Constant& each : f->constants)
      constant(each);
    f->field_keys.resize(count(1));
    for (uint32_t& key : f->field_keys)
      key = small_number();
    f->upvalues.resize(count(2));
    for (UpvalueInfo& upvalue : f->upvalues) {
      upvalue.in_stack = flag();
      upvalue.index = byte();
    }
    if (f->upvalues.size() > kMaxUpvalues) corrupted();
    f->line_defined = small_number();
    f->last_line = small_number();
    f->source = enclosing_source;
    if (flag()) debug(*f);
    f->functions.resize(count(1));
    for (auto& nested : f->functions) {
      if (!fault_) nested = function(f->source, depth + 1);
    }
    return f;
  }

  bool at_end() const { return bytes_.empty(); }

private:
  std::string_view take(size_t size) {
    if (size > bytes_.size()) {
      fail(format_.truncated);
      return {};
    }
    const std::string_view out = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return out;
  }
  template <class T>
  T raw() {
    T value = 0;
    const std::string_view text = take(sizeof(T));
    if (!text.empty()) std::memcpy(&value, text.data(), sizeof(T));
    return value;
  }
  uint8_t byte() { return raw<uint8_t>(); }
  bool flag() {
    const uint8_t value = byte();
    if (value > 1) corrupted();
    return value == 1;
  }
  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t part = byte();
      value |= uint64_t{part & 0x7fu} << shift;
      if (part <= 0x7f) return value;
    }
    corrupted();
    return 0;
  }
  // A number of things that are `size` bytes at least.
  size_t count(size_t size) {
    const uint64_t value = number();
    if (value <= bytes_.size() / size) return static_cast<size_t>(value);
    fail(format_.truncated);
    return 0;
  }
  uint32_t small_number() {
    const uint64_t value = number();
    if (value > INT32_MAX) corrupted();
    return static_cast<uint32_t>(value);
  }
  Text string() {
    const uint64_t known = number();
    if (known > 0 && known <= texts_.size()) return texts_[known - 1];
    if (known > 0) corrupted();
    return texts_.emplace_back(take(count(1)));
  }

  void constant(Constant& out) {
    const uint8_t kind = byte();
    if (kind > static_cast<uint8_t>(Constant::Kind::String)) return corrupted();
    out.kind = static_cast<Constant::Kind>(kind);
    if (out.kind == Constant::Kind::Integer) out.integer = raw<int64_t>();
    if (out.kind == Constant::Kind::Float) out.number = raw<double>();
    if (out.kind == Constant::Kind::String) out.string = string();
  }

  void debug(Function& f) {
    if (!flag()) f.source = string();
    f.lines.resize(count(1));
    int64_t line = f.line_defined;
    for (uint32_t& each : f.lines) {
      const uint64_t change = number();
      line += static_cast<int64_t>(change >> 1 ^ (0 - (change & 1)));
      if (line < 0 || line > INT32_MAX) {
        corrupted();
        line = 0;
      }
      each = static_cast<uint32_t>(line);
    }
    f.locals.resize(count(4));
    for (LocalInfo& local : f.locals) {
      local.name = string();
      local.start_pc = small_number();
      local.end_pc = small_number();
      local.reg = byte();
    }
    for (UpvalueInfo& upvalue : f.upvalues)
      upvalue.name = string();
  }

  std::string_view bytes_;
  std::vector<Text> texts_;
  const DumpFormat& format_;
  const char* fault_ = nullptr;
};

// What a dialect's runtime relies on beyond the safety of the code.
bool fits_dialect(const Function& f, const DumpFormat& format, bool is_main) {
  for (const Constant& constant : f.constants) {
    if (constant.kind == Constant::Kind::Integer && !format.has_integers) return false;
  }
  for (uint32_t pc = 0; pc < f.code.size(); pc += op_info(op_of(f.code[pc])).words()) {
    if (op_of(f.code[pc]) == Op::LoadI && !format.has_integers) return false;
  }
  if (format.has_environments) {
    if (f.upvalues.empty()) return false;
    if (!is_main && (f.upvalues[0].in_stack || f.upvalues[0].index != 0)) return false;
  }
  for (const auto& nested : f.functions) {
    if (!fits_dialect(*nested, format, false)) return false;
  }
  return true;
}

// The chunk as messages call it.
std::string shown_name(std::string_view chunk_name) {
  chunk_name = chunk_name.substr(0, chunk_name.find('\0'));
  if (chunk_name.starts_with('=') || chunk_name.starts_with('@')) chunk_name.remove_prefix(1);
  return std::string(chunk_name.starts_with('\x1b') ? "binary string" : chunk_name);
}

}  // namespace

bool deserialize(std::string_view bytes, std::string_view chunk_name, Dialect dialect,
                 std::unique_ptr<Function>* out, std::string* error) {
  const DumpFormat& format = dump_format(dialect);
  Reader reader(bytes, format);
  reader.header();
  std::unique_ptr<Function> function;
  if (!reader.fault()) function = reader.function("=?", 0);
  if (!reader.fault() && !(verify(*function, nullptr) && verify_flow(*function, nullptr) &&
                           fits_dialect(*function, format, true))) {
    reader.corrupted();
  }
  if (reader.fault()) {
    if (error) {
      *error = shown_name(chunk_name) + ": " + format.before + reader.fault() + format.after;
    }
    return false;
  }
  *out = std::move(function);
  return true;
}

}  // namespace perilune::bytecode
