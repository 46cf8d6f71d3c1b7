// The translation of compiled code into loaded code.
#include "runtime/insn.h"

#include "runtime/field_cache.h"
#include "runtime/frame.h"

namespace perilune {

namespace {

using bytecode::Extra;
using bytecode::Format;
using bytecode::Op;
using bytecode::Operand;
using bytecode::Word;

constexpr int kSlotBytes = sizeof(Value);
constexpr int kPointerBytes = sizeof(void*);

int32_t scale_of(Operand kind) {
  switch (kind) {
  case Operand::W:
  case Operand::R:
  case Operand::RW:
  case Operand::K:
    return kSlotBytes;
  case Operand::U:
  case Operand::F:
    return kPointerBytes;
  case Operand::J:
    return sizeof(Insn);
  case Operand::I:
  case Operand::None:
    return 1;
  }
  return 1;
}

uint16_t scaled(Operand kind, uint32_t operand) {
  return static_cast<uint16_t>(static_cast<uint32_t>(scale_of(kind)) * operand);
}

// The opcode of a comparison or test whose C is 0.
InsnOp negated(Op op) {
  return static_cast<InsnOp>(static_cast<int>(InsnOp::EqNot) + static_cast<int>(op) -
                             static_cast<int>(Op::Eq));
}
static_assert(static_cast<int>(InsnOp::TestSetNot) - static_cast<int>(InsnOp::EqNot) ==
              static_cast<int>(Op::TestSet) - static_cast<int>(Op::Eq));

int64_t load_extra(Extra kind, Word w) {
  switch (kind) {
  case Extra::Constant:
    return int64_t{w} * kSlotBytes;
  case Extra::Cache:
    return -(int64_t{w} + 1) * int64_t{sizeof(FieldCache)};
  case Extra::Jump:
    return 0;
  default:
    return w;
  }
}

}  // namespace

Insn load_instruction(Word w) {
  Op op = bytecode::op_of(w);
  const bytecode::OpInfo& info = bytecode::op_info(op);
  Insn insn{};
  insn.f.op = static_cast<uint8_t>(op);
  switch (info.format) {
  case Format::ABC:
    insn.f.a = scaled(info.a, bytecode::a_of(w));
    insn.f.b = scaled(info.b, bytecode::b_of(w));
    insn.f.c = scaled(info.c, bytecode::c_of(w));
    break;
  case Format::ABx:
    insn.f.a = scaled(info.a, bytecode::a_of(w));
    insn.f.wide = scale_of(info.b) * static_cast<int32_t>(bytecode::bx_of(w));
    break;
  case Format::AsBx:
    insn.f.a = scaled(info.a, bytecode::a_of(w));
    insn.f.wide = scale_of(info.b) * bytecode::sbx_of(w);
    break;
  case Format::sJ:
    insn.f.wide = scale_of(info.a) * bytecode::sj_of(w);
    break;
  }
  if (bytecode::is_test(op) && bytecode::c_of(w) == 0) insn.set_op(negated(op));
  if (op == Op::Call) {
    insn.f.x = static_cast<uint8_t>(bytecode::b_of(w));
    if (insn.f.x == 0) insn.set_op(InsnOp::CallOpen);
    insn.f.wide = link_of_call(bytecode::c_of(w) - 1);
  } else if (op == Op::TailCall) {
    insn.f.x = static_cast<uint8_t>(bytecode::b_of(w));
    if (insn.f.x == 0) insn.set_op(InsnOp::TailCallOpen);
    if (bytecode::c_of(w)) insn.set_op(InsnOp::TailCallClosing);
    insn.f.wide = link_of_call(kAllResults);
  } else if (op == Op::TForCall) {
    insn.f.wide = link_of_call(bytecode::c_of(w));
  }
  return insn;
}

std::string insn_name(InsnOp op) {
  static constexpr const char* kNames[] = {
#define OP(Name, text, ...) text,
#include "runtime/bytecode/opcodes.def"
#define INSN(Name, ...) #Name,
#include "runtime/insns.def"
  };
  auto code = static_cast<size_t>(op);
  std::string name = code < std::size(kNames) ? kNames[code] : "?";
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return name;
}

void load_code(const std::vector<Word>& code, Insn* to) {
  for (size_t pc = 0; pc < code.size(); ++pc) {
    Extra extra = bytecode::op_info(bytecode::op_of(code[pc])).extra;
    to[pc] = load_instruction(code[pc]);
    if (extra == Extra::None) continue;
    if (extra == Extra::Jump) {
      int64_t distance =
          bytecode::target_of(code.data(), static_cast<uint32_t>(pc)) - int64_t(pc + 2);
      to[pc].f.wide = static_cast<int32_t>(distance * int64_t{sizeof(Insn)});
    }
    ++pc;
    to[pc].extra = load_extra(extra, code[pc]);
  }
}

}  // namespace perilune
