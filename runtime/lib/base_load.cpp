// The basic functions that turn text into functions: load, loadfile, dofile.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "runtime/call.h"
#include "runtime/interp/interrupt.h"
#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/environment.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/load.h"

namespace perilune::lib {

namespace {

constexpr char kBinarySignature = '\x1b';

// What load returns after a failure: nil and the error value.
NativeResult push_failure(State* L) {
  if (was_interrupted(L)) return kNativeError;
  Value message = take_error(L);
  L->push(Value());
  L->push(message);
  return 2;
}

bool has_memory(State* L, const Buffer& text) {
  if (text.failed()) L->memory_error();
  return !text.failed();
}

}  // namespace

bool was_interrupted(State* L) {
  if (!*interp::interrupt_request()) return false;
  interp::follow_interrupt(L);
  return true;
}

bool load_chunk(State* L, const SourceText& source, std::string_view name, std::string_view mode,
                const Value& env) {
  bool is_binary = source.text.starts_with(kBinarySignature);
  const char* kind = is_binary ? "binary" : "text";
  if (mode.find(kind[0]) == std::string_view::npos) {
    L->error_plain("attempt to load a %s chunk (mode is '%s')", kind, std::string(mode).c_str());
    return false;
  }
  Closure* closure =
      is_binary ? load_binary(L, source.text, name, env) : load_text(L, source, name, env);
  if (!closure) return false;
  L->push(Value::of(closure));
  return true;
}

namespace {

// The text that a reader function, argument 0, gives in pieces until nil or an empty string.
class Reader {
public:
  explicit Reader(State* L) : L_(L) {}

  std::string_view text() const { return text_.view(); }
  // Asks for the next piece, unless the end was reached.
  void read_piece() {
    if (!at_end_) at_end_ = !append_piece();
  }
  void read_all() {
    while (!at_end_)
      read_piece();
  }
  // As SourceText wants it.
  static std::string_view read_more(void* reader) {
    static_cast<Reader*>(reader)->read_piece();
    return static_cast<Reader*>(reader)->text();
  }
  // Whether reading ended with an error, which then is the state's again.
  bool failed() {
    if (!has_error_) return false;
    L_->throw_value(error_);
    return true;
  }

private:
  // Until the error is handed back no Lua runs, and so no collector.
  bool fail() {
    error_ = L_->error_value;
    has_error_ = true;
    return false;
  }
  bool append_piece() {
    Value* func = L_->top;
    push_function(L_, L_->base[0]);
    if (call_catching(L_, func, 1) == Status::Error) return fail();
    Value piece = *--L_->top;
    if (piece.is_nil() || (piece.is_string() && piece.string()->length() == 0)) return false;
    if (piece.is_number()) {
      text_.append_number(piece, L_->global->dialect);
    } else if (piece.is_string()) {
      text_.append(piece.string()->view());
    } else {
      L_->error("reader function must return a string");
      handle_error(L_);
      return fail();
    }
    return has_memory(L_, text_) || fail();
  }

  State* L_;
  Buffer text_{L_};
  bool at_end_ = false;
  bool has_error_ = false;
  Value error_;
};

bool read_mode(State* L, uint32_t i, std::string_view* mode) {
  String* given;
  if (!opt_string(L, i, &given)) return false;
  *mode = given ? given->view() : std::string_view("bt");
  if (L->global->semantics.host_modes && mode->find('B') != std::string_view::npos) {
    bad_argument(L, i, "invalid mode");
    return false;
  }
  return true;
}

Value default_environment(State* L) { return Value::of(thread_globals(L)); }

Value environment(State* L, uint32_t i) {
  return is_absent(L, i) ? default_environment(L) : L->base[i];
}

// Loads the pieces that the function at argument 0 gives.
bool load_pieces(State* L, std::string_view name, std::string_view mode, const Value& env) {
  Reader reader(L);
  reader.read_piece();
  bool is_binary = reader.text().starts_with(kBinarySignature);
  if (is_binary) reader.read_all();
  SourceText source(reader.text(), is_binary ? nullptr : Reader::read_more, &reader);
  bool ok = load_chunk(L, source, name, mode, env);
  return !reader.failed() && ok;
}

constexpr std::string_view kAnyMode = "bt";
constexpr std::string_view kPiecesName = "=(load)";

}  // namespace

NativeResult base_load(State* L) {
  String* name;
  std::string_view mode;
  bool is_text = L->arg(0).is_string() || L->arg(0).is_number();
  String* source = nullptr;
  if (is_text && !check_string(L, 0, &source)) return kNativeError;
  if (!read_mode(L, 2, &mode) || !opt_string(L, 1, &name)) return kNativeError;
  bool ok;
  if (is_text) {
    std::string_view shown = name ? name->view() : source->view();
    ok = load_chunk(L, source->view(), shown, mode, environment(L, 3));
  } else {
    if (!check_function(L, 0)) return kNativeError;
    ok = load_pieces(L, name ? name->view() : kPiecesName, mode, environment(L, 3));
  }
  if (L->closing) return kNativeError;
  return ok ? 1 : push_failure(L);
}

NativeResult base_load_function(State* L) {
  String* name;
  if (!opt_string(L, 1, &name) || !check_function(L, 0)) return kNativeError;
  std::string_view shown = name ? name->view() : kPiecesName;
  bool ok = load_pieces(L, shown, kAnyMode, default_environment(L));
  if (L->closing) return kNativeError;
  return ok ? 1 : push_failure(L);
}

NativeResult base_loadstring(State* L) {
  String *source, *name;
  if (!check_string(L, 0, &source) || !opt_string(L, 1, &name)) return kNativeError;
  std::string_view shown = name ? name->view() : source->view();
  bool ok = load_chunk(L, source->view(), shown, kAnyMode, default_environment(L));
  return ok ? 1 : push_failure(L);
}

namespace {

// `error` is an errno, or 0 when it is not to be told.
bool file_error(State* L, const char* action, const char* name, int error) {
  const char* reason = error == 0 ? "" : std::strerror(error);
  L->error_plain("cannot %s %s%s%s", action, name, *reason ? ": " : "", reason);
  return false;
}

bool read_file(State* L, const char* path, Buffer* out) {
  std::FILE* file = path ? std::fopen(path, "rb") : stdin;
  const char* shown = path ? path : "stdin";
  if (!file) return file_error(L, "open", shown, errno);
  constexpr size_t kChunk = size_t{1} << 16;
  size_t n = 1;
  errno = 0;
  bool is_interrupted = false;
  for (char* at; n > 0 && !is_interrupted && (at = out->reserve_any(kChunk));) {
    n = std::fread(at, 1, kChunk, file);
    out->commit(n);
    is_interrupted = *interp::interrupt_request();
  }
  int error = errno;
  bool failed = std::ferror(file) != 0;
  if (path) std::fclose(file);
  if (is_interrupted) return L->error_plain("interrupted!"), false;
  if (!failed) return true;
  return file_error(L, "read", shown,
                    L->global->semantics.load_failures_without_reason ? 0 : error);
}

}  // namespace

std::string_view skip_preamble(const State* L, std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (L->global->semantics.byte_order_marks && text.starts_with(kByteOrderMark))
    text.remove_prefix(kByteOrderMark.size());
  if (!text.starts_with('#')) return text;
  size_t end = text.find('\n');
  if (end == std::string_view::npos) return {};
  bool binary_follows = text.substr(end + 1).starts_with(kBinarySignature);
  return text.substr(binary_follows ? end + 1 : end);
}

bool load_file(State* L, const char* path, std::string_view mode, const Value& env) {
  Buffer text(L);
  if (!read_file(L, path, &text) || !has_memory(L, text)) return false;
  std::string name = path ? "@" + std::string(path) : "=stdin";
  return load_chunk(L, skip_preamble(L, text.view()), name, mode, env);
}

namespace {

const char* path_of(const String* path) { return path ? path->data() : nullptr; }

}  // namespace

NativeResult base_loadfile(State* L) {
  String* path;
  std::string_view mode;
  if (!opt_string(L, 0, &path) || !read_mode(L, 1, &mode)) return kNativeError;
  return load_file(L, path_of(path), mode, environment(L, 2)) ? 1 : push_failure(L);
}

NativeResult base_loadfile_any(State* L) {
  String* path;
  if (!opt_string(L, 0, &path)) return kNativeError;
  return load_file(L, path_of(path), kAnyMode, default_environment(L)) ? 1 : push_failure(L);
}

namespace {

NativeResult finish_dofile(State* L) { return static_cast<NativeResult>(L->top - L->base) - 1; }

}  // namespace

NativeResult base_dofile(State* L) {
  String* path;
  if (!opt_string(L, 0, &path)) return kNativeError;
  set_nargs(L, 1);
  if (!load_file(L, path_of(path), kAnyMode, default_environment(L))) {
    (void)was_interrupted(L);
    return kNativeError;
  }
  L->push(Value());  // the gap
  return call_then(L, L->top - kFrameSlots, kAllResults, finish_dofile);
}

}  // namespace perilune::lib
