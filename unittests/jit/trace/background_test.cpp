// Compilation on a thread of its own: programs go on meanwhile, get their traces, and may end at
// any moment.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include "unittests/jit/trace/program.h"

namespace perilune::jit {

namespace {

Options in_background() {
  Options options;
  options.background = true;
  return options;
}

}  // namespace

TEST_CASE("a long loop gets its trace while it runs") {
  Options options = in_background();
  Program program(&options);
  REQUIRE(program.run("local t = {} for i = 1, 3000 do t[i] = i / 2 end\n"
                      "total = 0\n"
                      "for k = 1, 3000 do for i = 1, #t do total = total + t[i] end end"));
  CHECK(program.global("total").f == 3000 * (3000.0 * 3001 / 4));
  CHECK(program.statistics().root_traces >= 1);
}

TEST_CASE("a program ends while its traces are being compiled") {
  for (int length : {100, 110, 200, 400, 1000, 3000}) {
    Options options = in_background();
    options.hot_loop = 2;
    Program program(&options);
    std::string text = "x = 0\n";
    for (int i = 0; i < 5; ++i)
      text += "for i = 1, " + std::to_string(length) + " do x = x + i end\n";
    REQUIRE(program.run(text));
    CHECK(program.global("x").i == 5 * (int64_t{length} * (length + 1) / 2));
  }
}

TEST_CASE("a program ends while those of others are compiled") {
  // Each has a compile thread of its own, and all share the code generator.
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([t] {
      for (int length : {20, 60, 200, 900}) {
        Options options = in_background();
        options.hot_loop = 2;
        Program program(&options);
        std::string text = "x = 0\n";
        for (int i = 0; i < 4; ++i)
          text += "for i = 1, " + std::to_string(length + t) + " do x = x + i end\n";
        bool ended = program.run(text);
        int64_t n = length + t;
        bool is_right = ended && program.global("x").i == 4 * (n * (n + 1) / 2);
        CHECK(is_right);
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
}

namespace {
volatile sig_atomic_t handled_by_program = 0;
pthread_t program_thread;
void note_thread(int) {
  handled_by_program = pthread_equal(pthread_self(), program_thread) ? 1 : -1;
}
}  // namespace

TEST_CASE("signals do not reach the compile thread") {
  program_thread = pthread_self();
  struct sigaction action = {}, before;
  action.sa_handler = note_thread;
  sigaction(SIGUSR1, &action, &before);
  Options options = in_background();
  options.hot_loop = 2;
  Program program(&options);
  REQUIRE(program.run("x = 0 for i = 1, 100 do x = x + i end"));
  sigset_t one, mask;
  sigemptyset(&one);
  sigaddset(&one, SIGUSR1);
  // Only a thread that does not block it could take it now.
  pthread_sigmask(SIG_BLOCK, &one, &mask);
  kill(getpid(), SIGUSR1);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(handled_by_program == 0);
  pthread_sigmask(SIG_SETMASK, &mask, nullptr);
  CHECK(handled_by_program == 1);
  sigaction(SIGUSR1, &before, nullptr);
}

TEST_CASE("collections happen while traces are being compiled") {
  Options options = in_background();
  options.hot_loop = 2;
  Program program(&options);
  REQUIRE(program.run("n = 0\n"
                      "for k = 1, 40 do\n"
                      "  local f = load('local s = 0 for i = 1, 300 do s = s + i end return s')\n"
                      "  n = n + f() f = nil collectgarbage()\n"
                      "end"));
  CHECK(program.global("n").i == 40 * (300 * 301 / 2));
}

}  // namespace perilune::jit
