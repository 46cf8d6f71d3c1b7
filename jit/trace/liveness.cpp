// Backward data flow over bytecode.
#include "jit/trace/liveness.h"

namespace perilune::jit {

using namespace bytecode;

namespace {

RegSet range(uint32_t first, uint32_t end) {
  RegSet set;
  for (uint32_t r = first; r < end && r < 256; ++r)
    set.set(r);
  return set;
}

// What one instruction reads and (certainly) overwrites.
struct Uses {
  RegSet reads, writes;
};

void add_operand(Uses* uses, Operand kind, uint32_t reg) {
  if (kind == Operand::R || kind == Operand::RW) uses->reads.set(reg);
  if (kind == Operand::W || kind == Operand::RW) uses->writes.set(reg);
}

// Opcodes that touch more registers than their operands name.
void add_ranges(Uses* uses, const Proto& proto, Word w) {
  uint32_t a = a_of(w), b = b_of(w), c = c_of(w);
  switch (op_of(w)) {
  case Op::LoadNil:
    uses->writes |= range(a, a + b + 1);
    break;
  case Op::Self:
    uses->writes.set(a + 2);
    break;
  case Op::SetList:
    uses->reads |= range(a, b ? a + b + 1 : 256);
    break;
  case Op::Concat:
    uses->reads |= range(a, a + b);
    break;
  case Op::MakeRoom:
    uses->reads |= range(a, b ? a + b : 256);
    break;
  case Op::Call:
  case Op::TailCall:
    uses->reads |= range(a, b ? a + b + 1 : 256);
    uses->writes |= range(a, 256);
    break;
  case Op::Return:
    uses->reads |= range(a, b ? a + b - 1 : 256);
    break;
  case Op::ForPrep:
  case Op::ForLoop:
    uses->reads |= range(a, a + 3);
    uses->writes.set(a + 3);
    break;
  case Op::TForPrep:
    uses->reads |= range(a, a + 4);
    break;
  case Op::TForCall:
    uses->reads |= range(a, a + 3);
    uses->writes |= range(a + 4, 256);
    break;
  case Op::TForLoop:
    uses->reads |= range(a, a + 5);
    break;
  case Op::Vararg:
    uses->writes |= range(a, c ? a + c - 1 : 256);
    break;
  case Op::MakeClosure:
    for (uint32_t i = 0; i < proto.functions[bx_of(w)]->upvalue_count; ++i) {
      const Proto::Upval& upvalue = proto.functions[bx_of(w)]->upvalues[i];
      if (upvalue.in_stack) uses->reads.set(upvalue.index);
    }
    break;
  default:
    break;
  }
}

Uses uses_of(const Proto& proto, Word w) {
  Uses uses;
  const OpInfo& info = op_info(op_of(w));
  add_operand(&uses, info.a, a_of(w));
  if (info.format == Format::ABC) {
    add_operand(&uses, info.b, b_of(w));
    add_operand(&uses, info.c, c_of(w));
  }
  // A test may leave its target alone, a call reads what add_ranges says.
  if (op_of(w) == Op::TestSet) uses.writes.reset();
  add_ranges(&uses, proto, w);
  return uses;
}

}  // namespace

Liveness::Liveness(const Proto& proto) : proto_(proto), live_(proto.code_count) {
  for (uint32_t i = 0; i < proto.function_count; ++i) {
    const Proto& inner = *proto.functions[i];
    for (uint32_t u = 0; u < inner.upvalue_count; ++u) {
      if (inner.upvalues[u].in_stack) always_.set(inner.upvalues[u].index);
    }
  }
  analyse(proto);
}

RegSet Liveness::visible(uint32_t pc) const {
  RegSet set;
  const Debug* debug = proto_.debug;
  for (uint32_t i = 0; debug && i < debug->local_count && debug->locals[i].start_pc <= pc; ++i)
    if (pc < debug->locals[i].end_pc) set.set(debug->locals[i].reg);
  return set;
}

// Repeats until nothing changes; going backwards, a loop needs two rounds a nesting level at most.
void Liveness::analyse(const Proto& proto) {
  std::vector<uint32_t> starts;
  for (uint32_t pc = 0; pc < proto.code_count; pc += op_info(op_of(proto.code[pc])).words()) {
    starts.push_back(pc);
    Word w = proto.code[pc];
    if (op_of(w) == Op::Tbc) always_.set(a_of(w));
    if (op_of(w) == Op::TForPrep) always_.set(a_of(w) + 3);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = starts.size(); i-- > 0;)
      changed |= update(proto, starts[i]);
  }
}

bool Liveness::update(const Proto& proto, uint32_t pc) {
  Word w = proto.code[pc];
  uint32_t next = pc + op_info(op_of(w)).words();
  auto target = [&] { return static_cast<uint32_t>(bytecode::target_of(proto.code, pc)); };
  RegSet after;
  auto flow = [&](uint32_t target) {
    if (target < proto.code_count) after |= live_[target];
  };
  switch (op_of(w)) {
  case Op::Jmp:
  case Op::JmpBack:
  case Op::TForPrep:
    flow(target());
    break;
  case Op::ForPrep:
  case Op::ForLoop:
  case Op::TForLoop:
    flow(target());
    flow(next);
    break;
  case Op::LoadFalseSkip:
    flow(next + 1);
    break;
  case Op::Return:
  case Op::Return0:
  case Op::Return1:
  case Op::TailCall:
    break;
  default:
    flow(next);  // the JMP, behind a test
    if (is_test(op_of(w))) flow(next + 1);
    break;
  }
  Uses uses = uses_of(proto, w);
  RegSet before = (after & ~uses.writes) | uses.reads | always_;
  if (before == live_[pc]) return false;
  live_[pc] = before;
  return true;
}

}  // namespace perilune::jit
