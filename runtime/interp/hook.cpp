// Events of hooks, and the dispatch table that looks for them.
#include "runtime/interp/hook.h"

#include "runtime/interp/fast_call.h"

namespace perilune::interp {

using bytecode::Op;

namespace {

constexpr int kNoLine = -1;

// Where the link of the call is, below extra arguments.
const Value* lowest_base(const Value* base) {
  while (link_of(base).kind == FrameKind::Vararg)
    base = lower_base(base);
  return base;
}

const char* call_event(const State* L, const Value* base) {
  bool is_tail_call = tail_calls_of(lowest_base(base)) > 0;
  return is_tail_call && !L->global->semantics.lost_tail_calls ? "tail call" : "call";
}

// Calls the hook of the function at L->base, above all that it has on the stack. `ret` is as in
// call_as.
Status call_hook(State* L, const char* event, int line, const Insn* ret, Hook::Transfer transfer) {
  if (!L->is_hooked()) return Status::Ok;
  ptrdiff_t top = L->offset_of(L->top);
  const Value& running = L->base[-2];
  if (running.is_closure()) {
    Value* end = L->base + running.closure()->proto->max_stack;
    if (L->top < end) L->top = end;
  }
  Status status = L->ensure_stack(kFrameSlots + 2);
  if (status == Status::Ok) {
    ptrdiff_t bottom = L->offset_of(L->top);
    L->push(L->hook.function);
    L->push(Value());
    L->push(Value::of(L->new_string(event)));
    L->push(line == kNoLine ? Value() : L->integer(line));
    L->hook.is_running = true;
    L->hook.transfer = transfer;
    status = call_as(L, L->at_offset(bottom), 0, FrameKind::Hook, ret);
    L->hook.is_running = false;
    L->dispatch = L->usual_dispatch();
  }
  L->top = L->at_offset(top);
  return status;
}

// The running function has just been entered and is about to execute its first instruction.
bool is_entry(const State* L, uint32_t entry, uint32_t pc) {
  if (pc != entry) return false;
  if (pc > 0) return L->hook.previous == Hook::Previous::Prologue;
  return L->hook.previous != Hook::Previous::BackEdge;
}

// What the next instruction is to know of one.
Hook::Previous previous_of(const Semantics& semantics, Op op) {
  switch (op) {
  case Op::JmpBack:
    return Hook::Previous::BackEdge;
  case Op::ForPrep:
    return semantics.loops_enter_backwards ? Hook::Previous::LoopEntry : Hook::Previous::Other;
  default:
    return Hook::Previous::Other;
  }
}

// A line is new when another one was executed before, or the same one begins again.
bool is_new_line(const State* L, const Proto& proto, uint32_t pc) {
  const Hook& hook = L->hook;
  if (hook.previous == Hook::Previous::LoopEntry &&
      pc == hook.last_pc + bytecode::op_info(Op::ForPrep).words())
    return true;
  bool same_frame = hook.last_frame == L->offset_of(L->base) && hook.last_pc < proto.code_count;
  // After a return, the call is the instruction before.
  uint32_t last = same_frame ? hook.last_pc : pc > 0 ? pc - 1 : 0;
  if (same_frame && pc <= last) return true;
  return proto.line_at(pc) != proto.line_at(last);
}

// Stock's jumps that lead to other jumps go to where these lead; here both are executed.
bool is_jump_after_jump(const State* L, const Proto& proto, uint32_t pc) {
  const Hook& hook = L->hook;
  Op op = bytecode::op_of(proto.code[pc]);
  bool is_jump = op == Op::Jmp || op == Op::JmpBack;
  if (!is_jump || hook.last_frame != L->offset_of(L->base) || hook.last_pc >= pc) return false;
  Op last = bytecode::op_of(proto.code[hook.last_pc]);
  // A comparison that does not jump skips the JMP behind it.
  bool is_test = last >= Op::Eq && last <= Op::TestSet;
  return pc != hook.last_pc + bytecode::op_info(last).words() + is_test;
}

Status report_line(State* L, const Proto& proto, const Insn* pc) {
  uint32_t line = proto.line_at(proto.index_of(pc));
  return call_hook(L, "line", line ? static_cast<int>(line) : kNoLine, pc + 1, {});
}

// Calls the hook for what the instruction at L->pc is the first or the last of.
Status report_events(State* L) {
  Hook& hook = L->hook;
  const Insn* pc = L->pc;
  const Proto& proto = *L->base[-2].closure()->proto;
  uint32_t index = proto.index_of(pc);
  Op op = bytecode::op_of(proto.code[index]);
  uint32_t entry = proto.entry(L->global->semantics.clean_registers);
  if (index < entry) {
    hook.previous = Hook::Previous::Prologue;
    return Status::Ok;
  }
  if (is_jump_after_jump(L, proto, index)) {
    hook.previous = previous_of(L->global->semantics, op);
    return Status::Ok;
  }
  bool enters = is_entry(L, entry, index);
  bool is_new = enters || is_new_line(L, proto, index);
  hook.previous = previous_of(L->global->semantics, op);
  Status status = Status::Ok;
  if (enters && (hook.mask & Hook::kCall))
    status = call_hook(L, call_event(L, L->base), kNoLine, pc + 1, {1, proto.num_params});
  if (status == Status::Ok && (hook.mask & Hook::kCount) && --hook.left <= 0) {
    hook.left = hook.interval;
    status = call_hook(L, "count", kNoLine, pc + 1, {});
  }
  if (status == Status::Ok && is_new && (hook.mask & Hook::kLine))
    status = report_line(L, proto, pc);
  hook.last_frame = L->offset_of(L->base);
  hook.last_pc = index;
  return status;
}

Status report_return(State* L, const Insn* ret, uint32_t count) {
  if (!(L->hook.mask & Hook::kReturn)) return Status::Ok;
  auto first = static_cast<uint32_t>(L->top - count - L->base + 1);
  return call_hook(L, "return", kNoLine, ret, {first, count});
}

// Functions that ended in a tail call return too, where they are told apart.
Status report_lost_returns(State* L, const Insn* ret) {
  if (!L->global->semantics.lost_tail_calls || !(L->hook.mask & Hook::kReturn)) return Status::Ok;
  uint32_t count = tail_calls_of(lowest_base(L->base));
  Status status = Status::Ok;
  for (; count > 0 && status == Status::Ok; --count)
    status = call_hook(L, "tail return", kNoLine, ret, {});
  return status;
}

SLOW_HANDLER(finish_hooked_native) {
  L->base = base;
  if (report_return(L, nullptr, count) == Status::Error) GOTO(raise);
  RELOAD();
  GOTO(finish_return);
}

HANDLER(hook_instruction) {
  SAVE_STATE();
  if (report_events(L) == Status::Error) RAISE();
  RELOAD();
  // The function may have removed the hook; then compiled code may be entered.
  if (!L->is_hooked()) DISPATCH();
  switch (pc->op()) {
  case InsnOp::Return0:
    L->top = base;
    count = 0;
    GOTO(finish_hooked);
  case InsnOp::Return1:
    L->top = &RA + 1;
    count = 1;
    GOTO(finish_hooked);
  case InsnOp::Return:
    if (pc->f.c) break;  // comes to finish_hooked when variables are closed
    if (pc->f.b != 0) L->top = &RA + pc->f.b - 1;
    count = static_cast<uint32_t>(L->top - &RA);
    GOTO(finish_hooked);
  case InsnOp::TForNext:
  case InsnOp::TForIpairs:
    GOTO(op_TForCall);
  default:
    break;
  }
  GOTO(L->global->dispatch.handlers[pc->f.op]);
}

// A loop that has become hot under a hook begins to count again.
SLOW_HANDLER(forget_hot_loop) {
  const_cast<Insn*>(pc)[1].counter = 0;
  pc = loop_start(pc);
  DISPATCH();
}

}  // namespace

HANDLER(go_on) { DISPATCH(); }

HANDLER(return_native) {
  if (L->hook.mask) [[unlikely]]
    GOTO(finish_hooked_native);
  GOTO(finish_return);
}

HANDLER(finish_hooked) {
  SAVE_STATE();
  if (report_return(L, pc + 1, count) == Status::Error ||
      report_lost_returns(L, pc + 1) == Status::Error)
    RAISE();
  RELOAD();
  GOTO(finish_return);
}

Status report_native_call(State* L) {
  if (!(L->hook.mask & Hook::kCall)) return Status::Ok;
  return call_hook(L, "call", kNoLine, nullptr, {1, L->nargs()});
}

void set_hook(State* L, const Value& function, uint8_t mask, int32_t interval) {
  Hook& hook = L->hook;
  hook.function = function;
  gc::barrier(L, L, function);
  hook.mask = mask;
  hook.interval = hook.left = interval;
  hook.last_frame = 0;
  hook.previous = Hook::Previous::Other;
  L->dispatch = L->usual_dispatch();
}

void fill_hook_dispatch(Dispatch* dispatch) {
  for (Handler& handler : dispatch->handlers)
    handler = hook_instruction;
  for (Handler& handler : dispatch->natives)
    handler = call_framed;
  dispatch->hot_loop = forget_hot_loop;
}

}  // namespace perilune::interp
