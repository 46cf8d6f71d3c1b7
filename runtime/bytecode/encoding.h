// The 32-bit encoding of bytecode instructions, and what the opcode table says of each opcode.
#pragma once

#include <cstdint>

namespace perilune::bytecode {

enum class Op : uint8_t {
#define OP(Name, ...) Name,
#include "runtime/bytecode/opcodes.def"
#undef OP
};

enum class Format : uint8_t { ABC, ABx, AsBx, sJ };
enum class Extra : uint8_t { None, Constant, Cache, Counter, Jump, Immediate };
enum class Operand : uint8_t { None, W, R, RW, U, K, I, F, J };

struct OpInfo {
  const char* text;
  Format format;
  Operand a, b, c;  // for ABx, AsBx and sJ the last field used describes the wide operand
  Extra extra;
  const char* doc;
  uint8_t words() const { return extra == Extra::None ? 1 : 2; }
};

extern const OpInfo kOpInfo[];
extern const uint32_t kOpCount;
inline const OpInfo& op_info(Op op) { return kOpInfo[static_cast<uint8_t>(op)]; }

// The comparisons and tests, which a JMP follows.
constexpr bool is_test(Op op) { return op >= Op::Eq && op <= Op::TestSet; }

// One word of code: an instruction, or the extra word behind one.
using Word = uint32_t;

constexpr uint32_t kMaxBx = UINT16_MAX;
constexpr int32_t kMaxSbx = INT16_MAX;
constexpr int32_t kMinSbx = INT16_MIN;
constexpr int32_t kMaxJump = (1 << 23) - 1;
constexpr uint32_t kMaxLoopJump = (1 << 27) - 1;
constexpr uint32_t kMaxRegisters = 255;  // of a function

constexpr Op op_of(Word w) { return static_cast<Op>(w & 0xff); }
constexpr uint32_t a_of(Word w) { return (w >> 8) & 0xff; }
constexpr uint32_t b_of(Word w) { return (w >> 16) & 0xff; }
constexpr uint32_t c_of(Word w) { return w >> 24; }
constexpr uint32_t bx_of(Word w) { return w >> 16; }
constexpr int32_t sbx_of(Word w) { return static_cast<int32_t>(w) >> 16; }
constexpr int32_t sj_of(Word w) { return static_cast<int32_t>(w) >> 8; }

constexpr Word encode_abc(Op op, uint32_t a, uint32_t b, uint32_t c) {
  return static_cast<uint32_t>(op) | a << 8 | b << 16 | c << 24;
}
constexpr Word encode_abx(Op op, uint32_t a, uint32_t bx) {
  return static_cast<uint32_t>(op) | a << 8 | bx << 16;
}
constexpr Word encode_asbx(Op op, uint32_t a, int32_t sbx) {
  return encode_abx(op, a, static_cast<uint16_t>(sbx));
}
constexpr Word encode_sj(Op op, int32_t sj) {
  return static_cast<uint32_t>(op) | static_cast<uint32_t>(sj) << 8;
}

// Whether the distance in the extra word leads backwards.
constexpr bool loops_back(Op op) { return op == Op::ForLoop || op == Op::TForLoop; }
// Where the jump of the instruction at `pc`, which has one, leads; any number for code that has not
// been verified.
inline int64_t target_of(const Word* code, uint32_t pc) {
  const Op op = op_of(code[pc]);
  const OpInfo& info = op_info(op);
  const int64_t end = int64_t{pc} + info.words();
  if (info.format == Format::sJ) return end + sj_of(code[pc]);
  return loops_back(op) ? end - code[pc + 1] : end + code[pc + 1];
}

}  // namespace perilune::bytecode
