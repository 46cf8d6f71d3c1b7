// Writing binary chunks. Numbers are little-endian; counts and lines have seven bits a byte.
#include "runtime/bytecode/serialize.h"

#include <cstring>

#include "runtime/bytecode/dump_format.h"

namespace perilune::bytecode {

namespace {

enum class Detail : uint8_t { Essence, Stripped, Whole };

class Writer {
public:
  explicit Writer(Detail detail) : detail_(detail) {}

  void function(const Function& f, const Text* enclosing_source) {
    byte(f.is_vararg);
    byte(f.num_params);
    byte(f.max_stack);
    code(f.code);
    constants(f.constants);
    number(f.field_keys.size());
    for (const uint32_t key : f.field_keys)
      number(key);
    number(f.upvalues.size());
    for (const UpvalueInfo& upvalue : f.upvalues) {
      byte(upvalue.in_stack);
      byte(upvalue.index);
    }
    if (detail_ != Detail::Essence) {
      number(f.line_defined);
      number(f.last_line);
      debug(f, enclosing_source);
    }
    number(f.functions.size());
    for (const auto& nested : f.functions)
      function(*nested, &f.source);
  }

  void bytes(std::string_view text) { out_.append(text); }
  template <class T>
  void raw(T value) {
    char buffer[sizeof(T)];
    std::memcpy(buffer, &value, sizeof(T));
    out_.append(buffer, sizeof(T));
  }
  std::string take() { return std::move(out_); }

private:
  void byte(uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void number(uint64_t value) {
    for (; value > 0x7f; value >>= 7)
      byte(static_cast<uint8_t>(value | 0x80));
    byte(static_cast<uint8_t>(value));
  }
  void difference(uint32_t value, uint32_t before) {
    const int64_t distance = int64_t{value} - int64_t{before};
    number(static_cast<uint64_t>(distance) << 1 ^ static_cast<uint64_t>(distance >> 63));
  }
  // The first time the text itself, behind a zero; then the number of the text.
  void string(const Text& text) {
    const auto [known, is_new] = texts_(text);
    number(known);
    if (!is_new) return;
    known = texts_.size();
    number(text.view().size());
    bytes(text.view());
  }

  void code(const std::vector<Word>& words) {
    number(words.size());
    for (size_t i = 0; i < words.size();) {
      const OpInfo& info = op_info(op_of(words[i]));
      raw(words[i]);
      if (info.words() == 2) raw(words[i + 1]);
      i += info.words();
    }
  }

  void constants(const std::vector<Constant>& list) {
    number(list.size());
    for (const Constant& constant : list) {
      byte(static_cast<uint8_t>(constant.kind));
      if (constant.kind == Constant::Kind::Integer) raw(constant.integer);
      if (constant.kind == Constant::Kind::Float) raw(constant.number);
      if (constant.kind == Constant::Kind::String) string(constant.string);
    }
  }

  void debug(const Function& f, const Text* enclosing_source) {
    byte(detail_ == Detail::Whole);
    if (detail_ != Detail::Whole) return;
    const bool same_source = enclosing_source && *enclosing_source == f.source;
    byte(same_source);
    if (!same_source) string(f.source);
    number(f.lines.size());
    uint32_t last = f.line_defined;
    for (const uint32_t line : f.lines) {
      difference(line, last);
      last = line;
    }
    number(f.locals.size());
    for (const LocalInfo& local : f.locals) {
      string(local.name);
      number(local.start_pc);
      number(local.end_pc);
      byte(local.reg);
    }
    for (const UpvalueInfo& upvalue : f.upvalues)
      string(upvalue.name);
  }

  const Detail detail_;
  TextMap<size_t> texts_;
  std::string out_;
};

}  // namespace

std::string serialize(const Function& function, Dialect dialect, bool strip) {
  Writer writer(strip ? Detail::Stripped : Detail::Whole);
  for (const HeaderField& field : dump_format(dialect).header)
    writer.bytes(field.bytes);
  writer.raw(instruction_set_id());
  writer.function(function, nullptr);
  return writer.take();
}

std::string essence(const Function& function) {
  Writer writer(Detail::Essence);
  writer.function(function, nullptr);
  return writer.take();
}

}  // namespace perilune::bytecode
