// Recording of comparisons and tests: the outcome seen becomes a guard.
#include <cmath>

#include "jit/trace/recorder.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::jit {

using namespace bytecode;

// Where the interpreter goes on, which has the JMP behind the comparison executed or skipped.
void Recorder::branch(Word w, bool outcome) {
  const Word* jmp = frame().proto->code + pc_ + 1;
  bool taken = outcome == (c_of(w) != 0);
  next_pc_ = taken ? static_cast<uint32_t>(static_cast<int64_t>(pc_) + 2 + sj_of(*jmp)) : pc_ + 2;
}

// x < y or x <= y on numbers or strings.
lir::ValueId Recorder::order(bool strict, ValueId x, ValueId y) {
  using lir::Helper;
  Type tx = type_of(x), ty = type_of(y);
  if (tx == Type::Str && ty == Type::Str) {
    return b().call_pure(strict ? Helper::StrLt : Helper::StrLe, {x, y});
  }
  // An integer constant that is a float exactly compares as one.
  auto exact_float = [&](ValueId* v, Type* t) {
    std::optional<int64_t> n = unit_->int_value(*v);
    if (!n || *n > (int64_t{1} << 53) || *n < -(int64_t{1} << 53)) return;
    *v = b().f64(static_cast<double>(*n));
    *t = Type::F64;
  };
  if (tx == Type::F64 && ty == Type::I64) exact_float(&y, &ty);
  if (tx == Type::I64 && ty == Type::F64) exact_float(&x, &tx);
  if (tx == ty && (tx == Type::I64 || tx == Type::F64)) {
    return strict ? b().cmp_lt(x, y) : b().cmp_le(x, y);
  }
  if (tx == Type::I64 && ty == Type::F64) {
    return b().call_pure(strict ? Helper::CmpIfLt : Helper::CmpIfLe, {x, y});
  }
  if (tx == Type::F64 && ty == Type::I64) {
    return b().call_pure(strict ? Helper::CmpFiLt : Helper::CmpFiLe, {x, y});
  }
  return abort(AbortReason::OperandType), ValueId{};
}

// x == y. *known: the types alone decide, and the value is a literal.
lir::ValueId Recorder::equality(const Value& rx, const Value& ry, ValueId x, ValueId y,
                                bool* known) {
  using lir::Helper;
  Type tx = type_of(x), ty = type_of(y);
  *known = false;
  if (tx == Type::F64 && ty == Type::I64) return equality(ry, rx, y, x, known);
  if (tx == Type::I64 && ty == Type::F64) {
    if (std::optional<int64_t> n = unit_->int_value(x); n && std::abs(*n) <= (int64_t{1} << 53)) {
      return b().cmp_eq(b().f64(static_cast<double>(*n)), y);
    }
    return b().call_pure(Helper::CmpIfEq, {x, y});
  }
  *known = tx != ty || tx == Type::Nil;
  if (*known) return b().boolean(tx == ty);
  switch (tx) {
  case Type::I64:
  case Type::F64:
    return b().cmp_eq(x, y);
  case Type::Bool:
    return b().cmp_eq_bool(x, y);
  case Type::Str:
    return b().call_pure(Helper::StrEq, {x, y});
  case Type::Tab: {
    // Different tables are equal only by a metamethod, which must be known to be absent.
    if (rx.table() == ry.table()) return b().cmp_same(x, y);
    bool absent = check_absent(x, rx.table(), Event::Eq) && check_absent(y, ry.table(), Event::Eq);
    if (!absent) return abort(AbortReason::Metamethod), ValueId{};
    return b().cmp_same(x, y);
  }
  case Type::Fun:
  case Type::Native:
  case Type::Thread:
    return b().cmp_same(x, y);
  default:
    return abort(AbortReason::OperandType), ValueId{};
  }
}

void Recorder::record_compare(Word w) {
  const OpInfo& info = op_info(op_of(w));
  bool is_constant = info.b == Operand::K;
  Value rx = runtime(a_of(w));
  Value ry = is_constant ? constant(b_of(w)) : runtime(b_of(w));
  ValueId x = get(a_of(w));
  ValueId y = is_constant ? constant_value(ry) : get(b_of(w));
  ValueId condition;
  bool outcome = false, known = false;
  if (rx.is_table() || ry.is_table()) {
    if (op_of(w) == Op::Eq && rx.is_table() && ry.is_table() && rx.table() != ry.table()) {
      auto has_eq = [&](const Value& v) {
        return !metamethod_in(L_, v.table()->metatable(), Event::Eq).is_nil();
      };
      if (has_eq(rx) || has_eq(ry)) {
        b().guard(b().logic_not(b().cmp_same(x, y)), snap());
        compare_by_metamethod(w, Event::Eq, rx, ry, x, y);
        return;
      }
    } else if (op_of(w) != Op::Eq && op_of(w) != Op::EqK) {
      bool swapped = op_of(w) == Op::GtK || op_of(w) == Op::GeK;
      bool strict = op_of(w) == Op::Lt || op_of(w) == Op::LtK || op_of(w) == Op::GtK;
      if (swapped) std::swap(x, y), std::swap(rx, ry);
      compare_by_metamethod(w, strict ? Event::Lt : Event::Le, rx, ry, x, y);
      return;
    }
  }
  switch (op_of(w)) {
  case Op::Eq:
  case Op::EqK:
    condition = equality(rx, ry, x, y, &known);
    outcome = raw_equal(rx, ry);
    break;
  case Op::GtK:
  case Op::GeK:
    std::swap(rx, ry);
    std::swap(x, y);
    [[fallthrough]];
  default: {
    bool strict = op_of(w) == Op::Lt || op_of(w) == Op::LtK || op_of(w) == Op::GtK;
    condition = order(strict, x, y);
    if (!ok()) return;
    Pending unused;
    Step step = strict ? step_less(L_, &rx, &ry, &outcome, &unused)
                       : step_less_equal(L_, &rx, &ry, &outcome, &unused);
    if (step != Step::Done) return abort(AbortReason::OperandType);
  }
  }
  if (!ok()) return;
  if (!known) guard(condition, outcome);
  branch(w, outcome);
}

void Recorder::record_test(Word w) {
  uint32_t reg = op_of(w) == Op::TestSet ? b_of(w) : a_of(w);
  bool truthy = runtime(reg).is_truthy();
  ValueId v = get(reg);
  if (type_of(v) == Type::Bool) guard(v, truthy);
  if (type_of(v) == Type::Any) guard(b().truthy(v), truthy);
  if (op_of(w) == Op::TestSet && truthy == (c_of(w) != 0)) set(a_of(w), v);
  branch(w, truthy);
}

}  // namespace perilune::jit
