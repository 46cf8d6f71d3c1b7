// From descriptions of expressions to registers, constants and stores.
#include <cmath>

#include "frontend/function_state.h"

namespace perilune::frontend {

void FunctionState::set_one_result(Expr& e) {
  if (e.kind == ExprKind::Call) {
    e.become(ExprKind::Register, bytecode::a_of(word(e.index)));
  } else if (e.kind == ExprKind::Vararg) {
    word(e.index) |= 2u << 24;
    e.kind = ExprKind::Pending;
  }
}

void FunctionState::set_results(Expr& e, int count) {
  check_limit(count + 1, 255, "multiple results");
  Word& w = word(e.index);
  w = (w & 0xffffff) | static_cast<Word>((count + 1) & 0xff) << 24;
  if (e.kind == ExprKind::Vararg) {
    set_a(e.index, free_);
    reserve(1);
  }
}

void FunctionState::discharge(Expr& e) {
  switch (e.kind) {
  case ExprKind::Constant:
    e.kind = e.literal.kind;
    break;
  case ExprKind::Local:
    e.kind = ExprKind::Register;
    break;
  case ExprKind::Upvalue:
    e.become(ExprKind::Pending, emit(Op::GetUpval, 0, e.index));
    break;
  case ExprKind::IndexUpvalue:
    e.become(ExprKind::Pending, emit_field(Op::GetTabUp, 0, e.index, e.key));
    break;
  case ExprKind::IndexField:
    release(e.index);
    e.become(ExprKind::Pending, emit_field(Op::GetField, 0, e.index, e.key));
    break;
  case ExprKind::IndexInteger:
    release(e.index);
    e.become(ExprKind::Pending, emit(Op::GetInt, 0, e.index, e.key));
    break;
  case ExprKind::Index:
    release(Expr::make(ExprKind::Register, e.index), Expr::make(ExprKind::Register, e.key));
    e.become(ExprKind::Pending, emit(Op::GetTable, 0, e.index, e.key));
    break;
  case ExprKind::Call:
  case ExprKind::Vararg:
    set_one_result(e);
    break;
  default:
    break;
  }
}

// Whether LOADF can load it: integral, small, and not the negative zero or a zero that may share
// its constant with that.
bool FunctionState::fits_load_float(double number) const {
  if (number == 0) return !std::signbit(number) && !features_.one_zero;
  return number >= bytecode::kMinSbx && number <= bytecode::kMaxSbx && number == std::floor(number);
}

void FunctionState::discharge_to(Expr& e, int reg) {
  discharge(e);
  switch (e.kind) {
  case ExprKind::Nil:
    emit_nil(reg, 1);
    break;
  case ExprKind::False:
    emit(Op::LoadFalse, reg);
    break;
  case ExprKind::True:
    emit(Op::LoadTrue, reg);
    break;
  case ExprKind::String:
    load_constant(reg, string_constant(e.literal.string));
    break;
  case ExprKind::Integer:
    emit_integer(reg, e.literal.integer);
    break;
  case ExprKind::Float:
    if (fits_load_float(e.literal.number)) {
      emit_signed(Op::LoadF, reg, static_cast<int>(e.literal.number));
    } else {
      e.literal.kind = ExprKind::Float;
      load_constant(reg, literal_constant(e.literal));
    }
    break;
  case ExprKind::Pending:
    set_a(e.index, reg);
    break;
  case ExprKind::Register:
    if (reg != e.index) emit(Op::Move, reg, e.index);
    break;
  default:
    return;
  }
  e.become(ExprKind::Register, reg);
}

void FunctionState::discharge_to_any(Expr& e) {
  if (e.kind == ExprKind::Register) return;
  reserve(1);
  discharge_to(e, free_ - 1);
}

// The final value, jumps included: jumps that carry no value lead to loads of false and true.
void FunctionState::to_register(Expr& e, int reg) {
  discharge_to(e, reg);
  if (e.kind == ExprKind::Test) append(e.on_true, {e.index, e.index});
  if (e.has_jumps()) {
    int load_false = 0, load_true = 0;
    if (needs_value(e.on_true) || needs_value(e.on_false)) {
      const JumpList around = e.kind == ExprKind::Test ? JumpList() : jump();
      here();
      load_false = emit(Op::LoadFalseSkip, reg);
      here();
      load_true = emit(Op::LoadTrue, reg);
      patch_here(around);
    }
    const int end = here();
    patch_values(e.on_false, end, reg, load_false);
    patch_values(e.on_true, end, reg, load_true);
  }
  e.on_true = e.on_false = {};
  e.become(ExprKind::Register, reg);
}

void FunctionState::to_next_register(Expr& e) {
  discharge(e);
  release(e);
  reserve(1);
  to_register(e, free_ - 1);
}

int FunctionState::to_any_register(Expr& e) {
  discharge(e);
  if (e.kind == ExprKind::Register) {
    if (!e.has_jumps()) return e.index;
    // A local variable must not take the value that a jump carries.
    if (e.index >= local_registers()) {
      to_register(e, e.index);
      return e.index;
    }
  }
  to_next_register(e);
  return e.index;
}

void FunctionState::to_register_or_upvalue(Expr& e) {
  if (e.kind != ExprKind::Upvalue || e.has_jumps()) to_any_register(e);
}

void FunctionState::to_value(Expr& e) {
  if (e.kind == ExprKind::Test || e.has_jumps()) {
    to_any_register(e);
  } else {
    discharge(e);
  }
}

bool FunctionState::to_literal(const Expr& e, Literal* out) const {
  if (e.has_jumps()) return false;
  switch (e.kind) {
  case ExprKind::Constant:
    *out = e.literal;
    return true;
  case ExprKind::Nil:
  case ExprKind::False:
  case ExprKind::True:
  case ExprKind::Integer:
  case ExprKind::Float:
  case ExprKind::String:
    *out = e.literal;
    out->kind = e.kind;
    return true;
  default:
    return false;
  }
}

int FunctionState::small_constant(Expr& e) {
  Literal literal;
  if (!to_literal(e, &literal)) return -1;
  const int constant = literal_constant(literal);
  return constant <= 0xff ? constant : -1;
}

void FunctionState::store(const Expr& variable, Expr& value) {
  if (variable.kind == ExprKind::Local) {
    release(value);
    to_register(value, variable.index);
    return;
  }
  const int reg = to_any_register(value);
  switch (variable.kind) {
  case ExprKind::Upvalue:
    emit(Op::SetUpval, reg, variable.index);
    break;
  case ExprKind::IndexUpvalue:
    emit_field(Op::SetTabUp, reg, variable.index, variable.key);
    break;
  case ExprKind::IndexField:
    emit_field(Op::SetField, variable.index, reg, variable.key);
    break;
  case ExprKind::IndexInteger:
    emit(Op::SetInt, variable.index, variable.key, reg);
    break;
  case ExprKind::Index:
    emit(Op::SetTable, variable.index, variable.key, reg);
    break;
  default:
    break;
  }
  release(value);
}

void FunctionState::store_top(const Expr& variable) {
  Expr top = Expr::make(ExprKind::Register, free_ - 1);
  store(variable, top);
}

namespace {

// Whether a key can be the operand of a GETINT. A float can where there are no integers.
bool is_small_integer(const Expr& key, bool integers) {
  const Literal& literal = key.literal;
  if (key.kind == ExprKind::Integer) return literal.integer >= 0 && literal.integer <= 0xff;
  return !integers && key.kind == ExprKind::Float && !std::signbit(literal.number) &&
         literal.number <= 0xff && literal.number == std::floor(literal.number);
}

}  // namespace

void FunctionState::index(Expr& table, Expr& key) {
  const bool is_string = key.kind == ExprKind::String && !key.has_jumps();
  if (table.kind == ExprKind::Upvalue && !is_string) to_any_register(table);
  if (is_string) {
    table.key = string_constant(key.literal.string);
    table.kind = table.kind == ExprKind::Upvalue ? ExprKind::IndexUpvalue : ExprKind::IndexField;
  } else if (is_small_integer(key, features_.integers) && !key.has_jumps()) {
    table.key =
        static_cast<int>(key.kind == ExprKind::Integer ? key.literal.integer : key.literal.number);
    table.kind = ExprKind::IndexInteger;
  } else {
    table.key = to_any_register(key);
    table.kind = ExprKind::Index;
  }
  table.read_only = false;
}

// The frame of a method call: method, link, object.
bool FunctionState::self(Expr& object, const std::string* method) {
  const int source = to_any_register(object);
  release(object);
  const int base = free_;
  reserve(1);
  const bool has_link = open_call();
  reserve(1);
  if (!has_link) check_stack(1, 1);
  emit_field(Op::Self, base, source, string_constant(method));
  if (!has_link) emit(Op::Move, base + 1, base + 2);
  object.become(ExprKind::Register, base);
  return has_link;
}

}  // namespace perilune::frontend
