// The operating system functions except for dates.
#include <cerrno>
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
  int64_t a, b;
  if (!check_integer(L, 0, &a) || !check_integer(L, 1, &b)) return kNativeError;
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
  return push_file_result(L, std::rename(from->data(), to->data()) == 0, nullptr);
}

NativeResult os_tmpname(State* L) {
  char name[] = "/tmp/lua_XXXXXX";
  int descriptor = mkstemp(name);
  if (descriptor == -1) return L->error("unable to generate a unique filename");
  close(descriptor);
  return push_string(L, name);
}

NativeResult os_exit(State* L) {
  int status = EXIT_SUCCESS;
  if (L->arg(0).is_boolean()) {
    status = L->base[0].is_truthy() ? EXIT_SUCCESS : EXIT_FAILURE;
  } else {
    int64_t code;
    if (!opt_integer(L, 0, EXIT_SUCCESS, &code)) return kNativeError;
    status = static_cast<int>(code);
  }
  if (L->arg(1).is_truthy()) State::close(L);
  // Otherwise the state is left as it is: the process ends with all its memory, and open
  // files are flushed by the C library. The compiler's thread has to end before that, since the
  // process takes down the libraries that it works with.
  if (L->global->jit) L->global->jit->detach(L->global);
  std::exit(status);
}

}  // namespace perilune::lib
