// The profile of instructions: handlers that count, a timer that samples, and the report.
#include "runtime/interp/profile.h"

#include <algorithm>
#include <cinttypes>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <ctime>
#include <span>
#include <tuple>
#include <unistd.h>
#include <vector>

#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

constexpr size_t kCodes = 256;
constexpr uint8_t kNothing = 255;        // what is executing before the first instruction
constexpr long kPeriod = 1'000'000;      // between samples, in nanoseconds
constexpr uint64_t kEnoughSamples = 20;  // to tell the time of a single execution
constexpr size_t kMaxPairs = 40;         // that are shown
constexpr uintptr_t kLongestGap = 3;     // words: an instruction, its extra one, and a test's jump

}  // namespace

struct OpcodeProfile::Counters {
  struct Pair {
    uint64_t count = 0, in_line = 0;
  };
  Handler plain[kCodes];
  const Insn* last_pc = nullptr;
  volatile uint8_t current = kNothing;  // the instruction that is executing
  volatile uint64_t samples[kCodes] = {};
  Pair pairs[kCodes][kCodes];
};

namespace {

// Those of the profile that is running.
OpcodeProfile::Counters* running = nullptr;

HANDLER(count_instruction) {
  OpcodeProfile::Counters& counters = *running;
  uint8_t code = pc->f.op;
  OpcodeProfile::Counters::Pair& pair = counters.pairs[counters.current][code];
  ++pair.count;
  auto gap = reinterpret_cast<uintptr_t>(pc) - reinterpret_cast<uintptr_t>(counters.last_pc);
  pair.in_line += gap - 1 < kLongestGap * sizeof *pc;
  counters.current = code;
  counters.last_pc = pc;
  GOTO(counters.plain[code]);
}

void take_sample(int) {
  if (running) running->samples[running->current] = running->samples[running->current] + 1;
}

bool start_timer(timer_t* timer) {
  struct sigaction action = {};
  action.sa_handler = take_sample;
  action.sa_flags = SA_RESTART;
  sigaction(SIGPROF, &action, nullptr);
  sigevent event = {};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGPROF;
  event._sigev_un._tid = gettid();
  // The clocks of processor time are too coarse.
  if (timer_create(CLOCK_MONOTONIC, &event, timer)) return false;
  itimerspec period = {{0, kPeriod}, {0, kPeriod}};
  return timer_settime(*timer, 0, &period, nullptr) == 0;
}

double percent(uint64_t part, uint64_t whole) {
  return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

[[gnu::format(printf, 2, 3)]] void append(std::string* out, const char* format, ...) {
  char line[128];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  *out += line;
}

struct Row {
  size_t first, second;
  uint64_t count;
};

void sort_rows(std::vector<Row>* rows) {
  std::sort(rows->begin(), rows->end(), [](const Row& a, const Row& b) {
    return std::tie(b.count, a.first, a.second) < std::tie(a.count, b.first, b.second);
  });
}

}  // namespace

OpcodeProfile::OpcodeProfile(Global* global)
    : global_(global), counters_(std::make_unique<Counters>()) {
  std::copy_n(global->dispatch.handlers, kCodes, counters_->plain);
  std::fill_n(global->dispatch.handlers, kCodes, count_instruction);
  running = counters_.get();
  is_sampling_ = start_timer(&timer_);
}

OpcodeProfile::~OpcodeProfile() { stop(); }

void OpcodeProfile::stop() {
  if (running != counters_.get()) return;
  if (is_sampling_) timer_delete(timer_);
  running = nullptr;
  std::copy_n(counters_->plain, kCodes, global_->dispatch.handlers);
}

uint64_t OpcodeProfile::count(InsnOp op) const {
  uint64_t count = 0;
  for (size_t first = 0; first < kCodes; ++first)
    count += counters_->pairs[first][static_cast<uint8_t>(op)].count;
  return count;
}

uint64_t OpcodeProfile::count(InsnOp first, InsnOp second) const {
  return counters_->pairs[static_cast<uint8_t>(first)][static_cast<uint8_t>(second)].count;
}

std::string OpcodeProfile::report() const {
  std::vector<Row> ops, pairs;
  uint64_t total = 0, samples = 0;
  for (size_t second = 0; second < kNothing; ++second) {
    uint64_t n = count(static_cast<InsnOp>(second));
    if (!n) continue;
    ops.push_back({second, 0, n});
    total += n;
    samples += counters_->samples[second];
    for (size_t first = 0; first < kNothing; ++first)
      if (uint64_t times = counters_->pairs[first][second].count)
        pairs.push_back({first, second, times});
  }
  sort_rows(&ops);
  sort_rows(&pairs);

  std::string out;
  append(&out, "%" PRIu64 " instructions, %" PRIu64 " samples of %ld ms\n\n", total, samples,
         kPeriod / 1'000'000);
  append(&out, "%-16s %14s %7s %7s %8s\n", "instruction", "count", "share", "time", "ns each");
  for (const Row& row : ops) {
    uint64_t hits = counters_->samples[row.first];
    append(&out, "%-16s %14" PRIu64 " %6.2f%% %6.2f%%",
           insn_name(static_cast<InsnOp>(row.first)).c_str(), row.count, percent(row.count, total),
           percent(hits, samples));
    double each = static_cast<double>(hits * kPeriod) / static_cast<double>(row.count);
    if (hits >= kEnoughSamples) append(&out, " %8.1f", each);
    out += '\n';
  }
  append(&out, "\n%-32s %14s %7s %8s\n", "pair", "count", "share", "in line");
  for (const Row& row : std::span(pairs).first(std::min(pairs.size(), kMaxPairs))) {
    std::string names = insn_name(static_cast<InsnOp>(row.first)) + " " +
                        insn_name(static_cast<InsnOp>(row.second));
    uint64_t in_line = counters_->pairs[row.first][row.second].in_line;
    append(&out, "%-32s %14" PRIu64 " %6.2f%% %7.2f%%\n", names.c_str(), row.count,
           percent(row.count, total), percent(in_line, row.count));
  }
  return out;
}

}  // namespace perilune::interp
