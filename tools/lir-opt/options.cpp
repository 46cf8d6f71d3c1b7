// The command line of lir-opt; see options.h.
#include "options.h"

#include <charconv>
#include <string_view>

namespace perilune::lir {

namespace {

struct Flag {
  std::string_view text;
  bool Options::* member;
  std::string_view doc;
};

constexpr Flag kFlags[] = {
    {"--print-after-all", &Options::print_after_all, "print the unit after each pass"},
    {"--verify-only", &Options::verify_only, "read and verify, print nothing"},
    {"--verify-expected", &Options::verify_expected,
     "check that exactly the errors stand in the text that `; error: TEXT` expects"},
    {"--print-reference", &Options::print_reference, "print the reference page of LIR"},
    {"--time-passes", &Options::time_passes, "report the time of each pass on standard error"},
    {"--help", &Options::help, "this text"},
};

std::string parse_passes(std::string_view list, Options& options) {
  while (!list.empty()) {
    size_t comma = list.find(',');
    std::string_view name = list.substr(0, comma);
    auto pass = find_pass(name);
    if (!pass) return "unknown pass '" + std::string(name) + "'";
    options.passes.push_back(*pass);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
  return {};
}

std::string parse_option(std::string_view arg, Options& options) {
  for (const Flag& flag : kFlags)
    if (arg == flag.text) {
      options.*flag.member = true;
      return {};
    }
  if (arg == "--pipeline") {
    for (PassId pass : pipeline())
      options.passes.push_back(pass);
    return {};
  }
  constexpr std::string_view kPasses = "--passes=", kBisect = "--opt-bisect-limit=";
  if (arg.starts_with(kPasses)) return parse_passes(arg.substr(kPasses.size()), options);
  if (arg.starts_with(kBisect)) {
    std::string_view number = arg.substr(kBisect.size());
    auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), options.bisect_limit);
    if (error != std::errc{} || end != number.data() + number.size() || options.bisect_limit < 0)
      return "--opt-bisect-limit needs a number, not '" + std::string(number) + "'";
    return {};
  }
  return "unknown option '" + std::string(arg) + "'";
}

}  // namespace

std::string parse_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    std::string_view arg = argv[i];
    if (arg.starts_with("--")) {
      if (std::string problem = parse_option(arg, options); !problem.empty()) return problem;
    } else if (!options.file.empty()) {
      return "more than one file given";
    } else {
      options.file = arg;
    }
  }
  if (options.file.empty() && !options.help && !options.print_reference) return "no file given";
  return {};
}

std::string help_text() {
  std::string out = "usage: lir-opt FILE|- [options]\n"
                    "Reads LIR text, verifies it, runs passes and prints the result.\n\n"
                    "  --passes=a,b,c        run these passes in this order\n"
                    "  --pipeline            run the passes of the standard pipeline\n"
                    "  --opt-bisect-limit=N  run only the first N passes\n";
  for (const Flag& flag : kFlags) {
    std::string line = "  " + std::string(flag.text);
    line.resize(std::max<size_t>(line.size() + 1, 24), ' ');
    out += line + std::string(flag.doc) + "\n";
  }
  out += "\nPasses:\n";
  for (unsigned i = 0; i < kPassCount; ++i) {
    std::string line = "  " + std::string(pass_info(PassId(i)).text);
    line.resize(std::max<size_t>(line.size() + 1, 24), ' ');
    out += line + std::string(pass_info(PassId(i)).doc) + "\n";
  }
  return out + "\nExit code: 0 success, 1 errors in the text or in a pass, 2 wrong usage.\n";
}

}  // namespace perilune::lir
