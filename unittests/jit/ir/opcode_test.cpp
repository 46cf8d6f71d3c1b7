// Every opcode: what the tables say of it, and that it survives printing and reading.
#include "jit/ir/builder.h"
#include "jit/ir/parser.h"
#include "jit/ir/printer.h"
#include "jit/ir/typing.h"
#include "jit/ir/verifier.h"

#include <doctest/doctest.h>

#include <set>

using namespace perilune::lir;

namespace {

/// A unit with a value of each type, to be operands.
struct Fixture {
  Unit unit{UnitKind::Trace, "each"};
  Builder b{unit};
  SnapId snap;
  ValueId of_type[16];

  Fixture() {
    b.start_block("entry");
    snap = b.snap(0);
    for (Type t : {Type::Nil, Type::Bool, Type::I64, Type::F64, Type::Str, Type::Tab, Type::Fun,
                   Type::Native, Type::Udata, Type::Thread})
      of_type[unsigned(t)] = b.slot_load(t, Reg{unsigned(t)}, snap);
    of_type[unsigned(Type::Any)] = b.slot_load(Reg{0});
    of_type[unsigned(Type::Ptr)] = b.field_load(get(Type::Tab), Field::TabArray);
  }

  ValueId get(Type t) { return of_type[unsigned(t)]; }

  ValueId operand(OperandClass c) {
    switch (c) {
    case OperandClass::Num:
      return get(Type::F64);
    case OperandClass::Ref:
    case OperandClass::Obj:
      return get(Type::Tab);
    case OperandClass::Val:
    case OperandClass::Unboxed:
      return get(Type::Str);
    case OperandClass::FieldValue:
      return get(Type::Ptr);
    default:
      return get(*find_type(operand_class_name(c)));
    }
  }

  std::vector<ValueId> arguments(Opcode op) {
    switch (op) {
    case Opcode::CallPure:
      return {get(Type::F64)};
    case Opcode::Call:
      return {get(Type::I64)};
    case Opcode::TabSetList:
      return {get(Type::Tab), get(Type::I64), get(Type::Str)};
    default:
      return {get(Type::Native), get(Type::F64)};
    }
  }

  /// Emits an opcode with fitting operands.
  void emit(Opcode op) {
    Builder::Parts parts;
    for (const OperandInfo& o : op_info(op).operands) {
      if (is_value_class(o.cls))
        parts.args.push_back(operand(o.cls));
      else if (o.cls == OperandClass::Target)
        parts.targets.push_back({BlockId{1}, {get(Type::I64)}});
      else if (o.cls == OperandClass::Reg || o.cls == OperandClass::Index)
        parts.imm = 3;
      else if (o.cls == OperandClass::Field)
        parts.imm = int64_t(Field::TabArray);
      else if (o.cls == OperandClass::Helper)
        parts.imm = int64_t(op == Opcode::CallPure ? Helper::MathSin : Helper::StrChar);
      else if (o.cls == OperandClass::Args)
        parts.args = arguments(op);
      else if (o.cls == OperandClass::ResultType)
        parts.type = Type::Str;
      else
        parts.snap = snap;
    }
    b.emit_parts(op, std::move(parts));
  }
};

}  // namespace

TEST_CASE("each opcode survives printing and reading") {
  for (unsigned i = kFirstOpcode; i < kOpcodeCount; ++i) {
    Opcode op = Opcode(i);
    CAPTURE(op_info(op).text);
    Fixture f;
    BlockId entry = f.b.block();
    f.b.start_block("next");
    f.b.param(Type::I64);
    f.b.exit_to(f.b.snap(1));
    f.b.set_block(entry);
    f.emit(op);
    if (!op_info(op).effects.has(EffectFlag::Terminates)) f.b.br({BlockId{1}, {f.get(Type::I64)}});
    CHECK(f.b.ok());
    std::string text = print(f.unit);
    ParseResult parsed = parse(text);
    CAPTURE(text);
    REQUIRE(parsed.errors.empty());
    REQUIRE(parsed.units.size() == 1);
    CHECK(print(parsed.units[0].unit) == text);
    if (op_info(op).target_count) CHECK(verify_report(parsed.units[0].unit) == "");
  }
}

TEST_CASE("names are unique and found") {
  std::set<std::string> names;
  for (unsigned i = kFirstOpcode; i < kOpcodeCount; ++i) {
    const OpInfo& info = op_info(Opcode(i));
    CHECK(names.insert(std::string(info.text) + (info.typed ? ".T" : "")).second);
    CHECK(find_opcode(info.text, info.typed) == Opcode(i));
  }
  for (size_t i = 0; i < all_helpers().size(); ++i)
    CHECK(find_helper(all_helpers()[i].text) == Helper(i));
  for (size_t i = 0; i < all_fields().size(); ++i)
    CHECK(find_field(all_fields()[i].text) == Field(i));
  CHECK(!find_opcode("param", false));
  CHECK(!find_type("none"));
}

TEST_CASE("an opcode exits if and only if it carries a snapshot operand") {
  for (unsigned i = kFirstOpcode; i < kOpcodeCount; ++i) {
    const OpInfo& info = op_info(Opcode(i));
    CHECK(info.exits == info.effects.has(EffectFlag::Exits));
  }
  CHECK(op_info(Opcode::Guard).exits);
  CHECK(!op_info(Opcode::Add).exits);
}

TEST_CASE("effects follow fields and helpers") {
  Fixture f;
  ValueId load = f.b.field_load(f.get(Type::Tab), Field::TabArray);
  CHECK(f.unit.effects(load) == effects::reads(AliasClass::TabArray));
  ValueId length = f.b.field_load(f.get(Type::Str), Field::StrLength);
  CHECK(f.unit.effects(length) == effects::pure());
  ValueId store = f.b.field_store(f.get(Type::Tab), Field::TabArray, f.get(Type::Ptr));
  CHECK(f.unit.effects(store).observable());
  ValueId made = f.b.call(Helper::TabNew, {f.b.i64(0), f.b.i64(0)}, f.snap);
  CHECK(!f.unit.effects(made).observable());
  CHECK(!f.unit.effects(made).removable());
  CHECK(f.unit.effects(made).has(EffectFlag::Allocates));
}
