// The command line `perilune`: runs Lua programs.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tools/perilune/behaviour.h"
#include "tools/perilune/help.h"
#include "tools/perilune/options.h"
#include "tools/perilune/session.h"

int main(int argc, char** argv) {
  using namespace perilune::cli;
  char fallback[] = "perilune";
  char* no_arguments[] = {fallback, nullptr};
  if (argc < 1 || !argv[0][0]) {
    if (argc < 1) argv = no_arguments, argc = 1;
    argv[0] = fallback;
  }
  Options options;
  std::string error;
  bool ok = parse_options(argc, argv, &options, &error);
  if (!ok && (options.own_mistake || !behaviour_of(options.dialect).init_before_options)) {
    print_mistake(options, argv[0], error);
    return EXIT_FAILURE;
  }
  if (options.help) {
    print_help(stdout, argv[0]);
    return EXIT_SUCCESS;
  }
  return run_session(options, error, argc, argv);
}
