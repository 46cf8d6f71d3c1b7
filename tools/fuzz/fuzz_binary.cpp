// Fuzzes the reader of binary chunks and the verifier behind it: whatever the bytes, they are
// refused or give a function that can be written, listed and read again. The first byte, '1' to
// '5', picks the dialect; the header, which chance would never get right, is put before the rest.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "runtime/bytecode/disassembler.h"
#include "runtime/bytecode/dump_format.h"
#include "runtime/bytecode/serialize.h"

using namespace perilune;

namespace {

void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto dialect = static_cast<Dialect>(static_cast<uint8_t>(data[0] - '1') % kDialectCount);
  std::string bytes;
  for (const bytecode::HeaderField& field : bytecode::dump_format(dialect).header)
    bytes.append(field.bytes);
  const uint64_t id = bytecode::instruction_set_id();
  bytes.append(reinterpret_cast<const char*>(&id), sizeof(id));
  bytes.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::unique_ptr<bytecode::Function> function, back;
  std::string error;
  if (!bytecode::deserialize(bytes, "=fuzz", dialect, &function, &error)) {
    require(!error.empty(), "no message");
    return 0;
  }
  require(!bytecode::disassemble(*function).empty(), "no listing");
  const std::string written = bytecode::serialize(*function, dialect, false);
  require(bytecode::deserialize(written, "=fuzz", dialect, &back, &error), "cannot be read again");
  require(bytecode::essence(*back) == bytecode::essence(*function), "reads as something else");
  return 0;
}
