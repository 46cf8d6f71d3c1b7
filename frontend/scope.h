// What a function being compiled knows of its variables, blocks and labels.
#pragma once

#include <cstdint>
#include <string>

#include "frontend/expr.h"

namespace perilune::frontend {

constexpr int kMaxLocals = 200;

enum class VariableKind : uint8_t {
  Regular,
  Const,
  ToClose,
  CompileTime,  // a constant whose value is known: has no register
  Vararg,       // the table of extra arguments
  Global,       // a declaration of a global name
  GlobalConst,
};

struct Variable {
  const std::string* name = nullptr;  // null: the collective declaration 'global *'
  VariableKind kind = VariableKind::Regular;
  uint8_t reg = 0;
  uint8_t above = 0;   // registers above its own that live as long
  int32_t local = -1;  // index in Function::locals
  Literal value;       // of a CompileTime

  bool in_register() const {
    return kind < VariableKind::CompileTime || kind == VariableKind::Vararg;
  }
  bool is_global() const { return kind >= VariableKind::Global; }
};

// How a name that is no variable may be used as a global.
enum class GlobalRule : uint8_t {
  Implicit,  // no declaration is visible
  Undeclared,
  Declared,
  DeclaredConst,
};

struct Block {
  Block* outer = nullptr;
  size_t first_label = 0;
  size_t first_goto = 0;
  int active = 0;         // active variables outside it
  bool captured = false;  // has a variable to close: captured or marked to be closed
  bool is_loop = false;
  bool inside_tbc = false;  // in the scope of a to-be-closed variable
  std::string late_error;   // of a jump into a scope, in dialects that report it at the end
  int late_goto = 0;        // the goto that it is about
};

struct Label {
  const std::string* name = nullptr;
  int line = 0;
  int pc = 0;
  int active = 0;
};

struct PendingGoto {
  const std::string* name = nullptr;  // null: a break
  int serial = 0;                     // in the order of the text
  int line = 0;
  int active = 0;
  int level = 0;       // the registers of those variables
  bool close = false;  // leaves a block with variables to close
  int label = -1;      // where labels of inner blocks come first: the visible one it goes back to
  int first_pc = 0;    // ... and the code that does, which ends with a JMPBACK
  int back_pc = 0;
  JumpList jumps;
};

}  // namespace perilune::frontend
