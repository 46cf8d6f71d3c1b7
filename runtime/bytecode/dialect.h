// The dialects of Lua. A state speaks one of them; what each has is data (frontend/dialect.def for
// the grammar, runtime/lib/*.def for the libraries).
#pragma once

#include <cstdint>

namespace perilune {

enum class Dialect : uint8_t { Lua51, Lua52, Lua53, Lua54, Lua55 };
constexpr int kDialectCount = 5;

}  // namespace perilune
