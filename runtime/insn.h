// Loaded code: what the interpreter executes. A word of compiled code (runtime/bytecode) becomes
// one of twice the size at the same index, whose operands are what the machine adds to a pointer,
// so that a handler decodes an operand by loading it.
//
// Measured against executing the compiled words: a loop of six simple instructions takes 15.4
// instead of 22 ns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/bytecode/encoding.h"

namespace perilune {

// What an instruction does: an opcode, or one of its forms in insns.def.
enum class InsnOp : uint8_t {
#define OP(Name, ...) Name,
#include "runtime/bytecode/opcodes.def"
#define INSN(Name, ...) Name,
#include "runtime/insns.def"
};

// Units of the operands: registers and constants are byte offsets (16 a slot), upvalues and nested
// functions as well (8 each), jumps are bytes of loaded code from the end of the instruction.
// Immediates are themselves. A constant in an extra word is a byte offset; so is a field cache,
// from the constants, below which it lies.
struct Insn {
  struct Fields {
    uint8_t op;  // InsnOp
    uint8_t x;   // CALL and TAILCALL: operand B
    uint16_t a;
    union {
      struct {
        uint16_t b, c;
      };
      // Operand Bx, sBx or sJ. CALL, TAILCALL and TFORCALL: the second half of the call's link, up
      // to the distance.
      int32_t wide;
    };
  };
  union {
    Fields f;
    int64_t extra;     // the word behind an instruction
    uint32_t counter;  // the same, of a loop
  };

  InsnOp op() const { return static_cast<InsnOp>(f.op); }
  void set_op(InsnOp op) { f.op = static_cast<uint8_t>(op); }
  // The number of register A.
  uint8_t reg_a() const { return static_cast<uint8_t>(f.a / 16); }
};
static_assert(sizeof(Insn) == 8);

// Whether an instruction is a back edge into compiled code.
constexpr bool is_compiled_loop(InsnOp op) {
  return op == InsnOp::JitJmpBack || op == InsnOp::JitForLoop || op == InsnOp::JitTForLoop;
}

// Whether an instruction calls the iterator of a loop.
constexpr bool is_iteration(InsnOp op) {
  return op == InsnOp::TForCall || op == InsnOp::TForNext || op == InsnOp::TForIpairs;
}

// As in listings of bytecode; those that only loaded code has, by their names in capitals.
std::string insn_name(InsnOp op);

// The loaded form of an instruction, without its extra word.
Insn load_instruction(bytecode::Word w);
// Fills `to` with the loaded form of verified code.
void load_code(const std::vector<bytecode::Word>& code, Insn* to);

// `bytes` further.
template <class T>
inline T* advance(T* p, int64_t bytes) {
  return reinterpret_cast<T*>(reinterpret_cast<uintptr_t>(p) + static_cast<uintptr_t>(bytes));
}
// Where a jump of so many words leads.
inline const Insn* jump_target(const Insn* jump, int words) {
  return advance(jump + words, jump->f.wide);
}

}  // namespace perilune
