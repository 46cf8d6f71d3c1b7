// Handlers that observe, and what they note.
#include "runtime/interp/observe.h"

#include <algorithm>
#include <new>

#include "runtime/feedback.h"
#include "runtime/interp/handler.h"

namespace perilune::interp {

namespace {

using bytecode::Op;
using bytecode::Operand;
using bytecode::Word;

HANDLER(observe_instruction) {
  Observer& observer = *L->global->observer;
  observer.observe(L, pc, base);
  GOTO(observer.plain(pc->f.op));
}

SiteFeedback* vector_of(State* L, Proto* proto) {
  if (proto->feedback) return proto->feedback;
  size_t bytes = proto->code_count * sizeof(SiteFeedback);
  auto* sites = static_cast<SiteFeedback*>(L->global->heap.allocate_buffer(proto, bytes));
  for (uint32_t i = 0; sites && i < proto->code_count; ++i)
    new (&sites[i]) SiteFeedback();
  return proto->feedback = sites;
}

void note_reads(Word w, const Value* base, SiteFeedback* site) {
  const bytecode::OpInfo& info = bytecode::op_info(bytecode::op_of(w));
  const Operand kinds[] = {info.a, info.b, info.c};
  const uint32_t operands[] = {bytecode::a_of(w), bytecode::b_of(w), bytecode::c_of(w)};
  for (int i = 0; i < 3; ++i)
    if (kinds[i] == Operand::R || kinds[i] == Operand::RW)
      site->reads[i] |= tag_set(base[operands[i]].tag);
}

void note_callee(State* L, Proto* caller, const Value& called, SiteFeedback* site) {
  if (!called.is_function() || site->has_several_callees) return;
  Object* callee = called.is_closure() ? called.closure()->proto : called.object;
  site->has_several_callees = site->callee && site->callee != callee;
  site->callee = site->has_several_callees ? nullptr : callee;
  gc::barrier(L, caller, callee);
}

}  // namespace

Observer::Observer(Global* global) : global_(global) {
  std::copy_n(global->dispatch.handlers, std::size(plain_), plain_);
  std::fill_n(global->dispatch.handlers, std::size(plain_), observe_instruction);
  global->observer = this;
}

Observer::~Observer() { stop(); }

void Observer::stop() {
  if (!is_running_) return;
  is_running_ = false;
  std::copy_n(plain_, std::size(plain_), global_->dispatch.handlers);
  global_->observer = nullptr;
}

// The instruction at `pc` comes behind the last one, in the same activation of this function.
void Observer::finish_last(const Proto& proto, uint32_t pc, const Value* base) {
  uint32_t last = proto.index_of(last_pc_);
  Word w = proto.code[last];
  Op op = bytecode::op_of(w);
  const bytecode::OpInfo& info = bytecode::op_info(op);
  SiteFeedback& site = proto.feedback[last];
  uint32_t next = last + info.words();
  if (bytecode::is_test(op)) {
    // A jump is the word behind a test.
    if (pc == next + 1) ++site.falls;
    if (pc == bytecode::target_of(proto.code, next)) ++site.jumps;
  } else if (pc == next && (info.a == Operand::W || info.a == Operand::RW)) {
    site.writes |= tag_set(base[bytecode::a_of(w)].tag);
  }
}

void Observer::observe(State* L, const Insn* pc, const Value* base) {
  Proto* proto = base[-2].closure()->proto;
  SiteFeedback* sites = vector_of(L, proto);
  uint32_t index = proto->index_of(pc);
  bool has_last = L == last_state_ && base == last_base_ && last_pc_ >= proto->insns &&
                  last_pc_ < proto->insns + proto->code_count;
  if (sites && has_last) finish_last(*proto, index, base);
  last_state_ = L;
  last_base_ = base;
  last_pc_ = pc;
  if (!sites) return;
  Word w = proto->code[index];
  note_reads(w, base, &sites[index]);
  switch (bytecode::op_of(w)) {
  case Op::Call:
  case Op::TailCall:
  case Op::TForCall:
    note_callee(L, proto, base[bytecode::a_of(w)], &sites[index]);
    break;
  default:
    break;
  }
}

}  // namespace perilune::interp
