// Handlers of calls and returns, and the transfers into and out of functions of both kinds.
#include <cstring>

#include "runtime/debug_info.h"
#include "runtime/error.h"
#include "runtime/interp/fast_call.h"
#include "runtime/interp/hook.h"
#include "runtime/interp/upvalues.h"

namespace perilune::interp {

namespace {

// The constants of the Lua function whose frame is at `base`.
inline const Value* constants_of(const Value* base) { return base[-2].closure()->proto->constants; }

// The stack has to grow first. While it does, the caller is the running function: it is the one
// that an overflow is reported against.
SLOW_HANDLER(enter_closure_slow) {
  const Proto* proto = base[-2].closure()->proto;
  const FrameLink& link = link_of(base);
  uint32_t distance = link.distance;
  L->base = lower_base(base);
  if (is_lua_return(link)) L->pc = executes_again(link) ? link.ret : link.ret - 1;
  Status status = L->grow_stack(proto->max_stack);
  base = advance(L->base, distance);
  if (status == Status::Error) {
    // Where the call is what catches the error, its frame remains, without a function.
    if (matters_to_unwinding(link_of(base).kind)) {
      base[-2].set_nil();
      L->base = L->top = base;
    }
    GOTO(raise);
  }
  for (Value* p = L->top; p < base + proto->num_params; ++p)
    p->set_nil();
  pc = proto->first_insn();
  k = proto->constants;
  DISPATCH();
}

// Enters the Lua function at base[-2], whose arguments end at `end`, the state's top: missing
// parameters become nil.
#define ENTER_CLOSURE(end)                                                                         \
  do {                                                                                             \
    const Proto* proto = base[-2].closure()->proto;                                                \
    if (advance(base, proto->frame_bytes) > L->stack_end) [[unlikely]]                             \
      GOTO(enter_closure_slow);                                                                    \
    const Value* parameters_end = advance(base, proto->param_bytes);                               \
    _Pragma("clang loop unroll(disable)") for (Value* p = (end); p < parameters_end; ++p)          \
        p->set_nil();                                                                              \
    pc = proto->first_insn();                                                                      \
    k = proto->constants;                                                                          \
    DISPATCH();                                                                                    \
  } while (0)

SLOW_HANDLER(enter_native) {
  L->base = base;
  if (L->stack_end - L->top < 0 && L->grow_stack(0) == Status::Error) GOTO(raise);
  if (L->hook.mask) [[unlikely]] {
    if (report_native_call(L) == Status::Error) GOTO(raise);
  }
  NativeResult n = L->base[-2].native()->fn(L);
  count = static_cast<uint32_t>(n);
  if (n < 0) [[unlikely]]
    GOTO(finish_native);
  SAFEPOINT();
  RELOAD();
  GOTO(return_native);
}

// A native calls a function and goes on afterwards.
SLOW_HANDLER(call_from_native) {
  const auto& call = L->native_call;
  Value* callee = call.func + kFrameSlots;
  bool then = call.kind == FrameKind::NativeThen;
  // The others note what the error that they catch gives back.
  auto nresults = then ? call.nresults : static_cast<uint8_t>(L->c_depth);
  set_link(callee, nullptr, call.kind, nresults, static_cast<uint32_t>(callee - base));
  if (then) link_of(callee).then = call.then;
  base = callee;
  GOTO(enter_level);
}

// The function that a native called has returned to it.
SLOW_HANDLER(return_to_native) {
  const FrameLink link = link_of(base);
  leave_level(L);
  L->top = place_results(base - 2, L->top - count, count, link.nresults);
  L->base = lower_base(base);
  count = static_cast<uint32_t>(link.then(L));
  GOTO(finish_native);
}

constexpr const char* kCallChainTooLong = "'__call' chain too long";

// Whether so many handlers of a call have led to one another that the dialect stops there.
bool is_call_chain_too_long(State* L, int handlers) {
  return handlers == 15 && L->global->semantics.call_chain_limit;
}

// base[-2] is no function: its __call metamethod is called with it as first argument.
SLOW_HANDLER(enter_callable) {
  for (int chain = 0; !base[-2].is_function(); ++chain) {
    Value f = call_metamethod(L, base[-2]);
    if (f.is_nil() || is_call_chain_too_long(L, chain)) {
      const Value* callee = base - 2;
      // A Lua function is to blame for what it calls; otherwise the error is the callee's own.
      const FrameLink& link = link_of(base);
      L->base = is_lua_return(link) ? lower_base(base) : base;
      if (is_lua_return(link)) L->pc = executes_again(link) ? link.ret : link.ret - 1;
      if (f.is_nil())
        call_error(L, callee);
      else
        L->operation_error("%s", kCallChainTooLong);
      GOTO(raise);
    }
    for (Value* p = L->top; p > base; --p)
      p[0] = p[-1];
    ++L->top;
    base[0] = base[-2];
    base[-2] = f;
    count_callable(base);
    L->base = base;
    if (L->ensure_stack(1) == Status::Error) GOTO(raise);
    base = L->base;
  }
  GOTO(enter_call);
}

}  // namespace

HANDLER(enter_call) {
  if (base[-2].is_closure()) [[likely]]
    ENTER_CLOSURE(L->top);
  if (base[-2].is_native()) [[likely]]
    GOTO(enter_native);
  GOTO(enter_callable);
}

namespace {

// There are few levels left, or none.
SLOW_HANDLER(enter_last_levels) {
  if (take_level(L) == Status::Error) GOTO(raise);
  base = advance(L->base, link_of(base).distance);
  GOTO(enter_call);
}

}  // namespace

HANDLER(enter_level) {
  if (L->c_depth + 1u >= L->global->semantics.c_levels) [[unlikely]]
    GOTO(enter_last_levels);
  ++L->c_depth;
  if (base[-2].is_closure()) [[likely]]
    ENTER_CLOSURE(L->top);
  GOTO(enter_call);
}

// A native, or the continuation of one, has returned `count`.
HANDLER(finish_native) {
  auto n = static_cast<NativeResult>(count);
  if (n >= 0) SAFEPOINT();
  RELOAD();
  if (n >= 0) GOTO(return_native);
  switch (n) {
  case kNativeCall:
    GOTO(call_from_native);
  case kNativeYield:
    GOTO(yield_coroutine);
  case kNativeResume:
    GOTO(resume_coroutine);
  case kNativeClose:
    GOTO(unwind);
  default:
    GOTO(raise);
  }
}

// The native at base[-2] is called by the instruction at pc of the Lua function below. What most
// calls have in common is done here; the rest goes the long way.
SLOW_HANDLER(call_native) {
  if (L->stack_end - L->top < 0 || L->hook.mask) [[unlikely]]
    GOTO(enter_native);
  L->base = base;
  NativeResult n = base[-2].native()->fn(L);
  if (n < 0 || L->hook.mask || L->global->heap.wants_collection()) [[unlikely]] {
    count = static_cast<uint32_t>(n);
    GOTO(finish_native);
  }
  RELOAD();
  uint32_t wanted = link_of(base).nresults;
  Value* to = base - 2;
  base = lower_base(base);
  const Value* results = L->top - n;
  if (wanted == 1 && n > 0) [[likely]] {
    *to = *results;
  } else {
    Value* end = place_results(to, results, static_cast<uint32_t>(n), wanted);
    if (wanted == kAllResults) L->top = end;
  }
  NEXT(1);
}

namespace {

// The value in register A, with `count` arguments behind it, is called through its metamethod.
SLOW_HANDLER(call_callable) {
  Value* func = &RA;
  base = func + kFrameSlots;
  L->top = base + count;
  set_call_link(base, pc, kFrameSlots);
  L->pc = pc;
  GOTO(enter_callable);
}

// What is in register A is no Lua function; `count` arguments are behind it.
#define CALL_OTHER()                                                                               \
  do {                                                                                             \
    if (!RA.is_native()) [[unlikely]]                                                              \
      GOTO(call_callable);                                                                         \
    GOTO(dispatch->natives[RA.native()->fast_call]);                                               \
  } while (0)

// How many arguments are behind register A, up to the top.
#define COUNT_OPEN() (static_cast<uint32_t>(L->top - &RA) - kFrameSlots)

}  // namespace

HANDLER(call_framed) {
  MAKE_FRAME();
  GOTO(call_native);
}

SLOW_HANDLER(finish_fast) {
  uint32_t wanted = wanted_results(pc);
  if (wanted == kAllResults) {
    L->top = &RA + count;
  } else {
    for (; count < wanted; ++count)
      (&RA)[count].set_nil();
  }
  NEXT(1);
}

namespace {

// The builtin in register A protects the call of its argument number `function`: the frames are
// those that it asks for when it is called (call_protected), the one of the protected call
// included, whose link goes between that function and its arguments.
template <FrameKind kind, uint32_t function>
HANDLER(call_protected_at) {
  Value* frame = &RA + kFrameSlots;
  Value* end = frame + count;
  if (end >= L->stack_end) [[unlikely]]
    GOTO(call_framed);
  set_call_link(frame, pc, kFrameSlots);
  L->pc = pc;
  L->base = frame;
  L->top = end + 1;
  if constexpr (function == 1) {
    // The message handler comes first.
    Value protected_function = frame[0];
    frame[0] = frame[1];
    frame[1] = protected_function;
  }
#pragma clang loop vectorize(disable) unroll(disable)
  for (Value* p = end; p > frame + function + 1; --p)
    p[0] = p[-1];
  base = frame + function + kFrameSlots;
  // What the error gives back that is caught there.
  set_link(base, nullptr, kind, static_cast<uint8_t>(L->c_depth), function + kFrameSlots);
  GOTO(enter_level);
}

}  // namespace

HANDLER(fast_pcall) {
  if (count == 0) GOTO(call_framed);
  GOTO((call_protected_at<FrameKind::Pcall, 0>));
}

HANDLER(fast_xpcall) {
  if (count < 2 || !ARG(1).is_function()) GOTO(call_framed);
  if (!L->global->semantics.xpcall_arguments) count = 2;
  GOTO((call_protected_at<FrameKind::Xpcall, 1>));
}

HANDLER(op_Call) {
  Value* func = &RA;
  if (!func->is_closure()) {
    count = pc->f.x - 1u;
    CALL_OTHER();
  }
  base = func + kFrameSlots;
  set_call_link(base, pc, kFrameSlots);
  Value* end = func + 1 + pc->f.x;
  L->top = end;
  ENTER_CLOSURE(end);
}

HANDLER(op_CallOpen) {
  Value* func = &RA;
  if (!func->is_closure()) {
    count = COUNT_OPEN();
    CALL_OTHER();
  }
  base = func + kFrameSlots;
  set_call_link(base, pc, kFrameSlots);
  ENTER_CLOSURE(L->top);
}

HANDLER(op_TForCall) {
  Value* r = &RA;
  if (r[0].is_native()) GOTO(iterate_native);
  r[4] = r[0];
  r[6] = r[1];
  r[7] = r[2];
  L->top = r + 8;
  L->pc = pc;
  set_call_link(r + 6, pc, 4 + kFrameSlots);
  base = r + 6;
  if (r[4].is_closure()) [[likely]]
    ENTER_CLOSURE(L->top);
  GOTO(enter_callable);
}

namespace {

// Replaces the callee in a register of the running Lua function, whose arguments end at L->top, by
// its __call metamethod, with itself as first argument, until it is a function. Done while the
// caller's variables can still be named.
Status resolve_callable(State* L, uint32_t reg) {
  for (int chain = 0; !L->base[reg].is_function(); ++chain) {
    Value f = call_metamethod(L, L->base[reg]);
    if (f.is_nil() || is_call_chain_too_long(L, chain)) {
      if (f.is_nil())
        call_error(L, L->base + reg);
      else
        L->operation_error("%s", kCallChainTooLong);
      return Status::Error;
    }
    if (L->ensure_stack(1) == Status::Error) return Status::Error;
    Value* func = L->base + reg;
    for (Value* p = L->top; p > func + kFrameSlots; --p)
      p[0] = p[-1];
    ++L->top;
    func[kFrameSlots] = *func;
    *func = f;
  }
  return Status::Ok;
}

// Slides the callee in register A and its arguments, which end at L->top, down into the running
// function's place.
HANDLER(replace_frame) {
  const Value* func = &RA;
  if (link_of(base).kind == FrameKind::Vararg) base = lower_base(base);
  base[-2] = *func;
  Value* to = base;
#pragma clang loop vectorize(disable) unroll(disable)
  for (const Value* from = func + kFrameSlots; from < L->top; ++from)
    *to++ = *from;
  L->top = to;
  count_tail_call(base);
  GOTO(enter_call);
}

// What is called is no function, or variables have to be closed first.
SLOW_HANDLER(tail_call_slow) {
  if (pc->f.x) L->top = &RA + 1 + pc->f.x;
  SAVE_STATE();
  if (pc->op() == InsnOp::TailCallClosing) close_upvalues(L, base);
  if (resolve_callable(L, pc->reg_a()) == Status::Error) RAISE();
  base = L->base;
  GOTO(replace_frame);
}

}  // namespace

// A native is called like any other function; the RETURN that follows passes its results on.
HANDLER(op_TailCall) {
  Value* func = &RA;
  if (!func->is_closure()) [[unlikely]] {
    if (!func->is_native()) GOTO(tail_call_slow);
    count = pc->f.x - 1u;
    CALL_OTHER();
  }
  L->top = func + 1 + pc->f.x;
  GOTO(replace_frame);
}

HANDLER(op_TailCallOpen) {
  Value* func = &RA;
  if (!func->is_closure()) [[unlikely]] {
    if (!func->is_native()) GOTO(tail_call_slow);
    count = COUNT_OPEN();
    CALL_OTHER();
  }
  GOTO(replace_frame);
}

HANDLER(op_TailCallClosing) {
  if (!RA.is_native()) GOTO(tail_call_slow);
  count = pc->f.x ? pc->f.x - 1u : COUNT_OPEN();
  CALL_OTHER();
}

namespace {

// The ways back into a Lua frame: `base` is its base, pc where it goes on.
#define RETURN_TO_LUA()                                                                            \
  do {                                                                                             \
    k = constants_of(base);                                                                        \
    DISPATCH();                                                                                    \
  } while (0)

// From a frame that protects a call (pcall, xpcall): results are true and those of the callee.
SLOW_HANDLER(return_from_protected) {
  leave_level(L);
  Value* first = L->top - count;
  base = lower_base(base);
  // The slot below the first result belongs to a frame that is gone.
  first[-1].set_boolean(true);
  L->base = base;
  ++count;
  GOTO(return_native);
}

SLOW_HANDLER(return_to_boundary) {
  const FrameLink link = link_of(base);
  L->top = place_results(base - 2, L->top - count, count, link.nresults);
  L->base = lower_base(base);
  L->boundary_status = Status::Ok;
}

SLOW_HANDLER(return_from_metamethod) {
  const FrameLink link = link_of(base);
  leave_level(L);
  Value result = count > 0 ? L->top[-static_cast<ptrdiff_t>(count)] : Value();
  L->top = base - kFrameSlots;
  base = lower_base(base);
  pc = link.ret;
  switch (link.kind) {
  case FrameKind::MetaStore:
    base[link.nresults] = result;
    RETURN_TO_LUA();
  case FrameKind::MetaCompare:
    pc = result.is_truthy() == (link.nresults != 0) ? jump_target(pc, 1) : pc + 1;
    RETURN_TO_LUA();
  case FrameKind::MetaConcat:
    (&RA)[link.nresults - 1] = result;
    L->concat_left = link.nresults;
    k = constants_of(base);
    GOTO(continue_concat);
  default:
    RETURN_TO_LUA();
  }
}

}  // namespace

namespace {

SLOW_HANDLER(finish_return_slow) {
  if (link_of(base).kind == FrameKind::MetaStore || link_of(base).kind == FrameKind::MetaDiscard)
    GOTO(return_from_metamethod);
  switch (link_of(base).kind) {
  case FrameKind::Lua:
    break;
  case FrameKind::Vararg:
    base = lower_base(base);
    break;
  case FrameKind::Boundary:
  case FrameKind::HostPcall:
  case FrameKind::Finalizer:
  case FrameKind::Hook:
    GOTO(return_to_boundary);
  case FrameKind::MetaStore:
  case FrameKind::MetaDiscard:
  case FrameKind::MetaCompare:
  case FrameKind::MetaConcat:
  case FrameKind::Close:
    GOTO(return_from_metamethod);
  case FrameKind::NativeThen:
    GOTO(return_to_native);
  case FrameKind::Pcall:
  case FrameKind::Xpcall:
    GOTO(return_from_protected);
  case FrameKind::ErrorHandler:
    GOTO(return_from_error_handler);
  case FrameKind::CloseUnwind:
    GOTO(return_from_close_unwind);
  case FrameKind::Resume:
    GOTO(finish_coroutine);
  }
  GOTO(finish_return);
}

}  // namespace

namespace {

// Returns the `count` values from `k` on, which no code needs any more for its constants.
HANDLER(return_values) {
  const FrameLink& link = link_of(base);
  if (link.kind != FrameKind::Lua) [[unlikely]] {
    L->top = const_cast<Value*>(k) + count;
    GOTO(finish_return_slow);
  }
  pc = link.ret;
  uint32_t wanted = link.nresults;
  Value* to = base - 2;
  base = lower_base(base);
  Value* end = place_results(to, k, count, wanted);
  if (wanted == kAllResults) L->top = end;
  RETURN_TO_LUA();
}

// Whether the frame at `base` returns to Lua code that wants so many results.
inline bool returns_to_lua(const Value* base, uint8_t results) {
  const FrameLink& link = link_of(base);
  static_assert(offsetof(FrameLink, nresults) == offsetof(FrameLink, kind) + 1);
  uint16_t both;  // one comparison rather than two
  std::memcpy(&both, &link.kind, sizeof both);
  return both == (static_cast<uint16_t>(FrameKind::Lua) | results << 8);
}

}  // namespace

HANDLER(finish_return) {
  k = L->top - count;
  GOTO(return_values);
}

namespace {

// RETURN of a function whose variables have to be closed first. A close handler runs above the
// results and comes back to the same RETURN.
SLOW_HANDLER(return_closing_slow) {
  SAVE_STATE();
  Value* first = &RA;
  uint32_t b = pc->f.b;
  Value* end = b != 0 ? first + b - 1 : L->top;
  Value* frame_top = b != 0 ? base + base[-2].closure()->proto->max_stack : end;
  Pending call;
  if (next_to_close(L, base, Value(), &call)) {
    base = push_pending_at(L, frame_top, call, pc, FrameKind::Close, 0);
    GOTO(enter_level);
  }
  close_upvalues(L, base);
  L->top = end;
  count = static_cast<uint32_t>(end - first);
  if (L->hook.mask) GOTO(finish_hooked);
  GOTO(finish_return);
}

HANDLER(return_closing) {
  if (L->tbc_count != 0 || L->hook.mask || !try_close_upvalues(L, base)) [[unlikely]]
    GOTO(return_closing_slow);
  uint32_t b = pc->f.b;
  k = &RA;
  count = b != 0 ? b - 1 : static_cast<uint32_t>(L->top - k);
  GOTO(return_values);
}

}  // namespace

HANDLER(op_Return) {
  if (pc->f.c) GOTO(return_closing);
  uint32_t b = pc->f.b;
  k = &RA;
  count = b != 0 ? b - 1 : static_cast<uint32_t>(L->top - k);
  GOTO(return_values);
}

HANDLER(op_Return0) {
  if (returns_to_lua(base, 0)) [[likely]] {
    pc = link_of(base).ret;
    base = lower_base(base);
    RETURN_TO_LUA();
  }
  k = base;
  count = 0;
  GOTO(return_values);
}

namespace {

// The value in register A is what a metamethod gives, or what a call from C++ wants, as a rule.
SLOW_HANDLER(return_one) {
  const FrameLink& link = link_of(base);
  if (link.kind == FrameKind::MetaStore) {
    Value result = RA;
    leave_level(L);
    L->top = base - kFrameSlots;
    pc = link.ret;
    uint32_t reg = link.nresults;
    base = lower_base(base);
    base[reg] = result;
    RETURN_TO_LUA();
  }
  if (link.kind == FrameKind::Boundary && link.nresults == 1) [[likely]] {
    L->base = lower_base(base);
    L->top = base - 1;
    L->boundary_status = Status::Ok;
    base[-2] = RA;
    return;
  }
  k = &RA;
  count = 1;
  GOTO(return_values);
}

}  // namespace

HANDLER(op_Return1) {
  if (returns_to_lua(base, 1)) [[likely]] {
    base[-2] = *PA;
    pc = link_of(base).ret;
    base = lower_base(base);
    RETURN_TO_LUA();
  }
  GOTO(return_one);
}

}  // namespace perilune::interp
