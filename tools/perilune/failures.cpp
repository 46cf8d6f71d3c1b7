// Failure injection: counting, and a process for each of the allocations that fail in turn.
#include "tools/perilune/failures.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "tools/perilune/source.h"

namespace perilune::cli {

namespace {

constexpr unsigned kSeconds = 100;  // after which a process is ended
constexpr off_t kTold = 1500;       // bytes of output that are told of

struct Failures {
  uint64_t count = 0;          // of allocations so far
  uint64_t at = 0;             // the one that fails
  std::vector<uint64_t> each;  // those that fail in other processes, the next one last
  int results = -1;
  int output[2] = {-1, -1};  // what the process writes that is running
} failures;

void write_all(const char* data, size_t size) {
  while (size > 0) {
    ssize_t written = write(failures.results, data, size);
    if (written < 0) return;
    data += written;
    size -= static_cast<size_t>(written);
  }
}

void tell(uint64_t number, int status) {
  off_t sizes[2];
  for (int i = 0; i < 2; ++i)
    sizes[i] = lseek(failures.output[i], 0, SEEK_END);
  char text[kTold];
  int length = std::snprintf(text, sizeof text, "%llu %d %lld %lld\n",
                             static_cast<unsigned long long>(number), status,
                             static_cast<long long>(std::min(sizes[0], kTold)),
                             static_cast<long long>(std::min(sizes[1], kTold)));
  write_all(text, static_cast<size_t>(length));
  for (int i = 0; i < 2; ++i) {
    off_t told = std::min(sizes[i], kTold);
    ssize_t got = pread(failures.output[i], text, static_cast<size_t>(told), sizes[i] - told);
    write_all(text, got < 0 ? 0 : static_cast<size_t>(got));
  }
}

// True in the process in which the allocation fails.
bool fork_to_fail() {
  for (int fd : failures.output)
    if (lseek(fd, 0, SEEK_SET) < 0 || ftruncate(fd, 0) < 0) return false;
  pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    failures.each.clear();
    dup2(failures.output[0], STDOUT_FILENO);
    dup2(failures.output[1], STDERR_FILENO);
    alarm(kSeconds);
    return true;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return false;
  tell(failures.count, status);
  return false;
}

bool fails(void*) {
  ++failures.count;
  if (!failures.each.empty() && failures.count == failures.each.back()) {
    failures.each.pop_back();
    return fork_to_fail();
  }
  return failures.count == failures.at;
}

bool open_results(const std::string& list) {
  failures.results =
      open((list + ".results").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  for (int& fd : failures.output)
    fd = memfd_create("output", MFD_CLOEXEC);
  return failures.results >= 0 && failures.output[0] >= 0 && failures.output[1] >= 0;
}

void read_numbers(const std::string& text) {
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end; ++at) {
    uint64_t number = 0;
    auto [stop, status] = std::from_chars(at, end, number);
    if (status == std::errc()) failures.each.push_back(number);
    at = std::max(at, stop);
  }
  std::reverse(failures.each.begin(), failures.each.end());
}

}  // namespace

bool begin_failures(State* L, const Options& options, std::string* error) {
  if (!options.gc.fail_at && !options.gc.fail_each) return true;
  failures.at = options.gc.fail_at;
  if (options.gc.fail_each) {
    Source source;
    if (!read_source(options.gc.fail_each, &source, error)) return false;
    read_numbers(source.text);
    if (!open_results(options.gc.fail_each)) {
      *error = std::string("cannot write results: ") + std::strerror(errno);
      return false;
    }
  }
  if (options.gc.log)
    std::atexit([] {
      std::fprintf(stderr, "gc: allocations: %llu\n",
                   static_cast<unsigned long long>(failures.count));
    });
  L->global->heap.inject_failures(fails, nullptr);
  return true;
}

}  // namespace perilune::cli
