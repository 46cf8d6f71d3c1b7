// The typed builder: one method a row of opcodes.def, which appends to the current block.
#pragma once

#include "jit/ir/ir.h"
#include "jit/ir/map_macro.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace perilune::lir {

/// The C++ type by which the builder takes an operand of a class.
template <OperandClass C>
struct OperandParam {
  using type = ValueId;
};
template <>
struct OperandParam<OperandClass::Reg> {
  using type = Reg;
};
template <>
struct OperandParam<OperandClass::Index> {
  using type = uint32_t;
};
template <>
struct OperandParam<OperandClass::Field> {
  using type = Field;
};
template <>
struct OperandParam<OperandClass::Helper> {
  using type = Helper;
};
template <>
struct OperandParam<OperandClass::Args> {
  using type = std::initializer_list<ValueId>;
};
template <>
struct OperandParam<OperandClass::Target> {
  using type = Target;
};
template <>
struct OperandParam<OperandClass::State> {
  using type = SnapId;
};
template <>
struct OperandParam<OperandClass::Exit> {
  using type = SnapId;
};
template <>
struct OperandParam<OperandClass::ResultType> {
  using type = Type;
};

/// Appends instructions to a block of a unit. Operand types are asserted in debug builds, and
/// `ok()` tells in all builds whether every instruction so far was well typed; the verifier says
/// the rest. Text `%c:f64 = add %a, %b` is `ValueId c = b.add(a, b)`;
/// `%e:f64 = arr.load.f64 %p, %i else s1` is `b.arr_load(Type::F64, p, i, s1)`.
class Builder {
public:
  explicit Builder(Unit& unit) : unit_(unit) {}

  Unit& unit() { return unit_; }
  BlockId block() const { return block_; }
  void set_block(BlockId block) { block_ = block; }
  /// A new block, which becomes the current one.
  BlockId start_block(std::string name) { return block_ = unit_.add_block(std::move(name)); }
  ValueId param(Type type, std::string_view name = {}) {
    return unit_.add_param(block_, type, name);
  }

  ValueId i64(int64_t value) { return unit_.lit_i64(value); }
  ValueId f64(double value) { return unit_.lit_f64(value); }
  ValueId boolean(bool value) { return unit_.lit_bool(value); }
  ValueId nil() { return unit_.lit_nil(); }
  ValueId dead() { return unit_.dead(); }
  /// The constant for an object; the same object and kind give the same constant.
  ValueId konst(KonstKind kind, std::string label, const void* object);

  /// A snapshot of the unit's own frame, placed here.
  SnapId snap(uint32_t pc, std::vector<SnapEntry> entries = {});
  /// A snapshot of an inlined frame: `function` is a value of type fun, `base` counts slots from
  /// the unit's register 0, `parent` describes the caller as it resumes after the call.
  SnapId snap_inlined(uint32_t pc, ValueId function, uint32_t base, SnapId parent,
                      std::vector<SnapEntry> entries = {});
  /// A snapshot with all its particulars, placed here.
  SnapId place_snap(Snapshot snap);

#define LIR_PARAM(operand) LIR_PARAM_ operand
#define LIR_PARAM_(name, cls) OperandParam<OperandClass::cls>::type name
#define LIR_ARGUMENT(operand) LIR_ARGUMENT_ operand
#define LIR_ARGUMENT_(name, cls) name
#define LIR_OP(Name, method, text, result, fx, doc, ...)                                           \
  ValueId method(PERILUNE_MAP(LIR_PARAM, __VA_ARGS__)) {                                           \
    return emit(Opcode::Name __VA_OPT__(, ) PERILUNE_MAP(LIR_ARGUMENT, __VA_ARGS__));              \
  }
#include "jit/ir/opcodes.def"
#undef LIR_PARAM
#undef LIR_PARAM_
#undef LIR_ARGUMENT
#undef LIR_ARGUMENT_

  /// A helper call with a computed number of arguments; the call is `call.pure` when `exit` is
  /// none.
  ValueId call_with(Helper helper, std::span<const ValueId> arguments, SnapId exit = {});

  /// Any instruction from its parts: what the parser and passes use. `type` matters to typed
  /// opcodes only.
  struct Parts {
    Type type = Type::None;
    std::vector<ValueId> args;
    std::vector<Target> targets;
    int64_t imm = 0;
    SnapId snap;
  };
  ValueId emit_parts(Opcode op, Parts parts);

  /// Whether everything emitted so far had operands of the right types.
  bool ok() const { return ok_; }

private:
  template <class... Operands>
  ValueId emit(Opcode op, Operands&&... operands) {
    Parts parts;
    (add_part(parts, std::forward<Operands>(operands)), ...);
    return emit_parts(op, std::move(parts));
  }
  static void add_part(Parts& p, ValueId v) { p.args.push_back(v); }
  static void add_part(Parts& p, Reg reg) { p.imm = reg.number; }
  static void add_part(Parts& p, uint32_t index) { p.imm = index; }
  static void add_part(Parts& p, Field field) { p.imm = int64_t(field); }
  static void add_part(Parts& p, Helper helper) { p.imm = int64_t(helper); }
  static void add_part(Parts& p, Type type) { p.type = type; }
  static void add_part(Parts& p, SnapId snap) { p.snap = snap; }
  static void add_part(Parts& p, Target target) { p.targets.push_back(std::move(target)); }
  static void add_part(Parts& p, std::initializer_list<ValueId> args) {
    p.args.insert(p.args.end(), args.begin(), args.end());
  }

  Unit& unit_;
  BlockId block_;
  bool ok_ = true;
};

}  // namespace perilune::lir
