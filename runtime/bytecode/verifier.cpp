// The verifier: operand ranges by the opcode table, then what single opcodes ask beyond it.
#include "runtime/bytecode/verifier.h"

namespace perilune::bytecode {

namespace {

bool is_return(Op op) { return op == Op::Return || op == Op::Return0 || op == Op::Return1; }

bool is_number(const Constant& constant) {
  return constant.kind == Constant::Kind::Integer || constant.kind == Constant::Kind::Float;
}

class Verifier {
public:
  Verifier(const Function& function, std::string* error) : function_(function), error_(error) {}

  bool run() {
    if (!check_header() || !find_instructions()) return false;
    for (pc_ = 0; pc_ < size(); pc_ += info().words()) {
      if (!check_operands() || !check_extra() || !check_registers() || !check_flow()) return false;
    }
    for (const auto& nested : function_.functions) {
      if (!nested) return fail("a nested function is missing");
      if (!check_upvalues(*nested) || !Verifier(*nested, error_).run()) return false;
    }
    return true;
  }

private:
  uint32_t size() const { return static_cast<uint32_t>(function_.code.size()); }
  Word word() const { return function_.code[pc_]; }
  Op op() const { return op_of(word()); }
  const OpInfo& info() const { return op_info(op()); }

  bool fail(const std::string& reason) {
    if (error_) {
      *error_ = "pc " + std::to_string(pc_) + ": " + reason;
      if (pc_ < size() && static_cast<uint32_t>(op()) < kOpCount) {
        *error_ += " (" + std::string(info().text) + ")";
      }
    }
    return false;
  }
  bool check(bool condition, const char* reason) { return condition || fail(reason); }

  bool check_header() {
    return check(function_.max_stack >= 2, "stack size out of range") &&
           check(function_.num_params <= function_.max_stack, "more parameters than registers") &&
           check(size() > 0, "no code") &&
           check(function_.lines.empty() || function_.lines.size() == size(),
                 "line table does not match the code") &&
           check_field_keys() && check_locals();
  }

  bool check_field_keys() {
    for (const uint32_t key : function_.field_keys) {
      if (key >= function_.constants.size() ||
          function_.constants[key].kind != Constant::Kind::String) {
        return fail("a field key is not a string constant");
      }
    }
    return true;
  }

  bool check_locals() {
    uint32_t last = 0;
    for (const LocalInfo& local : function_.locals) {
      if (local.reg >= function_.max_stack) return fail("register of local out of range");
      if (local.start_pc < last) return fail("locals are not in order");
      if (local.end_pc > size() || local.start_pc > local.end_pc) {
        return fail("life of local out of range");
      }
      last = local.start_pc;
    }
    return true;
  }

  bool check_upvalues(const Function& nested) {
    for (const UpvalueInfo& upvalue : nested.upvalues) {
      const size_t limit = upvalue.in_stack ? function_.max_stack : function_.upvalues.size();
      if (upvalue.index >= limit) return fail("captured variable out of range");
    }
    return true;
  }

  bool find_instructions() {
    starts_.assign(size(), false);
    Op last = Op::Move;
    for (pc_ = 0; pc_ < size(); pc_ += info().words()) {
      if ((word() & 0xff) >= kOpCount) return fail("unknown opcode");
      if (pc_ + info().words() > size()) return fail("extra word missing");
      starts_[pc_] = true;
      last = op();
    }
    return check(is_return(last), "the last instruction is no return");
  }

  bool check_register(uint64_t reg) {
    return check(reg < function_.max_stack, "register out of range");
  }
  // `count` registers from `first` on.
  bool check_range(uint64_t first, uint64_t count) {
    return count == 0 ? check(first <= function_.max_stack, "register out of range")
                      : check_register(first + count - 1);
  }

  bool check_operand(Operand kind, uint32_t value) {
    switch (kind) {
    case Operand::None:
      return check(value == 0, "unused operand is not zero");
    case Operand::W:
    case Operand::R:
    case Operand::RW:
      return check_register(value);
    case Operand::U:
      return check(value < function_.upvalues.size(), "upvalue out of range");
    case Operand::K:
      return check(value < function_.constants.size(), "constant out of range");
    case Operand::F:
      return check(value < function_.functions.size(), "nested function out of range");
    case Operand::I:
    case Operand::J:
      return true;
    }
    return true;
  }

  bool check_target(int64_t target) {
    return check(target >= 0 && target < size() && starts_[target],
                 "jump does not land on an instruction");
  }

  bool check_operands() {
    // Values to return may be none, and then begin at the end of the stack.
    const bool empty_return = op() == Op::Return && b_of(word()) == 1;
    switch (info().format) {
    case Format::ABC:
      return (empty_return || check_operand(info().a, a_of(word()))) &&
             check_operand(info().b, b_of(word())) && check_operand(info().c, c_of(word()));
    case Format::ABx:
      return check_operand(info().a, a_of(word())) && check_operand(info().b, bx_of(word()));
    case Format::AsBx:
      return check_operand(info().a, a_of(word()));
    case Format::sJ:
      return check_target(target_of(function_.code.data(), pc_));
    }
    return true;
  }

  bool check_extra() {
    if (info().extra == Extra::None) return true;
    const uint32_t extra = function_.code[pc_ + 1];
    switch (info().extra) {
    case Extra::Constant:
      return check(extra < function_.constants.size(), "constant out of range");
    case Extra::Jump:
      return check(extra <= kMaxLoopJump, "jumps too far") &&
             check_target(target_of(function_.code.data(), pc_));
    case Extra::Cache:
      return check(extra < function_.field_keys.size(), "field cache out of range");
    default:
      return true;
    }
  }

  // The registers that an opcode covers beyond its operands.
  bool check_registers() {
    const uint64_t a = a_of(word()), b = b_of(word()), c = c_of(word());
    switch (op()) {
    case Op::LoadNil:
      return check_range(a, b + 1);
    case Op::Concat:
      return check(b >= 2, "too few operands") && check_range(a, b);
    case Op::Self:
      return check_range(a, 3);
    case Op::SetList:
      return check_range(a, b + 1);
    case Op::Call:
      return check_range(a, b == 0 ? 2 : b + 1) && check_range(a, c == 0 ? 1 : c - 1);
    case Op::TailCall:
    case Op::MakeRoom:
      return check_range(a, b == 0 ? 2 : b + 1);
    case Op::Return:
      return check_range(a, b == 0 ? 0 : b - 1);
    case Op::Vararg:
      return check_range(a, c == 0 ? 0 : c - 1) &&
             check(b <= function_.max_stack, "no such table") &&
             check(function_.is_vararg, "the function is not vararg");
    case Op::VarargGet:
    case Op::VarargInt:
    case Op::VarargField:
      return check(function_.is_vararg, "the function is not vararg");
    case Op::VarargPrep:
      return check(pc_ == 0 && function_.is_vararg && a == function_.num_params,
                   "misplaced or does not match the parameters") &&
             check(b <= static_cast<uint64_t>(VarargParameter::Table), "unknown parameter") &&
             check_range(a, b == 0 ? 0 : 1);
    case Op::ForPrep:
    case Op::ForLoop:
      return check_range(a, 4);
    case Op::TForPrep:
    case Op::TForLoop:
      return check_range(a, 5);
    case Op::TForCall:
      return check(c >= 1, "no variables") && check_range(a + 4, c < 4 ? 4 : c);
    default:
      return check_constant_kinds();
    }
  }

  // Constants that must be numbers.
  bool check_constant_kinds() {
    if (op() == Op::EqK || info().extra == Extra::Constant) return true;
    const bool wide = info().format == Format::ABx;
    if (info().b == Operand::K && !wide && !is_number(function_.constants[b_of(word())])) {
      return fail("the constant is no number");
    }
    if (info().c == Operand::K && !is_number(function_.constants[c_of(word())])) {
      return fail("the constant is no number");
    }
    return true;
  }

  bool check_flow() {
    const uint32_t next = pc_ + info().words();
    if (is_test(op())) {
      return check(next < size() && op_of(function_.code[next]) == Op::Jmp,
                   "a test must be followed by JMP") &&
             check(sj_of(function_.code[next]) >= 0, "the jump of a test goes backwards") &&
             check(op() == Op::TestSet || op() == Op::Test || c_of(word()) <= 1,
                   "condition is no truth value");
    }
    if (op() == Op::LoadFalseSkip) return check_target(int64_t{next} + 1);
    if (op() == Op::JmpBack) return check(sj_of(word()) < 0, "jumps forwards");
    if (op() == Op::TForPrep) {
      const Word target = function_.code[next + function_.code[pc_ + 1]];
      return check(op_of(target) == Op::TForCall && a_of(target) == a_of(word()),
                   "does not lead to its TFORCALL");
    }
    if (op() == Op::TForCall) {
      return check(next < size() && op_of(function_.code[next]) == Op::TForLoop,
                   "must be followed by TFORLOOP");
    }
    return true;
  }

  const Function& function_;
  std::string* const error_;
  uint32_t pc_ = 0;
  std::vector<bool> starts_;
};

}  // namespace

bool verify(const Function& function, std::string* error) {
  return Verifier(function, error).run();
}

}  // namespace perilune::bytecode
