// The methods of files, and what stands behind the functions of io.
#include "runtime/lib/file.h"

#include <cerrno>
#include <cstring>
#include <new>
#include <sys/wait.h>

#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/stream.h"
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
  int status;
  if (file->stream && file->kind != FileKind::Standard) close_stream(file, &status);
}

}  // namespace

File* push_file(State* L, std::FILE* stream, FileKind kind) {
  Userdata* u = Userdata::make(L, sizeof(File));
  gc::Heap& heap = L->global->heap;
  if (!u || heap.is_made_to_fail() || !heap.add_destructor(u, destroy_file)) {
    File lost{stream, kind};
    int status;
    close_stream(&lost, &status);
    L->memory_error();
    return nullptr;
  }
  File* file = new (u->data()) File{stream, kind};
  u->set_metatable(L, io_table(L)->get_int(kFileMetatable).table());
  L->push(Value::of(u));
  return file;
}

NativeResult push_file_result(State* L, bool ok, const char* path) {
  int error = errno;  // before anything can change it
  if (ok) return push_boolean(L, true);
  L->push(Value());
  Buffer message(L);
  if (path) {
    message.append(std::string_view(path));
    message.append(std::string_view(": "));
  }
  message.append(std::string_view(std::strerror(error)));
  if (push_string(L, message) == kNativeError) return kNativeError;
  L->push(L->integer(error));
  return 3;
}

NativeResult push_process_result(State* L, int status) {
  if (!L->global->semantics.exit_details) return push_file_result(L, status != -1, nullptr);
  if (status == -1) return push_file_result(L, false, nullptr);
  bool was_killed = WIFSIGNALED(status);
  int code = was_killed ? WTERMSIG(status) : WIFEXITED(status) ? WEXITSTATUS(status) : status;
  L->push(!was_killed && code == 0 ? Value::boolean(true) : Value());
  if (push_string(L, was_killed ? "signal" : "exit") == kNativeError) return kNativeError;
  L->push(L->integer(code));
  return 3;
}

bool close_stream(File* file, int* status) {
  std::FILE* stream = file->stream;
  file->stream = nullptr;
  *status = 0;
  errno = 0;
  if (file->kind == FileKind::Pipe) {
    *status = pclose(stream);
    return *status != -1;
  }
  return std::fclose(stream) == 0;
}

NativeResult close_file(State* L, File* file) {
  if (file->kind == FileKind::Standard) {
    L->push(Value());
    return push_string(L, "cannot close standard file") == kNativeError ? kNativeError : 2;
  }
  int status;
  bool ok = close_stream(file, &status);
  return file->kind == FileKind::Pipe ? push_process_result(L, status)
                                      : push_file_result(L, ok, nullptr);
}

namespace {

// The text of argument `i` as it is written; `buffer` has room for a number. False with the error
// set.
bool written_text(State* L, uint32_t i, char* buffer, std::string_view* text) {
  const Value& v = L->base[i];
  if (!v.is_number()) {
    String* s;
    if (!check_string(L, i, &s)) return false;
    *text = s->view();
    return true;
  }
  size_t length;
  if (v.is_float() && L->global->semantics.plain_numbers_written)
    length = static_cast<size_t>(std::snprintf(buffer, kMaxNumberText, "%.14g", v.f));
  else
    length = number_to_text(v, L->global->dialect, buffer);
  *text = {buffer, length};
  return true;
}

}  // namespace

NativeResult write_arguments(State* L, File* file, uint32_t first, const Value& self) {
  const Semantics& semantics = L->global->semantics;
  size_t total = 0;
  bool ok = true;
  for (uint32_t i = first, n = L->nargs(); i < n; ++i) {
    char buffer[kMaxNumberText];
    std::string_view text;
    if (!written_text(L, i, buffer, &text)) return kNativeError;
    if (!ok) continue;  // only checked
    size_t written = text.size();
    if (!put_buffered(file->stream, text)) {
      errno = 0;
      written = fwrite_unlocked(text.data(), 1, text.size(), file->stream);
    }
    total += written;
    ok = written == text.size();
    if (!ok && semantics.write_counts) break;
  }
  if (ok) return push(L, semantics.write_gives_true ? Value::boolean(true) : self);
  NativeResult n = push_file_result(L, false, nullptr);
  if (n == kNativeError || !semantics.write_counts) return n;
  L->push(L->integer(static_cast<int64_t>(total)));
  return n + 1;
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
  errno = 0;
  return push_file_result(L, std::fflush(file->stream) == 0, nullptr);
}

NativeResult file_seek(State* L) {
  static constexpr const char* kNames[] = {"set", "cur", "end", nullptr};
  static constexpr int kOrigins[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  File* file = check_open_file(L, 0);
  int origin;
  int64_t offset;
  if (!file || !check_option(L, 1, "cur", kNames, &origin)) return kNativeError;
  if (L->global->semantics.whole_offsets && L->arg(2).is_float() &&
      !to_integer_exact(L->arg(2), &offset))
    return bad_argument(L, 2, "not an integer in proper range");
  if (!opt_integer(L, 2, 0, &offset)) return kNativeError;
  errno = 0;
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
