// Opening the package library: its fields, from constants and the environment.
#include "runtime/lib/package.h"

#include <cstdlib>
#include <iterator>

#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/registry.h"

namespace perilune::lib {

namespace {

struct Paths {
  const char* path;
  const char* cpath;
};
constexpr Paths kPaths[] = {
#define PACKAGE_PATHS(path, cpath) {path, cpath},
#include "runtime/lib/package.def"
};
static_assert(std::size(kPaths) == kDialectCount);

constexpr const char* kVariableSuffixes[kDialectCount] = {"_5_1", "_5_2", "_5_3", "_5_4", "_5_5"};

struct SearcherRow {
  const char* name;
  NativeFn fn;
};
constexpr SearcherRow kSearchers[] = {
#define SEARCHER(name, fn) {name, fn},
#include "runtime/lib/package.def"
};

struct SearchersRow {
  const char* field;
  Dialect first, last;
};
constexpr SearchersRow kSearchersFields[] = {
#define SEARCHERS(field, first, last) {field, Dialect::first, Dialect::last},
#include "runtime/lib/package.def"
};

// The directory separator, the template separator, the mark in templates, the mark for the host's
// folder, the mark that cuts names of functions in libraries.
constexpr std::string_view kConfig = "/\n;\n?\n!\n-";

// Whether the host wants no environment variables to be read.
bool ignores_environment(State* L) {
  String* key = L->try_string("LUA_NOENV");
  return key && L->global->registry->get_str(key).is_truthy();
}

const char* path_variable(State* L, const std::string& name) {
  if (!L->global->semantics.versioned_variables) return std::getenv(name.c_str());
  if (ignores_environment(L)) return nullptr;
  const char* suffix = kVariableSuffixes[static_cast<int>(L->global->dialect)];
  const char* value = std::getenv((name + suffix).c_str());
  return value ? value : std::getenv(name.c_str());
}

// A path from the environment, in which ";;" stands for the default one.
std::string expand_path(State* L, const std::string& given, const std::string& standard) {
  constexpr std::string_view kMark = ";;";
  std::string path = given;
  size_t at = path.find(kMark);
  if (L->global->semantics.one_default_path) {
    if (at == std::string::npos) return path;
    std::string before = at > 0 ? path.substr(0, at + 1) : "";
    std::string after = at + kMark.size() < path.size() ? path.substr(at + 1) : "";
    return before + standard + after;
  }
  for (; at != std::string::npos; at = path.find(kMark, at + standard.size() + 2))
    path.replace(at, kMark.size(), ";" + standard + ";");
  return path;
}

bool set_path(State* L, Table* library, const char* field, const char* variable,
              const char* standard) {
  const char* given = path_variable(L, variable);
  String* path = L->try_string(given ? expand_path(L, given, standard) : standard);
  return path && add_value(L, library, field, Value::of(path));
}

Table* make_searchers(State* L, Table* library) {
  Table* searchers = Table::make(L, std::size(kSearchers) + 1);
  for (size_t i = 0; searchers && i < std::size(kSearchers); ++i) {
    NativeFunction* searcher = NativeFunction::make(L, kSearchers[i].fn, kSearchers[i].name, 1);
    if (!searcher) return nullptr;
    searcher->upvalues()[0] = Value::of(library);
    searchers->set_int(L, static_cast<int64_t>(i) + 1, Value::of(searcher));
  }
  return searchers;
}

bool add_searchers(State* L, Table* library) {
  Table* searchers = make_searchers(L, library);
  if (!searchers) return false;
  for (const SearchersRow& row : kSearchersFields)
    if (L->global->dialect >= row.first && L->global->dialect <= row.last &&
        !add_value(L, library, row.field, Value::of(searchers)))
      return false;
  return true;
}

}  // namespace

const char* searchers_field(Dialect dialect) {
  const char* field = nullptr;
  for (const SearchersRow& row : kSearchersFields)
    if (dialect >= row.first && dialect <= row.last) field = row.field;
  return field;
}

NativeResult package_loadlib(State* L) {
  String *path, *symbol;
  if (!check_string(L, 0, &path) || !check_string(L, 1, &symbol)) return kNativeError;
  L->push(Value());
  if (push_string(L, kNoLibraries) == kNativeError || push_string(L, "absent") == kNativeError)
    return kNativeError;
  return 3;
}

NativeResult package_seeall(State* L) {
  Table* module;
  if (!check_table(L, 0, &module)) return kNativeError;
  Table* metatable = module->metatable();
  if (!metatable) {
    metatable = Table::make(L);
    if (!metatable) return L->memory_error();
    module->set_metatable(L, metatable);
  }
  if (!add_value(L, metatable, "__index", Value::of(L->global->globals))) return L->memory_error();
  return 0;
}

bool set_up_package(State* L, Table* library) {
  const Paths& paths = kPaths[static_cast<int>(L->global->dialect)];
  std::string config(kConfig);
  if (L->global->semantics.versioned_variables) config += '\n';
  String* config_text = L->try_string(config);
  Table* loaded = loaded_libraries(L);
  Table* preload = subtable(L, L->global->registry, "_PRELOAD");
  set_upvalue(L, L->global->globals, "require", 0, Value::of(library));
  return config_text && loaded && preload && set_path(L, library, "path", "LUA_PATH", paths.path) &&
         set_path(L, library, "cpath", "LUA_CPATH", paths.cpath) &&
         add_value(L, library, "config", Value::of(config_text)) &&
         add_value(L, library, "loaded", Value::of(loaded)) &&
         add_value(L, library, "preload", Value::of(preload)) && add_searchers(L, library);
}

}  // namespace perilune::lib
