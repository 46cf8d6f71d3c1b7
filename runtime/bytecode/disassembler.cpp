// The disassembler: operands by the opcode table, comments by what the operands mean.
#include "runtime/bytecode/disassembler.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "runtime/bytecode/chunk_id.h"

namespace perilune::bytecode {

namespace {

std::string quote(std::string_view text) {
  constexpr size_t kMaxShown = 60;
  std::string out = "\"";
  for (const char c : text.substr(0, kMaxShown)) {
    switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += c;
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 127) {
        char digits[8];
        std::snprintf(digits, sizeof digits, "\\%03d", static_cast<unsigned char>(c));
        out += digits;
      } else {
        out += c;
      }
    }
  }
  return out + (text.size() > kMaxShown ? "\"..." : "\"");
}

std::string number_text(double number) {
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  if (std::isnan(number)) return "nan";
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string text(buffer, end);
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

std::string upvalue_name(const Function& function, uint32_t index) {
  const Text& name = function.upvalues[index].name;
  return name.empty() ? "-" : name.str();
}

// Builds one instruction's text.
class Line {
public:
  Line(const Function& function, uint32_t pc)
      : function_(function), pc_(pc), word_(function.code[pc]), op_(op_of(word_)),
        info_(op_info(op_)) {}

  std::string text() {
    out_ = info_.text;
    switch (info_.format) {
    case Format::ABC:
      operand(info_.a, a_of(word_));
      operand(info_.b, b_of(word_));
      operand(info_.c, c_of(word_));
      break;
    case Format::ABx:
      operand(info_.a, a_of(word_));
      operand(info_.b, bx_of(word_));
      break;
    case Format::AsBx:
      operand(info_.a, a_of(word_));
      out_ += ' ' + std::to_string(sbx_of(word_));
      break;
    case Format::sJ:
      note_target();
      break;
    }
    add_extra();
    add_results();
    return comment_.empty() ? out_ : out_ + " ;" + comment_;
  }

private:
  void note(const std::string& text) { comment_ += ' ' + text; }
  void note_target() { note("to " + std::to_string(target_of(function_.code.data(), pc_))); }

  void operand(Operand kind, uint32_t value) {
    if (kind == Operand::None) return;
    out_ += ' ' + std::to_string(value);
    if (kind == Operand::K) note(constant_text(function_.constants[value]));
    if (kind == Operand::U) note(upvalue_name(function_, value));
    if (kind == Operand::F) {
      note("line " + std::to_string(function_.functions[value]->line_defined));
    }
  }

  void add_extra() {
    if (info_.extra == Extra::None) return;
    const uint32_t extra = function_.code[pc_ + 1];
    switch (info_.extra) {
    case Extra::Constant:
      out_ += ' ' + std::to_string(extra);
      note(constant_text(function_.constants[extra]));
      break;
    case Extra::Cache:
      note(constant_text(function_.constants[function_.field_keys[extra]]));
      break;
    case Extra::Immediate:
      out_ += ' ' + std::to_string(extra);
      break;
    case Extra::Jump:
      note_target();
      break;
    case Extra::Counter:
    case Extra::None:
      break;
    }
  }

  static std::string count(uint32_t encoded, const char* what) {
    return (encoded == 0 ? "all" : std::to_string(encoded - 1)) + ' ' + what;
  }

  void add_results() {
    switch (op_) {
    case Op::Call:
      note(count(b_of(word_), "in") + ' ' + count(c_of(word_), "out"));
      break;
    case Op::TailCall:
      note(count(b_of(word_), "in"));
      break;
    case Op::Return:
    case Op::Vararg:
      note(count(op_ == Op::Return ? b_of(word_) : c_of(word_), "out"));
      break;
    default:
      break;
    }
  }

  const Function& function_;
  const uint32_t pc_;
  const Word word_;
  const Op op_;
  const OpInfo& info_;
  std::string out_;
  std::string comment_;
};

std::string plural(size_t count, const char* what) {
  return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

void list_header(const Function& function, std::string& out) {
  out += function_title(function) + " (" + plural(function.code.size(), "word") + ", " +
         plural(function.num_params, "parameter") + (function.is_vararg ? " and more" : "") + ", " +
         plural(function.max_stack, "register") + ")\n";
}

void list_tables(const Function& function, std::string& out) {
  if (!function.constants.empty()) out += "constants:\n";
  for (size_t i = 0; i < function.constants.size(); ++i) {
    out += "  " + std::to_string(i) + ' ' + constant_text(function.constants[i]) + '\n';
  }
  if (!function.locals.empty()) out += "locals:\n";
  for (size_t i = 0; i < function.locals.size(); ++i) {
    const LocalInfo& local = function.locals[i];
    out += "  " + std::to_string(i) + ' ' + local.name.str() + " register " +
           std::to_string(local.reg) + " from " + std::to_string(local.start_pc) + " to " +
           std::to_string(local.end_pc) + '\n';
  }
  if (!function.upvalues.empty()) out += "upvalues:\n";
  for (size_t i = 0; i < function.upvalues.size(); ++i) {
    const UpvalueInfo& upvalue = function.upvalues[i];
    out += "  " + std::to_string(i) + ' ' + upvalue_name(function, i) +
           (upvalue.in_stack ? " register " : " upvalue ") + std::to_string(upvalue.index) + '\n';
  }
}

void list_function(const Function& function, const DisassemblyOptions& options, std::string& out) {
  list_header(function, out);
  for (uint32_t pc = 0; pc < function.code.size();
       pc += op_info(op_of(function.code[pc])).words()) {
    const std::string line = function.lines.empty() ? "-" : std::to_string(function.lines[pc]);
    out += "  " + std::to_string(pc) + " [" + line + "] " + Line(function, pc).text() + '\n';
  }
  if (options.tables) list_tables(function, out);
  if (!options.nested) return;
  for (const auto& nested : function.functions) {
    out += '\n';
    list_function(*nested, options, out);
  }
}

}  // namespace

std::string constant_text(const Constant& constant) {
  switch (constant.kind) {
  case Constant::Kind::Nil:
    return "nil";
  case Constant::Kind::False:
    return "false";
  case Constant::Kind::True:
    return "true";
  case Constant::Kind::Integer:
    return std::to_string(constant.integer);
  case Constant::Kind::Float:
    return number_text(constant.number);
  case Constant::Kind::String:
    return quote(constant.string.view());
  }
  return "?";
}

std::string function_title(const Function& function) {
  return (function.line_defined == 0 ? "main <" : "function <") + chunk_id(function.source.view()) +
         ':' + std::to_string(function.line_defined) + ',' + std::to_string(function.last_line) +
         '>';
}

std::string disassemble_instruction(const Function& function, uint32_t pc) {
  return Line(function, pc).text();
}

std::string disassemble(const Function& function, const DisassemblyOptions& options) {
  std::string out;
  list_function(function, options, out);
  return out;
}

}  // namespace perilune::bytecode
