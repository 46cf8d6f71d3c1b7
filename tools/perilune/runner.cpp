// Calls with the message handler and the handler of the keyboard's signal.
#include "tools/perilune/runner.h"

#include <csignal>
#include <cstdio>
#include <pthread.h>

#include "runtime/call.h"
#include "runtime/interp/interrupt.h"
#include "tools/perilune/message_handler.h"

namespace perilune::cli {

namespace {

// Whose program is interrupted, and the thread that runs it.
Global* interruptible = nullptr;
pthread_t running_thread;

void set_signal(void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
}

void interrupt(int signal) {
  if (!pthread_equal(pthread_self(), running_thread)) {
    pthread_kill(running_thread, signal);
    return;
  }
  set_signal(SIG_DFL);
  interp::request_interrupt(interruptible);
}

}  // namespace

Status run_function(State* L, Value* func, uint8_t nresults) {
  ptrdiff_t bottom = L->offset_of(func);
  NativeFunction* handler = NativeFunction::make(L, handle_message, "message handler");
  if (!handler) {
    L->memory_error();
    L->top = func;
    return Status::Error;
  }
  interruptible = L->global;
  running_thread = pthread_self();
  set_signal(interrupt);
  Status status = protected_call(L, L->at_offset(bottom), nresults, Value::of(handler));
  set_signal(SIG_DFL);
  interp::cancel_interrupt(L->global);
  return status;
}

void print_message(const char* program, const std::string& text) {
  if (program) fprintf(stderr, "%s: ", program);
  fprintf(stderr, "%s\n", text.c_str());
  fflush(stderr);
}

}  // namespace perilune::cli
