// Types, alias classes and effects of LIR operations: enumerations and queries that derive from
// types.def and effects.def.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace perilune::lir {

/// The type of a value. `None` is the "type" of operations without a result.
enum class Type : uint8_t {
  None,
#define LIR_TYPE(Name, text, type_class, doc) Name,
#include "jit/ir/types.def"
};

/// How values of a type relate to Lua values; see types.def.
enum class TypeClass : uint8_t { None, Boxed, Lua, Raw };

std::string_view type_name(Type type);
std::string_view type_doc(Type type);
TypeClass type_class(Type type);
std::optional<Type> find_type(std::string_view text);

/// Whether values of the type are references to objects of the heap (native functions included).
constexpr bool is_object(Type type) {
  return type == Type::Str || type == Type::Tab || type == Type::Fun || type == Type::Native ||
         type == Type::Udata || type == Type::Thread;
}

/// A class of memory; accesses of different classes never overlap.
enum class AliasClass : uint8_t {
#define LIR_ALIAS(Name, text, doc) Name,
#include "jit/ir/effects.def"
};

inline constexpr unsigned kAliasClassCount = 0
#define LIR_ALIAS(Name, text, doc) +1
#include "jit/ir/effects.def"
    ;

std::string_view alias_class_name(AliasClass alias);
std::string_view alias_class_doc(AliasClass alias);

enum class EffectFlag : uint8_t {
#define LIR_EFFECT(Name, text, doc) Name,
#include "jit/ir/effects.def"
};

/// What an operation may do: sets of alias classes read and written, and flags.
struct Effects {
  uint32_t reads = 0;
  uint32_t writes = 0;
  uint32_t flags = 0;

  constexpr bool has(EffectFlag flag) const { return (flags >> unsigned(flag)) & 1; }
  constexpr bool reads_class(AliasClass alias) const { return (reads >> unsigned(alias)) & 1; }
  constexpr bool writes_class(AliasClass alias) const { return (writes >> unsigned(alias)) & 1; }

  /// Whether the program (or a resumed interpreter) could tell if it ran twice or not at all.
  /// Writes of the collector's own state and of frames above all that live do not count.
  constexpr bool observable() const {
    constexpr uint32_t kHidden =
        1u << unsigned(AliasClass::Gc) | 1u << unsigned(AliasClass::Callee);
    return (writes & ~kHidden) != 0 || has(EffectFlag::Calls);
  }

  /// Whether the operation may be dropped when nothing uses its result.
  constexpr bool removable() const {
    return !observable() && !has(EffectFlag::Exits) && !has(EffectFlag::Throws) &&
           !has(EffectFlag::Terminates) && !has(EffectFlag::Pinned);
  }

  constexpr Effects operator|(Effects other) const {
    return {reads | other.reads, writes | other.writes, flags | other.flags};
  }
  constexpr bool operator==(const Effects&) const = default;
};

/// The vocabulary in which the `.def` tables state effects.
namespace effects {
inline constexpr Effects kPure{};
constexpr Effects pure() { return {}; }
constexpr Effects reads(AliasClass alias) { return {1u << unsigned(alias), 0, 0}; }
constexpr Effects writes(AliasClass alias) { return {0, 1u << unsigned(alias), 0}; }
constexpr Effects flag(EffectFlag flag) { return {0, 0, 1u << unsigned(flag)}; }
constexpr Effects pinned() { return flag(EffectFlag::Pinned); }
constexpr Effects terminates() { return flag(EffectFlag::Terminates); }
constexpr Effects allocs() { return flag(EffectFlag::Allocates) | writes(AliasClass::Gc); }
constexpr Effects reads_table() {
  return reads(AliasClass::TabShape) | reads(AliasClass::TabSlots) | reads(AliasClass::Prop) |
         reads(AliasClass::TabArray) | reads(AliasClass::TabAsize) | reads(AliasClass::TabKind) |
         reads(AliasClass::Arr) | reads(AliasClass::TabHash);
}
constexpr Effects writes_table() {
  return reads_table() | Effects{0, reads_table().reads, 0} | writes(AliasClass::Gc);
}
constexpr Effects calls_native() { return allocs() | writes(AliasClass::Callee); }
}  // namespace effects

}  // namespace perilune::lir
