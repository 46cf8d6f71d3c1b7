// 5.5's vararg tables. A function that does no more with its table than to read fields gets none:
// since the variable is read-only and keeps its register, the finished code tells.
#include <algorithm>

#include "frontend/function_state.h"

namespace perilune::frontend {

namespace {

bool reads(bytecode::Operand operand, uint32_t value, uint32_t reg) {
  return (operand == bytecode::Operand::R || operand == bytecode::Operand::RW) && value == reg;
}

bool is_field_read(Op op) { return op == Op::GetTable || op == Op::GetInt || op == Op::GetField; }

// Whether the instruction uses the table in `reg` as a value, other than for the read of a field.
bool uses_as_value(Word w, uint32_t reg) {
  const Op op = bytecode::op_of(w);
  const bytecode::OpInfo& info = bytecode::op_info(op);
  if (reads(info.a, bytecode::a_of(w), reg)) return true;
  if (info.format != bytecode::Format::ABC) return false;
  return (!is_field_read(op) && reads(info.b, bytecode::b_of(w), reg)) ||
         reads(info.c, bytecode::c_of(w), reg);
}

}  // namespace

void FunctionState::settle_vararg_parameter() {
  if (!function_->is_vararg) return;
  Word& prepare = word(0);
  if (bytecode::b_of(prepare) != static_cast<uint32_t>(VarargParameter::Table)) return;
  // Using '...' leaves the local 'arg' nil.
  if (features_.arg_tables ? !uses_varargs_ : needs_vararg_table()) return;
  prepare = bytecode::encode_abc(Op::VarargPrep, bytecode::a_of(prepare),
                                 static_cast<uint32_t>(VarargParameter::Nil), 0);
  if (vararg_table_ >= 0) read_extra_arguments();
}

// Whether anything but reads of its fields uses it.
bool FunctionState::needs_vararg_table() const {
  const auto reg = static_cast<uint32_t>(vararg_table_);
  for (const auto& inner : function_->functions) {
    const auto& captured = inner->upvalues;
    if (std::any_of(captured.begin(), captured.end(),
                    [reg](const auto& u) { return u.in_stack && u.index == reg; }))
      return true;
  }
  const std::vector<Word>& code = function_->code;
  for (size_t at = 0; at < code.size(); at += bytecode::op_info(bytecode::op_of(code[at])).words())
    if (uses_as_value(code[at], reg)) return true;
  return false;
}

// Turns those reads into reads of the extra arguments themselves.
void FunctionState::read_extra_arguments() {
  const auto reg = static_cast<uint32_t>(vararg_table_);
  for (int at = 0; at < pc(); at += bytecode::op_info(bytecode::op_of(word(at))).words()) {
    Word& w = word(at);
    const uint32_t a = bytecode::a_of(w), c = bytecode::c_of(w);
    if (bytecode::op_of(w) == Op::Vararg) w = bytecode::encode_abc(Op::Vararg, a, 0, c);
    if (!is_field_read(bytecode::op_of(w)) || bytecode::b_of(w) != reg) continue;
    switch (bytecode::op_of(w)) {
    case Op::GetTable:
      w = bytecode::encode_abc(Op::VarargGet, a, c, 0);
      break;
    case Op::GetInt:
      w = bytecode::encode_abc(Op::VarargInt, a, c, 0);
      break;
    default:
      w = bytecode::encode_abc(Op::VarargField, a, 0, 0);
      word(at + 1) = function_->field_keys[word(at + 1)];
      break;
    }
  }
}

}  // namespace perilune::frontend
