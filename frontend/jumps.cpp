// Jumps: lists of those that wait for a target, tests that carry a value, loops.
#include "frontend/function_state.h"

namespace perilune::frontend {

namespace {
constexpr int kNoRegister = 0xff;
constexpr const char* kTooFar = "control structure too long";
}  // namespace

int FunctionState::here() {
  last_target_ = pc();
  return pc();
}

JumpList FunctionState::add_jump(int control) {
  jumps_.push_back({emit(Op::Jmp, 0), control, -1});
  const int node = static_cast<int>(jumps_.size()) - 1;
  return {node, node};
}

JumpList FunctionState::jump() { return add_jump(-1); }

JumpList FunctionState::test(Op op, int a, int b, int c) {
  const int control = emit(op, a, b, c);
  return add_jump(control);
}

void FunctionState::jump_back(int target) {
  const int at = emit_extra(Op::JmpBack, 0, 0, 0, 0);
  const int distance = target - (at + 2);
  if (-distance > bytecode::kMaxJump) lexer_.fail(kTooFar);
  word(at) = bytecode::encode_sj(Op::JmpBack, distance);
}

void FunctionState::append(JumpList& list, JumpList more) {
  if (more.empty()) return;
  if (list.empty()) {
    list = more;
    return;
  }
  jumps_[list.tail].next = more.head;
  list.tail = more.tail;
}

void FunctionState::fix_jump(const Jump& jump, int target) {
  const int distance = target - (jump.pc + 1);
  if (distance > bytecode::kMaxJump) lexer_.fail(kTooFar);
  word(jump.pc) = bytecode::encode_sj(Op::Jmp, distance);
}

// Lets a TESTSET deliver its value to `reg`, or turns it into a TEST when nobody wants the value.
// Returns false for other tests, which have no value.
bool FunctionState::patch_test(int control, int reg) {
  if (control < 0 || bytecode::op_of(word(control)) != Op::TestSet) return false;
  const uint32_t source = bytecode::b_of(word(control));
  if (reg != kNoRegister && reg != static_cast<int>(source)) {
    set_a(control, reg);
  } else {
    word(control) = bytecode::encode_abc(Op::Test, source, 0, bytecode::c_of(word(control)));
  }
  return true;
}

void FunctionState::patch_values(JumpList list, int value_target, int reg, int other_target) {
  for (int i = list.head; i >= 0; i = jumps_[i].next) {
    fix_jump(jumps_[i], patch_test(jumps_[i].control, reg) ? value_target : other_target);
  }
}

void FunctionState::patch(JumpList list, int target) {
  patch_values(list, target, kNoRegister, target);
}

void FunctionState::patch_here(JumpList list) {
  const int target = here();
  patch(list, target);
}

bool FunctionState::needs_value(JumpList list) const {
  for (int i = list.head; i >= 0; i = jumps_[i].next) {
    const int control = jumps_[i].control;
    if (control < 0 || bytecode::op_of(function_->code[control]) != Op::TestSet) return true;
  }
  return false;
}

void FunctionState::drop_values(JumpList list) {
  for (int i = list.head; i >= 0; i = jumps_[i].next)
    patch_test(jumps_[i].control, kNoRegister);
}

// The distance in a loop's extra word, between the instruction's end and the target.
void FunctionState::patch_loop(int at, int target) {
  const int distance = std::abs(target - (at + 2));
  if (distance > static_cast<int>(bytecode::kMaxLoopJump)) lexer_.fail(kTooFar);
  word(at + 1) = static_cast<Word>(distance);
}

int FunctionState::final_target(int target) const {
  constexpr int kMaxHops = 100;
  for (int i = 0; i < kMaxHops; ++i) {
    const Word w = function_->code[target];
    if (bytecode::op_of(w) != Op::Jmp) break;
    target += 1 + bytecode::sj_of(w);
  }
  return target;
}

}  // namespace perilune::frontend
