// Narrowing. Where all numbers are floats, arrays are indexed by floats that count. The conversion
// `f64.to.i64` of what is made of integers by additions and the like is computed on integers, and
// so never exits. For that a loop's counter, a parameter to which each iteration adds the same
// step, gets an integer parameter beside it:
//
//   loop(%i:f64):                          loop(%i:f64, %n:i64):
//     %k:i64 = f64.to.i64 %i else s1         (uses of %k are uses of %n)
//     %next:f64 = add %i, 1.0                %m:i64 = add %n, 1
//                                            %next:f64 = i64.to.f64 %m
//     poll else s2                           poll else s2
//                                            guard (%m in range) else s2
//     br loop(%next)                         br loop(%next, %m)
//
// A counter that stays within 2^51 is exact on both sides. Start and step are checked in front of
// the loop, behind its poll; counters that index nothing are left alone.
#include "jit/opt/passes.h"
#include "jit/opt/replace.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace perilune::lir {

namespace {

// Integers up to here are exact as floats.
constexpr double kExact = 0x1p53;
// What counters and their steps may be; what is added to a counter stays exact.
constexpr int64_t kMaxCounter = int64_t{1} << 51;
constexpr int64_t kMaxStep = int64_t{1} << 31;
constexpr int kMaxDepth = 6;

struct Counter {
  ValueId param, next, step;
  size_t place;         ///< Among the parameters of the loop.
  bool used = false;    ///< By a conversion.
  ValueId narrow;       ///< The integer parameter,
  ValueId narrow_next;  ///< and what it receives from the loop.
};

class Narrow {
public:
  explicit Narrow(Unit& unit) : unit_(unit), removed_(unit) {}

  bool run();

private:
  void find_counters();
  bool ends_in_poll(BlockId b) const;
  Counter* counter(ValueId v, ValueId Counter::* part);
  std::optional<double> bound(ValueId v, int depth = 0);
  std::optional<double> integer_bound(ValueId v) const;
  bool is_conversion(ValueId v) const;
  void add_parameters();
  void check_start(Counter& c, ValueId branch, SnapId exit);
  void check_next(const Counter& c, SnapId exit);
  void check_range(ValueId v, int64_t limit, SnapId exit);
  void rewrite_block(BlockId b);
  void rewrite_next(ValueId v, Counter& c);
  ValueId narrowed(ValueId v);
  ValueId emit(Opcode op, Type type, std::initializer_list<ValueId> args, SnapId exit = {});

  Unit& unit_;
  Replacements removed_;
  std::vector<Counter> counters_;
  BlockId loop_;
  BlockId block_;              ///< Being rewritten:
  std::vector<ValueId> kept_;  ///< its new instructions.
};

/// Back edges are polled, with the snapshot of the state at the loop's head.
bool Narrow::ends_in_poll(BlockId b) const {
  const std::vector<ValueId>& insts = unit_.block(b).insts;
  return insts.size() >= 2 && unit_.op(insts.back()) == Opcode::Br &&
         unit_.targets(insts.back())[0].block == loop_ &&
         unit_.op(insts[insts.size() - 2]) == Opcode::Poll;
}

void Narrow::find_counters() {
  if (unit_.block_count() != 2) return;
  loop_ = BlockId{1};
  if (!ends_in_poll(unit_.entry()) || !ends_in_poll(loop_)) return;
  const Target& back = unit_.targets(unit_.terminator(loop_))[0];
  for (size_t i = 0; i < back.args.size(); ++i) {
    ValueId param = unit_.block(loop_).params[i], next = back.args[i];
    if (unit_.type(param) != Type::F64 || unit_.inst(next).block != loop_) continue;
    bool add = unit_.op(next) == Opcode::Add, sub = unit_.op(next) == Opcode::Sub;
    if (!add && !sub) continue;
    ValueId a = unit_.arg(next, 0), step = unit_.arg(next, 1);
    if (add && step == param) std::swap(a, step);
    if (a != param || step == param || unit_.inst(step).block == loop_) continue;
    if (auto c = unit_.float_value(step)) {
      if (std::floor(*c) != *c || *c == 0 || std::fabs(*c) > double(kMaxStep)) continue;
    }
    counters_.push_back({param, next, step, i, false, {}, {}});
  }
}

Counter* Narrow::counter(ValueId v, ValueId Counter::* part) {
  for (Counter& c : counters_)
    if (c.*part == v) return &c;
  return nullptr;
}

std::optional<double> Narrow::integer_bound(ValueId v) const {
  if (auto c = unit_.int_value(v))
    return std::fabs(double(*c)) <= kExact ? std::optional(std::fabs(double(*c))) : std::nullopt;
  int64_t imm = unit_.inst(v).imm;
  switch (unit_.op(v)) {
  case Opcode::FieldLoad:
    if (Field(imm) == Field::StrLength || Field(imm) == Field::TabAsize) return 0x1p48;
    return std::nullopt;
  case Opcode::Call:
    if (Helper(imm) != Helper::TabLen && Helper(imm) != Helper::TabRawLen) return std::nullopt;
    return double(kMaxCounter);
  case Opcode::CallPure:
    return Helper(imm) == Helper::StrByte ? std::optional(256.0) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// The greatest magnitude of a float that can be computed on integers instead; none for others.
std::optional<double> Narrow::bound(ValueId v, int depth) {
  if (auto c = unit_.float_value(v))
    return std::floor(*c) == *c && std::fabs(*c) <= kExact ? std::optional(std::fabs(*c))
                                                           : std::nullopt;
  if (Counter* c = counter(v, &Counter::param)) return c->used = true, double(kMaxCounter);
  if (Counter* c = counter(v, &Counter::next))
    return c->used = true, double(kMaxCounter) + double(kMaxStep);
  if (depth > kMaxDepth || unit_.args(v).empty()) return std::nullopt;
  auto of = [&](unsigned n) { return bound(unit_.arg(v, n), depth + 1); };
  auto exact = [](double b) { return b <= kExact ? std::optional(b) : std::nullopt; };
  switch (unit_.op(v)) {
  case Opcode::I64ToF64:
    return integer_bound(unit_.arg(v, 0));
  case Opcode::Add:
  case Opcode::Sub: {
    auto a = of(0), b = of(1);
    return a && b ? exact(*a + *b) : std::nullopt;
  }
  case Opcode::Mul: {
    auto a = of(0), b = of(1);
    return a && b ? exact(*a * *b) : std::nullopt;
  }
  case Opcode::Neg:
  case Opcode::Floor:
  case Opcode::Ceil:
    return of(0);
  default:
    return std::nullopt;
  }
}

bool Narrow::is_conversion(ValueId v) const {
  Opcode op = unit_.op(v);
  return op == Opcode::F64ToI64 || op == Opcode::FloorToI64 || op == Opcode::CeilToI64;
}

ValueId Narrow::emit(Opcode op, Type type, std::initializer_list<ValueId> args, SnapId exit) {
  ValueId v = unit_.add_inst(op, type, {args.begin(), args.size()}, 0, exit);
  unit_.inst(v).block = block_;
  kept_.push_back(v);
  return v;
}

/// The integer of a float that has a bound.
ValueId Narrow::narrowed(ValueId v) {
  if (auto c = unit_.float_value(v)) return unit_.lit_i64(int64_t(*c));
  if (Counter* c = counter(v, &Counter::param)) return c->narrow;
  if (Counter* c = counter(v, &Counter::next)) return c->narrow_next;
  switch (Opcode op = unit_.op(v)) {
  case Opcode::I64ToF64:
    return unit_.arg(v, 0);
  case Opcode::Neg:
    return emit(op, Type::I64, {narrowed(unit_.arg(v, 0))});
  case Opcode::Floor:
  case Opcode::Ceil:
    return narrowed(unit_.arg(v, 0));
  default: {
    ValueId a = narrowed(unit_.arg(v, 0));
    return emit(op, Type::I64, {a, narrowed(unit_.arg(v, 1))});
  }
  }
}

void Narrow::check_range(ValueId v, int64_t limit, SnapId exit) {
  ValueId shifted = emit(Opcode::Add, Type::I64, {v, unit_.lit_i64(limit)});
  ValueId inside = emit(Opcode::CmpUlt, Type::Bool, {shifted, unit_.lit_i64(2 * limit)});
  emit(Opcode::Guard, Type::None, {inside}, exit);
}

/// In the loop: a counter that only rises need not be looked at from below.
void Narrow::check_next(const Counter& c, SnapId exit) {
  auto step = unit_.int_value(c.step);
  if (!step) return check_range(c.narrow_next, kMaxCounter, exit);
  bool rises = (*step > 0) == (unit_.op(c.narrow_next) == Opcode::Add);
  ValueId inside = emit(rises ? Opcode::CmpLe : Opcode::CmpGe, Type::Bool,
                        {c.narrow_next, unit_.lit_i64(rises ? kMaxCounter : -kMaxCounter)});
  emit(Opcode::Guard, Type::None, {inside}, exit);
}

/// In front of the loop: what the counter starts with and its step are integers.
void Narrow::check_start(Counter& c, ValueId branch, SnapId exit) {
  ValueId start = unit_.targets(branch)[0].args[c.place];
  ValueId narrow = emit(Opcode::F64ToI64, Type::I64, {start}, exit);
  check_range(narrow, kMaxCounter, exit);
  unit_.targets(branch)[0].args.push_back(narrow);
  if (auto constant = unit_.float_value(c.step)) {
    c.step = unit_.lit_i64(int64_t(*constant));
    return;
  }
  c.step = emit(Opcode::F64ToI64, Type::I64, {c.step}, exit);
  check_range(c.step, kMaxStep, exit);
  // The other zero would make a difference to a counter that is -0.0.
  ValueId moves = emit(Opcode::CmpNe, Type::Bool, {c.step, unit_.lit_i64(0)});
  emit(Opcode::Guard, Type::None, {moves}, exit);
}

void Narrow::add_parameters() {
  block_ = unit_.entry();
  kept_ = std::move(unit_.block(block_).insts);
  ValueId branch = kept_.back();
  kept_.pop_back();
  SnapId exit = unit_.inst(kept_.back()).snap;
  for (Counter& c : counters_) {
    check_start(c, branch, exit);
    c.narrow = unit_.add_param(loop_, Type::I64, "n");
  }
  kept_.push_back(branch);
  unit_.block(block_).insts = std::move(kept_);
}

/// The counter's next value, from its integer.
void Narrow::rewrite_next(ValueId v, Counter& c) {
  c.narrow_next = emit(unit_.op(v), Type::I64, {c.narrow, c.step});
  unit_.inst(v).op = Opcode::I64ToF64;
  unit_.set_args(v, std::array{c.narrow_next});
}

void Narrow::rewrite_block(BlockId b) {
  block_ = b;
  kept_.clear();
  std::vector<ValueId> insts = std::move(unit_.block(b).insts);
  for (ValueId v : insts) {
    removed_.apply(v);
    if (Counter* c = counter(v, &Counter::next)) rewrite_next(v, *c);
    if (is_conversion(v) && bound(unit_.arg(v, 0))) {
      removed_.set(v, narrowed(unit_.arg(v, 0)));
      unit_.inst(v).block = {};
      continue;
    }
    if (b == loop_ && v == insts.back()) {
      SnapId exit = unit_.inst(kept_.back()).snap;
      for (Counter& c : counters_) {
        check_next(c, exit);
        unit_.targets(v)[0].args.push_back(c.narrow_next);
      }
    }
    kept_.push_back(v);
  }
  unit_.block(b).insts = std::move(kept_);
}

bool Narrow::run() {
  bool any = false;
  find_counters();
  for (uint32_t b = 0; b < unit_.block_count(); ++b)
    for (ValueId v : unit_.block(BlockId{b}).insts)
      any |= is_conversion(v) && bound(unit_.arg(v, 0)).has_value();
  if (!any) return false;
  std::erase_if(counters_, [](const Counter& c) { return !c.used; });
  if (!counters_.empty()) add_parameters();
  for (uint32_t b = 0; b < unit_.block_count(); ++b)
    rewrite_block(BlockId{b});
  removed_.apply_all();
  return true;
}

}  // namespace

bool narrow(Unit& unit, PassContext&) { return Narrow(unit).run(); }

}  // namespace perilune::lir
