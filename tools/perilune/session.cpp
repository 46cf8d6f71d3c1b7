// What one run of the command line does, in order, and how it reports errors.
#include "tools/perilune/session.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <unistd.h>

#include "frontend/compile.h"
#include "jit/engine.h"
#include "runtime/call.h"
#include "runtime/lib/lib.h"
#include "runtime/metamethod.h"
#include "tools/perilune/help.h"
#include "tools/perilune/listing.h"
#include "tools/perilune/message_handler.h"
#include "tools/perilune/source.h"

namespace perilune::cli {

namespace {

void print_message(const char* program, const std::string& text) {
  // Up to the first zero, as stock Lua prints it.
  fprintf(stderr, "%s: %s\n", program, text.c_str());
  fflush(stderr);
}

bool compile(std::string_view text, std::string_view chunk_name, Dialect dialect,
             std::unique_ptr<bytecode::Function>* function, std::string* error) {
  return frontend::compile(text, chunk_name, dialect, function, error);
}

class Session {
public:
  Session(State* L, const Options& options, int argc, char** argv)
      : L_(L), options_(options), argc_(argc), argv_(argv) {}

  // All of it; false when something failed, which has been reported.
  bool run();

private:
  bool has_script() const { return options_.script < argc_; }
  bool fail(const std::string& message) {
    print_message(argv_[0], message);
    return false;
  }
  bool fail_with_error_value() { return fail(message_text(L_, L_->error_value)); }

  void make_arg_table();
  bool run_environment();
  bool run_script();
  bool run_input();
  bool run_text(std::string_view text, std::string_view chunk_name, bool with_arguments);
  bool run_file(const char* path, bool with_arguments);
  bool push_arguments();
  void list(std::string_view text, std::string_view chunk_name);

  State* const L_;
  const Options& options_;
  const int argc_;
  char** const argv_;
};

bool Session::run() {
  make_arg_table();
  if (!options_.ignore_environment && !run_environment()) return false;
  for (const char* statement : options_.statements)
    if (!run_text(statement, "=(command line)", false)) return false;
  if (has_script()) return run_script();
  return run_input();
}

// The words of the command line, the script's name at index 0 (or the program's, when there is no
// script).
void Session::make_arg_table() {
  int origin = has_script() ? options_.script : 0;
  Table* arg = Table::make(L_, static_cast<uint32_t>(argc_ - origin));
  for (int i = 0; i < argc_; ++i)
    arg->set_int(L_, i - origin, Value::of(L_->new_string(argv_[i])));
  L_->global->globals->set_str(L_, L_->new_string("arg"), Value::of(arg));
}

bool Session::run_environment() {
  const char* minor = dialect_text(options_.dialect) + 2;
  std::string name = std::string("LUA_INIT_5_") + minor;
  const char* init = getenv(name.c_str());
  if (!init) {
    name = "LUA_INIT";
    init = getenv(name.c_str());
  }
  if (!init) return true;
  if (init[0] == '@') return run_file(init + 1, false);
  return run_text(init, "=" + name, false);
}

bool Session::run_script() {
  const char* name = argv_[options_.script];
  bool is_input = std::string_view(name) == "-" && !options_.script_is_file;
  return run_file(is_input ? nullptr : name, true);
}

// Without a script, and unless -e or -v was all that was wanted, the standard input is the program.
bool Session::run_input() {
  if (!options_.statements.empty() || options_.version) return true;
  if (!isatty(STDIN_FILENO)) return run_file(nullptr, false);
  print_version(stdout, options_.dialect);
  print_usage(stdout, argv_[0]);
  return true;
}

bool Session::run_file(const char* path, bool with_arguments) {
  Source source;
  std::string error;
  if (!read_source(path, &source, &error)) return fail(error);
  return run_text(frontend::skip_shebang_and_bom(source.text), source.chunk_name, with_arguments);
}

bool Session::run_text(std::string_view text, std::string_view chunk_name, bool with_arguments) {
  if (options_.dump(Dump::Bytecode)) list(text, chunk_name);
  Closure* chunk = load_text(L_, text, chunk_name, Value::of(L_->global->globals));
  if (!chunk) return fail_with_error_value();
  if (!options_.run) return true;
  ptrdiff_t bottom = L_->offset_of(L_->top);
  push_function(L_, Value::of(chunk));
  if (with_arguments && !push_arguments()) return false;
  Value handler = Value::of(NativeFunction::make(L_, handle_message, "message handler"));
  Status status = protected_call(L_, L_->at_offset(bottom), 0, handler);
  return status == Status::Ok || fail_with_error_value();
}

// Pushes arg[1] to arg[#arg], as the program may have changed them.
bool Session::push_arguments() {
  Value arg = L_->global->globals->get_str(L_->new_string("arg"));
  if (!arg.is_table()) return fail("'arg' is not a table");
  int64_t count = arg.table()->length();
  if (count >= static_cast<int64_t>(State::kMaxStack) ||
      L_->ensure_stack(static_cast<size_t>(count)) == Status::Error)
    return fail("stack overflow (too many arguments to script)");
  for (int64_t i = 1; i <= count; ++i)
    L_->push(arg.table()->get_int(i));
  return true;
}

// Says nothing about texts that do not compile: loading them will.
void Session::list(std::string_view text, std::string_view chunk_name) {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  if (!compile(text, chunk_name, options_.dialect, &function, &error)) return;
  std::string listing = list_chunk(*function, options_.dump_filter);
  fwrite(listing.data(), 1, listing.size(), stdout);
}

}  // namespace

namespace {

void attach_compiler(State* L, const Options& options) {
  if (!options.jit.enabled) return;
  jit::Options jit;
  if (options.jit.hot_loop) jit.hot_loop = options.jit.hot_loop;
  jit.dump_lir = options.dump(Dump::Lir);
  jit.dump_llvm = options.dump(Dump::Llvm);
  jit.dump_asm = options.dump(Dump::Asm);
  jit.filter = options.dump_filter;
  jit.verify = options.jit.verify;
  // Whoever looks into the compiler, or asks for it, gets all of it.
  bool explicitly = options.jit.hot_loop || options.jit.verify || options.dumps;
  jit.background = !explicitly;
  if (!explicitly) jit.compile_share = 0.2;
  jit.log = options.jit.log;
  jit::attach(L, jit);
}

}  // namespace

int run_session(const Options& options, int argc, char** argv) {
  State* L = State::create(options.dialect);
  if (!L || !open_libraries(L)) {
    print_message(argv[0], "cannot create state: not enough memory");
    if (L) State::destroy(L);
    return EXIT_FAILURE;
  }
  L->global->compile = compile;
  attach_compiler(L, options);
  L->global->heap.set_stress(options.gc.stress);
  L->global->heap.set_poison(options.gc.poison);
  bool ok = Session(L, options, argc, argv).run();
  State::close(L);
  State::destroy(L);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace perilune::cli
