// The outcome of whatever may run Lua.
#pragma once

#include <cstdint>

namespace perilune {

// On Error the value is in State::error_value.
enum class [[nodiscard]] Status : uint8_t { Ok, Error };

}  // namespace perilune
