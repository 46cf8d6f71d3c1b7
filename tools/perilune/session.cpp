// What one run of the command line does, in order, and how it reports errors.
#include "tools/perilune/session.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <unistd.h>

#include "frontend/compile.h"
#include "jit/engine.h"
#include "runtime/call.h"
#include "runtime/lib/lib.h"
#include "runtime/lib/load.h"
#include "runtime/metamethod.h"
#include "tools/perilune/behaviour.h"
#include "tools/perilune/failures.h"
#include "tools/perilune/help.h"
#include "tools/perilune/listing.h"
#include "tools/perilune/message_handler.h"
#include "tools/perilune/prompt.h"
#include "tools/perilune/reports.h"
#include "tools/perilune/runner.h"
#include "tools/perilune/source.h"

namespace perilune::cli {

namespace {

class Session {
public:
  Session(State* L, const Options& options, const std::string& mistake, int argc, char** argv)
      : L_(L), options_(options), behaviour_(behaviour_of(options.dialect)), mistake_(mistake),
        argc_(argc), argv_(argv) {}

  // All of it; false when something failed, which has been reported.
  bool run();

private:
  bool has_script() const { return options_.script < argc_; }
  bool fail(const std::string& message) {
    print_message(argv_[0], message);
    return false;
  }
  bool fail_with_error_value();

  void make_arg_table();
  bool run_environment();
  bool run_actions();
  bool run_library(const char* text);
  bool run_script();
  void run_input();
  bool run_text(std::string_view text, std::string_view chunk_name, bool with_arguments);
  bool run_file(const char* path, bool with_arguments);
  bool run_loaded(ptrdiff_t bottom, bool with_arguments);
  bool push_arguments();
  bool push_arguments_from_table();
  void print_version();
  void list(std::string_view text, std::string_view chunk_name);

  State* const L_;
  const Options& options_;
  const Behaviour& behaviour_;
  const std::string& mistake_;  // in the options; empty: none
  const int argc_;
  char** const argv_;
};

bool Session::fail_with_error_value() {
  if (L_->error_value.is_nil() && behaviour_.nil_is_silent) return false;
  return fail(message_text(L_, L_->error_value));
}

void Session::print_version() {
  if (options_.version)
    cli::print_version(behaviour_.version_as_error ? stderr : stdout, options_.dialect);
}

bool Session::run() {
  if (!behaviour_.init_before_options) print_version();
  if (behaviour_.arg_without_script) make_arg_table();
  if (!options_.ignore_environment && !run_environment()) return false;
  if (!mistake_.empty()) {
    print_mistake(options_, argv_[0], mistake_);
    return false;
  }
  if (behaviour_.init_before_options) print_version();
  if (!run_actions()) return false;
  if (has_script() && !run_script()) return false;
  if (options_.interactive)
    run_prompt(L_);
  else if (!has_script() && !options_.executes && !options_.version)
    run_input();
  return true;
}

// The words of the command line, the script's name at index 0 (or the program's, when there is no
// script).
void Session::make_arg_table() {
  int origin = has_script() ? options_.script : 0;
  Table* arg = Table::make(L_, static_cast<uint32_t>(argc_ - origin));
  if (!arg) return L_->global->heap.fail();
  for (int i = 0; i < argc_; ++i)
    arg->set_int(L_, i - origin, Value::of(L_->new_string(argv_[i])));
  L_->global->globals->set_str(L_, L_->new_string("arg"), Value::of(arg));
}

bool Session::run_environment() {
  const char* minor = dialect_text(options_.dialect) + 2;
  std::string name = std::string("LUA_INIT_5_") + minor;
  const char* init = behaviour_.versioned_init ? getenv(name.c_str()) : nullptr;
  if (!init) {
    name = "LUA_INIT";
    init = getenv(name.c_str());
  }
  if (!init) return true;
  if (init[0] == '@') return run_file(init + 1, false);
  return run_text(init, "=" + name, false);
}

bool Session::run_actions() {
  for (const Action& action : options_.actions) {
    switch (action.kind) {
    case Action::Kind::Execute:
      if (!run_text(action.text, "=(command line)", false)) return false;
      break;
    case Action::Kind::Library:
      if (options_.run && !run_library(action.text)) return false;
      break;
    case Action::Kind::Warnings:
      L_->global->warnings.on = true;
      break;
    }
  }
  return true;
}

bool Session::run_library(const char* text) {
  std::string variable(text), module(text);
  size_t mark;
  if (behaviour_.library_by_other_name) {
    if ((mark = variable.find('=')) != std::string::npos) {
      module = variable.substr(mark + 1);
      variable.resize(mark);
    } else if ((mark = variable.find('-')) != std::string::npos) {
      variable.resize(mark);
    }
  }
  Value globals = Value::of(L_->global->globals);
  ptrdiff_t bottom = L_->offset_of(L_->top);
  Value require;
  if (get(L_, globals, Value::of(L_->new_string("require")), &require) == Status::Error)
    return fail_with_error_value();
  push_function(L_, require);
  L_->push(Value::of(L_->new_string(module)));
  if (run_function(L_, L_->at_offset(bottom), 1) == Status::Error) return fail_with_error_value();
  Value key = Value::of(L_->new_string(variable));
  bool ok = !behaviour_.library_is_global || set(L_, globals, key, L_->top[-1]) == Status::Ok;
  L_->top = L_->at_offset(bottom);
  return ok || fail_with_error_value();
}

bool Session::run_script() {
  if (!behaviour_.arg_without_script) make_arg_table();
  const char* name = argv_[options_.script];
  bool is_input = std::string_view(name) == "-" && !options_.script_is_file;
  return run_file(is_input ? nullptr : name, true);
}

// Without a script, and unless -e or -v was all that was wanted: the standard input is the program,
// and whether it fails does not matter to the exit code.
void Session::run_input() {
  if (!isatty(STDIN_FILENO)) {
    run_file(nullptr, false);
    return;
  }
  cli::print_version(behaviour_.version_as_error ? stderr : stdout, options_.dialect);
  run_prompt(L_);
}

bool Session::run_file(const char* path, bool with_arguments) {
  if (!options_.dump(Dump::Bytecode)) {
    ptrdiff_t bottom = L_->offset_of(L_->top);
    if (!lib::load_file(L_, path, "bt", Value::of(L_->global->globals)))
      return fail_with_error_value();
    return run_loaded(bottom, with_arguments);
  }
  Source source;
  std::string error;
  if (!read_source(path, &source, &error)) return fail(error);
  return run_text(lib::skip_preamble(L_, source.text), source.chunk_name, with_arguments);
}

bool Session::run_text(std::string_view text, std::string_view chunk_name, bool with_arguments) {
  if (options_.dump(Dump::Bytecode)) list(text, chunk_name);
  ptrdiff_t bottom = L_->offset_of(L_->top);
  if (!lib::load_chunk(L_, text, chunk_name, "bt", Value::of(L_->global->globals)))
    return fail_with_error_value();
  return run_loaded(bottom, with_arguments);
}

// Runs the chunk that stands at `bottom`, on top of the stack.
bool Session::run_loaded(ptrdiff_t bottom, bool with_arguments) {
  if (!options_.run) {
    L_->top = L_->at_offset(bottom);
    return true;
  }
  L_->push(Value());  // the gap
  if (with_arguments && !push_arguments()) return false;
  return run_function(L_, L_->at_offset(bottom), 0) == Status::Ok || fail_with_error_value();
}

bool Session::push_arguments() {
  if (behaviour_.arguments_from_arg) return push_arguments_from_table();
  if (L_->ensure_stack(static_cast<size_t>(argc_)) == Status::Error)
    return fail("stack overflow (too many arguments to script)");
  for (int i = options_.script + 1; i < argc_; ++i)
    L_->push(Value::of(L_->new_string(argv_[i])));
  return true;
}

// Pushes arg[1] to arg[#arg], as the program may have changed them.
bool Session::push_arguments_from_table() {
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
  if (!frontend::compile(text, chunk_name, options_.dialect, &function, &error)) return;
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
  jit.weighs = !explicitly;
  if (jit.weighs) jit.hot_loop = 1000, jit.hot_exit = 500;
  jit.log = options.jit.log;
  jit::attach(L, jit);
}

}  // namespace

namespace {

// Tells the libraries, which are not open yet, to read no environment variables.
bool ignore_environment(State* L) {
  L->global->registry = Table::make(L);
  String* key = L->try_string("LUA_NOENV");
  if (!L->global->registry || !key) return false;
  L->global->registry->set_str(L, key, Value::boolean(true));
  return true;
}

}  // namespace

int run_session(const Options& options, const std::string& mistake, int argc, char** argv) {
  State* L = State::create(options.dialect);
  if (!L || (options.ignore_environment && !ignore_environment(L)) || !open_libraries(L)) {
    print_message(argv[0], "cannot create state: not enough memory");
    if (L) State::destroy(L);
    return EXIT_FAILURE;
  }
  L->global->compile = frontend::compile;
  attach_compiler(L, options);
  // As stock's command line does.
  L->global->heap.set_generational(L, L->global->semantics.starts_generational);
  L->global->heap.set_stress(options.gc.stress);
  L->global->heap.set_poison(options.gc.poison);
  L->global->heap.set_verify(options.gc.verify);
  L->global->heap.set_log(options.gc.log);
  L->global->heap.set_limit(options.gc.limit);
  begin_reports(L, options, argv[0]);
  std::string unready;
  bool ok = begin_failures(L, options, &unready);
  if (!ok) print_message(argv[0], unready);
  ok = ok && Session(L, options, mistake, argc, argv).run();
  if (!ok && L->global->semantics.collects_after_errors) (void)L->global->heap.collect_fully(L);
  ok = write_snapshot(L) && ok;
  State::close(L);
  print_reports();
  int status = ok ? EXIT_SUCCESS : EXIT_FAILURE;
  // Nobody needs what is being compiled now. What is left to the end of the state are reports.
  if (!options.jit.log && !options.gc.log && jit::is_compiling(L)) {
    std::fflush(nullptr);
    std::_Exit(status);
  }
  State::destroy(L);
  return status;
}

}  // namespace perilune::cli
