// The functions of io, and the set-up of files.
#include <cerrno>
#include <cstring>
#include <string>

#include "runtime/lib/buffer.h"
#include "runtime/lib/file.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/registry.h"

namespace perilune::lib {

namespace {

// A default file; null with the error set when it is closed.
File* default_file(State* L, IoSlot which, Value* value) {
  *value = io_table(L)->get_int(which);
  File* file = static_cast<File*>(value->userdata()->data());
  if (file->stream) return file;
  L->error("%s %s file is closed", L->global->semantics.standard_defaults ? "standard" : "default",
           which == kDefaultInput ? "input" : "output");
  return nullptr;
}

// Opens the file that argument 0 names, for a function that cannot do without.
bool push_opened(State* L, const char* mode) {
  String* path;
  if (!check_string(L, 0, &path)) return false;
  errno = 0;
  std::FILE* stream = std::fopen(path->data(), mode);
  if (stream) return push_file(L, stream, FileKind::Plain);
  const char* reason = std::strerror(errno);
  if (L->global->semantics.unopened_arguments)
    bad_argument(L, 0, (std::string(path->data()) + ": " + reason).c_str());
  else
    L->error("cannot open file '%s' (%s)", path->data(), reason);
  return false;
}

// io.input and io.output.
NativeResult exchange_default(State* L, IoSlot which, const char* mode) {
  if (!is_none_or_nil(L, 0)) {
    Value file = L->base[0];
    if (file.is_string() || file.is_number()) {
      if (!push_opened(L, mode)) return kNativeError;
      file = L->top[-1];
    } else if (!check_open_file(L, 0)) {
      return kNativeError;
    }
    io_table(L)->set_int(L, which, file);
  }
  return push(L, io_table(L)->get_int(which));
}

// A mode as fopen takes it: r, w or a, then perhaps +, then perhaps b.
bool is_valid_mode(const State* L, const char* mode) {
  const Semantics& semantics = L->global->semantics;
  if (semantics.any_file_mode) return true;
  if (*mode == '\0' || !std::strchr("rwa", *mode)) return false;
  ++mode;
  if (*mode == '+') ++mode;
  size_t letters = std::strspn(mode, "b");
  return letters == std::strlen(mode) && (letters <= 1 || semantics.repeated_mode_b);
}

NativeResult file_tostring(State* L) {
  File* file = check_file(L, 0);
  if (!file) return kNativeError;
  if (!file->stream) return push_string(L, "file (closed)");
  char text[64];
  int n = std::snprintf(text, sizeof text, "file (%p)", static_cast<void*>(file->stream));
  return push_string(L, {text, static_cast<size_t>(n)});
}

// __gc and __close: closes silently.
NativeResult file_finalize(State* L) {
  File* file = check_file(L, 0);
  if (!file) return kNativeError;
  int status;
  if (file->stream && file->kind != FileKind::Standard) close_stream(file, &status);
  return 0;
}

}  // namespace

NativeResult io_write(State* L) {
  Value self;
  File* file = default_file(L, kDefaultOutput, &self);
  return file ? write_arguments(L, file, 0, self) : kNativeError;
}

NativeResult io_read(State* L) {
  Value self;
  File* file = default_file(L, kDefaultInput, &self);
  return file ? read_formats(L, file->stream, 0) : kNativeError;
}

NativeResult io_flush(State* L) {
  Value self;
  File* file = default_file(L, kDefaultOutput, &self);
  if (!file) return kNativeError;
  errno = 0;
  return push_file_result(L, std::fflush(file->stream) == 0, nullptr);
}

NativeResult io_input(State* L) { return exchange_default(L, kDefaultInput, "r"); }
NativeResult io_output(State* L) { return exchange_default(L, kDefaultOutput, "w"); }

NativeResult io_close(State* L) {
  if (is_absent(L, 0)) L->push(io_table(L)->get_int(kDefaultOutput));
  return file_close(L);
}

NativeResult io_open(State* L) {
  String *path, *mode;
  if (!check_string(L, 0, &path) || !opt_string(L, 1, &mode)) return kNativeError;
  const char* how = mode ? mode->data() : "r";
  if (!is_valid_mode(L, how)) return bad_argument(L, 1, "invalid mode");
  errno = 0;
  std::FILE* stream = std::fopen(path->data(), how);
  if (!stream) return push_file_result(L, false, path->data());
  return push_file(L, stream, FileKind::Plain) ? 1 : kNativeError;
}

NativeResult io_popen(State* L) {
  String *command, *mode;
  if (!check_string(L, 0, &command) || !opt_string(L, 1, &mode)) return kNativeError;
  std::string_view how = mode ? mode->data() : "r";
  if (L->global->semantics.checked_pipe_modes && how != "r" && how != "w")
    return bad_argument(L, 1, "invalid mode");
  std::fflush(nullptr);
  errno = 0;
  std::FILE* stream = popen(command->data(), how.data());
  if (!stream) return push_file_result(L, false, command->data());
  return push_file(L, stream, FileKind::Pipe) ? 1 : kNativeError;
}

NativeResult io_tmpfile(State* L) {
  errno = 0;
  std::FILE* stream = std::tmpfile();
  if (!stream) return push_file_result(L, false, nullptr);
  return push_file(L, stream, FileKind::Plain) ? 1 : kNativeError;
}

NativeResult io_lines(State* L) {
  if (is_absent(L, 0)) L->push(Value());
  if (L->base[0].is_nil()) {
    L->base[0] = io_table(L)->get_int(kDefaultInput);
    return check_open_file(L, 0) ? push_lines(L, L->base[0], false) : kNativeError;
  }
  if (!push_opened(L, "r")) return kNativeError;
  L->base[0] = *--L->top;
  NativeResult n = push_lines(L, L->base[0], true);
  if (n == kNativeError || !L->global->semantics.lines_closes) return n;
  L->push(Value());
  L->push(Value());
  L->push(L->base[0]);
  return 4;
}

NativeResult io_type(State* L) {
  if (!check_any(L, 0)) return kNativeError;
  File* file = file_of(L, L->base[0]);
  if (!file) return push(L, Value());
  return push_string(L, file->stream ? "file" : "closed file");
}

namespace {

#define FUNCTION(name, fn, first, last, upvalues)                                                  \
  LIBRARY_ENTRY("file:", name, fn, first, last, upvalues),
constexpr Entry kMethods[] = {
#include "runtime/lib/file.def"
};
constexpr Entry kMetamethods[] = {FUNCTION("__tostring", file_tostring, Lua51, Lua55, 1) FUNCTION(
    "__gc", file_finalize, Lua51, Lua55, 1) FUNCTION("__close", file_finalize, Lua54, Lua55, 1)};
#undef FUNCTION
#define FUNCTION(name, fn, first, last, upvalues) name,
constexpr const char* kFunctionNames[] = {
#include "runtime/lib/io.def"
#undef FUNCTION
};

Table* make_metatable(State* L, Table* io) {
  Table* metatable = Table::make(L);
  const Semantics& semantics = L->global->semantics;
  Table* methods = semantics.metatable_is_index ? metatable : Table::make(L);
  String* name = L->try_string("FILE*");
  if (!metatable || !methods || !name || !add_functions(L, methods, kMethods) ||
      !add_functions(L, metatable, kMetamethods) ||
      !add_value(L, metatable, "__index", Value::of(methods)) ||
      (semantics.named_types && !add_value(L, metatable, "__name", Value::of(name))))
    return nullptr;
  for (const Entry& e : kMethods)
    set_upvalue(L, methods, e.name, 0, Value::of(io));
  for (const Entry& e : kMetamethods)
    set_upvalue(L, metatable, e.name, 0, Value::of(io));
  return metatable;
}

// A standard file, as a field of the library and, with `which` not 0, as a default file.
bool add_standard_file(State* L, Table* library, Table* io, const char* name, std::FILE* stream,
                       int64_t which) {
  Userdata* u = Userdata::make(L, sizeof(File));
  if (!u) return false;
  *static_cast<File*>(u->data()) = File{stream, FileKind::Standard};
  u->set_metatable(L, io->get_int(kFileMetatable).table());
  if (which != 0) io->set_int(L, which, Value::of(u));
  return add_value(L, library, name, Value::of(u));
}

}  // namespace

bool set_up_io(State* L, Table* library) {
  Table* io = Table::make(L, 4);
  Table* metatable = io ? make_metatable(L, io) : nullptr;
  if (!metatable) return false;
  io->set_int(L, kFileMetatable, Value::of(metatable));
  for (const char* name : kFunctionNames)
    set_upvalue(L, library, name, 0, Value::of(io));
  return add_value(L, L->global->registry, "FILE*", Value::of(metatable)) &&
         add_standard_file(L, library, io, "stdin", stdin, kDefaultInput) &&
         add_standard_file(L, library, io, "stdout", stdout, kDefaultOutput) &&
         add_standard_file(L, library, io, "stderr", stderr, 0);
}

}  // namespace perilune::lib
