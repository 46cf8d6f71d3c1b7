// How a host gives a program its memory.
#pragma once

#include <cstddef>

namespace perilune::gc {

// A function of the host that gives and takes large memory, with the meaning of lua_Alloc in the
// Lua manual: `memory` is null and `old_bytes` 0 for a new piece, aligned as malloc aligns, null
// when there is none; `new_bytes` is 0 for one that is given back, with the `old_bytes` that it was
// asked for. Nothing is resized. Called by the thread that runs the program.
struct Allocator {
  using Function = void* (*)(void* data, void* memory, size_t old_bytes, size_t new_bytes);
  Function function = nullptr;  // null: the system
  void* data = nullptr;         // the function's first argument
};

}  // namespace perilune::gc
