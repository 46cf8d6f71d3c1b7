// A model of the heap for the evaluator: every place has a value from the start, made from its
// address, and different references may reach the same object.
#pragma once

#include <bit>
#include <map>
#include <tuple>
#include <vector>

#include "jit/ir/eval.h"

namespace perilune::lir {

class ModelHost : public EvalHost {
public:
  static constexpr int kSlots = 32;

  explicit ModelHost(uint64_t seed, int polls) : seed_(seed), polls_(polls) {
    for (int i = 0; i < kSlots; ++i)
      slots_.push_back({made(0, i), false});
  }

  // Tables are 0x100, 0x200, 0x300; what hangs from them has their number plus a small one.
  EvalValue made(uint64_t base, int64_t index) const {
    uint64_t hash = (base * 31 + uint64_t(index) + seed_) * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 31;
    switch ((uint64_t(index) + base) % 4) {
    case 0:
      return {Type::I64, hash % 7};
    case 1:
      return {Type::F64, std::bit_cast<uint64_t>(double(hash % 9) / 2 - 1)};
    case 2:
      return {Type::Tab, 0x100 * (1 + hash % 3)};
    default:
      return hash % 5 == 0 ? EvalValue{Type::Nil, 0} : EvalValue{Type::Bool, hash % 2};
    }
  }

  EvalValue load(AliasClass alias, uint64_t base, int64_t index) override {
    if (alias == AliasClass::Slot) return slots_[size_t(index)].value;
    auto it = memory_.find({alias, base, index});
    return it == memory_.end() ? made(base + uint64_t(alias) * 4, index) : it->second;
  }
  void store(AliasClass alias, uint64_t base, int64_t index, EvalValue value) override {
    if (alias == AliasClass::Slot)
      slots_[size_t(index)] = {value, false};
    else
      memory_[{alias, base, index}] = value;
  }
  void kill_slot(int64_t reg) override { slots_[size_t(reg)].dead = true; }
  uint64_t load_field(uint64_t object, Field field) override {
    auto it = fields_.find({object, field});
    if (it != fields_.end()) return it->second;
    if (field == Field::TabAsize) return 4 + object / 0x100;
    return field == Field::TabShape ? 0x51 + object % 2 : object + uint64_t(field) + 1;
  }
  void store_field(uint64_t object, Field field, uint64_t bits) override {
    fields_[{object, field}] = bits;
  }
  uint64_t upvalue(uint64_t function, int64_t place) override { return function + uint64_t(place); }
  void barrier(uint64_t, EvalValue) override {}
  uint64_t konst(const Konst& konst) override {
    return konst.kind == KonstKind::Shape ? 0x51 : 0x900 + uint64_t(konst.kind);
  }
  uint64_t frame_function(int64_t base) override { return 0x700 + uint64_t(base); }
  bool returns_to(int64_t base, uint64_t address) override {
    return address == 0x900 + uint64_t(base);
  }
  bool is_slot(uint64_t, int64_t) override { return false; }
  bool is_own_stack(uint64_t) override { return false; }
  bool has_extra(int64_t, int64_t slots) override { return slots == 3; }
  bool has_levels(int64_t levels) override { return levels <= 8; }
  bool has_stack(int64_t slots) override { return slots <= kSlots; }
  bool interrupted() override { return polls_-- <= 0; }
  bool call(Helper helper, std::span<const EvalValue> args, EvalValue& result) override {
    switch (helper) {
    case Helper::TabGetInt:
      result = load(AliasClass::Arr, args[0].bits + 2, int64_t(args[1].bits));
      return result.tag != Type::Nil;
    case Helper::TabSetInt:
      store(AliasClass::Arr, args[0].bits + 2, int64_t(args[1].bits), args[2]);
      return true;
    case Helper::TabNew:
      result = {Type::Tab, next_table_ += 0x100};
      return true;
    default:
      return false;
    }
  }

  uint64_t make_closure(int64_t base, uint64_t self, uint64_t proto) override {
    return self * 31 + proto + uint64_t(base);
  }
  uint64_t make_table(uint64_t shape) override {
    next_table_ += 0x100;
    fields_[{next_table_, Field::TabShape}] = shape;
    fields_[{next_table_, Field::TabAsize}] = 0;
    return next_table_;
  }
  void set_list(std::span<const EvalValue> args) override {
    for (size_t i = 2; i < args.size(); ++i)
      store(AliasClass::Arr, args[0].bits + 2, int64_t(args[1].bits + i - 2), args[i]);
  }
  bool close_upvalues(int64_t) override { return true; }
  /// Gives its arguments back, and refuses an integer 0.
  bool call_native(int64_t, std::span<const EvalValue> args,
                   std::vector<EvalValue>& results) override {
    if (args.size() > 1 && args[1] == EvalValue{Type::I64, 0}) return false;
    results.assign(args.begin() + 1, args.end());
    return true;
  }

  /// Whether a program could tell the two apart; dead slots are not looked at.
  bool same_state(ModelHost& other) {
    for (int i = 0; i < kSlots; ++i) {
      const Slot &a = slots_[size_t(i)], &b = other.slots_[size_t(i)];
      if (!a.dead && !b.dead && a.value != b.value) return false;
    }
    for (ModelHost* host : {this, &other})
      for (const auto& [key, value] : host->memory_) {
        auto [alias, base, index] = key;
        if (load(alias, base, index) != other.load(alias, base, index)) return false;
      }
    return fields_ == other.fields_;
  }

private:
  struct Slot {
    EvalValue value;
    bool dead;
  };
  uint64_t seed_;
  int polls_;
  uint64_t next_table_ = 0x1000;
  std::vector<Slot> slots_;
  std::map<std::tuple<AliasClass, uint64_t, int64_t>, EvalValue> memory_;
  std::map<std::pair<uint64_t, Field>, uint64_t> fields_;
};

}  // namespace perilune::lir
