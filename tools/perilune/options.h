// The command line, parsed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/bytecode/dialect.h"

namespace perilune::cli {

enum class Dump : uint8_t {
#define DUMP(Name, text, help) Name,
#include "tools/perilune/dumps.def"
};

struct JitOptions {
  bool enabled = true;
  uint32_t hot_loop = 0;  // back edges before a loop is compiled; 0: the compiler's own choice
  bool verify = false;
  bool log = false;
};

struct GcOptions {
  bool stress = false;
  bool poison = false;
  bool verify = false;
  bool log = false;
  std::string_view dump;            // the file for a snapshot at the end; empty: none
  uint64_t fail_at = 0;             // the allocation that fails; 0: none
  const char* fail_each = nullptr;  // the file that names those that fail in turn; null: none
  uint64_t limit = UINT64_MAX;      // in bytes
};

// What -e, -l and -W ask for, in the order in which they stand.
struct Action {
  enum class Kind : uint8_t { Execute, Library, Warnings };
  Kind kind;
  const char* text;
};

struct Options {
  Dialect dialect = Dialect::Lua54;
  JitOptions jit;
  GcOptions gc;
  uint32_t dumps = 0;            // bit d: Dump d
  std::string_view dump_filter;  // a function's name; empty: all functions
  std::vector<Action> actions;
  bool ignore_environment = false;
  bool run = true;
  bool interactive = false;
  bool executes = false;  // there is an -e
  bool version = false;
  bool help = false;
  int script = 0;               // index of the script's name in argv; argc when there is none
  bool script_is_file = false;  // even when it is called "-": it came after "--"
  bool profile_opcodes = false;
  bool own_mistake = false;  // in an option that stock command lines do not have

  bool dump(Dump d) const { return dumps >> static_cast<int>(d) & 1; }
};

// Views in `options` point into argv. On a mistake `*error` says what is wrong; the dialect has
// been found all the same. A program called lua5.1 speaks that dialect unless told otherwise.
bool parse_options(int argc, char** argv, Options* options, std::string* error);

// "5.4"
const char* dialect_text(Dialect dialect);

}  // namespace perilune::cli
