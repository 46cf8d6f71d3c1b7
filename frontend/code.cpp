// Instructions with their lines, constants, and the last pass over a function's code.
#include <bit>
#include <cmath>

#include "frontend/function_state.h"

namespace perilune::frontend {

using bytecode::Constant;

FunctionState::FunctionState(Lexer& lexer, const Features& features, FunctionState* outer)
    : lexer_(lexer), features_(features), outer_(outer), function_(std::make_unique<Function>()) {}

namespace {

// With what a vector has in reserve, and the copy that is run.
constexpr size_t kInstructionBytes = 3 * (sizeof(Word) + sizeof(uint32_t));
constexpr size_t kConstantBytes = 3 * sizeof(Constant);

}  // namespace

int FunctionState::push(Word instruction) {
  lexer_.take(kInstructionBytes);
  function_->code.push_back(instruction);
  function_->lines.push_back(static_cast<uint32_t>(lexer_.last_line()));
  last_ = pc() - 1;
  return last_;
}

int FunctionState::emit(Op op, int a, int b, int c) {
  return push(bytecode::encode_abc(op, a & 0xff, b & 0xff, c & 0xff));
}

int FunctionState::emit_wide(Op op, int a, int bx) {
  return push(bytecode::encode_abx(op, a & 0xff, bx & 0xffff));
}

int FunctionState::emit_signed(Op op, int a, int sbx) {
  return push(bytecode::encode_asbx(op, a & 0xff, sbx));
}

int FunctionState::emit_extra(Op op, int a, int b, int c, uint32_t extra) {
  const int at = emit(op, a, b, c);
  push(extra);
  return last_ = at;
}

// Each site has a cache entry of its own, which names the key.
int FunctionState::emit_field(Op op, int a, int b, int key) {
  function_->field_keys.push_back(key);
  return emit_extra(op, a, b, 0, static_cast<uint32_t>(function_->field_keys.size() - 1));
}

void FunctionState::fix_line(int line) {
  const int first = last_ >= 0 ? last_ : pc() - 1;
  for (int i = first; i < pc(); ++i)
    function_->lines[i] = static_cast<uint32_t>(line);
}

int FunctionState::previous() const { return last_ >= 0 && pc() > last_target_ ? last_ : -1; }

void FunctionState::set_a(int at, int a) {
  word(at) = (word(at) & ~0xff00u) | (static_cast<Word>(a) & 0xff) << 8;
}

int FunctionState::add_constant(int kind, uint64_t bits, const Literal& literal) {
  const auto [entry, is_new] =
      constants_.try_emplace({kind, bits}, static_cast<int>(function_->constants.size()));
  if (is_new) {
    check_growth(function_->constants.size(), features_.max_constants, "constants",
                 "constant table overflow");
    Constant constant;
    constant.kind = static_cast<Constant::Kind>(kind);
    if (constant.kind == Constant::Kind::String) {
      constant.string = lexer_.interner().share(literal.string);
    } else if (constant.kind == Constant::Kind::Float) {
      constant.number = literal.number;
    } else {
      constant.integer = static_cast<int64_t>(bits);
    }
    function_->constants.push_back(std::move(constant));
    lexer_.take(kConstantBytes);
  }
  return entry->second;
}

int FunctionState::string_constant(const std::string* text) {
  Literal literal;
  literal.kind = ExprKind::String;
  literal.string = text;
  return literal_constant(literal);
}

int FunctionState::literal_constant(const Literal& literal) {
  const auto add = [&](Constant::Kind kind, uint64_t bits) {
    return add_constant(static_cast<int>(kind), bits, literal);
  };
  switch (literal.kind) {
  case ExprKind::Nil:
    return add(Constant::Kind::Nil, 0);
  case ExprKind::False:
    return add(Constant::Kind::False, 0);
  case ExprKind::True:
    return add(Constant::Kind::True, 0);
  case ExprKind::Integer:
    return add(Constant::Kind::Integer, static_cast<uint64_t>(literal.integer));
  case ExprKind::Float:
    return add(Constant::Kind::Float, features_.one_zero && literal.number == 0
                                          ? 0
                                          : std::bit_cast<uint64_t>(literal.number));
  default:
    return add(Constant::Kind::String, reinterpret_cast<uintptr_t>(literal.string));
  }
}

void FunctionState::load_constant(int reg, int constant) {
  if (constant <= static_cast<int>(bytecode::kMaxBx)) {
    emit_wide(Op::LoadK, reg, constant);
  } else {
    emit_extra(Op::LoadKX, reg, 0, 0, static_cast<uint32_t>(constant));
  }
}

// Joins a LOADNIL before it when their ranges touch.
void FunctionState::emit_nil(int from, int count) {
  const int before = previous();
  int last = from + count - 1;
  if (before >= 0 && bytecode::op_of(word(before)) == Op::LoadNil) {
    const int other = bytecode::a_of(word(before));
    const int other_last = other + bytecode::b_of(word(before));
    if ((other <= from && from <= other_last + 1) || (from <= other && other <= last + 1)) {
      from = std::min(from, other);
      last = std::max(last, other_last);
      word(before) = bytecode::encode_abc(Op::LoadNil, from & 0xff, (last - from) & 0xff, 0);
      return;
    }
  }
  emit(Op::LoadNil, from, count - 1);
}

void FunctionState::emit_integer(int reg, int64_t value) {
  if (value >= bytecode::kMinSbx && value <= bytecode::kMaxSbx) {
    emit_signed(Op::LoadI, reg, static_cast<int>(value));
    return;
  }
  Literal literal;
  literal.kind = ExprKind::Integer;
  literal.integer = value;
  load_constant(reg, literal_constant(literal));
}

void FunctionState::emit_return(int first, int count) {
  if (count == 0) {
    emit(Op::Return0, 0);
  } else if (count == 1) {
    emit(Op::Return1, first);
  } else {
    emit(Op::Return, first, count + 1);
  }
}

int FunctionState::add_function(std::unique_ptr<Function> nested) {
  function_->functions.push_back(std::move(nested));
  const int count = static_cast<int>(function_->functions.size());
  check_limit(count, static_cast<int>(bytecode::kMaxBx) + 1, "functions");
  return count - 1;
}

// A list of stock Lua's that cannot grow: the error has no position.
void FunctionState::check_growth(size_t size, int limit, const char* what, const char* old) {
  if (size < static_cast<size_t>(limit)) return;
  lexer_.fail_plain(features_.old_limit_messages ? old
                                                 : "too many " + std::string(what) + " (limit is " +
                                                       std::to_string(limit) + ')');
}

void FunctionState::check_limit(int64_t value, int limit, const char* what) {
  if (value <= limit) return;
  const uint32_t line = function_->line_defined;
  const std::string where =
      line == 0 ? "main function" : "function at line " + std::to_string(line);
  if (features_.old_limit_messages) {
    lexer_.fail_at_line(where + " has more than " + std::to_string(limit) + ' ' + what);
    return;
  }
  lexer_.fail("too many " + std::string(what) + " (limit is " + std::to_string(limit) + ") in " +
              where);
}

// Returns that must close variables are known only now; jumps to jumps are led to their end.
std::unique_ptr<Function> FunctionState::finish() {
  settle_vararg_parameter();
  for (int at = 0; at < pc(); at += bytecode::op_info(bytecode::op_of(word(at))).words()) {
    const Word w = word(at);
    switch (bytecode::op_of(w)) {
    case Op::Return0:
      if (needs_close_) word(at) = bytecode::encode_abc(Op::Return, 0, 1, 1);
      break;
    case Op::Return1:
      if (needs_close_) word(at) = bytecode::encode_abc(Op::Return, bytecode::a_of(w), 2, 1);
      break;
    case Op::Return:
    case Op::TailCall:
      if (needs_close_) word(at) = w | 1u << 24;
      break;
    case Op::Jmp:
      word(at) = bytecode::encode_sj(Op::Jmp, final_target(at + 1 + bytecode::sj_of(w)) - (at + 1));
      break;
    default:
      break;
    }
  }
  return std::move(function_);
}

}  // namespace perilune::frontend
