// Looking for modules: paths of templates, and the searchers that require asks.
#include <cstdio>
#include <vector>

#include "runtime/interp/interrupt.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/environment.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/load.h"
#include "runtime/lib/package.h"
#include "runtime/lib/registry.h"
#include "runtime/metamethod.h"

namespace perilune::lib {

namespace {

// Paths and names end at their first zero byte, as in all that C opens.
std::string c_text(const String* text) { return text->data(); }

std::string replace_all(std::string text, const std::string& what, const std::string& by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

bool is_readable(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "r");
  if (file) std::fclose(file);
  return file != nullptr;
}

constexpr char kTemplateEnd = ';';
constexpr const char* kNameMark = "?";

// The files that a path of templates stands for.
std::vector<std::string> candidates(const State* L, const std::string& path,
                                    const std::string& name) {
  bool may_be_empty = L->global->semantics.empty_templates;
  std::string all = may_be_empty ? replace_all(path, kNameMark, name) : path;
  std::vector<std::string> files;
  if (all.empty()) return files;
  for (size_t at = 0; at <= all.size() && !*interp::interrupt_request();) {
    size_t end = all.find(kTemplateEnd, at);
    if (end == std::string::npos) end = all.size();
    std::string file = all.substr(at, end - at);
    if (may_be_empty)
      files.push_back(file);
    else if (!file.empty())
      files.push_back(replace_all(file, kNameMark, name));
    at = end + 1;
  }
  return files;
}

// The message that none of the files is there.
std::string not_found(const State* L, const std::vector<std::string>& files) {
  bool is_joined = L->global->semantics.joined_search_messages;
  if (files.empty()) return is_joined ? "no file ''" : "";
  std::string text;
  for (const std::string& file : files) {
    if (!is_joined || !text.empty()) text += "\n\t";
    text += "no file '" + file + "'";
  }
  return text;
}

// Looks for a module's file. False when there is none, with the message in *out, and when the
// program is interrupted, which is left to the caller.
bool search_path(const State* L, std::string name, const std::string& path,
                 const std::string& separator, const std::string& directory, std::string* out) {
  if (!separator.empty()) name = replace_all(name, separator, directory);
  std::vector<std::string> files = candidates(L, path, name);
  for (const std::string& file : files) {
    if (*interp::interrupt_request()) return false;
    if (!is_readable(file)) continue;
    *out = file;
    return true;
  }
  *out = not_found(L, files);
  return false;
}

enum class Found : uint8_t { Yes, No, Error };

// The same with a field of package for the path.
Found find_file(State* L, const std::string& name, const char* field, std::string* out) {
  Value path;
  if (get(L, upvalues(L)[0], Value::of(L->new_string(field)), &path) == Status::Error)
    return Found::Error;
  L->push(path);
  String* text;
  if ((!path.is_string() && !path.is_number()) || !check_string(L, L->nargs() - 1, &text)) {
    L->error("'package.%s' must be a string", field);
    return Found::Error;
  }
  return search_path(L, name, c_text(text), ".", "/", out) ? Found::Yes
         : was_interrupted(L)                              ? Found::Error
                                                           : Found::No;
}

NativeResult load_error(State* L, const std::string& file, const char* reason) {
  return L->error("error loading module '%s' from file '%s':\n\t%s", L->base[0].string()->data(),
                  file.c_str(), reason);
}

}  // namespace

NativeResult package_searchpath(State* L) {
  String *name, *path, *separator, *directory;
  if (!check_string(L, 0, &name) || !check_string(L, 1, &path) || !opt_string(L, 2, &separator) ||
      !opt_string(L, 3, &directory))
    return kNativeError;
  std::string result;
  if (search_path(L, c_text(name), c_text(path), separator ? c_text(separator) : ".",
                  directory ? c_text(directory) : "/", &result))
    return push_string(L, result);
  if (was_interrupted(L)) return kNativeError;
  L->push(Value());
  return push_string(L, result) == kNativeError ? kNativeError : 2;
}

NativeResult search_preloaded(State* L) {
  String* name;
  if (!check_string(L, 0, &name)) return kNativeError;
  const Semantics& semantics = L->global->semantics;
  Value preload, loader;
  if (semantics.preload_of_package) {
    if (get(L, upvalues(L)[0], Value::of(L->new_string("preload")), &preload) == Status::Error)
      return kNativeError;
    if (!preload.is_table()) return L->error("'package.preload' must be a table");
  } else {
    preload = L->global->registry->get_str(L->new_string("_PRELOAD"));
  }
  if (get(L, preload, L->base[0], &loader) == Status::Error) return kNativeError;
  if (loader.is_nil()) {
    const char* start = semantics.joined_search_messages ? "" : "\n\t";
    std::string message = std::string(start) + "no field package.preload['" + name->data() + "']";
    return push_string(L, message);
  }
  L->push(loader);
  if (!semantics.require_gives_data) return 1;
  return push_string(L, ":preload:") == kNativeError ? kNativeError : 2;
}

NativeResult search_lua(State* L) {
  String* name;
  std::string file;
  if (!check_string(L, 0, &name)) return kNativeError;
  Found found = find_file(L, c_text(name), "path", &file);
  if (found == Found::Error) return kNativeError;
  if (found == Found::No) return push_string(L, file);
  if (!load_file(L, file.c_str(), "bt", Value::of(thread_globals(L)))) {
    if (was_interrupted(L)) return kNativeError;
    const Value& error = L->error_value;
    return load_error(L, file, error.is_string() ? error.string()->data() : "?");
  }
  return push_string(L, file) == kNativeError ? kNativeError : 2;
}

namespace {

NativeResult search_for_library(State* L, const std::string& name) {
  std::string file;
  Found found = find_file(L, name, "cpath", &file);
  if (found == Found::Error) return kNativeError;
  return found == Found::No ? push_string(L, file) : load_error(L, file, kNoLibraries);
}

}  // namespace

NativeResult search_library(State* L) {
  String* name;
  return check_string(L, 0, &name) ? search_for_library(L, c_text(name)) : kNativeError;
}

// The library of a module's root: that of "a" for "a.b".
NativeResult search_root(State* L) {
  String* name;
  if (!check_string(L, 0, &name)) return kNativeError;
  std::string text = c_text(name);
  size_t dot = text.find('.');
  return dot == std::string::npos ? 0 : search_for_library(L, text.substr(0, dot));
}

}  // namespace perilune::lib
