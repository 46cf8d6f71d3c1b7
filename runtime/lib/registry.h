// How libraries are registered: one table of entries a library, derived from its .def file.
#pragma once

#include <span>

#include "runtime/interp/fast_call.h"
#include "runtime/lib/intrinsics.h"
#include "runtime/state.h"

namespace perilune::lib {

struct Entry {
  const char* qualified;  // "math.abs"; NativeFunction::name
  const char* name;       // "abs", the end of `qualified`
  NativeFn fn;
  Dialect first, last;  // the dialects that have it
  uint8_t upvalues;     // filled in by the library's own set-up
  Intrinsic intrinsic;
  uint8_t fast_call;  // NativeFunction::fast_call
};

// Adds the entries that the state's dialect has. False when memory ran out, as for all that follow.
bool add_functions(State* L, Table* library, std::span<const Entry> entries);
bool add_value(State* L, Table* library, std::string_view name, const Value& value);
// Gives a function of the library its upvalue; nothing when the dialect does not have the function.
void set_upvalue(State* L, Table* library, std::string_view name, uint32_t index,
                 const Value& value);

// The table at a string key of `of`, made when it is not there; null when memory ran out.
Table* subtable(State* L, Table* of, std::string_view name);
// The registry's table of loaded libraries, where stock keeps it.
inline Table* loaded_libraries(State* L) { return subtable(L, L->global->registry, "_LOADED"); }

// Gives the function `name` that is there under another name, too, when there is `alias`.
void add_alias(State* L, Table* library, std::string_view alias, std::string_view name);
// Whether the state's dialect has any of them.
bool dialect_has(State* L, std::span<const Entry> entries);
// A library of its own: makes the table, sets the global and the entry among the loaded ones.
Table* add_library(State* L, const char* name, std::span<const Entry> entries);

// What the tables of functions cannot say: constants, upvalues, metatables.
bool set_up_base(State* L, Table* library);
bool set_up_math(State* L, Table* library);
bool set_up_string(State* L, Table* library);
bool set_up_utf8(State* L, Table* library);
bool set_up_io(State* L, Table* library);
bool set_up_package(State* L, Table* library);

}  // namespace perilune::lib

// The rows of a .def file as entries; PREFIX is the library's name with its dot.
#define LIBRARY_ENTRY(PREFIX, name, fn, first, last, upvalues)                                     \
  {PREFIX name,                                                                                    \
   &(PREFIX name)[sizeof(PREFIX) - 1],                                                             \
   fn,                                                                                             \
   Dialect::first,                                                                                 \
   Dialect::last,                                                                                  \
   upvalues,                                                                                       \
   find_intrinsic(PREFIX name),                                                                    \
   interp::fast_call_of(fn)}
