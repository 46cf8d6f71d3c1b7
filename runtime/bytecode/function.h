// A compiled function outside the heap: what the frontend produces, the disassembler prints, the
// verifier checks and the runtime loads into a Proto.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "runtime/bytecode/encoding.h"
#include "runtime/bytecode/text.h"

namespace perilune::bytecode {

// The names of the upvalue that holds the table of globals. The hidden one, which no program can
// write, is that of dialects in which each function has an environment: it is upvalue 0 of every
// function there.
constexpr std::string_view kEnvironment = "_ENV";
constexpr std::string_view kHiddenEnvironment = "(environment)";

// What VARARGPREP puts into the register behind the parameters.
enum class VarargParameter : uint8_t { None, Nil, Table };

struct Constant {
  enum class Kind : uint8_t { Nil, False, True, Integer, Float, String };
  Kind kind = Kind::Nil;
  union {
    int64_t integer = 0;
    double number;
  };
  Text string;
};

struct UpvalueInfo {
  Text name;              // empty when stripped
  bool in_stack = false;  // a register of the enclosing function, otherwise one of its upvalues
  uint8_t index = 0;      // register or upvalue index there
};

// A local variable's range of life, in code words: active for start_pc <= pc < end_pc.
struct LocalInfo {
  Text name;
  uint32_t start_pc = 0;
  uint32_t end_pc = 0;
  uint8_t reg = 0;
};

struct Function {
  Text source;                // chunk name with its '=' or '@' prefix, or the text itself
  uint32_t line_defined = 0;  // 0 for a main chunk
  uint32_t last_line = 0;
  uint8_t num_params = 0;
  bool is_vararg = false;
  uint8_t max_stack = 2;  // registers used, at least 2
  std::vector<Word> code;
  std::vector<uint32_t> lines;       // per code word; empty when stripped
  std::vector<Constant> constants;   // no duplicates (-0.0 and 0.0, 1 and 1.0 differ)
  std::vector<uint32_t> field_keys;  // per field cache: the constant (a string) that is its key
  std::vector<UpvalueInfo> upvalues;
  std::vector<LocalInfo> locals;  // ordered by start_pc
  std::vector<std::unique_ptr<Function>> functions;
};

}  // namespace perilune::bytecode
