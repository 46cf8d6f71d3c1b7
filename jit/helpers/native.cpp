// Calls of native functions from compiled code. Frames of inlined functions do not exist then, and
// values may be in registers: nothing that runs Lua code, collects or moves the stack may happen.
#include "jit/helpers/helpers.h"
#include "runtime/lib/intrinsics.h"

namespace perilune::jit::helpers {

namespace {

// Whether a function that looks into the value could have to run Lua code.
bool may_run_lua(const Value& v) {
  return v.is_closure() || v.is_native() || v.is_userdata() ||
         (v.is_table() && v.table()->metatable());
}

}  // namespace

bool runs_no_lua(const NativeFunction* native, const Value* args, uint64_t count) {
  const IntrinsicInfo& info = intrinsic_info(static_cast<Intrinsic>(native->intrinsic()));
  uint64_t looked_into = info.looks == NativeLooks::All     ? count
                         : info.looks == NativeLooks::First ? 1
                                                            : 0;
  for (uint64_t i = 0; i < looked_into && i < count; ++i)
    if (may_run_lua(args[i])) return false;
  return info.effect != NativeEffect::Runs;
}

HelperAny NativeCall(State* L, Value* caller, Value* base, NativeFunction* native, uint64_t count) {
  constexpr HelperAny kRefused = {0, kHelperRefused};
  if (!runs_no_lua(native, base, count)) return kRefused;
  base[-kFrameSlots] = Value::of(native);
  set_link(base, nullptr, FrameKind::Boundary, kAllResults, static_cast<uint32_t>(base - caller));
  Value* running = L->base;
  L->base = base;
  L->top = base + count;
  L->is_stack_fixed = true;
  NativeResult n = native->fn(L);
  L->is_stack_fixed = false;
  L->base = running;
  if (n < 0) return kRefused;
  L->native_results = static_cast<uint32_t>(n);
  if (n == 0) return {0, static_cast<uint64_t>(Tag::Nil)};
  const Value& first = L->top[-n];
  return {first.bits, static_cast<uint64_t>(first.tag)};
}

}  // namespace perilune::jit::helpers
