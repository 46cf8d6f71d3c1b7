// Reports at the end of a run; os.exit comes to them by way of atexit.
#include "tools/perilune/reports.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runtime/gc/snapshot.h"
#include "runtime/interp/feedback.h"
#include "runtime/interp/observe.h"
#include "runtime/interp/profile.h"
#include "tools/perilune/listing.h"
#include "tools/perilune/runner.h"

namespace perilune::cli {

namespace {

// What is gathered; of the one run that a process makes.
struct Reports {
  State* L = nullptr;  // null: nothing to be printed, or no more
  const char* program = nullptr;
  std::string snapshot;  // the file to write the heap's to; empty: none
  std::string_view filter;
  bool feedback = false;
  std::vector<Proto*> chunks;  // all that have been loaded
  std::unique_ptr<interp::Observer> observer;
  std::unique_ptr<interp::OpcodeProfile> profile;
} reports;

void keep_chunk(Proto* chunk) { reports.chunks.push_back(chunk); }

void mark_chunks(void*, void (*mark)(void* marker, Object* object), void* marker) {
  for (Proto* chunk : reports.chunks)
    mark(marker, chunk);
}

void print_feedback() {
  for (const Proto* chunk : reports.chunks) {
    std::string text = list_feedback(reports.L, *chunk, reports.filter);
    if (!text.empty()) puts(text.c_str());
  }
  if (!reports.filter.empty()) return;
  std::string shared = interp::shared_feedback_text(reports.L);
  if (!shared.empty()) printf("shared by all\n%s", shared.c_str());
}

void print_profile() {
  reports.profile->stop();
  std::string text = reports.profile->report();
  fwrite(text.data(), 1, text.size(), stderr);
  reports.profile.reset();
}

}  // namespace

void begin_reports(State* L, const Options& options, const char* program) {
  reports.feedback = options.dump(Dump::Feedback);
  reports.snapshot = options.gc.dump;
  reports.program = program;
  if (!reports.snapshot.empty())
    L->global->exiting = [](State* running) { (void)write_snapshot(running); };
  if (!reports.feedback && !options.profile_opcodes) return;
  reports.L = L;
  reports.filter = options.dump_filter;
  if (reports.feedback) {
    L->global->loaded = keep_chunk;
    L->global->heap.add_roots(mark_chunks, nullptr);
    reports.observer = std::make_unique<interp::Observer>(L->global);
  }
  if (options.profile_opcodes) reports.profile = std::make_unique<interp::OpcodeProfile>(L->global);
  std::atexit(print_reports);
}

bool write_snapshot(State* L) {
  if (reports.snapshot.empty()) return true;
  std::string path = std::exchange(reports.snapshot, "");
  std::FILE* file = std::fopen(path.c_str(), "w");
  bool ok = file != nullptr;
  if (file) {
    gc::take_snapshot(L, file);
    ok = !std::ferror(file);
    ok = std::fclose(file) == 0 && ok;
  }
  if (!ok) print_message(reports.program, "cannot write " + path + ": " + std::strerror(errno));
  return ok;
}

void print_reports() {
  if (!reports.L) return;
  if (reports.profile) print_profile();
  reports.observer.reset();
  if (reports.feedback) print_feedback();
  reports.L = nullptr;
}

}  // namespace perilune::cli
