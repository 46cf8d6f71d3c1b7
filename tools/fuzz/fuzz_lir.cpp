// Fuzzes the reader of LIR text, its verifier and the passes: whatever the text, there is a message
// or a unit that is printed and read again as the same, and that no pass makes wrong.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "jit/ir/parser.h"
#include "jit/ir/printer.h"
#include "jit/ir/verifier.h"
#include "jit/opt/pass_manager.h"

using namespace perilune::lir;

namespace {

void require(bool condition, const char* what, const std::string& detail) {
  if (condition) return;
  std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
  std::abort();
}

void check(Unit& unit) {
  const std::string text = print(unit);
  ParseResult again = parse(text);
  require(again.errors.empty(), "what is printed cannot be read", text);
  require(again.units.size() == 1 && print(again.units[0].unit) == text,
          "what is printed reads as something else", text);
  PassOptions options;
  options.verify_each = true;
  PassManager passes(options);
  require(passes.run_pipeline(unit), "a pass makes it wrong", passes.error() + '\n' + text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ParseResult parsed = parse({reinterpret_cast<const char*>(data), size});
  for (const Diagnostic& error : parsed.errors)
    require(error.loc.line != 0 && !error.message.empty(), "an error without a place", "");
  for (ParsedUnit& each : parsed.units)
    if (verify(each.unit).empty()) check(each.unit);
  return 0;
}
