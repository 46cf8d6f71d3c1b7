// Compiling recorded traces: at once, or on a thread of its own while the program goes on in the
// interpreter. A job's trace belongs to whoever has the job; nothing else of the engine and nothing
// of the heap is touched.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "jit/trace/trace.h"

namespace perilune::jit {

struct CompileJob {
  std::unique_ptr<Trace> trace;
  const void* exit_handler = nullptr;
  bool verify = false;
  bool dump_lir = false, dump_llvm = false, dump_asm = false;
  std::string title;    // line above the dumps
  double expected = 0;  // what compiling it was estimated to take, in seconds

  // The outcome. `trace->code.entry` is null when `error` says why.
  std::string dump;
  std::string error;
  bool is_unavailable = false;  // there is no code generator
  double seconds = 0;           // of processor time
};

class Compiler {
public:
  explicit Compiler(bool background);
  ~Compiler();
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  void submit(std::unique_ptr<CompileJob> job);
  // Jobs that are done, in the order of their submission; without waiting.
  std::vector<std::unique_ptr<CompileJob>> take_done();
  // Jobs submitted and not taken.
  size_t pending() const { return pending_; }
  // Whether a job is under way on the thread.
  bool is_busy();
  // Waits for the job under way, and takes on no more.
  void stop();

private:
  void run();

  const bool background_;
  size_t pending_ = 0;
  std::atomic<bool> has_done_ = false;
  std::mutex mutex_;  // of what follows
  std::condition_variable wake_;
  std::deque<std::unique_ptr<CompileJob>> waiting_;
  std::vector<std::unique_ptr<CompileJob>> done_;
  bool busy_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace perilune::jit
