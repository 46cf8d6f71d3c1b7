// The operating system functions except for dates.
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <unistd.h>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/file.h"
#include "runtime/lib/functions.h"

namespace perilune::lib {

NativeResult os_clock(State* L) {
  return push_float(L, static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
}

NativeResult os_getenv(State* L) {
  String* name;
  if (!check_string(L, 0, &name)) return kNativeError;
  const char* value = std::getenv(name->data());
  return value ? push_string(L, value) : push(L, Value());
}

NativeResult os_difftime(State* L) {
  int64_t a, b = 0;
  bool is_optional = L->global->semantics.difftime_of_numbers;
  if (!check_integer(L, 0, &a) ||
      !(is_optional ? opt_integer(L, 1, 0, &b) : check_integer(L, 1, &b)))
    return kNativeError;
  return push_float(L, std::difftime(a, b));
}

NativeResult os_remove(State* L) {
  String* name;
  if (!check_string(L, 0, &name)) return kNativeError;
  return push_file_result(L, std::remove(name->data()) == 0, name->data());
}

NativeResult os_rename(State* L) {
  String *from, *to;
  if (!check_string(L, 0, &from) || !check_string(L, 1, &to)) return kNativeError;
  const char* named = L->global->semantics.rename_names_file ? from->data() : nullptr;
  errno = 0;
  return push_file_result(L, std::rename(from->data(), to->data()) == 0, named);
}

NativeResult os_tmpname(State* L) {
  char name[] = "/tmp/lua_XXXXXX";
  int descriptor = mkstemp(name);
  if (descriptor == -1) return L->error("unable to generate a unique filename");
  close(descriptor);
  NativeResult result = push_string(L, name);
  if (result == kNativeError) unlink(name);
  return result;
}

NativeResult os_execute(State* L) {
  String* command;
  if (!opt_string(L, 0, &command)) return kNativeError;
  errno = 0;
  int status = std::system(command ? command->data() : nullptr);
  if (!L->global->semantics.exit_details) return push_integer(L, status);
  return command ? push_process_result(L, status) : push_boolean(L, status != 0);
}

NativeResult os_setlocale(State* L) {
  static constexpr const char* kNames[] = {"all",     "collate", "ctype", "monetary",
                                           "numeric", "time",    nullptr};
  static constexpr int kCategories[] = {LC_ALL,      LC_COLLATE, LC_CTYPE,
                                        LC_MONETARY, LC_NUMERIC, LC_TIME};
  String* locale;
  int category;
  if (!opt_string(L, 0, &locale) || !check_option(L, 1, "all", kNames, &category))
    return kNativeError;
  const char* name = std::setlocale(kCategories[category], locale ? locale->data() : nullptr);
  return name ? push_string(L, name) : push(L, Value());
}

NativeResult os_exit(State* L) {
  int status = EXIT_SUCCESS;
  bool has_details = L->global->semantics.exit_details;
  if (L->arg(0).is_boolean() && has_details) {
    status = L->base[0].is_truthy() ? EXIT_SUCCESS : EXIT_FAILURE;
  } else {
    int64_t code;
    if (!opt_integer(L, 0, EXIT_SUCCESS, &code)) return kNativeError;
    status = static_cast<int>(code);
  }
  if (L->global->exiting) L->global->exiting(L);
  if (has_details && L->arg(1).is_truthy()) State::close(L);
  // Otherwise the state is left as it is: the process ends with all its memory, and open
  // files are flushed by the C library. The compiler's thread has to end before that, since the
  // process takes down the libraries that it works with.
  if (L->global->jit) L->global->jit->detach(L->global);
  std::exit(status);
}

}  // namespace perilune::lib
