// The compile thread and what it does with a job: the pass pipeline, then the code generator.
#include "jit/compiler.h"

#include <csignal>
#include <ctime>
#include <utility>

#include "jit/ir/printer.h"
#include "jit/opt/pass_manager.h"
#include "jit/plugin.h"

namespace perilune::jit {

namespace {

// Signals are the program's: a thread that begins while one of these lives gets none.
class SignalsBlocked {
public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
  sigset_t before_;
};

void generate(CompileJob* job) {
  std::lock_guard lock(codegen_mutex());
  Trace* trace = job->trace.get();
  const CodegenApi* api;
  Codegen* codegen = open_codegen(&api, &job->error);
  if (!codegen) {
    job->is_unavailable = true;
    return;
  }
  CompileRequest request;
  request.unit = &trace->unit;
  request.owner = trace;
  request.exit_handler = job->exit_handler;
  request.want_llvm = job->dump_llvm;
  request.want_assembly = job->dump_asm;
  api->compile(codegen, request, &trace->code);
  job->error = trace->code.error;
  job->dump += trace->code.llvm + trace->code.assembly;
}

// Of the calling thread's processor time: what a busy machine adds is nobody's cost.
double thread_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void compile(CompileJob* job) {
  double begin = thread_seconds();
  lir::Unit& unit = job->trace->unit;
  lir::PassOptions options;
  options.verify_each = job->verify;
  lir::PassManager passes(std::move(options));
  if (passes.run_pipeline(unit)) {
    if (job->dump_lir) job->dump = job->title + lir::print(unit);
    generate(job);
  } else {
    job->error = passes.error() + "\n" + lir::print(unit);
  }
  job->seconds = thread_seconds() - begin;
}

}  // namespace

Compiler::Compiler(bool background) : background_(background) {}

Compiler::~Compiler() { stop(); }

void Compiler::submit(std::unique_ptr<CompileJob> job) {
  ++pending_;
  if (!background_) {
    compile(job.get());
    done_.push_back(std::move(job));
    has_done_ = true;
    return;
  }
  if (!thread_.joinable()) {
    SignalsBlocked blocked;
    thread_ = std::thread([this] { run(); });
  }
  std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(job));
  wake_.notify_one();
}

std::vector<std::unique_ptr<CompileJob>> Compiler::take_done() {
  if (!has_done_.load(std::memory_order_acquire)) return {};
  std::lock_guard lock(mutex_);
  has_done_ = false;
  pending_ -= done_.size();
  return std::exchange(done_, {});
}

void Compiler::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    std::unique_ptr<CompileJob> job = std::move(waiting_.front());
    waiting_.pop_front();
    busy_ = true;
    lock.unlock();
    compile(job.get());
    lock.lock();
    busy_ = false;
    done_.push_back(std::move(job));
    has_done_.store(true, std::memory_order_release);
  }
}

bool Compiler::is_busy() {
  std::lock_guard lock(mutex_);
  return busy_;
}

void Compiler::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace perilune::jit
