// The text form of LIR; see printer.h.
#include "jit/ir/printer.h"

#include <bit>
#include <charconv>
#include <cmath>

namespace perilune::lir {

namespace {

std::string hex(uint64_t value) {
  char buffer[17];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, 16).ptr;
  return "0x" + std::string(buffer, end);
}

/// A quoted label. Bytes outside printable ASCII are escaped, and so is the second of two opening
/// brackets or braces, which FileCheck would take for its own.
std::string quote(std::string_view label) {
  std::string out = "\"";
  char previous = 0;
  for (char c : label) {
    bool filecheck = (c == '[' || c == '{') && previous == c;
    previous = filecheck ? 0 : c;
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c < 0x20 || c > 0x7e || filecheck) {
      constexpr char kDigits[] = "0123456789abcdef";
      out += "\\x";
      out += kDigits[uint8_t(c) >> 4];
      out += kDigits[uint8_t(c) & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string literal(const Inst& i) {
  switch (i.type) {
  case Type::I64:
    return std::to_string(i.imm);
  case Type::F64:
    return print_float(std::bit_cast<double>(i.imm));
  case Type::Bool:
    return i.imm ? "true" : "false";
  default:
    return "nil";
  }
}

}  // namespace

std::string print_float(double value) {
  uint64_t bits = std::bit_cast<uint64_t>(value);
  constexpr uint64_t kSign = 1ull << 63, kQuietNan = 0x7ff8ull << 48;
  if (std::isnan(value)) {
    if ((bits & ~kSign) != kQuietNan) return "nan(" + hex(bits) + ")";
    return bits & kSign ? "-nan" : "nan";
  }
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  std::string out(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

LinePrinter::LinePrinter(const Unit& unit)
    : unit_(unit), value_numbers_(unit.value_count(), Id<void>::kNone),
      snap_numbers_(unit.snap_count(), Id<void>::kNone) {
  uint32_t next_value = 0, next_snap = 0;
  auto number = [&](ValueId v) {
    if (unit.type(v) != Type::None && unit.value_name(v).empty())
      value_numbers_[v.index] = next_value++;
  };
  for (uint32_t b = 0; b < unit.block_count(); ++b) {
    const Block& block = unit.block(BlockId{b});
    for (ValueId v : block.params)
      number(v);
    for (ValueId v : block.insts) {
      number(v);
      if (unit.op(v) == Opcode::Snap) snap_numbers_[unit.inst(v).snap.index] = next_snap++;
    }
  }
}

std::string LinePrinter::value(ValueId v) const {
  if (!v) return "<none>";
  const Inst& i = unit_.inst(v);
  if (i.op == Opcode::Const) return literal(i);
  if (i.op == Opcode::Konst) return "k" + std::to_string(i.imm);
  if (i.op == Opcode::Dead) return "dead";
  if (std::string_view name = unit_.value_name(v); !name.empty()) return "%" + std::string(name);
  if (value_numbers_[v.index] == Id<void>::kNone)
    return "%<removed " + std::to_string(v.index) + ">";
  return "%" + std::to_string(value_numbers_[v.index]);
}

std::string LinePrinter::definition(ValueId v) const {
  return value(v) + ":" + std::string(type_name(unit_.type(v)));
}

std::string LinePrinter::head(BlockId b) const {
  const Block& block = unit_.block(b);
  std::string out = block.name;
  for (size_t i = 0; i < block.params.size(); ++i)
    out += (i ? ", " : "(") + definition(block.params[i]);
  return out + (block.params.empty() ? ":" : "):");
}

namespace {
std::string snap_ref(SnapId s, const std::vector<uint32_t>& numbers) {
  if (!s || numbers[s.index] == Id<void>::kNone) return "s<unplaced>";
  return "s" + std::to_string(numbers[s.index]);
}
}  // namespace

std::string LinePrinter::snapshot(ValueId v) const {
  const Snapshot& s = unit_.snap(unit_.inst(v).snap);
  std::string out =
      snap_ref(unit_.inst(v).snap, snap_numbers_) + " = snap pc " + std::to_string(s.pc);
  if (s.top) out += " top " + std::to_string(s.top - 1);
  if (s.parent) {
    out += " fn " + value(s.function) + " base " + std::to_string(s.base);
    if (s.role != FrameRole::Call)
      out += " as " + std::string(kFrameRoleNames[size_t(s.role)]) + " " + std::to_string(s.result);
    if (s.tails) out += " tails " + std::to_string(s.tails);
    out += " in " + snap_ref(s.parent, snap_numbers_);
  } else if (s.base)
    out += " base " + std::to_string(s.base);
  out += " {";
  for (size_t i = 0; i < s.entries.size(); ++i)
    out += std::string(i ? ", r" : " r") + std::to_string(s.entries[i].reg.number) + ": " +
           value(s.entries[i].value);
  return out + (s.entries.empty() ? "}" : " }");
}

std::string LinePrinter::target(const Target& t) const {
  std::string out = unit_.block(t.block).name;
  for (size_t i = 0; i < t.args.size(); ++i)
    out += (i ? ", " : "(") + value(t.args[i]);
  return out + (t.args.empty() ? "" : ")");
}

std::string LinePrinter::operands(ValueId v) const {
  const Inst& i = unit_.inst(v);
  std::string out;
  size_t next_arg = 0, next_target = 0;
  auto add = [&](std::string text) { out += (out.empty() ? " " : ", ") + std::move(text); };
  for (const OperandInfo& operand : op_info(i.op).operands) {
    switch (operand.cls) {
    case OperandClass::ResultType:
    case OperandClass::Exit:
      break;
    case OperandClass::Reg:
      add("r" + std::to_string(i.imm));
      break;
    case OperandClass::Index:
      add(std::to_string(i.imm));
      break;
    case OperandClass::Field:
      add(std::string(field_info(Field(i.imm)).text));
      break;
    case OperandClass::Helper:
      add(std::string(helper_info(Helper(i.imm)).text));
      break;
    case OperandClass::State:
      add(snap_ref(i.snap, snap_numbers_));
      break;
    case OperandClass::Target:
      if (next_target < unit_.targets(v).size()) add(target(unit_.targets(v)[next_target++]));
      break;
    case OperandClass::Args:
      out += "(";
      for (size_t n = 0; n < i.arg_count; ++n)
        out += (n ? ", " : "") + value(unit_.arg(v, unsigned(n)));
      out += ")";
      break;
    default:
      if (next_arg < i.arg_count) add(value(unit_.arg(v, unsigned(next_arg++))));
    }
  }
  return out;
}

std::string LinePrinter::line(ValueId v) const {
  const Inst& i = unit_.inst(v);
  if (i.op == Opcode::Snap) return snapshot(v);
  const OpInfo& info = op_info(i.op);
  std::string out = i.type == Type::None ? "" : definition(v) + " = ";
  out += info.text;
  if (info.typed) out += "." + std::string(type_name(i.op == Opcode::IsT ? Type(i.imm) : i.type));
  out += operands(v);
  if (info.exits) out += " else " + snap_ref(i.snap, snap_numbers_);
  return out;
}

std::string print(const Unit& unit) {
  LinePrinter lines(unit);
  std::string out = unit.kind == UnitKind::Trace ? "trace @" : "func @";
  out += unit.name;
  if (unit.proto) out += " proto k" + std::to_string(unit.proto.index);
  if (unit.has_pc) out += " pc " + std::to_string(unit.pc);
  if (unit.base) out += " base " + std::to_string(unit.base);
  if (unit.levels) out += " levels " + std::to_string(unit.levels);
  out += " {\n";
  for (uint32_t k = 0; k < unit.konst_count(); ++k) {
    const Konst& konst = unit.konst(KonstId{k});
    out += "  k" + std::to_string(k) + " = " + std::string(konst_info(konst.kind).text) + " " +
           quote(konst.label) + "\n";
  }
  for (uint32_t b = 0; b < unit.block_count(); ++b) {
    out += lines.head(BlockId{b}) + "\n";
    for (ValueId v : unit.block(BlockId{b}).insts)
      out += "  " + lines.line(v) + "\n";
  }
  return out + "}\n";
}

}  // namespace perilune::lir
