// Opening the libraries: from the tables of functions to tables of Lua.
#include "runtime/lib/lib.h"

#include "runtime/lib/functions.h"
#include "runtime/lib/registry.h"

namespace perilune {

namespace lib {
namespace {

#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("", name, fn, first, last, upvalues),
constexpr Entry kBase[] = {
#include "runtime/lib/base.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("coroutine.", name, fn, first, last, upvalues),
constexpr Entry kCoroutine[] = {
#include "runtime/lib/coroutine.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("math.", name, fn, first, last, upvalues),
constexpr Entry kMath[] = {
#include "runtime/lib/math.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("table.", name, fn, first, last, upvalues),
constexpr Entry kTable[] = {
#include "runtime/lib/table.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("string.", name, fn, first, last, upvalues),
constexpr Entry kString[] = {
#include "runtime/lib/string.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("utf8.", name, fn, first, last, upvalues),
constexpr Entry kUtf8[] = {
#include "runtime/lib/utf8.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("bit32.", name, fn, first, last, upvalues),
constexpr Entry kBit32[] = {
#include "runtime/lib/bit32.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("os.", name, fn, first, last, upvalues),
constexpr Entry kOs[] = {
#include "runtime/lib/os.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("io.", name, fn, first, last, upvalues),
constexpr Entry kIo[] = {
#include "runtime/lib/io.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("package.", name, fn, first, last, upvalues),
constexpr Entry kPackage[] = {
#include "runtime/lib/package.def"
#undef FUNCTION
};
#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("debug.", name, fn, first, last, upvalues),
constexpr Entry kDebug[] = {
#include "runtime/lib/debug.def"
#undef FUNCTION
};

constexpr const char* kVersions[kDialectCount] = {"Lua 5.1", "Lua 5.2", "Lua 5.3", "Lua 5.4",
                                                  "Lua 5.5"};

bool open_base(State* L) {
  Table* globals = L->global->globals;
  Table* loaded = loaded_libraries(L);
  const char* version = kVersions[static_cast<int>(L->global->dialect)];
  String* text = L->try_string(version);
  return loaded && text && add_value(L, loaded, "_G", Value::of(globals)) &&
         add_functions(L, globals, kBase) && add_value(L, globals, "_G", Value::of(globals)) &&
         add_value(L, globals, "_VERSION", Value::of(text)) && set_up_base(L, globals);
}

}  // namespace

Table* subtable(State* L, Table* of, std::string_view name) {
  String* key = L->try_string(name);
  if (!key) return nullptr;
  Value old = of->get_str(key);
  if (old.is_table()) return old.table();
  Table* made = Table::make(L);
  if (made) of->set_str(L, key, Value::of(made));
  return made;
}

bool add_value(State* L, Table* library, std::string_view name, const Value& value) {
  String* key = L->try_string(name);
  if (!key) return false;
  library->set_str(L, key, value);
  return true;
}

bool add_functions(State* L, Table* library, std::span<const Entry> entries) {
  for (const Entry& e : entries) {
    if (L->global->dialect < e.first || L->global->dialect > e.last) continue;
    NativeFunction* native = NativeFunction::make(L, e.fn, e.qualified, e.upvalues,
                                                  static_cast<IntrinsicId>(e.intrinsic));
    if (!native || !add_value(L, library, e.name, Value::of(native))) return false;
    native->has_private_upvalues = true;
    native->fast_call = e.fast_call;
  }
  return true;
}

void set_upvalue(State* L, Table* library, std::string_view name, uint32_t index,
                 const Value& value) {
  Value function = library->get_str(L->new_string(name));
  if (!function.is_native()) return;
  function.native()->upvalues()[index] = value;
  gc::barrier(L, function.native(), value);
}

void add_alias(State* L, Table* library, std::string_view alias, std::string_view name) {
  String* key = L->try_string(alias);
  if (key && !library->get_str(key).is_nil())
    library->set_str(L, key, library->get_str(L->new_string(name)));
}

bool dialect_has(State* L, std::span<const Entry> entries) {
  for (const Entry& e : entries)
    if (L->global->dialect >= e.first && L->global->dialect <= e.last) return true;
  return false;
}

Table* add_library(State* L, const char* name, std::span<const Entry> entries) {
  Table* library = Table::make(L, 0, static_cast<uint32_t>(entries.size()));
  Table* loaded = loaded_libraries(L);
  if (!library || !loaded || !add_functions(L, library, entries) ||
      !add_value(L, loaded, name, Value::of(library)) ||
      !add_value(L, L->global->globals, name, Value::of(library)))
    return nullptr;
  return library;
}

}  // namespace lib

bool open_libraries(State* L) {
  using namespace lib;
  Global* global = L->global;
  if (!global->globals) global->globals = Table::make(L);
  if (!global->registry) global->registry = Table::make(L);
  if (!global->globals || !global->registry || !open_base(L)) return false;
  Table* math = add_library(L, "math", kMath);
  Table* string = add_library(L, "string", kString);
  Table* io = add_library(L, "io", kIo);
  Table* package = add_library(L, "package", kPackage);
  if (dialect_has(L, kBit32) && !add_library(L, "bit32", kBit32)) return false;
  if (dialect_has(L, kUtf8)) {
    Table* utf8 = add_library(L, "utf8", kUtf8);
    if (!utf8 || !set_up_utf8(L, utf8)) return false;
  }
  return package && set_up_package(L, package) && math && string && io &&
         add_library(L, "table", kTable) && add_library(L, "os", kOs) &&
         add_library(L, "coroutine", kCoroutine) && add_library(L, "debug", kDebug) &&
         set_up_math(L, math) && set_up_string(L, string) && set_up_io(L, io);
}

}  // namespace perilune
