// The plain interpreter's dispatch table.
#include "runtime/interp/handler.h"

namespace perilune::interp {

void fill_dispatch(Dispatch* dispatch, const Semantics& s) {
  static constexpr Handler kHandlers[] = {
#define OP(Name, ...) op_##Name,
#include "runtime/bytecode/opcodes.def"
#define INSN(Name, ...) op_##Name,
#include "runtime/insns.def"
  };
  constexpr size_t kCount = sizeof kHandlers / sizeof kHandlers[0];
  for (size_t i = 0; i < 256; ++i)
    dispatch->handlers[i] = kHandlers[i < kCount ? i : 0];
#define VARIANT(Name, condition, handler)                                                          \
  if (condition) dispatch->handlers[static_cast<uint8_t>(InsnOp::Name)] = handler;
#include "runtime/interp/variants.def"
  set_plain_loops(dispatch);
}

}  // namespace perilune::interp
