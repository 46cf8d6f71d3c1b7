// Scopes: variables and what names mean, blocks and what must be closed at their ends, labels.
#include "frontend/scope.h"

#include <optional>

#include "frontend/function_state.h"

namespace perilune::frontend {

int FunctionState::declare(const std::string* name, VariableKind kind) {
  if (!features_.limit_by_register) {
    check_limit(static_cast<int64_t>(variables_.size()) + 1, kMaxLocals, "local variables");
  }
  Variable variable;
  variable.name = name;
  variable.kind = kind;
  variables_.push_back(variable);
  return static_cast<int>(variables_.size()) - 1;
}

int FunctionState::register_level(int active) const {
  while (active-- > 0) {
    if (variables_[active].in_register())
      return variables_[active].reg + 1 + variables_[active].above;
  }
  return 0;
}

int FunctionState::add_local(const std::string* name, int reg) {
  check_growth(function_->locals.size(), features_.max_all_locals, "local variables",
               "too many local variables");
  bytecode::LocalInfo local;
  local.name = lexer_.interner().share(name);
  local.start_pc = static_cast<uint32_t>(pc());
  local.reg = static_cast<uint8_t>(reg);
  function_->locals.push_back(std::move(local));
  return static_cast<int>(function_->locals.size()) - 1;
}

void FunctionState::activate(int count) {
  int reg = local_registers();
  for (int i = 0; i < count; ++i) {
    Variable& variable = variables_[active_++];
    variable.reg = static_cast<uint8_t>(reg++);
    variable.local = add_local(variable.name, variable.reg);
    if (features_.limit_by_register) check_limit(reg - added_, kMaxLocals, "local variables");
  }
}

void FunctionState::start_here(int variable_index) {
  function_->locals[variables_[variable_index].local].start_pc = static_cast<uint32_t>(pc());
}

// Debuggers see them no longer.
void FunctionState::hide_variables(int from) {
  for (int i = active_ - 1; i >= from; --i) {
    int32_t& local = variables_[i].local;
    if (local >= 0) function_->locals[local].end_pc = static_cast<uint32_t>(pc());
    local = -1;
  }
}

void FunctionState::remove_variables(int to) {
  hide_variables(to);
  for (int i = active_ - 1; i >= to; --i)
    added_ -= variables_[i].above;
  active_ = to;
  variables_.resize(to);
}

// A declaration of another global ends the implicit one of all; a collective one covers every name
// that no inner declaration mentions.
FunctionState::Search FunctionState::search_active(const std::string* name, Expr* out,
                                                   GlobalRule* rule) {
  const auto rule_of = [](VariableKind kind) {
    return kind == VariableKind::GlobalConst ? GlobalRule::DeclaredConst : GlobalRule::Declared;
  };
  for (int i = active_ - 1; i >= 0; --i) {
    const Variable& variable = variables_[i];
    if (variable.is_global()) {
      if (!variable.name) {
        if (*rule < GlobalRule::Declared) *rule = rule_of(variable.kind);
      } else if (variable.name == name) {
        *rule = rule_of(variable.kind);
        return Search::Global;
      } else if (*rule == GlobalRule::Implicit) {
        *rule = GlobalRule::Undeclared;
      }
    } else if (variable.name == name) {
      if (variable.kind == VariableKind::CompileTime) {
        *out = Expr::make(ExprKind::Constant);
        out->literal = variable.value;
        out->name = name;
      } else {
        *out = Expr::make(ExprKind::Local, variable.reg);
        out->variable = i;
      }
      return Search::Local;
    }
  }
  return Search::NotFound;
}

int FunctionState::find_upvalue(const std::string* name) const {
  for (size_t i = 0; i < upvalue_names_.size(); ++i) {
    if (upvalue_names_[i] == name) return static_cast<int>(i);
  }
  return -1;
}

int FunctionState::add_upvalue(const std::string* name, const Expr& source) {
  const int64_t hidden = features_.environment ? 0 : 1;
  const int64_t count = static_cast<int64_t>(upvalue_names_.size()) + 1 - hidden;
  check_limit(count, features_.max_upvalues, "upvalues");
  bytecode::UpvalueInfo info;
  info.name = lexer_.interner().share(name);
  info.in_stack = source.kind == ExprKind::Local;
  info.index = static_cast<uint8_t>(source.index);
  function_->upvalues.push_back(std::move(info));
  upvalue_names_.push_back(name);
  upvalue_kinds_.push_back(source.kind == ExprKind::Local ? outer_->variables_[source.variable].kind
                                                          : outer_->upvalue_kinds_[source.index]);
  return static_cast<int>(upvalue_names_.size()) - 1;
}

// The first upvalue of a chunk, or of every function where functions have environments: then it is
// that of the enclosing function at first.
void FunctionState::add_environment(const std::string* name) {
  bytecode::UpvalueInfo info;
  info.name = lexer_.interner().share(name);
  info.in_stack = outer_ == nullptr;
  function_->upvalues.push_back(std::move(info));
  upvalue_names_.push_back(name);
  upvalue_kinds_.push_back(VariableKind::Regular);
}

// Finds a variable here or outside, making it an upvalue of all functions between. False when the
// name is a global; `*rule`, Implicit at first, then says how it may be used.
bool FunctionState::find(const std::string* name, Expr* out, GlobalRule* rule, bool direct) {
  switch (search_active(name, out, rule)) {
  case Search::Local:
    if (!direct && out->kind == ExprKind::Local) mark_captured(out->variable);
    return true;
  case Search::Global:
    return false;
  case Search::NotFound:
    break;
  }
  int upvalue = find_upvalue(name);
  if (upvalue < 0) {
    if (!outer_ || !outer_->find(name, out, rule, false)) return false;
    if (out->kind == ExprKind::Constant) return true;
    upvalue = add_upvalue(name, *out);
  }
  *out = Expr::make(ExprKind::Upvalue, upvalue);
  return true;
}

void FunctionState::mark_captured(int variable) {
  Block* block = block_;
  while (block->active > variable)
    block = block->outer;
  block->captured = true;
  needs_close_ = true;
}

void FunctionState::mark_to_close() {
  block_->captured = true;
  block_->inside_tbc = true;
  needs_close_ = true;
}

// An error when the variable must not be assigned.
bool FunctionState::check_writable(const Expr& e) {
  std::optional<std::string_view> name;
  if (e.kind == ExprKind::Constant) {
    name = *e.name;
  } else if (e.kind == ExprKind::Local) {
    const Variable& variable = variables_[e.variable];
    if (variable.kind != VariableKind::Regular) name = *variable.name;
  } else if (e.kind == ExprKind::Upvalue) {
    if (upvalue_kinds_[e.index] != VariableKind::Regular) name = *upvalue_names_[e.index];
  } else if (e.is_index() && e.read_only) {
    name = function_->constants[e.key].string.view();
  }
  if (!name) return true;
  // Messages are made of C strings, which names have no reason not to be.
  lexer_.fail_without_token("attempt to assign to const variable '" + std::string(*name) + "'");
  return false;
}

void FunctionState::enter(Block& block, bool is_loop) {
  block.is_loop = is_loop;
  block.active = active_;
  block.first_label = labels_.size();
  block.first_goto = gotos_.size();
  block.inside_tbc = block_ && block_->inside_tbc;
  block.outer = block_;
  block_ = &block;
}

void FunctionState::leave() {
  Block& block = *block_;
  const int level = register_level(block.active);
  remove_variables(block.active);
  bool closed = false;
  if (block.is_loop) {
    Label end;
    end.pc = here();
    end.active = active_;
    closed = resolve_gotos(end);
  }
  if (!closed && block.outer && block.captured) emit(Op::Close, level);
  free_ = level;
  labels_.resize(block.first_label);
  if (!block.late_error.empty()) lexer_.fail_without_token(block.late_error);
  block_ = block.outer;
  if (block_) {
    move_gotos_out(block);
  } else if (!gotos_.empty()) {
    report_undefined(gotos_.front());
  }
}

void FunctionState::report_undefined(const PendingGoto& pending) {
  const std::string line = std::to_string(pending.line);
  if (pending.name) {
    lexer_.fail_without_token("no visible label '" + *pending.name + "' for <goto> at line " +
                              line);
  } else if (features_.break_is_goto) {
    lexer_.fail_without_token("<break> at line " + line + " not inside a loop");
  } else {
    lexer_.fail_without_token("break outside loop at line " + line);
  }
}

// Dialects that look at a block's gotos at its end report the first of them.
void FunctionState::report_jump_into_scope(const PendingGoto& pending) {
  const std::string* variable = variables_[pending.active].name;
  const std::string message = "<goto " + *pending.name + "> at line " +
                              std::to_string(pending.line) + " jumps into the scope of " +
                              (features_.late_gotos ? "'" : "local '") +
                              (variable ? *variable : "*") + '\'';
  if (!features_.late_gotos) {
    lexer_.fail_without_token(message);
  } else if (block_->late_error.empty() || pending.serial < block_->late_goto) {
    block_->late_error = message;
    block_->late_goto = pending.serial;
  }
}

// Those that nobody answered wait for a label of the outer block, no longer inside the variables of
// this one.
void FunctionState::move_gotos_out(const Block& block) {
  const int level = register_level(block.active);
  size_t kept = block.first_goto;
  for (size_t i = kept; i < gotos_.size(); ++i) {
    PendingGoto& pending = gotos_[i];
    // A label of the block that is now the innermost is the one.
    if (pending.label >= 0 && static_cast<size_t>(pending.label) >= block_->first_label) continue;
    if (pending.level > level) pending.close |= block.captured;
    pending.active = block.active;
    pending.level = level;
    gotos_[kept++] = pending;
  }
  gotos_.resize(kept);
}

// A goto that went back to a label outside has found one in its own block.
void FunctionState::turn_forwards(const PendingGoto& pending, int target) {
  for (int at = pending.first_pc; at < pending.back_pc + 2; ++at)
    word(at) = bytecode::encode_sj(Op::Jmp, 0);
  fix_jump({pending.back_pc, -1, -1}, target);
}

// Leads the waiting gotos of the block to the label. Whether it emitted a CLOSE, because one of
// them left variables that must be closed.
bool FunctionState::resolve_gotos(const Label& label) {
  bool close = false;
  size_t kept = block_->first_goto;
  for (size_t i = kept; i < gotos_.size(); ++i) {
    PendingGoto& pending = gotos_[i];
    if (pending.name != label.name) {
      gotos_[kept++] = pending;
      continue;
    }
    if (pending.active < label.active) report_jump_into_scope(pending);
    close |= pending.close;
    patch(pending.jumps, label.pc);
    if (pending.label >= 0) turn_forwards(pending, label.pc);
  }
  gotos_.resize(kept);
  if (close) emit(Op::Close, local_registers());
  return close;
}

size_t FunctionState::declare_label(const std::string* name, int line) {
  check_growth(labels_.size(), features_.max_pending, "labels/gotos", "");
  Label label;
  label.name = name;
  label.line = line;
  label.active = active_;
  labels_.push_back(label);
  return labels_.size() - 1;
}

// `last` labels, with only empty statements behind them, are outside the scope of the block's
// locals.
void FunctionState::add_label(size_t at, bool last) {
  labels_[at].pc = here();
  if (last) labels_[at].active = block_->active;
  // The function's return is still to come; variables that a goto skips must not be seen there.
  if (last && !block_->outer) hide_variables(block_->active);
  resolve_gotos(labels_[at]);
}

void FunctionState::add_goto(const std::string* name, int line, JumpList jumps) {
  check_growth(gotos_.size(), features_.max_pending, "labels/gotos", "");
  PendingGoto pending;
  pending.name = name;
  pending.serial = goto_count_++;
  pending.line = line;
  pending.active = active_;
  pending.level = local_registers();
  pending.jumps = jumps;
  gotos_.push_back(pending);
}

// The innermost one.
const Label* FunctionState::find_label(const std::string* name) const {
  for (size_t i = labels_.size(); i > 0; --i) {
    if (labels_[i - 1].name == name) return &labels_[i - 1];
  }
  return nullptr;
}

bool FunctionState::label_is_repeated(const std::string* name, int* line) const {
  const size_t first = features_.labels_of_function ? 0 : block_->first_label;
  for (size_t i = first; i < labels_.size(); ++i) {
    if (labels_[i].name == name) {
      *line = labels_[i].line;
      return true;
    }
  }
  return false;
}

// Where labels may repeat those of outer blocks, one that is still to come in an inner block may be
// the one that is meant.
void FunctionState::go_back(const std::string* name, const Label& label, int line) {
  const int level = register_level(label.active);
  const int first = pc();
  if (local_registers() > level) emit(Op::Close, level);
  jump_back(label.pc);
  const int index = static_cast<int>(&label - labels_.data());
  if (features_.labels_of_function || index >= static_cast<int>(block_->first_label)) return;
  add_goto(name, line, {});
  gotos_.back().label = index;
  gotos_.back().first_pc = first;
  gotos_.back().back_pc = pc() - 2;
}

bool FunctionState::in_loop() const {
  for (const Block* block = block_; block; block = block->outer) {
    if (block->is_loop) return true;
  }
  return false;
}

}  // namespace perilune::frontend
