// The methods of files, and what stands behind the functions of io.
#include "runtime/lib/file.h"

#include <cerrno>
#include <cstring>
#include <new>

#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/number.h"

namespace perilune::lib {

File* file_of(State* L, const Value& v) {
  if (!v.is_userdata()) return nullptr;
  Table* metatable = v.userdata()->metatable;
  if (!metatable || !same_bits(io_table(L)->get_int(kFileMetatable), Value::of(metatable)))
    return nullptr;
  return static_cast<File*>(v.userdata()->data());
}

File* check_file(State* L, uint32_t i) {
  File* file = file_of(L, L->arg(i));
  if (!file) type_mismatch(L, i, "FILE*");
  return file;
}

File* check_open_file(State* L, uint32_t i) {
  File* file = check_file(L, i);
  if (file && !file->stream) {
    L->error("attempt to use a closed file");
    return nullptr;
  }
  return file;
}

namespace {

void destroy_file(Object* object) {
  File* file = static_cast<File*>(static_cast<Userdata*>(object)->data());
  if (file->stream && !file->is_standard) std::fclose(file->stream);
}

}  // namespace

File* push_file(State* L, std::FILE* stream, bool is_standard) {
  Userdata* u = Userdata::make(L, sizeof(File));
  if (!u) {
    if (!is_standard) std::fclose(stream);
    L->error_plain("not enough memory");
    return nullptr;
  }
  File* file = new (u->data()) File{stream, is_standard};
  u->set_metatable(L, io_table(L)->get_int(kFileMetatable).table());
  L->global->heap.add_destructor(u, destroy_file);
  L->push(Value::of(u));
  return file;
}

File* push_opened(State* L, const char* path, const char* mode) {
  std::FILE* stream = std::fopen(path, mode);
  if (stream) return push_file(L, stream, false);
  L->error("cannot open file '%s' (%s)", path, std::strerror(errno));
  return nullptr;
}

NativeResult push_file_result(State* L, bool ok, const char* path) {
  int error = errno;  // before anything can change it
  if (ok) return push_boolean(L, true);
  L->push(Value());
  Buffer message;
  if (path) {
    message.append(std::string_view(path));
    message.append(std::string_view(": "));
  }
  message.append(std::string_view(std::strerror(error)));
  if (push_string(L, message) == kNativeError) return kNativeError;
  L->push(Value::integer(error));
  return 3;
}

NativeResult close_file(State* L, File* file) {
  if (file->is_standard) {
    L->push(Value());
    return push_string(L, "cannot close standard file") == kNativeError ? kNativeError : 2;
  }
  std::FILE* stream = file->stream;
  file->stream = nullptr;
  return push_file_result(L, std::fclose(stream) == 0, nullptr);
}

namespace {

bool write_value(State* L, std::FILE* stream, uint32_t i, bool* ok) {
  if (L->base[i].is_number()) {
    char text[kMaxNumberText];
    size_t length;
    if (L->base[i].is_float() && L->global->dialect < Dialect::Lua55) {
      // Without the ".0" that tostring puts behind a whole number.
      length = static_cast<size_t>(std::snprintf(text, sizeof text, "%.14g", L->base[i].f));
    } else {
      length = number_to_text(L->base[i], L->global->dialect, text);
    }
    *ok = *ok && fwrite_unlocked(text, 1, length, stream) == length;
    return true;
  }
  String* s;
  if (!check_string(L, i, &s)) return false;
  *ok = *ok && fwrite_unlocked(s->data(), 1, s->length(), stream) == s->length();
  return true;
}

}  // namespace

NativeResult write_arguments(State* L, File* file, uint32_t first, const Value& self) {
  bool ok = true;
  for (uint32_t i = first, n = L->nargs(); i < n; ++i)
    if (!write_value(L, file->stream, i, &ok)) return kNativeError;
  return ok ? push(L, self) : push_file_result(L, false, nullptr);
}

NativeResult file_write(State* L) {
  File* file = check_open_file(L, 0);
  return file ? write_arguments(L, file, 1, L->base[0]) : kNativeError;
}

NativeResult file_read(State* L) {
  File* file = check_open_file(L, 0);
  return file ? read_formats(L, file->stream, 1) : kNativeError;
}

NativeResult file_lines(State* L) {
  return check_open_file(L, 0) ? push_lines(L, L->base[0], false) : kNativeError;
}

NativeResult file_close(State* L) {
  File* file = check_open_file(L, 0);
  return file ? close_file(L, file) : kNativeError;
}

NativeResult file_flush(State* L) {
  File* file = check_open_file(L, 0);
  if (!file) return kNativeError;
  return push_file_result(L, std::fflush(file->stream) == 0, nullptr);
}

NativeResult file_seek(State* L) {
  static constexpr const char* kNames[] = {"set", "cur", "end", nullptr};
  static constexpr int kOrigins[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  File* file = check_open_file(L, 0);
  int origin;
  int64_t offset;
  if (!file || !check_option(L, 1, "cur", kNames, &origin) || !opt_integer(L, 2, 0, &offset))
    return kNativeError;
  if (fseeko(file->stream, offset, kOrigins[origin]) != 0)
    return push_file_result(L, false, nullptr);
  return push_integer(L, ftello(file->stream));
}

NativeResult file_setvbuf(State* L) {
  static constexpr const char* kNames[] = {"no", "full", "line", nullptr};
  static constexpr int kModes[] = {_IONBF, _IOFBF, _IOLBF};
  constexpr int64_t kDefaultSize = 1024;
  File* file = check_open_file(L, 0);
  int mode;
  int64_t size;
  if (!file || !check_option(L, 1, nullptr, kNames, &mode) ||
      !opt_integer(L, 2, kDefaultSize, &size))
    return kNativeError;
  int result = std::setvbuf(file->stream, nullptr, kModes[mode], static_cast<size_t>(size));
  return push_file_result(L, result == 0, nullptr);
}

}  // namespace perilune::lib
