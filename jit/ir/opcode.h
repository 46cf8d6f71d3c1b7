// Opcodes, fields, helpers and kinds of constants: enumerations and descriptions that derive from
// opcodes.def, helpers.def, konsts.def and the runtime's heap_fields.def.
#pragma once

#include "jit/ir/effects.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace perilune::lir {

/// The operation of an instruction. The first few are structure and have no row of their own:
/// `Param` (block parameter), `Const` (literal), `Konst` (kN), `Dead` (the value `dead`) and
/// `Snap` (the position of a snapshot in its block).
enum class Opcode : uint8_t {
  Param,
  Const,
  Konst,
  Dead,
  Snap,
#define LIR_OP(Name, method, text, result, effects, doc, ...) Name,
#include "jit/ir/opcodes.def"
};

inline constexpr unsigned kFirstOpcode = unsigned(Opcode::Snap) + 1;
inline constexpr unsigned kOpcodeCount = kFirstOpcode
#define LIR_OP(Name, method, text, result, effects, doc, ...) +1
#include "jit/ir/opcodes.def"
    ;

/// What may stand in an operand position; see the head of opcodes.def.
enum class OperandClass : uint8_t {
#define LIR_TYPE(Name, text, type_class, doc) Name,
#include "jit/ir/types.def"
  Num,
  Ref,
  Obj,
  Val,
  Unboxed,
  FieldValue,
  Args,
  // Not values:
  Reg,
  Index,
  Field,
  Helper,
  Target,
  State,
  Exit,
  ResultType,
};

constexpr bool is_value_class(OperandClass c) { return c < OperandClass::Args; }
std::string_view operand_class_name(OperandClass c);

/// How the type of a result follows; see the head of opcodes.def.
enum class ResultRule : uint8_t { None, Fixed, Same, Suffix, Field, Helper };

struct OperandInfo {
  std::string_view name;
  OperandClass cls;
};

struct OpInfo {
  std::string_view text;  ///< Without the `.*` of families of typed opcodes.
  ResultRule result;
  Type type;  ///< For ResultRule::Fixed.
  Effects effects;
  std::string_view doc;
  std::span<const OperandInfo> operands;
  uint8_t value_count;  ///< Value operands, `Args` not counted.
  bool has_args;        ///< Takes any number of further values (helper arguments).
  bool exits;           ///< Carries `else sN`.
  bool typed;           ///< A family whose text name ends in a type (`arr.load.f64`).
  uint8_t target_count;
};

const OpInfo& op_info(Opcode op);

/// The opcode of a text name without type suffix; `typed` chooses between `arr.load` and
/// `arr.load.*`.
std::optional<Opcode> find_opcode(std::string_view text, bool typed);

/// The fields of heap objects that LIR can load and store: the runtime's own table.
enum class Field : uint8_t {
#define HEAP_FIELD(Name, text, owner, member, alias, type, width) Name,
#include "runtime/heap_fields.def"
};

struct FieldInfo {
  std::string_view text;
  std::string_view owner;  ///< The object's C++ type.
  Type type;
  uint8_t width;                    ///< In memory, in bits; loads zero-extend.
  std::optional<AliasClass> alias;  ///< None for fields that never change.

  bool is_mutable() const { return alias.has_value(); }
};

std::span<const FieldInfo> all_fields();
const FieldInfo& field_info(Field field);
std::optional<Field> find_field(std::string_view text);

enum class Helper : uint8_t {
#define LIR_HELPER(Name, text, result, params, effects, doc) Name,
#include "jit/ir/helpers.def"
};

struct HelperInfo {
  std::string_view text;
  Type result;
  std::span<const Type> params;
  Effects effects;
  std::string_view doc;
};

std::span<const HelperInfo> all_helpers();
const HelperInfo& helper_info(Helper helper);
std::optional<Helper> find_helper(std::string_view text);

enum class KonstKind : uint8_t {
#define LIR_KONST(Name, text, type, doc) Name,
#include "jit/ir/konsts.def"
};

struct KonstInfo {
  std::string_view text;
  Type type;
  std::string_view doc;
};

std::span<const KonstInfo> all_konst_kinds();
const KonstInfo& konst_info(KonstKind kind);
std::optional<KonstKind> find_konst_kind(std::string_view text);

}  // namespace perilune::lir
