// Fuzzes lexer, parser and compiler: whatever the text, there is a message or code that the
// verifier accepts and that a binary chunk brings back. The first byte, '1' to '5', picks the
// dialect.
#include <cstdio>
#include <cstdlib>

#include "frontend/compile.h"
#include "runtime/bytecode/disassembler.h"
#include "runtime/bytecode/flow.h"
#include "runtime/bytecode/serialize.h"
#include "runtime/bytecode/verifier.h"

using namespace perilune;

namespace {

void require(bool condition, const char* what, const std::string& detail) {
  if (condition) return;
  std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto dialect = static_cast<Dialect>(static_cast<uint8_t>(data[0] - '1') % kDialectCount);
  const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::unique_ptr<bytecode::Function> function, back;
  std::string error;
  if (!frontend::compile(source, "=fuzz", dialect, &function, &error)) {
    require(!error.empty(), "no message", "");
    return 0;
  }
  require(bytecode::verify(*function, &error), "refused by the verifier", error);
  require(bytecode::verify_flow(*function, &error), "refused by the verifier of flow",
          error + '\n' + bytecode::disassemble(*function));
  const std::string bytes = bytecode::serialize(*function, dialect, false);
  require(bytecode::deserialize(bytes, "=fuzz", dialect, &back, &error), "cannot be read back",
          error);
  require(bytecode::serialize(*back, dialect, false) == bytes, "reads back as something else", "");
  return 0;
}
