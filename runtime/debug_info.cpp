// The walk over a state's activations, and descriptions of the values that an instruction works on.
#include "runtime/debug_info.h"

#include "runtime/bytecode/chunk_id.h"
#include "runtime/debug_names.h"
#include "runtime/metamethod.h"
#include "runtime/proto.h"

namespace perilune {

namespace {

// The start of the instruction that a word of an activation's code belongs to.
const Insn* instruction_at(const Value* func, const Insn* word) {
  if (!func->is_closure() || !word) return nullptr;
  const Proto& proto = *func->closure()->proto;
  return proto.insns + instruction_start(proto, proto.index_of(word));
}

// The instruction that an activation executes while the frame of its callee is above it.
const Insn* calling_instruction(const Activation& caller, const Activation& callee) {
  const FrameLink& link = link_of(callee.func + kFrameSlots);
  if (!is_lua_return(link) || !caller.is_lua()) return nullptr;
  return instruction_at(caller.func, executes_again(link) ? link.ret : link.ret - 1);
}

bool is_link(Tag tag) { return tag == Tag::FrameLink || tag == Tag::TailLink; }

std::string quoted(const char* kind, std::string_view name) {
  std::string text = " (";
  // Stock takes the name for a C string.
  text.append(kind).append(" '").append(name.substr(0, name.find('\0'))).append("')");
  return text;
}

std::string describe(const FoundName& found) {
  return found.kind ? quoted(found.kind, found.name) : std::string();
}

}  // namespace

FrameWalk::FrameWalk(State* L) : L_(L) {
  // A coroutine keeps its frames when it dies of an error, and only then.
  bool has_ended = L->life == State::Life::Dead && !L->error_handled;
  if (L->life == State::Life::Fresh || has_ended) return;
  enter(L->base, L->top);
  if (current_.base) current_.pc = instruction_at(current_.func, L->pc);
}

void FrameWalk::enter(Value* base, Value* end) {
  current_ = {};
  if (!base || base - L_->stack < kFrameSlots) return;
  Value* lower = base;
  while (is_link(link_of(lower).tag) && link_of(lower).kind == FrameKind::Vararg)
    lower = lower_base(lower);
  Value* func = lower - kFrameSlots;
  Tag tag = link_of(lower).tag;
  if (!is_link(tag)) return;
  current_.base = base;
  current_.func = func;
  current_.end = end;
  current_.kind = link_of(lower).kind;
  current_.tail_calls = tail_calls_of(lower);
  current_.callables = link_of(lower).callables;
  if (!func->is_function()) {
    // What cannot be called does not run.
    leave();
    return;
  }
  if (L_->global->semantics.lost_tail_calls) lost_ = current_.tail_calls;
}

// To the caller, whose instruction is still to be found.
void FrameWalk::leave() {
  if (at_end()) return;
  if (lost_ > 0) {
    --lost_;
    current_.is_lost = true;
    current_.pc = nullptr;
    return;
  }
  Value* lower = current_.func + kFrameSlots;
  const FrameLink& link = link_of(lower);
  Value* func = current_.func;
  current_ = {};
  if (link.distance == 0) return;
  enter(lower_base(lower), func);
  // A close handler stands in the place of the function that an error has ended.
  if (link.kind == FrameKind::CloseUnwind) leave();
}

void FrameWalk::next() {
  const Activation callee = current_;
  leave();
  if (at_end() || current_.is_lost) return;
  current_.pc = calling_instruction(current_, callee);
  current_.is_finalizing = callee.kind == FrameKind::Finalizer;
  current_.is_hooked = callee.kind == FrameKind::Hook;
}

void FrameWalk::skip(int levels) {
  for (; levels > 1 && !at_end(); --levels)
    leave();
  if (levels > 0) next();
}

int FrameWalk::depth(State* L) {
  int count = 0;
  for (FrameWalk walk(L); !walk.at_end(); walk.leave())
    ++count;
  return count;
}

int current_line(const Activation& a) {
  if (!a.pc) return -1;
  uint32_t line = a.proto().line_at(a.pc_index());
  return line ? static_cast<int>(line) : -1;
}

std::string short_source(const State* L, const Value& function) {
  if (!function.is_closure()) return "[C]";
  const String* source = function.closure()->proto->source;
  bytecode::ChunkIdForm form = L->global->semantics.short_chunk_names
                                   ? bytecode::ChunkIdForm::Old
                                   : bytecode::ChunkIdForm::Modern;
  return source ? bytecode::chunk_id(source->view(), form) : "?";
}

std::string short_source(const State* L, const Activation& a) {
  return a.is_lost ? "(tail call)" : short_source(L, *a.func);
}

std::string register_description(State* L, uint32_t reg) {
  FrameWalk top(L);
  if (top.at_end() || !top->pc) return {};
  return describe(register_name(top->proto(), L->global->dialect, top->pc_index(), reg));
}

std::string upvalue_description(State* L, uint32_t index) {
  FrameWalk top(L);
  if (top.at_end() || !top->is_lua()) return {};
  return quoted("upvalue", upvalue_name(top->proto(), index));
}

std::string constant_description(State* L, uint32_t index) {
  FrameWalk top(L);
  if (top.at_end() || !top->is_lua() || !top->proto().constants[index].is_string()) return {};
  return quoted("constant", constant_name(top->proto(), index));
}

std::string value_description(State* L, const Value* operand) {
  FrameWalk top(L);
  if (top.at_end() || !top->pc) return {};
  if (operand == &L->accessed_upvalue)
    return upvalue_description(L, bytecode::b_of(top->proto().code[top->pc_index()]));
  for (uint32_t reg = 0; reg < top->proto().max_stack; ++reg)
    if (top->base + reg == operand) return register_description(L, reg);
  return {};
}

std::string callee_description(State* L, const Value* operand) {
  FrameWalk top(L);
  if (top.at_end() || !top->pc) return {};
  if (!L->global->semantics.callees_named) return value_description(L, operand);
  FoundName found = called_name(top->proto(), L->global->dialect, top->pc_index());
  return found.kind ? describe(found) : value_description(L, operand);
}

CallName call_name(State* L, const Activation& callee, const Activation* caller) {
  const Semantics& semantics = L->global->semantics;
  bool is_finalizer = callee.kind == FrameKind::Finalizer;
  if ((is_finalizer && semantics.finalizers_named) ||
      (callee.is_finalizing && semantics.interrupted_named))
    return {"metamethod", "__gc"};
  if (callee.is_lost || callee.is_tail_call() || !caller) return {};
  if (caller->is_hooked && semantics.hooks_named && (caller->pc || semantics.native_callers_named))
    return {"hook", "?"};
  if (!caller->pc) return {};
  FoundName found = called_name(caller->proto(), L->global->dialect, caller->pc_index());
  if (!found.kind) return {};
  return {found.kind, std::string(found.name)};
}

}  // namespace perilune
