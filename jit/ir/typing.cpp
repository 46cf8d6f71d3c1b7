// The typing rules of instructions; see typing.h.
#include "jit/ir/typing.h"

#include <vector>

namespace perilune::lir {

bool suffix_allowed(Type suffix) { return type_class(suffix) == TypeClass::Lua; }

Type result_type(const Unit& unit, Opcode op, std::span<const ValueId> args, int64_t imm,
                 Type suffix) {
  const OpInfo& info = op_info(op);
  switch (info.result) {
  case ResultRule::None:
    return Type::None;
  case ResultRule::Fixed:
    return info.type;
  case ResultRule::Same:
    return args.empty() ? Type::None : unit.type(args[0]);
  case ResultRule::Suffix:
    return suffix;
  case ResultRule::Field:
    return field_info(Field(imm)).type;
  case ResultRule::Helper:
    return helper_info(Helper(imm)).result;
  }
  return Type::None;
}

namespace {

bool is_reference(Type type) { return is_object(type) || type == Type::Ptr; }
bool is_number(Type type) { return type == Type::I64 || type == Type::F64; }
bool is_lua_value(Type type) { return type_class(type) == TypeClass::Lua || type == Type::Any; }

std::string mismatch(std::string_view name, std::string_view expected, Type actual) {
  return "operand '" + std::string(name) + "' must be of type " + std::string(expected) + ", not " +
         std::string(type_name(actual));
}

bool class_accepts(OperandClass c, Type type) {
  switch (c) {
  case OperandClass::Num:
    return is_number(type);
  case OperandClass::Ref:
  case OperandClass::Obj:
    return is_reference(type);
  case OperandClass::Val:
    return is_lua_value(type);
  case OperandClass::Unboxed:
    return type_class(type) == TypeClass::Lua;
  default:
    return operand_class_name(c) == type_name(type);
  }
}

std::string check_helper(const Unit& unit, ValueId v) {
  const HelperInfo& helper = helper_info(Helper(unit.inst(v).imm));
  bool pure_call = unit.op(v) == Opcode::CallPure;
  if (pure_call != (helper.effects == Effects{}))
    return "helper " + std::string(helper.text) + " must be called by " +
           (pure_call ? "call" : "call.pure");
  std::span<const ValueId> args = unit.args(v);
  if (args.size() != helper.params.size())
    return "helper " + std::string(helper.text) + " takes " + std::to_string(helper.params.size()) +
           " arguments, not " + std::to_string(args.size());
  for (size_t i = 0; i < args.size(); ++i)
    if (unit.type(args[i]) != helper.params[i])
      return "argument " + std::to_string(i + 1) + " of " + std::string(helper.text) +
             " must be of type " + std::string(type_name(helper.params[i])) + ", not " +
             std::string(type_name(unit.type(args[i])));
  return {};
}

std::string check_list(const Unit& unit, ValueId v) {
  std::span<const ValueId> args = unit.args(v);
  if (args.size() < 2 || unit.type(args[0]) != Type::Tab || unit.type(args[1]) != Type::I64)
    return "needs a table and an index";
  for (ValueId a : args)
    if (!is_lua_value(unit.type(a)))
      return "elements must be Lua values, not of type " + std::string(type_name(unit.type(a)));
  return {};
}

std::string check_native(const Unit& unit, ValueId v) {
  std::span<const ValueId> args = unit.args(v);
  if (args.empty() || unit.type(args[0]) != Type::Native)
    return "the function must be of type native";
  for (ValueId a : args)
    if (!is_lua_value(unit.type(a)))
      return "arguments must be Lua values, not of type " + std::string(type_name(unit.type(a)));
  return {};
}

}  // namespace

std::string check_types(const Unit& unit, ValueId v) {
  const OpInfo& info = op_info(unit.op(v));
  std::span<const ValueId> args = unit.args(v);
  if (unit.op(v) == Opcode::TabSetList) return check_list(unit, v);
  if (info.has_args)
    return info.result == ResultRule::Helper ? check_helper(unit, v) : check_native(unit, v);
  if (args.size() != info.value_count)
    return "takes " + std::to_string(info.value_count) + " values, not " +
           std::to_string(args.size());
  size_t next = 0;
  Type alike[2] = {Type::None, Type::None};  // the Num and the Ref operands seen so far
  for (const OperandInfo& operand : info.operands) {
    if (!is_value_class(operand.cls)) continue;
    Type type = unit.type(args[next++]);
    if (operand.cls == OperandClass::FieldValue) {
      const FieldInfo& field = field_info(Field(unit.inst(v).imm));
      if (type != field.type) return mismatch(operand.name, type_name(field.type), type);
      if (!field.is_mutable()) return "field " + std::string(field.text) + " is immutable";
      continue;
    }
    if (!class_accepts(operand.cls, type))
      return mismatch(operand.name, operand_class_name(operand.cls), type);
    if (operand.cls == OperandClass::Num || operand.cls == OperandClass::Ref) {
      Type& seen = alike[operand.cls == OperandClass::Ref];
      if (seen != Type::None && seen != type) return mismatch(operand.name, type_name(seen), type);
      seen = type;
    }
  }
  if (info.typed) {
    Type suffix = unit.op(v) == Opcode::IsT ? Type(unit.inst(v).imm) : unit.type(v);
    if (!suffix_allowed(suffix))
      return "type " + std::string(type_name(suffix)) + " has no tag to check";
  }
  return {};
}

}  // namespace perilune::lir
