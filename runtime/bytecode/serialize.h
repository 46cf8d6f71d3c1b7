// Binary chunks: a compiled function as bytes, and back.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "runtime/bytecode/dialect.h"
#include "runtime/bytecode/function.h"

namespace perilune::bytecode {

// The binary chunk of `function`: the header of the dialect's stock Lua, then a form of our own.
// `strip` leaves out what serves debugging only: source, lines, names of locals and upvalues.
std::string serialize(const Function& function, Dialect dialect, bool strip);

// Reads a binary chunk. The bytes may come from anywhere: what they give has been checked by the
// verifier and cannot harm. `chunk_name` is that of load() ('=name', '@file' or any text) and is
// for messages only. A function without a source is called "=?". On failure `*error`, when not
// null, is the message, word for word that of the dialect where stock Lua has one.
bool deserialize(std::string_view bytes, std::string_view chunk_name, Dialect dialect,
                 std::unique_ptr<Function>* out, std::string* error);

// The part of a function that decides what it does, as bytes: code without counters and marks of
// compiled loops, constants, captured variables, nested functions, parameters and registers.
std::string essence(const Function& function);

}  // namespace perilune::bytecode
