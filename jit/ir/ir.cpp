// Units: pooled constants, names, and the bookkeeping of instructions and snapshots.
#include "jit/ir/ir.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace perilune::lir {

std::span<Target> Unit::targets(ValueId v) {
  const Inst& i = inst(v);
  return {targets_.data() + (op_info(i.op).target_count ? i.imm : 0), op_info(i.op).target_count};
}

std::span<const Target> Unit::targets(ValueId v) const {
  return const_cast<Unit*>(this)->targets(v);
}

Effects Unit::effects(ValueId v) const {
  const Inst& i = inst(v);
  Effects fx = op_info(i.op).effects;
  switch (i.op) {
  case Opcode::FieldLoad: {
    const FieldInfo& field = field_info(Field(i.imm));
    return field.alias ? fx | effects::reads(*field.alias) : fx;
  }
  case Opcode::FieldStore: {
    const FieldInfo& field = field_info(Field(i.imm));
    return field.alias ? fx | effects::writes(*field.alias) : fx;
  }
  case Opcode::CallPure:
  case Opcode::Call:
    return fx | helper_info(Helper(i.imm)).effects;
  default:
    return fx;
  }
}

ValueId Unit::terminator(BlockId b) const {
  const std::vector<ValueId>& insts = block(b).insts;
  if (insts.empty() || !op_info(op(insts.back())).effects.has(EffectFlag::Terminates)) return {};
  return insts.back();
}

ValueId Unit::literal(Type type, uint64_t bits) {
  return add_inst(Opcode::Const, type, {}, std::bit_cast<int64_t>(bits));
}

ValueId Unit::lit_i64(int64_t value) {
  auto [it, fresh] = int_literals_.try_emplace(uint64_t(value));
  if (fresh) it->second = literal(Type::I64, uint64_t(value));
  return it->second;
}

ValueId Unit::lit_f64(double value) {
  uint64_t bits = std::bit_cast<uint64_t>(value);
  auto [it, fresh] = float_literals_.try_emplace(bits);
  if (fresh) it->second = literal(Type::F64, bits);
  return it->second;
}

ValueId Unit::lit_bool(bool value) {
  ValueId& v = value ? true_ : false_;
  if (!v) v = literal(Type::Bool, value);
  return v;
}

ValueId Unit::lit_nil() {
  if (!nil_) nil_ = literal(Type::Nil, 0);
  return nil_;
}

ValueId Unit::dead() {
  if (!dead_) dead_ = add_inst(Opcode::Dead, Type::None, {});
  return dead_;
}

std::optional<int64_t> Unit::int_value(ValueId v) const {
  if (!is_literal(v) || type(v) != Type::I64) return std::nullopt;
  return inst(v).imm;
}

std::optional<double> Unit::float_value(ValueId v) const {
  if (!is_literal(v) || type(v) != Type::F64) return std::nullopt;
  return std::bit_cast<double>(inst(v).imm);
}

std::optional<bool> Unit::bool_value(ValueId v) const {
  if (!is_literal(v) || type(v) != Type::Bool) return std::nullopt;
  return inst(v).imm != 0;
}

KonstId Unit::add_konst(KonstKind kind, std::string label, const void* object) {
  KonstId k{konst_count()};
  ValueId v = add_inst(Opcode::Konst, konst_info(kind).type, {}, k.index);
  konsts_.push_back({kind, std::move(label), object, v});
  return k;
}

BlockId Unit::add_block(std::string name) {
  blocks_.push_back({std::move(name), {}, {}});
  return BlockId{block_count() - 1};
}

ValueId Unit::add_param(BlockId b, Type type, std::string_view name) {
  ValueId v = add_inst(Opcode::Param, type, {}, int64_t(block(b).params.size()));
  inst(v).block = b;
  block(b).params.push_back(v);
  set_name(v, name);
  return v;
}

ValueId Unit::add_inst(Opcode op, Type type, std::span<const ValueId> args, int64_t imm,
                       SnapId snap) {
  ValueId v{value_count()};
  insts_.push_back(Inst{op, type, 0, 0, snap, {}, imm});
  set_args(v, args);
  return v;
}

void Unit::set_targets(ValueId v, std::vector<Target> targets) {
  assert(targets.size() == op_info(op(v)).target_count);
  inst(v).imm = int64_t(targets_.size());
  for (Target& t : targets)
    targets_.push_back(std::move(t));
}

SnapId Unit::add_snap(Snapshot snap) {
  std::sort(snap.entries.begin(), snap.entries.end(),
            [](const SnapEntry& a, const SnapEntry& b) { return a.reg < b.reg; });
  SnapId s{snap_count()};
  snap.position = add_inst(Opcode::Snap, Type::None, {}, 0, s);
  snaps_.push_back(std::move(snap));
  return s;
}

void Unit::set_args(ValueId v, std::span<const ValueId> args) {
  Inst& i = inst(v);
  if (args.size() <= i.arg_count) {
    std::copy(args.begin(), args.end(), pool_.begin() + i.arg_begin);
  } else {
    // The source may lie in the pool, which can move.
    std::vector<ValueId> copy(args.begin(), args.end());
    i.arg_begin = uint32_t(pool_.size());
    pool_.insert(pool_.end(), copy.begin(), copy.end());
  }
  i.arg_count = uint16_t(args.size());
}

void Unit::set_name(ValueId v, std::string_view name) {
  bool digits = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (name.empty() || digits) {
    names_.erase(v.index);
    return;
  }
  std::string unique(name);
  while (true) {
    auto [it, fresh] = name_uses_.try_emplace(unique, 1);
    if (fresh) break;
    unique = std::string(name) + "." + std::to_string(++name_uses_[std::string(name)]);
  }
  names_[v.index] = std::move(unique);
}

std::string_view Unit::value_name(ValueId v) const {
  auto it = names_.find(v.index);
  return it == names_.end() ? std::string_view{} : std::string_view(it->second);
}

}  // namespace perilune::lir
