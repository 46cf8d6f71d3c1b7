// The data structures of LIR: units, blocks, instructions, snapshots. A unit owns everything in
// it; values, blocks and snapshots are 32-bit indices into the unit's tables.
#pragma once

#include "jit/ir/effects.h"
#include "jit/ir/opcode.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace perilune::lir {

/// An index into one of a unit's tables; the tag keeps the tables apart.
template <class Tag>
struct Id {
  static constexpr uint32_t kNone = ~0u;
  uint32_t index = kNone;

  constexpr bool valid() const { return index != kNone; }
  constexpr explicit operator bool() const { return valid(); }
  constexpr auto operator<=>(const Id&) const = default;
};

using ValueId = Id<struct ValueTag>;  ///< An instruction, parameter or constant, and its result.
using BlockId = Id<struct BlockTag>;
using SnapId = Id<struct SnapTag>;
using KonstId = Id<struct KonstTag>;

/// A register number: rN of the unit's own frame, or of the frame that a snapshot describes.
struct Reg {
  uint32_t number = 0;
  constexpr auto operator<=>(const Reg&) const = default;
};

/// One operation, or a value without operation (parameter, literal, constant).
struct Inst {
  Opcode op = Opcode::Dead;
  Type type = Type::None;  ///< Of the result; for IsT the type asked for is in `imm`.
  uint16_t arg_count = 0;
  uint32_t arg_begin = 0;  ///< Into the unit's operand pool; see Unit::args.
  SnapId snap;             ///< Of `else sN`, `exit sN`, `loop sN`; of Snap, the snapshot it places.
  BlockId block;           ///< Where it stands; none for constants and for what has been removed.
  int64_t imm = 0;  ///< rN, place, Field, Helper, IsT's Type, literal bits, kN, number of the
                    ///< parameter, or index of the first target.
};

/// Destination of a branch, with the values for the block's parameters.
struct Target {
  BlockId block;
  std::vector<ValueId> args;
};

struct SnapEntry {
  Reg reg;        ///< Relative to the frame that the snapshot describes.
  ValueId value;  ///< Any Lua value, boxed or not; `dead` when the register's content is free.
};

/// What an inlined frame is to its caller's; see frame_roles.def.
enum class FrameRole : uint8_t {
#define LIR_FRAME_ROLE(Name, text, doc) Name,
#include "jit/ir/frame_roles.def"
};

inline constexpr std::string_view kFrameRoleNames[] = {
#define LIR_FRAME_ROLE(Name, text, doc) text,
#include "jit/ir/frame_roles.def"
};

/// Whether frames of the role take a level of nested calls in the runtime.
constexpr bool takes_level(FrameRole role) {
  return role == FrameRole::Store || role == FrameRole::Discard || role == FrameRole::Compare;
}

/// How to leave the unit: one frame, chained to its caller's.
/// A snapshot without `parent` describes a frame that was on the stack at entry: the unit's own, or
/// (`base` > 0) one above it that returns to the unit's own later on.
struct Snapshot {
  uint32_t pc = 0;    ///< Index into the frame's bytecode of the instruction to execute next.
  SnapId parent;      ///< The caller's frame, when this one is an inlined callee's.
  ValueId function;   ///< The inlined closure (type fun); only with `parent`.
  uint32_t base = 0;  ///< Register 0 of this frame, counted in slots from the unit's register 0.
  std::vector<SnapEntry> entries;  ///< Ascending by register; unnamed registers are untouched.
  ValueId position;                ///< The Snap instruction that places it.
  FrameRole role = FrameRole::Call;
  uint8_t result = 0;  ///< What the role says about it.
  uint8_t tails = 0;   ///< Tail calls that have taken the place of the function called.
  /// One past the last register of an open list of values, for the instruction at `pc` (its number
  /// plus one; 0: none).
  uint32_t top = 0;
};

/// An object that the code refers to. `object` is null in units read from text.
struct Konst {
  KonstKind kind;
  std::string label;  ///< For readers of dumps only.
  const void* object = nullptr;
  ValueId value;  ///< The value that stands for it.
};

struct Block {
  std::string name;
  std::vector<ValueId> params;
  std::vector<ValueId> insts;  ///< In order; Snap instructions included; the terminator last.
};

enum class UnitKind : uint8_t { Trace, Func };

/// A trace or a function. Block 0 is the entry.
///
/// Adding values, snapshots or blocks may move the tables: references and spans that `inst`,
/// `args`, `targets`, `snap` and `block` gave are then invalid, ids stay.
class Unit {
public:
  explicit Unit(UnitKind kind, std::string name) : kind(kind), name(std::move(name)) {}
  Unit(Unit&&) = default;
  Unit& operator=(Unit&&) = default;
  /// Copies are complete and independent; ids mean the same in both.
  Unit(const Unit&) = default;
  Unit& operator=(const Unit&) = default;

  UnitKind kind;
  std::string name;
  KonstId proto;    ///< Of the unit's own frame; none in hand-written tests that do not say.
  uint32_t pc = 0;  ///< Bytecode index at which the unit is entered.
  bool has_pc = false;
  /// Of a side trace that starts in a frame above the unit's own (an inlined one, or one that
  /// returns in the course of the trace): that frame's register 0, in slots from the unit's own.
  /// `base` of the machine convention is there at entry.
  uint32_t base = 0;
  /// Frames above the unit's own at entry that take a level.
  uint32_t levels = 0;

  // --- Tables -----------------------------------------------------------------------------------
  uint32_t value_count() const { return uint32_t(insts_.size()); }
  uint32_t block_count() const { return uint32_t(blocks_.size()); }
  uint32_t snap_count() const { return uint32_t(snaps_.size()); }
  uint32_t konst_count() const { return uint32_t(konsts_.size()); }

  Inst& inst(ValueId v) { return insts_[v.index]; }
  const Inst& inst(ValueId v) const { return insts_[v.index]; }
  Block& block(BlockId b) { return blocks_[b.index]; }
  const Block& block(BlockId b) const { return blocks_[b.index]; }
  Snapshot& snap(SnapId s) { return snaps_[s.index]; }
  const Snapshot& snap(SnapId s) const { return snaps_[s.index]; }
  Konst& konst(KonstId k) { return konsts_[k.index]; }
  const Konst& konst(KonstId k) const { return konsts_[k.index]; }
  BlockId entry() const { return BlockId{0}; }

  std::span<ValueId> args(ValueId v) {
    const Inst& i = inst(v);
    return {pool_.data() + i.arg_begin, i.arg_count};
  }
  std::span<const ValueId> args(ValueId v) const {
    const Inst& i = inst(v);
    return {pool_.data() + i.arg_begin, i.arg_count};
  }
  ValueId arg(ValueId v, unsigned n) const { return args(v)[n]; }
  Type type(ValueId v) const { return inst(v).type; }
  Opcode op(ValueId v) const { return inst(v).op; }

  /// The targets of a branch; empty for everything else.
  std::span<Target> targets(ValueId v);
  std::span<const Target> targets(ValueId v) const;

  /// What the instruction may do, its field or helper and its exit taken into account.
  Effects effects(ValueId v) const;

  /// The terminator of a block, or none while the block is unfinished.
  ValueId terminator(BlockId b) const;

  /// Calls `visit(ValueId &)` for every value that the instruction names itself: operands, branch
  /// arguments, and for a Snap the entries and the function of its snapshot. The snapshot behind
  /// `else` is not visited here: its own Snap instruction is.
  template <class F>
  void for_each_operand(ValueId v, F&& visit);
  template <class F>
  void for_each_operand(ValueId v, F&& visit) const;

  // --- Constants (pooled: the same literal is the same value) ----------------------------------
  ValueId lit_i64(int64_t value);
  ValueId lit_f64(double value);  ///< Bit-exact: -0.0 and NaNs keep their bits.
  ValueId lit_bool(bool value);
  ValueId lit_nil();
  ValueId dead();

  bool is_literal(ValueId v) const { return op(v) == Opcode::Const; }
  /// Whether the value stands in no block: literal, constant or `dead`.
  bool is_constant(ValueId v) const {
    return op(v) == Opcode::Const || op(v) == Opcode::Konst || op(v) == Opcode::Dead;
  }
  std::optional<int64_t> int_value(ValueId v) const;
  std::optional<double> float_value(ValueId v) const;
  std::optional<bool> bool_value(ValueId v) const;

  /// A new entry of the constant table.
  KonstId add_konst(KonstKind kind, std::string label, const void* object = nullptr);
  ValueId konst_value(KonstId k) const { return konst(k).value; }
  KonstId konst_of(ValueId v) const { return KonstId{uint32_t(inst(v).imm)}; }

  // --- Building (Builder is the comfortable way) ------------------------------------------------
  BlockId add_block(std::string name);
  ValueId add_param(BlockId b, Type type, std::string_view name = {});
  /// A new instruction that stands nowhere yet.
  ValueId add_inst(Opcode op, Type type, std::span<const ValueId> args, int64_t imm = 0,
                   SnapId snap = {});
  /// Gives a branch its targets; for br and cbr, once.
  void set_targets(ValueId v, std::vector<Target> targets);
  /// A new snapshot and the Snap instruction that places it; entries are sorted by register.
  SnapId add_snap(Snapshot snap);
  void append(BlockId b, ValueId v) {
    inst(v).block = b;
    block(b).insts.push_back(v);
  }
  /// Replaces the argument list (of any length).
  void set_args(ValueId v, std::span<const ValueId> args);

  /// Gives a value a name for dumps; a suffix makes it unique. All-digit names are not kept.
  void set_name(ValueId v, std::string_view name);
  std::string_view value_name(ValueId v) const;  ///< Empty when it has none.

private:
  ValueId literal(Type type, uint64_t bits);

  std::vector<Inst> insts_;
  std::vector<ValueId> pool_;
  std::vector<Target> targets_;
  std::vector<Block> blocks_;
  std::vector<Snapshot> snaps_;
  std::vector<Konst> konsts_;
  std::unordered_map<uint64_t, ValueId> int_literals_, float_literals_;
  ValueId nil_, true_, false_, dead_;
  std::unordered_map<uint32_t, std::string> names_;
  std::unordered_map<std::string, uint32_t> name_uses_;
};

template <class F>
void Unit::for_each_operand(ValueId v, F&& visit) {
  for (ValueId& a : args(v))
    visit(a);
  for (Target& t : targets(v))
    for (ValueId& a : t.args)
      visit(a);
  if (op(v) == Opcode::Snap) {
    Snapshot& s = snap(inst(v).snap);
    if (s.function) visit(s.function);
    for (SnapEntry& e : s.entries)
      visit(e.value);
  }
}

template <class F>
void Unit::for_each_operand(ValueId v, F&& visit) const {
  const_cast<Unit*>(this)->for_each_operand(v, [&](ValueId& a) { visit(ValueId(a)); });
}

}  // namespace perilune::lir
