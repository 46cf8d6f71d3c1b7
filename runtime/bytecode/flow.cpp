// An abstract execution of a function: what is known of the registers at each jump target is what
// holds on all paths to it. Between targets it is computed anew when needed.
#include "runtime/bytecode/flow.h"

#include <bitset>
#include <map>
#include <set>
#include <vector>

namespace perilune::bytecode {

namespace {

using Registers = std::bitset<UINT8_MAX + 1>;

Registers from(uint32_t reg) { return ~Registers() << reg; }

// The first three hold when they do on all paths, the others when they do on any.
struct Known {
  Registers written;
  Registers tables;    // holds a table made here
  Registers loops;     // is the first register of a prepared numeric loop
  Registers captured;  // an open upvalue may refer to it
  Registers closing;   // may be marked as to be closed

  bool operator==(const Known&) const = default;
  void meet(const Known& other) {
    written &= other.written;
    tables &= other.tables;
    loops &= other.loops;
    captured |= other.captured;
    closing |= other.closing;
  }
  // Whether something refers to registers from `reg` on, which a call would overwrite.
  bool holds(uint32_t reg) const { return ((captured | closing) & from(reg)).any(); }
};

class Flow {
public:
  Flow(const Function& function, std::string* error) : function_(function), error_(error) {}

  bool run() {
    find_targets();
    for (const auto& nested : function_.functions) {
      for (const UpvalueInfo& upvalue : nested->upvalues)
        captures_ |= upvalue.in_stack;
    }
    Known entry;
    for (uint32_t reg = 0; reg < function_.num_params; ++reg)
      entry.written.set(reg);
    if (function_.is_vararg && op_of(function_.code[0]) != Op::VarargPrep) {
      return fail("a vararg function must begin with VARARGPREP");
    }
    arrive(0, entry);
    while (!waiting_.empty()) {
      const uint32_t target = *waiting_.begin();
      waiting_.erase(waiting_.begin());
      if (!follow(target)) return false;
    }
    return check_locals();
  }

private:
  bool fail(const char* reason) {
    if (error_) *error_ = "pc " + std::to_string(pc_) + ": " + reason;
    failed_ = true;
    return false;
  }
  void require(bool condition, const char* reason) {
    if (!condition && !failed_) fail(reason);
  }
  Word word() const { return function_.code[pc_]; }
  Op op() const { return op_of(word()); }
  uint32_t a() const { return a_of(word()); }
  uint32_t b() const { return b_of(word()); }
  uint32_t c() const { return c_of(word()); }
  uint32_t next() const { return pc_ + op_info(op()).words(); }
  uint32_t jump_of(uint32_t pc) const {
    return static_cast<uint32_t>(target_of(function_.code.data(), pc));
  }
  static bool has_jump(Op op) {
    return op_info(op).format == Format::sJ || op_info(op).extra == Extra::Jump;
  }
  static bool is_producer(Word w) {
    return ((op_of(w) == Op::Call || op_of(w) == Op::Vararg) && c_of(w) == 0) ||
           op_of(w) == Op::TailCall || (op_of(w) == Op::MakeRoom && b_of(w) == 0);
  }
  static bool is_consumer(Word w) {
    const Op op = op_of(w);
    return b_of(w) == 0 && (op == Op::Call || op == Op::TailCall || op == Op::Return ||
                            op == Op::SetList || op == Op::MakeRoom);
  }

  void find_targets() {
    for (pc_ = 0; pc_ < function_.code.size(); pc_ = next()) {
      if (has_jump(op())) targets_.insert(jump_of(pc_));
      if (is_test(op())) targets_.insert(next() + 1);
      if (op() == Op::LoadFalseSkip) targets_.insert(next() + 1);
    }
    targets_.insert(0);
  }

  // Adds what is known on one path to a target.
  void arrive(uint32_t target, const Known& known) {
    const auto [at, is_new] = states_.try_emplace(target, known);
    if (!is_new) {
      const Known before = at->second;
      at->second.meet(known);
      if (at->second == before) return;
    }
    waiting_.insert(target);
  }

  // From a target to the next one, or to where control leaves.
  bool follow(uint32_t target) {
    now_ = states_.at(target);
    previous_ = UINT32_MAX;
    for (pc_ = target;;) {
      const bool falls_through = step();
      if (failed_) return false;
      if (!falls_through) return true;
      previous_ = pc_;
      pc_ = next();
      if (targets_.contains(pc_)) {
        require(!is_producer(function_.code[previous_]), "an open list is not taken at once");
        arrive(pc_, now_);
        return !failed_;
      }
    }
  }

  // --- registers

  void need(uint32_t reg) {
    require(now_.written.test(reg), "a register is read before it is written");
  }
  void need_range(uint32_t first, uint32_t end) {
    for (uint32_t reg = first; reg < end; ++reg)
      need(reg);
  }
  void forget(uint32_t reg) {
    now_.tables.reset(reg);
    for (uint32_t i = 0; i < 3 && i <= reg; ++i)
      now_.loops.reset(reg - i);
  }
  void write(uint32_t reg) {
    forget(reg);
    now_.written.set(reg);
  }
  void write_range(uint32_t first, uint32_t end) {
    for (uint32_t reg = first; reg < end; ++reg)
      write(reg);
  }
  // A call's frame from `reg` on overwrites registers.
  void overwrite(uint32_t reg) {
    require(!now_.holds(reg), "a call overwrites a variable that is captured or to be closed");
    require(!(visible_at(pc_) & from(reg)).any(), "a call overwrites a visible variable");
    for (uint32_t r = reg; r <= UINT8_MAX; ++r)
      forget(r);
    now_.written &= ~from(reg);
  }

  void read_operands() {
    const OpInfo& info = op_info(op());
    const auto reads = [](Operand kind) { return kind == Operand::R || kind == Operand::RW; };
    if (reads(info.a)) need(a());
    if (info.format != Format::ABC) return;
    if (reads(info.b)) need(b());
    if (reads(info.c)) need(c());
  }
  void write_operand() {
    const Operand kind = op_info(op()).a;
    if (kind == Operand::W || kind == Operand::RW) write(a());
  }

  // --- instructions: each returns whether control goes on behind it

  bool step() {
    if (is_consumer(word())) {
      require(previous_ != UINT32_MAX && is_producer(function_.code[previous_]),
              "an open list comes from nowhere");
    } else if (previous_ != UINT32_MAX) {
      require(!is_producer(function_.code[previous_]), "an open list is not taken at once");
    }
    if (failed_) return false;
    if (is_test(op())) return test();
    switch (op()) {
    case Op::LoadNil:
      write_range(a(), a() + b() + 1);
      return true;
    case Op::LoadFalseSkip:
      write(a());
      arrive(next() + 1, now_);
      return false;
    case Op::NewTable:
      write(a());
      if (!now_.captured.test(a())) now_.tables.set(a());
      return true;
    case Op::SetList:
      return set_list();
    case Op::Self:
      need(b());
      write(a());
      write(a() + 2);
      now_.written.reset(a() + 1);
      forget(a() + 1);
      return true;
    case Op::Concat:
      need_range(a(), a() + b());
      write(a());
      return true;
    case Op::Call:
    case Op::TailCall:
      return call();
    case Op::MakeRoom:
      return make_room();
    case Op::VarargPrep:
      if (b() > 0) write(a());
      return true;
    case Op::Vararg:
      if (b() > 0) need(b() - 1);
      if (c() == 0) overwrite(a());
      if (c() > 0) write_range(a(), a() + c() - 1);
      return true;
    case Op::MakeClosure:
      return make_closure();
    case Op::GlobalUndefined:
      need(a());
      require(function_.constants[function_.code[pc_ + 1]].kind == Constant::Kind::String,
              "the name of a global is no string");
      return true;
    case Op::Close:
      now_.captured &= ~from(a());
      now_.closing &= ~from(a());
      return true;
    case Op::Tbc:
      need(a());
      mark_closing(a());
      return true;
    default:
      return jump_or_leave();
    }
  }

  bool jump_or_leave() {
    switch (op()) {
    case Op::Jmp:
    case Op::JmpBack:
      arrive(jump_of(pc_), now_);
      return false;
    case Op::Return:
      return leave(c() == 1);
    case Op::Return0:
    case Op::Return1:
      return leave(false);
    case Op::ForPrep:
    case Op::ForLoop:
      return numeric_loop();
    case Op::TForPrep:
    case Op::TForCall:
    case Op::TForLoop:
      return generic_loop();
    default:
      read_operands();
      write_operand();
      return true;
    }
  }

  // The jump behind the test is taken or skipped.
  bool test() {
    const uint32_t jump = next();
    if (op() == Op::TestSet) {
      need(b());
      Known taken = now_;
      std::swap(taken, now_);
      write(a());
      std::swap(taken, now_);
      arrive(jump_of(jump), taken);
    } else {
      read_operands();
      arrive(jump_of(jump), now_);
    }
    arrive(jump + 1, now_);
    return false;
  }

  // The end of the values that begin at `first`, of which `count` are given, or all.
  uint32_t end_of_list(uint32_t first, uint32_t count, bool is_open) {
    if (!is_open) return first + count;
    const uint32_t producer = a_of(function_.code[previous_]);
    if (op_of(function_.code[previous_]) == Op::MakeRoom) {
      // It has looked at the arguments of this very call.
      require(producer + 2 == first, "room is made for another call");
      return first;
    }
    require(producer >= first, "an open list begins too low");
    return producer;
  }

  bool set_list() {
    require(now_.tables.test(a()), "SETLIST without a table");
    need_range(a() + 1, end_of_list(a() + 1, b(), b() == 0));
    return true;
  }

  bool call() {
    const uint32_t first = a() + 2;
    need(a());
    need_range(first, end_of_list(first, b() == 0 ? 0 : b() - 1, b() == 0));
    if (op() == Op::TailCall) {
      require(now_.closing.none(), "a tail call leaves variables to close");
      require(!captures_ || c() == 1, "a tail call leaves upvalues open");
      const Word then = function_.code[next() < function_.code.size() ? next() : pc_];
      require(op_of(then) == Op::Return && b_of(then) == 0 && a_of(then) == a(),
              "a tail call must be followed by a RETURN of its results");
      require(c() == 1 || c_of(then) == 0, "a tail call and its RETURN differ");
      overwrite(a());  // natives are called like any other
      return true;
    }
    overwrite(a());
    if (c() > 0) write_range(a(), a() + c() - 1);
    return true;
  }

  bool make_room() {
    need(a());
    need_range(a() + 1, end_of_list(a() + 1, b() == 0 ? 0 : b() - 1, b() == 0));
    require(!now_.holds(a() + 1), "a moved variable is captured or to be closed");
    if (b() == 0) {
      overwrite(a() + 1);
      return true;
    }
    write_range(a() + 2, a() + 1 + b());
    forget(a() + 1);
    now_.written.reset(a() + 1);
    return true;
  }

  bool make_closure() {
    for (const UpvalueInfo& upvalue : function_.functions[bx_of(word())]->upvalues) {
      if (!upvalue.in_stack) continue;
      if (upvalue.index != a()) need(upvalue.index);
      forget(upvalue.index);
      now_.captured.set(upvalue.index);
    }
    write(a());
    return true;
  }

  bool leave(bool closes) {
    const uint32_t count = op() == Op::Return ? (b() == 0 ? 0 : b() - 1) : op() == Op::Return1;
    const bool is_open = op() == Op::Return && b() == 0;
    need_range(a(), end_of_list(a(), count, is_open));
    require(closes || (!captures_ && now_.closing.none()), "a return leaves variables to close");
    return false;
  }

  void mark_closing(uint32_t reg) {
    require(!(now_.closing & from(reg)).any(), "variables to close are not in order");
    now_.closing.set(reg);
  }

  bool numeric_loop() {
    if (op() == Op::ForPrep) {
      need_range(a(), a() + 3);
      for (uint32_t reg = a(); reg < a() + 3; ++reg)
        require(!now_.captured.test(reg), "a loop's state is captured");
      for (uint32_t reg = a(); reg < a() + 3; ++reg)
        write(reg);
      arrive(jump_of(pc_), now_);
      write(a() + 3);
      now_.loops.set(a());
      return true;
    }
    require(now_.loops.test(a()), "a loop is not prepared");
    write(a() + 3);
    now_.loops.set(a());
    arrive(jump_of(pc_), now_);
    return true;
  }

  // Whether the value to close is known to be nil, as where loops close nothing.
  bool closes_nothing() const {
    if (previous_ == UINT32_MAX) return false;
    const Word w = function_.code[previous_];
    return op_of(w) == Op::LoadNil && a_of(w) <= a() + 3 && a() + 3 <= a_of(w) + b_of(w);
  }

  bool generic_loop() {
    switch (op()) {
    case Op::TForPrep:
      need_range(a(), a() + 4);
      if (!closes_nothing()) mark_closing(a() + 3);
      arrive(jump_of(pc_), now_);
      return false;
    case Op::TForCall:
      need_range(a(), a() + 3);
      overwrite(a() + 4);
      write_range(a() + 4, a() + 4 + c());
      return true;
    default:
      need(a() + 4);
      write(a() + 2);
      arrive(jump_of(pc_), now_);
      return true;
    }
  }

  // --- debug information, which must not show what is not there

  // The registers of the local variables alive at `pc`.
  Registers visible_at(uint32_t pc) {
    if (visible_.empty()) find_visible();
    const auto at = visible_.upper_bound(pc);
    return std::prev(at)->second;
  }

  void find_visible() {
    std::map<uint32_t, std::vector<std::pair<uint8_t, int>>> changes;
    for (const LocalInfo& local : function_.locals) {
      changes[local.start_pc].push_back({local.reg, 1});
      changes[local.end_pc].push_back({local.reg, -1});
    }
    int alive[UINT8_MAX + 1] = {};
    Registers registers;
    visible_[0] = registers;
    for (const auto& [pc, list] : changes) {
      for (const auto& [reg, change] : list) {
        alive[reg] += change;
        registers.set(reg, alive[reg] > 0);
      }
      visible_[pc] = registers;
    }
  }

  bool check_locals() {
    if (function_.locals.empty()) return true;
    for (const auto& [target, known] : states_) {
      now_ = known;
      previous_ = UINT32_MAX;
      for (pc_ = target;;) {
        require((visible_at(pc_) & ~now_.written).none(), "a visible variable has no value");
        const bool falls_through = step();
        if (failed_) return false;
        if (!falls_through) break;
        previous_ = pc_;
        pc_ = next();
        if (targets_.contains(pc_)) break;
      }
    }
    return true;
  }

  const Function& function_;
  std::string* const error_;
  bool failed_ = false;
  bool captures_ = false;  // some function in it captures a register
  uint32_t pc_ = 0;
  uint32_t previous_ = UINT32_MAX;  // the instruction before, when control comes from there alone
  Known now_;
  std::set<uint32_t> targets_;
  std::map<uint32_t, Known> states_;  // at targets
  std::set<uint32_t> waiting_;        // targets whose state has changed
  std::map<uint32_t, Registers> visible_;
};

}  // namespace

bool verify_flow(const Function& function, std::string* error) {
  if (!Flow(function, error).run()) return false;
  for (const auto& nested : function.functions) {
    if (!verify_flow(*nested, error)) return false;
  }
  return true;
}

}  // namespace perilune::bytecode
