// The numbers of the builtins that compilers may treat as operations, and what these do.
#pragma once

#include <string_view>

#include "runtime/closure.h"

namespace perilune {

enum class Intrinsic : IntrinsicId {
  None,
#define INTRINSIC(Name, text, effect, looks, results) Name,
#include "runtime/lib/intrinsics.def"
};

// What a builtin may do, and which arguments it looks into; see intrinsics.def.
enum class NativeEffect : uint8_t { Runs, Pure, Reads, Writes };
enum class NativeLooks : uint8_t { None, First, All };
enum class NativeResults : uint8_t { Any, One };
struct IntrinsicInfo {
  NativeEffect effect;
  NativeLooks looks;
  NativeResults results;
};

// Of an ordinary function: that it may do anything.
constexpr IntrinsicInfo intrinsic_info(Intrinsic intrinsic) {
  constexpr IntrinsicInfo kInfos[] = {
      {NativeEffect::Runs, NativeLooks::All, NativeResults::Any},
#define INTRINSIC(Name, text, effect, looks, results)                                              \
  {NativeEffect::effect, NativeLooks::looks, NativeResults::results},
#include "runtime/lib/intrinsics.def"
  };
  return kInfos[static_cast<IntrinsicId>(intrinsic)];
}

// The intrinsic registered under a qualified name; None for an ordinary function.
constexpr Intrinsic find_intrinsic(std::string_view name) {
#define INTRINSIC(Name, text, effect, looks, results)                                              \
  if (name == text) return Intrinsic::Name;
#include "runtime/lib/intrinsics.def"
  return Intrinsic::None;
}

}  // namespace perilune
