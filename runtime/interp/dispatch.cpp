// The plain interpreter's dispatch table.
#include "runtime/interp/fast_call.h"

namespace perilune::interp {

namespace {

void fill_natives(Dispatch* dispatch, const Semantics& s) {
  static constexpr Handler kHandlers[] = {
      call_framed,
#define FAST_CALL(function, handler) handler,
#include "runtime/interp/fast_calls.def"
  };
  for (size_t i = 0; i < std::size(dispatch->natives); ++i)
    dispatch->natives[i] = kHandlers[i < std::size(kHandlers) ? i : 0];
#define FAST_VARIANT(function, condition, handler)                                                 \
  if (condition) dispatch->natives[fast_call_of(lib::function)] = handler;
#include "runtime/interp/fast_calls.def"
}

}  // namespace

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
  fill_natives(dispatch, s);
  set_plain_loops(dispatch);
}

}  // namespace perilune::interp
