// The opcode table as data, derived from opcodes.def.
#include "runtime/bytecode/encoding.h"

namespace perilune::bytecode {

namespace {
// The table writes an unused operand as "-", which is no name: operands are told apart by their
// text.
constexpr Operand operand_of(const char* text) {
  switch (text[0]) {
  case 'W':
    return Operand::W;
  case 'R':
    return text[1] == 'W' ? Operand::RW : Operand::R;
  case 'U':
    return Operand::U;
  case 'K':
    return Operand::K;
  case 'I':
    return Operand::I;
  case 'F':
    return Operand::F;
  case 'J':
    return Operand::J;
  default:
    return Operand::None;
  }
}
}  // namespace

const OpInfo kOpInfo[] = {
#define OP(Name, text, format, a, b, c, extra, doc)                                                \
  {text, Format::format, operand_of(#a), operand_of(#b), operand_of(#c), Extra::extra, doc},
#include "runtime/bytecode/opcodes.def"
#undef OP
};
const uint32_t kOpCount = sizeof(kOpInfo) / sizeof(kOpInfo[0]);

}  // namespace perilune::bytecode
