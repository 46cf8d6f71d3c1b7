// Random traces of the shape that the recorder makes: one iteration, slots loaded on first use, a
// fresh snapshot after each effect, `loop` at the end.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "jit/ir/builder.h"
#include "unittests/jit/ir/model_host.h"

namespace perilune::lir {

class RandomTrace {
public:
  /// Types of slots are those that the host's slots have.
  RandomTrace(uint64_t seed, ModelHost& host)
      : unit_(UnitKind::Trace, "random"), b_(unit_), host_(host), random_(seed) {}

  Unit make(unsigned length) {
    b_.start_block("entry");
    fresh_snap();
    b_.poll(snap_);
    for (unsigned i = 0; i < length; ++i)
      instruction();
    finish();
    return std::move(unit_);
  }

private:
  static constexpr unsigned kRegs = 8;

  unsigned below(unsigned n) { return unsigned(random_() % n); }

  std::vector<SnapEntry> entries() {
    std::vector<SnapEntry> out;
    for (auto [reg, value] : written_)
      out.push_back({Reg{reg}, value});
    return out;
  }

  void fresh_snap() {
    snap_ = b_.snap(pc_++, entries());
    if (below(6) != 0) return;
    ValueId f = b_.konst(KonstKind::Closure, "f", this);
    snap_ = b_.snap_inlined(pc_++, f, 14, snap_, {{Reg{below(4)}, b_.i64(below(9))}});
  }

  SnapId snap() {
    if (stale_ || below(3) == 0) fresh_snap();
    stale_ = false;
    return snap_;
  }

  /// Makes a value available, and often visible: registers from kRegs on are written only.
  void keep(ValueId v) {
    pool_[unit_.type(v)].push_back(v);
    if (below(2)) written_[kRegs + below(4)] = v;
  }

  ValueId constant(Type type) {
    constexpr int64_t kInts[] = {0, 1, 2, -1, 3, 63, 64, std::numeric_limits<int64_t>::min()};
    constexpr double kFloats[] = {0.0, -0.0, 1.0, 2.0, 0.5, -3.0, 1e300, INFINITY};
    return type == Type::I64 ? b_.i64(kInts[below(8)]) : b_.f64(kFloats[below(8)]);
  }

  /// The content of a register, loaded on first use.
  ValueId reg(unsigned n) {
    if (auto it = written_.find(n); it != written_.end()) return it->second;
    if (auto it = loaded_.find(n); it != loaded_.end() && below(4)) return it->second;
    Type type = host_.load(AliasClass::Slot, 0, n).tag;
    ValueId v = below(4) ? b_.slot_load(type, Reg{n}, snap()) : b_.slot_load(Reg{n});
    keep(v);
    return loaded_[n] = v;
  }

  /// A value of a type; none when there is no way to get one.
  ValueId value(Type type) {
    auto& pool = pool_[type];
    if (!pool.empty() && below(4)) return pool[below(unsigned(pool.size()))];
    if ((type == Type::I64 || type == Type::F64) && below(2)) return constant(type);
    ValueId v = reg(below(kRegs));
    if (unit_.type(v) == type) return v;
    return pool.empty() ? ValueId{} : pool[below(unsigned(pool.size()))];
  }

  void instruction() {
    switch (below(14)) {
    case 0:
    case 1:
    case 2:
      return arithmetic(Type::I64);
    case 3:
    case 4:
      return arithmetic(Type::F64);
    case 5:
      return compare();
    case 6:
    case 7:
      return memory(false);
    case 8:
      return memory(true);
    case 9:
      return boxes();
    case 10:
      return helper();
    case 11:
      return memory(below(2));
    default:
      return assign();
    }
  }

  void arithmetic(Type type) {
    constexpr Opcode kInt[] = {Opcode::Add, Opcode::Sub, Opcode::Mul,   Opcode::And,  Opcode::Or,
                               Opcode::Xor, Opcode::Shl, Opcode::Shr,   Opcode::IDiv, Opcode::IMod,
                               Opcode::Min, Opcode::Max, Opcode::AddOv, Opcode::SubOv};
    constexpr Opcode kFloat[] = {Opcode::Add,  Opcode::Sub, Opcode::Mul, Opcode::Div,
                                 Opcode::FMod, Opcode::Min, Opcode::Max, Opcode::FIDiv};
    constexpr Opcode kUnary[] = {Opcode::Neg, Opcode::Abs};
    Opcode op = type == Type::I64 ? kInt[below(14)] : kFloat[below(8)];
    if (below(6) == 0) op = kUnary[below(2)];
    Builder::Parts parts;
    for (unsigned i = 0; i < op_info(op).value_count; ++i) {
      ValueId a = value(type);
      if (!a) return;
      parts.args.push_back(a);
    }
    if (op_info(op).exits) parts.snap = snap();
    keep(b_.emit_parts(op, std::move(parts)));
  }

  void compare() {
    Type type = below(2) ? Type::I64 : Type::F64;
    ValueId a = value(type), b = value(type);
    if (!a || !b) return;
    Opcode op = Opcode(unsigned(Opcode::CmpEq) + below(6));
    ValueId c = b_.emit_parts(op, {{}, {a, b}, {}, 0, {}});
    if (below(3) == 0) c = b_.logic_not(c);
    keep(c);
    if (below(4) == 0) b_.guard(c, snap());
  }

  void memory(bool store) {
    ValueId t = value(Type::Tab);
    if (!t) return;
    if (below(3) == 0) b_.check_shape(t, b_.konst(KonstKind::Shape, "s", &pc_), snap());
    bool array = below(2);
    ValueId p = b_.field_load(t, array ? Field::TabArray : Field::TabSlots);
    // Registers 0 and 4 hold small integers, so that indices meet constant ones.
    ValueId i = below(2) ? b_.i64(below(3)) : below(2) ? reg(4 * below(2)) : value(Type::I64);
    if (i && unit_.type(i) != Type::I64) return;
    uint32_t place = below(4);
    if (!i) return;
    if (store) {
      ValueId v = anything();
      array ? b_.arr_store(p, i, v) : b_.prop_store(p, place, v);
      stale_ = true;
    } else if (below(3) == 0) {
      keep(array ? b_.arr_load(p, i) : b_.prop_load(p, place));
    } else {
      uint64_t base = 0x100 + 4 * uint64_t(array ? AliasClass::Arr : AliasClass::Prop);
      Type type = host_.made(base + (array ? 3 : 2), array ? 0 : place).tag;
      keep(array ? b_.arr_load(type, p, i, snap()) : b_.prop_load(type, p, place, snap()));
    }
  }

  ValueId anything() {
    constexpr Type kTypes[] = {Type::I64, Type::F64, Type::Tab, Type::Any, Type::Bool};
    ValueId v = value(kTypes[below(5)]);
    return v ? v : b_.nil();
  }

  void boxes() {
    ValueId v = anything();
    if (unit_.type(v) != Type::Any) v = b_.box(v);
    keep(v);
    constexpr Type kTypes[] = {Type::I64, Type::F64, Type::Tab, Type::Bool};
    Type type = kTypes[below(4)];
    if (below(3) == 0)
      keep(b_.is(type, v));
    else if (below(3) == 0)
      keep(b_.truthy(v));
    else
      keep(b_.check(unit_.op(v) == Opcode::Box && below(8) ? unit_.type(unit_.arg(v, 0)) : type, v,
                    snap()));
  }

  void helper() {
    ValueId t = value(Type::Tab), i = b_.i64(below(3)), v = anything();
    if (!t) return;
    if (below(3) == 0) {
      keep(b_.call(Helper::TabNew, {i, i}, snap()));
    } else if (below(2)) {
      keep(b_.call(Helper::TabGetInt, {t, i}, snap()));
    } else {
      if (unit_.type(v) != Type::Any) v = b_.box(v);
      b_.call(Helper::TabSetInt, {t, i, v}, snap());
      stale_ = true;
    }
  }

  /// Writes a register, mostly with the type it had.
  void assign() {
    unsigned n = below(kRegs);
    ValueId v = below(10) ? value(unit_.type(reg(n))) : anything();
    if (v) written_[n] = v;
  }

  void finish() {
    pc_ = 0;
    std::vector<SnapEntry> final_entries = entries();
    for (SnapEntry& e : final_entries)
      if (!loaded_.contains(e.reg.number) && below(4) == 0) e.value = b_.dead();
    b_.loop(b_.snap(0, final_entries));
  }

  Unit unit_;
  Builder b_;
  ModelHost& host_;
  std::mt19937_64 random_;
  uint32_t pc_ = 0;
  SnapId snap_;
  bool stale_ = false;
  std::map<unsigned, ValueId> written_, loaded_;
  std::map<Type, std::vector<ValueId>> pool_;
};

}  // namespace perilune::lir
