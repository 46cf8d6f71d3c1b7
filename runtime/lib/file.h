// Files: userdata around the C library's streams, and what the functions of io and the methods of
// files share. All of them have one upvalue, the table of io: the metatable of files, and the
// default files.
#pragma once

#include <cstdio>

#include "runtime/lib/args.h"
#include "runtime/state.h"

namespace perilune::lib {

enum class FileKind : uint8_t {
  Plain,
  Standard,  // cannot be closed by programs
  Pipe,      // to or from a process, which closing waits for
};

struct File {
  std::FILE* stream;  // null when closed; owned, unless it is standard
  FileKind kind;
};

// The indices in the table of io.
enum IoSlot : int64_t { kFileMetatable = 1, kDefaultInput = 2, kDefaultOutput = 3 };

inline Table* io_table(State* L) { return upvalues(L)[0].table(); }

// Null when the value is no file.
File* file_of(State* L, const Value& v);
// The file at an argument, closed or not; null with the error set when there is none.
File* check_file(State* L, uint32_t i);
// The same, but a closed file is an error.
File* check_open_file(State* L, uint32_t i);

// Pushes a new file for a stream, which it owns; the file is closed when it is collected. Null with
// the error set when memory ran out.
File* push_file(State* L, std::FILE* stream, FileKind kind);

// true; or nil, a message from errno (behind `path`, when not null) and its number.
NativeResult push_file_result(State* L, bool ok, const char* path);
// What became of a process, by its status as wait gives it: true or nil, "exit" or "signal", and
// the code; only whether there is a status, where the dialect has no more.
NativeResult push_process_result(State* L, int status);

// Closes the stream; false, with errno set, when that failed. *status is that of a pipe's process.
bool close_stream(File* file, int* status);
// Closes and pushes what `close` returns.
NativeResult close_file(State* L, File* file);
// Reads by the formats in the arguments from `first` on, a line when there are none.
NativeResult read_formats(State* L, std::FILE* stream, uint32_t first);
// Writes the arguments from `first` on, and pushes what `write` returns for the file `self`.
NativeResult write_arguments(State* L, File* file, uint32_t first, const Value& self);
// Pushes the iterator over `file` by the formats in the arguments from 1 on.
NativeResult push_lines(State* L, const Value& file, bool close_at_end);

}  // namespace perilune::lib
