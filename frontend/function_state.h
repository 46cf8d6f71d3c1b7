// A function being compiled: its code, registers, scopes, and the operations on expressions that
// emit code. The parser drives it; the implementation is spread over one file a concern.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "frontend/dialect.h"
#include "frontend/expr.h"
#include "frontend/lexer.h"
#include "frontend/scope.h"
#include "runtime/bytecode/function.h"

namespace perilune::frontend {

using bytecode::Function;
using bytecode::Op;
using bytecode::VarargParameter;
using bytecode::Word;

enum class Unary : uint8_t { Minus, BNot, Not, Len, None };
// Arithmetic first, in the order of the opcodes; Add to Shr can be folded.
enum class Binary : uint8_t {
  Add,
  Sub,
  Mul,
  Mod,
  Pow,
  Div,
  IDiv,
  BAnd,
  BOr,
  BXor,
  Shl,
  Shr,
  Concat,
  Equal,
  Less,
  LessEqual,
  NotEqual,
  Greater,
  GreaterEqual,
  And,
  Or,
  None
};

constexpr int kAllResults = -1;

class FunctionState {
public:
  FunctionState(Lexer& lexer, const Features& features, FunctionState* outer);

  // --- code.cpp: instructions and constants
  int pc() const { return static_cast<int>(function_->code.size()); }
  int emit(Op op, int a, int b = 0, int c = 0);
  int emit_wide(Op op, int a, int bx);
  int emit_signed(Op op, int a, int sbx);
  int emit_extra(Op op, int a, int b, int c, uint32_t extra);
  int emit_field(Op op, int a, int b, int key);
  void fix_line(int line);  // the line of the last instruction
  int string_constant(const std::string* text);
  int literal_constant(const Literal& literal);
  void emit_nil(int from, int count);
  void emit_integer(int reg, int64_t value);
  void emit_return(int first, int count);
  int add_function(std::unique_ptr<Function> nested);
  std::unique_ptr<Function> finish();
  void check_limit(int64_t value, int limit, const char* what);
  void check_growth(size_t size, int limit, const char* what, const char* old);

  // --- jumps.cpp
  int here();  // the current position as a jump target
  JumpList jump();
  void jump_back(int target);
  void append(JumpList& list, JumpList more);
  void patch(JumpList list, int target);
  void patch_here(JumpList list);
  void patch_loop(int at, int target);  // where a loop's FORPREP or FORLOOP leads

  // --- regs.cpp
  int free_register() const { return free_; }
  void set_free_register(int reg) { free_ = reg; }
  void check_stack(int count, int added = 0);
  void reserve(int count);
  void reserve_added();  // one that stock Lua does not need
  // Of the last variable: one more, which lives as long and is no variable.
  void add_register();
  // Takes a register for the link of a call whose function has just been placed, if one is to
  // spare. Returns whether it did; that is for call().
  bool open_call();
  // How many items of a constructor wait in registers until they are stored.
  int batch_size() const;
  void release(int reg);
  void release(const Expr& e);
  void release(const Expr& first, const Expr& second);

  // --- emit_expr.cpp: from descriptions to places
  void discharge(Expr& e);  // no longer a variable
  void to_next_register(Expr& e);
  int to_any_register(Expr& e);
  void to_register_or_upvalue(Expr& e);
  void to_value(Expr& e);
  void set_results(Expr& e, int count);
  void set_all_results(Expr& e) { set_results(e, kAllResults); }
  void set_one_result(Expr& e);
  void store(const Expr& variable, Expr& value);
  void store_top(const Expr& variable);
  void index(Expr& table, Expr& key);
  bool self(Expr& object, const std::string* method);  // returns what open_call() does
  bool to_literal(const Expr& e, Literal* out) const;

  // --- emit_operator.cpp
  void go_if_true(Expr& e);
  void go_if_false(Expr& e);
  void prefix(Unary op, Expr& e, int line);
  void infix(Binary op, Expr& e);
  void postfix(Binary op, Expr& left, Expr& right, int line);

  // --- emit_stmt.cpp
  void call(Expr& callee, Expr& arguments, int line, bool has_link);
  void drop_results(const Expr& call);
  void make_tail_call(const Expr& call);
  void adjust_assignment(int variables, int values, Expr& last);
  void set_list(int table, int stored, int count);
  void set_table_size(int at, int array, int hash);
  void begin_vararg(VarargParameter parameter);
  void check_global_undefined(Expr& global, int line);

  // --- scope.cpp: variables
  int declare(const std::string* name, VariableKind kind = VariableKind::Regular);
  void activate(int count);
  void activate_without_register(int count) { active_ += count; }
  int active() const { return active_; }
  Variable& variable(int at) { return variables_[at]; }
  int register_level(int active) const;
  int local_registers() const { return register_level(active_); }
  void start_here(int variable_index);
  bool find(const std::string* name, Expr* out, GlobalRule* rule) {
    return find(name, out, rule, true);
  }
  void add_environment(const std::string* name);
  bool check_writable(const Expr& e);
  void mark_to_close();

  // --- scope.cpp: blocks and labels
  Block* block() const { return block_; }
  void enter(Block& block, bool is_loop);
  void leave();
  size_t declare_label(const std::string* name, int line);
  void add_label(size_t at, bool last);
  void add_goto(const std::string* name, int line, JumpList jumps);
  const Label* find_label(const std::string* name) const;
  bool label_is_repeated(const std::string* name, int* line) const;
  void go_back(const std::string* name, const Label& label, int line);
  bool in_loop() const;

  Function& function() { return *function_; }
  FunctionState* outer() const { return outer_; }
  int vararg_table() const { return vararg_table_; }
  void set_vararg_table(int reg) { vararg_table_ = reg; }
  void use_varargs() { uses_varargs_ = true; }

private:
  struct Jump {
    int pc;
    int control;  // the test before it, or -1
    int next;
  };
  enum class Search : uint8_t { Local, Global, NotFound };
  struct ConstantHash {
    size_t operator()(const std::pair<int, uint64_t>& key) const {
      return key.second * 0x9e3779b97f4a7c15u + static_cast<size_t>(key.first);
    }
  };

  // At the end of a function: whether its vararg parameter is to be a table.
  void settle_vararg_parameter();
  bool needs_vararg_table() const;
  void read_extra_arguments();

  Word& word(int at) { return function_->code[at]; }
  int push(Word instruction);
  int add_constant(int kind, uint64_t bits, const Literal& literal);
  int previous() const;  // the last instruction if no jump lands behind it, or -1
  void load_constant(int reg, int constant);
  void set_a(int at, int a);

  JumpList add_jump(int control);
  JumpList test(Op op, int a, int b, int c);
  void patch_values(JumpList list, int value_target, int reg, int other_target);
  bool patch_test(int control, int reg);
  void fix_jump(const Jump& jump, int target);
  bool needs_value(JumpList list) const;
  void drop_values(JumpList list);
  int final_target(int target) const;

  bool fits_load_float(double number) const;
  void discharge_to(Expr& e, int reg);
  void discharge_to_any(Expr& e);
  void to_register(Expr& e, int reg);
  int small_constant(Expr& e);  // its index if it is a constant with an index below 256, or -1
  void negate(const Expr& e);
  JumpList jump_on(Expr& e, bool condition);
  void code_not(Expr& e);
  void fix_operator_line(int line);
  void code_unary(Op op, Expr& e, int line);
  void code_arithmetic(Binary op, Expr& left, Expr& right, int line);
  void code_order(Binary op, Expr& left, Expr& right);
  void code_equality(Binary op, Expr& left, Expr& right);
  void code_concat(Expr& left, Expr& right, int line);

  bool find(const std::string* name, Expr* out, GlobalRule* rule, bool direct);
  Search search_active(const std::string* name, Expr* out, GlobalRule* rule);
  int find_upvalue(const std::string* name) const;
  int add_upvalue(const std::string* name, const Expr& source);
  void mark_captured(int variable);
  void hide_variables(int from);
  void remove_variables(int to);
  int add_local(const std::string* name, int reg);
  bool resolve_gotos(const Label& label);
  void turn_forwards(const PendingGoto& pending, int target);
  void move_gotos_out(const Block& block);
  void report_undefined(const PendingGoto& pending);
  void report_jump_into_scope(const PendingGoto& pending);

  Lexer& lexer_;
  const Features& features_;
  FunctionState* const outer_;
  std::unique_ptr<Function> function_;

  int last_ = -1;        // pc of the last instruction, or -1 when it was removed
  int last_target_ = 0;  // no instruction before it may be changed
  bool needs_close_ = false;
  int free_ = 0;
  int added_ = 0;  // registers in use that stock Lua does not need
  int links_ = 0;  // those of them that are links of calls
  int vararg_table_ = -1;
  bool uses_varargs_ = false;
  std::vector<Jump> jumps_;
  std::unordered_map<std::pair<int, uint64_t>, int, ConstantHash> constants_;

  std::vector<Variable> variables_;
  int active_ = 0;
  std::vector<const std::string*> upvalue_names_;
  std::vector<VariableKind> upvalue_kinds_;
  Block* block_ = nullptr;
  std::vector<Label> labels_;
  std::vector<PendingGoto> gotos_;
  int goto_count_ = 0;
};

}  // namespace perilune::frontend
