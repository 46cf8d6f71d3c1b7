// The tables behind types, effects, opcodes, fields, helpers and kinds of constants, expanded from
// the `.def` files.
#include "jit/ir/opcode.h"

#include "jit/ir/map_macro.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace perilune::lir {

namespace {

struct TypeInfo {
  std::string_view text;
  TypeClass cls;
  std::string_view doc;
};

constexpr TypeInfo kTypes[] = {
    {"none", TypeClass::None, "No value."},
#define LIR_TYPE(Name, text, type_class, doc) {text, TypeClass::type_class, doc},
#include "jit/ir/types.def"
};

struct NamedDoc {
  std::string_view text, doc;
};

constexpr NamedDoc kAliases[] = {
#define LIR_ALIAS(Name, text, doc) {text, doc},
#include "jit/ir/effects.def"
};

constexpr std::string_view kOperandClassNames[] = {
#define LIR_TYPE(Name, text, type_class, doc) text,
#include "jit/ir/types.def"
    "num",   "ref",   "obj",    "val",    "unboxed", "field value", "args", "rN",
    "index", "FIELD", "helper", "target", "sN",      "else sN",     "type",
};

template <class T, class... Items>
constexpr std::array<T, sizeof...(Items)> array_of(Items... items) {
  return {items...};
}

// Operand lists, one array a row.
#define LIR_OPERAND(operand) LIR_OPERAND_ operand
#define LIR_OPERAND_(name, cls)                                                                    \
  OperandInfo { #name, OperandClass::cls }
#define LIR_OP(Name, method, text, result, fx, doc, ...)                                           \
  constexpr std::array kOperandsOf##Name =                                                         \
      array_of<OperandInfo>(PERILUNE_MAP(LIR_OPERAND, __VA_ARGS__));
#include "jit/ir/opcodes.def"
#undef LIR_OPERAND
#undef LIR_OPERAND_

/// The two halves of a row's Result column.
struct ResultSpec {
  ResultRule rule;
  Type type;
};
constexpr ResultSpec kResultNone{ResultRule::None, Type::None};
constexpr ResultSpec kResultSame{ResultRule::Same, Type::None};
constexpr ResultSpec kResultSuffix{ResultRule::Suffix, Type::None};
constexpr ResultSpec kResultField{ResultRule::Field, Type::None};
constexpr ResultSpec kResultHelper{ResultRule::Helper, Type::None};
#define LIR_TYPE(Name, text, type_class, doc)                                                      \
  [[maybe_unused]] constexpr ResultSpec kResult##Name{ResultRule::Fixed, Type::Name};
#include "jit/ir/types.def"

constexpr OpInfo make_info(std::string_view text, ResultSpec result, Effects fx,
                           std::string_view doc, std::span<const OperandInfo> operands) {
  OpInfo info{text, result.rule, result.type, fx, doc, operands, 0, false, false, false, 0};
  for (const OperandInfo& o : operands) {
    info.value_count += is_value_class(o.cls);
    info.has_args |= o.cls == OperandClass::Args;
    info.exits |= o.cls == OperandClass::Exit;
    info.target_count += o.cls == OperandClass::Target;
    info.typed |= o.cls == OperandClass::ResultType;
  }
  if (info.exits) info.effects = info.effects | effects::flag(EffectFlag::Exits);
  if (info.typed) info.text.remove_suffix(2);
  return info;
}

using namespace effects;
using enum AliasClass;

constexpr OpInfo kOps[] = {
    make_info("param", kResultNone, {}, "A block parameter.", {}),
    make_info("const", kResultNone, {}, "A literal.", {}),
    make_info("konst", kResultNone, {}, "A constant of the unit.", {}),
    make_info("dead", kResultNone, {}, "The value `dead`.", {}),
    make_info("snap", kResultNone, pinned(), "The position of a snapshot.", {}),
#define LIR_OP(Name, method, text, result, fx, doc, ...)                                           \
  make_info(text, kResult##result, fx, doc, kOperandsOf##Name),
#include "jit/ir/opcodes.def"
};
static_assert(std::size(kOps) == kOpcodeCount);

/// What the alias column of heap_fields.def may say: a class of effects.def, or Immutable.
namespace field_alias {
constexpr std::optional<AliasClass> Immutable;
#define LIR_ALIAS(Name, text, doc)                                                                 \
  [[maybe_unused]] constexpr std::optional<AliasClass> Name = AliasClass::Name;
#include "jit/ir/effects.def"
}  // namespace field_alias

constexpr FieldInfo kFields[] = {
#define HEAP_FIELD(Name, text, owner, member, alias, type, width)                                  \
  {text, #owner, Type::type, width, field_alias::alias},
#include "runtime/heap_fields.def"
};

// Parameter lists of helpers, one array a row.
#define LIR_PARAM_TYPE(type) Type::type
#define LIR_UNWRAP(...) __VA_ARGS__
#define LIR_HELPER(Name, text, result, params, fx, doc)                                            \
  constexpr std::array kParamsOf##Name =                                                           \
      array_of<Type>(PERILUNE_MAP(LIR_PARAM_TYPE, LIR_UNWRAP params));
#include "jit/ir/helpers.def"
#undef LIR_PARAM_TYPE

constexpr HelperInfo kHelpers[] = {
#define LIR_HELPER(Name, text, result, params, fx, doc)                                            \
  {text, Type::result, kParamsOf##Name, fx, doc},
#include "jit/ir/helpers.def"
};

constexpr KonstInfo kKonsts[] = {
#define LIR_KONST(Name, text, type, doc) {text, Type::type, doc},
#include "jit/ir/konsts.def"
};

/// The index of the row whose text is `text`, as an enumerator of E.
template <class E, class Rows>
std::optional<E> find_row(const Rows& rows, std::string_view text, unsigned first = 0) {
  for (unsigned i = first; i < std::size(rows); ++i)
    if (rows[i].text == text) return E(i);
  return std::nullopt;
}

}  // namespace

std::string_view type_name(Type type) { return kTypes[unsigned(type)].text; }
std::string_view type_doc(Type type) { return kTypes[unsigned(type)].doc; }
TypeClass type_class(Type type) { return kTypes[unsigned(type)].cls; }
std::optional<Type> find_type(std::string_view text) { return find_row<Type>(kTypes, text, 1); }

std::string_view alias_class_name(AliasClass alias) { return kAliases[unsigned(alias)].text; }
std::string_view alias_class_doc(AliasClass alias) { return kAliases[unsigned(alias)].doc; }

std::string_view operand_class_name(OperandClass c) { return kOperandClassNames[unsigned(c)]; }

const OpInfo& op_info(Opcode op) { return kOps[unsigned(op)]; }

std::optional<Opcode> find_opcode(std::string_view text, bool typed) {
  for (unsigned i = kFirstOpcode; i < kOpcodeCount; ++i)
    if (kOps[i].text == text && kOps[i].typed == typed) return Opcode(i);
  return std::nullopt;
}

std::span<const FieldInfo> all_fields() { return kFields; }
const FieldInfo& field_info(Field field) { return kFields[unsigned(field)]; }
std::optional<Field> find_field(std::string_view text) { return find_row<Field>(kFields, text); }

std::span<const HelperInfo> all_helpers() { return kHelpers; }
const HelperInfo& helper_info(Helper helper) { return kHelpers[unsigned(helper)]; }
std::optional<Helper> find_helper(std::string_view text) {
  return find_row<Helper>(kHelpers, text);
}

std::span<const KonstInfo> all_konst_kinds() { return kKonsts; }
const KonstInfo& konst_info(KonstKind kind) { return kKonsts[unsigned(kind)]; }
std::optional<KonstKind> find_konst_kind(std::string_view text) {
  return find_row<KonstKind>(kKonsts, text);
}

}  // namespace perilune::lir
