// Names of variables and of called functions, found by executing a function's bytecode
// symbolically. Internal to the debug information; everyone else uses runtime/debug_info.h.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/bytecode/dialect.h"
#include "runtime/proto.h"

namespace perilune {

// `kind` is null when no name was found. The name lives as long as the proto.
struct FoundName {
  const char* kind = nullptr;
  std::string_view name;
};

// The first word of the instruction that the word at `index` belongs to.
uint32_t instruction_start(const Proto& proto, uint32_t index);

// The local variable that is active in a register when `pc` executes; a null view when there is
// none.
std::string_view local_name(const Proto& proto, uint32_t reg, uint32_t pc);
// "?" when stripped.
std::string_view upvalue_name(const Proto& proto, uint32_t index);
// "?" when the constant is not a string.
std::string_view constant_name(const Proto& proto, uint32_t index);

// What the value that `reg` holds when `pc` executes was loaded from.
FoundName register_name(const Proto& proto, Dialect dialect, uint32_t pc, uint32_t reg);
// What the instruction at `pc` calls.
FoundName called_name(const Proto& proto, Dialect dialect, uint32_t pc);

}  // namespace perilune
