// Which form an instruction takes.
#include "runtime/quicken.h"

#include <algorithm>
#include <new>
#include <optional>

#include "runtime/insn.h"
#include "runtime/number.h"
#include "runtime/proto.h"

namespace perilune {

namespace {

using bytecode::Constant;
using bytecode::Op;
using bytecode::Operand;
using bytecode::Word;

struct Forms {
  InsnOp floats, any;
};

std::optional<Forms> forms_of(InsnOp op) {
  switch (op) {
#define INSN(...)
#define QUICKENED(Name, ...)                                                                       \
  case InsnOp::Name:                                                                               \
    return Forms{InsnOp::Name##Float, InsnOp::Name##Any};
#include "runtime/insns.def"
  default:
    return std::nullopt;
  }
}

// The operand of loaded code that a constant is in; null without one.
uint16_t* constant_operand(Op op, Insn* insn) {
  const bytecode::OpInfo& info = bytecode::op_info(op);
  if (info.b == Operand::K) return &insn->f.b;
  return info.c == Operand::K ? &insn->f.c : nullptr;
}

void set_constant(uint16_t* operand, size_t constant) {
  *operand = static_cast<uint16_t>(constant * sizeof(Value));
}

// Whether comparisons with the integer and with its float have the same outcome.
bool is_exact(int64_t n) { return n >= -(int64_t{1} << 53) && n <= int64_t{1} << 53; }

// The constant by which an instruction of compiled code computes or compares; null without one.
const Constant* constant_of(const bytecode::Function& f, Word w) {
  const bytecode::OpInfo& info = bytecode::op_info(bytecode::op_of(w));
  if (info.b == Operand::K) return &f.constants[bytecode::b_of(w)];
  return info.c == Operand::K ? &f.constants[bytecode::c_of(w)] : nullptr;
}

// The float that stands for an integer constant; none when there is none.
std::optional<size_t> find_float(const Proto& p, int64_t integer) {
  Value wanted = Value::number(static_cast<double>(integer));
  for (size_t i = p.constant_count, end = i + p.hidden_count; i < end; ++i)
    if (is_exact(integer) && p.constants[i].is_float() && p.constants[i].bits == wanted.bits)
      return i;
  return std::nullopt;
}

// Makes the instruction one of floats, if its operands are: registers that hold them, and constants
// that are, or have, equal ones.
bool take_floats(const Proto& p, Word w, Insn* insn, const Value* base) {
  Op op = bytecode::op_of(w);
  const bytecode::OpInfo& info = bytecode::op_info(op);
  const Operand kinds[] = {info.a, info.b, info.c};
  const uint32_t operands[] = {bytecode::a_of(w), bytecode::b_of(w), bytecode::c_of(w)};
  for (int i = 0; i < 3; ++i)
    if (kinds[i] == Operand::R && !base[operands[i]].is_float()) return false;
  uint16_t* operand = constant_operand(op, insn);
  if (!operand) return true;
  const Value& constant = *advance(p.constants, *operand);
  if (!constant.is_integer()) return constant.is_float();
  // x - 0 is not x - 0.0 in every dialect.
  if (op == Op::SubRK && constant.i == 0) return false;
  std::optional<size_t> equal = find_float(p, constant.i);
  if (equal) set_constant(operand, *equal);
  return equal.has_value();
}

}  // namespace

HiddenConstants::HiddenConstants(const bytecode::Function& f) {
  for (uint32_t pc = 0; pc < f.code.size(); ++pc) {
    find(f, pc);
    if (bytecode::op_info(bytecode::op_of(f.code[pc])).extra != bytecode::Extra::None) ++pc;
  }
  std::sort(floats_.begin(), floats_.end());
  floats_.erase(std::unique(floats_.begin(), floats_.end()), floats_.end());
  // Operands of loaded code reach no further.
  constexpr size_t kMostConstants = UINT16_MAX / sizeof(Value);
  size_t room = kMostConstants - std::min(kMostConstants, f.constants.size());
  floats_.resize(std::min(floats_.size(), room));
  divisions_.resize(std::min(divisions_.size(), (room - floats_.size()) / 2));
}

void HiddenConstants::find(const bytecode::Function& f, uint32_t pc) {
  Word w = f.code[pc];
  Op op = bytecode::op_of(w);
  const Constant* c = constant_of(f, w);
  if (!c || c->kind != Constant::Kind::Integer) return;
  if (forms_of(static_cast<InsnOp>(op))) {
    if (is_exact(c->integer)) floats_.push_back(static_cast<double>(c->integer));
  } else if ((op == Op::ModRK || op == Op::IDivRK) && is_small_divisor(c->integer)) {
    divisions_.push_back(pc);
  }
}

void HiddenConstants::load(Proto* p) const {
  Value* const first = p->constants + p->constant_count;
  p->hidden_count = static_cast<uint16_t>(count());
  Value* to = first;
  for (double number : floats_)
    new (to++) Value(Value::number(number));
  for (uint32_t pc : divisions_) {
    Insn& insn = p->insns[pc];
    const Value divisor = *advance(p->constants, insn.f.c);
    insn.set_op(insn.op() == InsnOp::ModRK ? InsnOp::ModSmallRK : InsnOp::IDivSmallRK);
    set_constant(&insn.f.c, static_cast<size_t>(to - p->constants));
    new (to++) Value(divisor);
    new (to++) Value(reciprocal_of(divisor.i), Tag::Integer);
  }
  // A constant that is no integer is one for which the first form is of no use.
  for (uint32_t pc = 0; pc < p->code_count; ++pc) {
    Op op = bytecode::op_of(p->code[pc]);
    Insn& insn = p->insns[pc];
    uint16_t* operand = constant_operand(op, &insn);
    std::optional<Forms> forms = operand ? forms_of(insn.op()) : std::nullopt;
    if (forms && !advance(p->constants, *operand)->is_integer())
      insn.set_op(advance(p->constants, *operand)->is_float() ? forms->floats : forms->any);
    if (bytecode::op_info(op).extra != bytecode::Extra::None) ++pc;
  }
}

void quicken(const Proto& proto, const Insn* pc, const Value* base) {
  Word w = proto.code[proto.index_of(pc)];
  Insn insn = load_instruction(w);
  const Forms forms = *forms_of(insn.op());
  bool has_floats = pc->op() != forms.floats && take_floats(proto, w, &insn, base);
  insn.set_op(has_floats ? forms.floats : forms.any);
  *const_cast<Insn*>(pc) = insn;
}

}  // namespace perilune
