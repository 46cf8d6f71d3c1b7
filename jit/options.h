// What an embedder can set of the compiler.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace perilune::jit {

struct Options {
  uint32_t hot_loop = 100;  // back edges until a loop is recorded; at least 1
  uint32_t hot_exit = 16;   // times an exit is taken until it is recorded
  // Compile a trace only when what it has been missed for is worth what compiling costs (worth.h).
  bool weighs = false;
  // Compile on another thread, while the program goes on in the interpreter.
  bool background = false;
  // Dumps, to stdout, of every trace, or of those in functions whose name or "source:line" contains
  // `filter`.
  bool dump_lir = false;
  bool dump_llvm = false;
  bool dump_asm = false;
  std::string filter;
  bool verify = false;  // run the LIR verifier after every pass
  bool log = false;     // report recordings, aborts and traces on stderr
};

}  // namespace perilune::jit
