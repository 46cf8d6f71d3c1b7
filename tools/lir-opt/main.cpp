// lir-opt: reads LIR text, verifies it, runs passes over it and prints the result.
#include "expected.h"
#include "options.h"

#include "jit/ir/parser.h"
#include "jit/ir/printer.h"
#include "jit/ir/reference.h"
#include "jit/ir/verifier.h"

#include <cstdio>
#include <string>

using namespace perilune::lir;

namespace {

/// Messages appear after what was printed before them, also when both go to one pipe.
void put(FILE* to, std::string_view text) {
  if (to == stderr) fflush(stdout);
  fwrite(text.data(), 1, text.size(), to);
}

bool read_file(const std::string& name, std::string& text) {
  FILE* file = name == "-" ? stdin : fopen(name.c_str(), "rb");
  if (!file) return false;
  char buffer[65536];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
    text.append(buffer, n);
  bool good = !ferror(file);
  if (file != stdin) fclose(file);
  return good;
}

/// The verifier's errors with the places of the text that they are about.
void add_verify_errors(const ParsedUnit& parsed, std::vector<Diagnostic>& errors) {
  for (const VerifyError& e : verify(parsed.unit)) {
    SourceLoc loc = parsed.value_loc(e.at);
    if (!loc.line && e.block) loc = parsed.block_locs[e.block.index];
    errors.push_back({loc.line ? loc : parsed.loc, e.message});
  }
}

void print_timings(const PassManager& manager) {
  put(stderr, "     runs  changed          ns  pass\n");
  for (unsigned i = 0; i < kPassCount; ++i) {
    const PassManager::Timing& t = manager.timings()[i];
    if (t.runs)
      fprintf(stderr, "%9u %8u %11llu  %s\n", t.runs, t.changes, (unsigned long long)t.nanoseconds,
              std::string(pass_info(PassId(i)).text).c_str());
  }
}

int optimize(ParseResult& parsed, const Options& options) {
  PassOptions pass_options;
  pass_options.verify_each = true;
  pass_options.print_after_all = options.print_after_all;
  pass_options.time = options.time_passes;
  pass_options.bisect_limit = options.bisect_limit;
  pass_options.print = [](std::string_view text) { put(stdout, text); };
  PassManager manager(pass_options);
  bool first = true;
  for (ParsedUnit& unit : parsed.units) {
    if (!manager.run(unit.unit, options.passes)) {
      put(stderr, "lir-opt: " + manager.error());
      return 1;
    }
    if (options.print_after_all && !options.passes.empty()) continue;
    put(stdout, (first ? "" : "\n") + print(unit.unit));
    first = false;
  }
  for (const std::string& remark : manager.remarks())
    put(stderr, "remark: " + remark + "\n");
  if (options.time_passes) print_timings(manager);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (std::string problem = parse_options(argc, argv, options); !problem.empty()) {
    put(stderr, "lir-opt: " + problem + " (try --help)\n");
    return 2;
  }
  if (options.help || options.print_reference) {
    put(stdout, options.help ? help_text() : reference_page());
    return 0;
  }
  std::string text;
  if (!read_file(options.file, text)) {
    put(stderr, "lir-opt: cannot read '" + options.file + "'\n");
    return 2;
  }
  ParseResult parsed = parse(text);
  for (const ParsedUnit& unit : parsed.units)
    add_verify_errors(unit, parsed.errors);
  if (options.verify_expected) {
    std::string report = compare_expected(text, parsed.errors);
    put(stderr, report);
    return report.empty() ? 0 : 1;
  }
  for (const Diagnostic& d : parsed.errors)
    put(stderr, options.file + ":" + std::to_string(d.loc.line) + ":" +
                    std::to_string(d.loc.column) + ": error: " + d.message + "\n");
  if (!parsed.errors.empty()) return 1;
  return options.verify_only ? 0 : optimize(parsed, options);
}
