// The core of the recorder: frames, slots, snapshots, and the dispatch over opcode families.
#include <algorithm>

#include "jit/trace/recorder.h"

#include "runtime/debug_info.h"

namespace perilune::jit {

using namespace bytecode;
using lir::KonstKind;

namespace {

// Of the program, and of the trace: compiling takes about a millisecond for each of the latter.
constexpr uint32_t kMaxInstructions = 4000;
constexpr uint32_t kMaxValues = 2500;
// Where the frames of a side trace begin in slots_; below are those that it returns to.
constexpr uint32_t kFirstSlot = 2048;

// By the caller, of what the CALL or TFORCALL calls; kOpen (0 - 1) for all.
uint32_t results_wanted(Word call) {
  return op_of(call) == Op::TForCall ? c_of(call) : c_of(call) - 1;
}

constexpr uint32_t kMaxOpen = 100;

}  // namespace

bool takes_open_list(Word w) {
  switch (op_of(w)) {
  case Op::Call:
  case Op::TailCall:
  case Op::Return:
  case Op::SetList:
    return b_of(w) == 0;
  default:
    return false;
  }
}

const AbortInfo& abort_info(AbortReason reason) {
  static constexpr AbortInfo kInfo[] = {
      {"none", false},
#define ABORT(Name, text, lasting) {text, lasting},
#include "jit/abort_reasons.def"
  };
  return kInfo[static_cast<size_t>(reason)];
}

void Recorder::start(State* L, Value* base, const TraceIndex* traces) {
  builder_ = std::make_unique<lir::Builder>(*unit_);
  builder_->start_block("entry");
  slots_.clear();
  snap_ = {};
  deepest_ = 0;
  outer_access_ = nullptr;
  start_proto_ = frame().proto;
  L_ = L;
  base_ = base;
  base_offset_ = base - L->stack;
  instructions_ = 0;
  visited_.clear();
  unrolled_.clear();
  active_ = true;
  outcome_ = Outcome::Recording;
  abort_ = AbortReason::None;
  link_ = nullptr;
  traces_ = traces;
  entry_slot_ = frame().base;
  entry_levels_ = levels();
  next_open_ = {};
  meta_.reset();
  // Of callees that differ from time to time the prototype is known.
  for (size_t i = 1; i < frames_.size(); ++i) {
    if (!frames_[i].function) frames_[i].function = b().frame_fun(lir::Reg{frames_[i].base});
  }
  // The depth is filled in when it is known.
  stack_check_ = b().check_stack(0, snap());
}

void Recorder::start_root(State* L, Value* base, uint32_t anchor, uint32_t head,
                          const TraceIndex* traces) {
  Proto* proto = base[-2].closure()->proto;
  unit_ = std::make_unique<lir::Unit>(lir::UnitKind::Trace, "");
  frames_.assign(1, Frame{proto, {}, kFirstSlot, 0, 0});
  frames_[0].lower = kFirstSlot;
  open_ = {};
  is_root_ = true;
  anchor_ = anchor;
  head_ = next_pc_ = pc_ = head;
  parent_ = nullptr;
  unit_->has_pc = true;
  unit_->pc = head;
  start(L, base, traces);
}

void Recorder::start_side(State* L, Value* base, uint32_t pc, Trace* parent, uint32_t exit,
                          const TraceIndex* traces) {
  unit_ = std::make_unique<lir::Unit>(lir::UnitKind::Trace, "");
  unit_->has_pc = true;
  unit_->pc = next_pc_ = pc_ = pc;
  is_root_ = false;
  parent_ = parent;
  parent_exit_ = exit;
  // The inlined frames of the exit, which it has built on the stack, are frames of this trace too.
  std::vector<const lir::Snapshot*> chain;
  for (SnapId s{exit}; s; s = parent->unit.snap(s).parent)
    chain.push_back(&parent->unit.snap(s));
  // They are found by their distances from the innermost one.
  lir::Builder builder(*unit_);
  frames_.clear();
  for (size_t i = chain.size(); i-- > 0;) {
    uint32_t at = kFirstSlot + chain[i]->base - chain.back()->base;
    if (chain[i]->role == lir::FrameRole::Vararg) {
      // Still the same frame, its parameters above its extra arguments.
      Frame& moved = frames_.back();
      moved.nargs = at - moved.base - static_cast<uint32_t>(kFrameSlots);
      moved.base = at;
      continue;
    }
    const Value* frame_base = base - (chain.front()->base - chain[i]->base);
    const Closure* closure = frame_base[-2].closure();
    Frame f{closure->proto, {}, at, 0, 0};
    f.lower = at;
    f.role = chain[i]->role;
    f.result = chain[i]->result;
    f.tails = chain[i]->tails;
    if (!frames_.empty()) {
      if (parent->unit.op(chain[i]->function) == lir::Opcode::Konst) {
        f.function = builder.konst(KonstKind::Closure, "", static_cast<const void*>(closure));
      }
      f.return_pc = chain[i + 1]->pc;
      f.nresults = lir::takes_level(f.role)
                       ? 1
                       : results_wanted(frames_.back().proto->code[f.return_pc - 1]);
    }
    frames_.push_back(f);
  }
  open_ = {};
  if (chain.front()->top) open_ = {true, chain.front()->top - 1, false, 0, {}, {}};
  start(L, base, traces);
}

void Recorder::abort(AbortReason reason) {
  if (outcome_ == Outcome::Aborted) return;
  outcome_ = Outcome::Aborted;
  abort_ = reason;
}

Recorder::Outcome Recorder::step(State* L, const Insn* pc, Value* base) {
  const Proto* proto = frame().proto;
  const Word* word = proto->code + next_pc_;
  abort_op_ = op_of(*word);
  if (L != L_ || base - L->stack != base_offset_ || pc != proto->insns + next_pc_) {
    abort(AbortReason::Unexpected);
  } else if (++instructions_ > kMaxInstructions || unit_->value_count() > kMaxValues) {
    abort(AbortReason::TooLong);
  } else {
    base_ = base;
    pc_ = next_pc_;
    next_pc_ = pc_ + op_info(op_of(*word)).words();
    snap_ = {};
    bool leaves = is_root_ && frames_.size() == 1 && (pc_ < head_ || pc_ > anchor_);
    resolve_open();
    if (leaves) {
      abort(AbortReason::LoopLeft);
    } else if (ok() && !reaches_root()) {
      visited_.insert(word);
      record(*word);
    }
    open_ = next_open_;
    next_open_ = {};
  }
  if (outcome_ == Outcome::Finished) number_from_lowest_frame();
  if (outcome_ != Outcome::Recording) active_ = false;
  return outcome_;
}

uint32_t Recorder::levels() const {
  uint32_t count = 0;
  for (const Frame& f : frames_)
    count += lir::takes_level(f.role);
  return count;
}

// An instruction that takes an open list knows its end. When that is the results of a native, the
// trace goes on with as many of them as there are now.
void Recorder::resolve_open() {
  if (!ok() || !takes_open_list(frame().proto->code[pc_])) return;
  if (!open_.is_there) return abort(AbortReason::OpenValues);
  if (open_.is_call) {
    ptrdiff_t count = L_->top - (base_ + open_.results);
    if (count < 0 || count > static_cast<ptrdiff_t>(kMaxOpen))
      return abort(AbortReason::OpenValues);
    b().guard(b().cmp_eq(b().native_count(), b().i64(count)), open_.before);
    for (uint32_t i = 0; i < static_cast<uint32_t>(count); ++i)
      set(open_.results + i, i == 0 ? open_.first : b().native_result(i));
    open_.end = open_.results + static_cast<uint32_t>(count);
    open_.is_call = false;
  }
  if (open_.end > frame().proto->max_stack + kMaxOpen) return abort(AbortReason::OpenValues);
  deepest_ = std::max(deepest_, frame().base + open_.end);
}

void Recorder::set_open(uint32_t first, uint32_t count) {
  next_open_ = {true, first + count, false, 0, {}, {}};
}

bool Recorder::list_end(uint32_t first, uint32_t fixed, bool open, uint32_t* end) {
  *end = open ? open_.end : first + fixed;
  if (*end < first) abort(AbortReason::OpenValues);
  return ok();
}

// The trace's own frame is the lowest it has been in, with the arguments below it that it uses;
// slots and frames count from there.
void Recorder::number_from_lowest_frame() {
  uint32_t lowest = frames_.front().lower;
  if (deepest_ > lowest) {
    unit_->inst(stack_check_).imm = deepest_ - lowest;
  } else {
    std::erase(unit_->block(unit_->entry()).insts, stack_check_);
    unit_->inst(stack_check_).block = {};
  }
  unit_->base = entry_slot_ - lowest;
  unit_->levels = entry_levels_;
  for (ValueId v : unit_->block(unit_->entry()).insts) {
    lir::Inst& inst = unit_->inst(v);
    switch (inst.op) {
    case lir::Opcode::SlotLoad:
    case lir::Opcode::SlotLoadT:
    case lir::Opcode::FrameFun:
    case lir::Opcode::CheckInner:
    case lir::Opcode::CheckReturn:
    case lir::Opcode::CheckExtra:
    case lir::Opcode::ClosureNew:
    case lir::Opcode::ClosureReuse:
    case lir::Opcode::SlotFlush:
    case lir::Opcode::UpvalsClose:
    case lir::Opcode::TabSetList:
    case lir::Opcode::NativePure:
    case lir::Opcode::NativeReads:
    case lir::Opcode::NativeWrites:
      inst.imm -= lowest;
      break;
    case lir::Opcode::Snap:
      unit_->snap(inst.snap).base -= lowest;
      break;
    default:
      break;
    }
  }
}

void Recorder::record(Word w) {
  switch (op_of(w)) {
  case Op::Move:
  case Op::LoadI:
  case Op::LoadF:
  case Op::LoadK:
  case Op::LoadKX:
  case Op::LoadNil:
  case Op::LoadFalse:
  case Op::LoadFalseSkip:
  case Op::LoadTrue:
    return record_load(w);
  case Op::GetUpval:
  case Op::SetUpval:
    return record_upvalue(w);
  case Op::GetTabUp:
  case Op::GetTable:
  case Op::GetInt:
  case Op::GetField:
  case Op::Self:
    return record_get(w);
  case Op::SetTabUp:
  case Op::SetTable:
  case Op::SetInt:
  case Op::SetField:
    return record_set(w);
  case Op::NewTable:
    return record_new_table(w);
  case Op::Unm:
  case Op::BNot:
  case Op::Not:
    return record_unary(w);
  case Op::Len:
    return record_length(w);
  case Op::Concat:
    return record_concat(w);
  case Op::Eq:
  case Op::Lt:
  case Op::Le:
  case Op::EqK:
  case Op::LtK:
  case Op::LeK:
  case Op::GtK:
  case Op::GeK:
    return record_compare(w);
  case Op::Test:
  case Op::TestSet:
    return record_test(w);
  case Op::Jmp:
  case Op::JmpBack:
  case Op::ForLoop:
    return record_loop(w);
  case Op::ForPrep:
    return record_for_prep(w);
  case Op::TForPrep:
  case Op::TForCall:
  case Op::TForLoop:
    return record_for_in(w);
  case Op::MakeClosure:
    return record_make_closure(w);
  case Op::Close:
    return close_from(a_of(w));
  case Op::VarargPrep:
    return record_vararg_prep(w);
  case Op::Vararg:
    return record_vararg(w);
  case Op::SetList:
    return record_set_list(w);
  case Op::TailCall:
    return record_tail_call(w);
  case Op::Call:
    return record_call(w);
  case Op::Return:
  case Op::Return0:
  case Op::Return1:
    return record_return(w);
  default:
    if (!record_arith(w)) abort(AbortReason::Bytecode);
  }
}

lir::Type Recorder::type_of(const Value& v) {
  switch (v.tag) {
  case Tag::Nil:
    return Type::Nil;
  case Tag::False:
    return Type::Bool;
  case Tag::True:
    return Type::Bool;
  case Tag::Integer:
    return Type::I64;
  case Tag::Float:
    return Type::F64;
  case Tag::String:
    return Type::Str;
  case Tag::Table:
    return Type::Tab;
  case Tag::Closure:
    return Type::Fun;
  case Tag::Native:
    return Type::Native;
  case Tag::Userdata:
    return Type::Udata;
  case Tag::Thread:
    return Type::Thread;
  default:
    return Type::Any;
  }
}

lir::ValueId Recorder::get(uint32_t reg) { return get_slot(frame().base + reg, runtime(reg)); }

lir::ValueId Recorder::get_slot(size_t index, const Value& actual) {
  if (index >= slots_.size()) slots_.resize(index + 1);
  Slot& s = slots_[index];
  Type type = type_of(actual);
  // What natives return is typed when it is used.
  if (s.value && type_of(s.value) == Type::Any && type != Type::Any) {
    s.value = b().check(type, s.value, snap());
  }
  if (s.value) return s.value;
  lir::Reg place{static_cast<uint32_t>(index)};
  s.value = type == Type::Any ? b().slot_load(place) : b().slot_load(type, place, snap());
  return s.value;
}

void Recorder::set(uint32_t reg, ValueId v) { slot(reg) = Slot{v, true}; }

void Recorder::forget_from(uint32_t reg) {
  size_t first = frame().base + reg;
  if (first < slots_.size()) slots_.resize(first);
}

lir::ValueId Recorder::constant_value(const Value& v) {
  switch (v.tag) {
  case Tag::False:
    return b().boolean(false);
  case Tag::True:
    return b().boolean(true);
  case Tag::Integer:
    return b().i64(v.i);
  case Tag::Float:
    return b().f64(v.f);
  case Tag::String:
    return konst(v.string());
  default:
    return b().nil();
  }
}

lir::ValueId Recorder::konst(const String* s) {
  return b().konst(KonstKind::String, std::string(s->view().substr(0, 40)), s);
}

lir::ValueId Recorder::konst(const Closure* c) {
  const Proto* p = c->proto;
  std::string source = p->source ? std::string(p->source->view().substr(0, 60)) : "?";
  return b().konst(KonstKind::Closure, source + ":" + std::to_string(p->line_defined), c);
}

lir::SnapId Recorder::snap() {
  if (!snap_) snap_ = snap_at(pc_);
  return snap_;
}

// The frames' states, outermost first. Of a caller only what lies below its call is alive.
lir::SnapId Recorder::snap_at(uint32_t pc, DeadRegisters dead) {
  SnapId parent;
  for (size_t i = 0; i < frames_.size(); ++i) {
    const Frame& f = frames_[i];
    bool innermost = i + 1 == frames_.size();
    uint32_t resume = innermost ? pc : frames_[i + 1].return_pc;
    const Liveness& liveness = ProtoData::of(L_->global, f.proto).liveness;
    // What a caller shows is what it has at its call.
    RegSet live = liveness.before(resume) | liveness.visible(innermost ? resume : resume - 1);
    // The JMP at the resume address of a comparison may be skipped.
    if (!innermost && frames_[i + 1].role == lir::FrameRole::Compare)
      live |= liveness.before(resume + 1);
    uint32_t end = innermost ? f.proto->max_stack
                             : frames_[i + 1].lower - static_cast<uint32_t>(kFrameSlots) - f.base;
    lir::Snapshot snap;
    if (innermost && pc == pc_ && open_.is_there && takes_open_list(f.proto->code[pc])) {
      snap.top = open_.end + 1;
      end = std::max(end, open_.end);
    }
    if (parent && f.lower != f.base) parent = snap_arguments(f, parent);
    if (parent && f.lower != f.base) {
      snap.role = lir::FrameRole::Vararg;
    } else if (parent) {
      describe_frame(f, &snap);
    }
    for (uint32_t r = 0; r < end; ++r) {
      if (f.base + r >= slots_.size()) break;
      const Slot& s = slots_[f.base + r];
      if (!s.dirty) continue;
      bool is_live = r >= live.size() || live[r];
      if (is_live || dead == DeadRegisters::Cleared)
        snap.entries.push_back({lir::Reg{r}, is_live ? s.value : b().nil()});
    }
    snap.pc = resume;
    snap.parent = parent;
    if (parent) snap.function = f.function;
    snap.base = f.base;
    parent = b().place_snap(std::move(snap));
  }
  return parent;
}

// How an inlined frame returns.
void Recorder::describe_frame(const Frame& f, lir::Snapshot* snap) {
  snap->role = f.role;
  snap->result = f.result;
  snap->tails = f.tails;
}

// The frame of a vararg function as it was called: with its arguments, the extra ones among them.
lir::SnapId Recorder::snap_arguments(const Frame& f, SnapId parent) {
  lir::Snapshot snap;
  snap.parent = parent;
  snap.function = f.function;
  snap.base = f.lower;
  describe_frame(f, &snap);
  for (uint32_t i = 0; i < f.nargs && f.lower + i < slots_.size(); ++i) {
    const Slot& s = slots_[f.lower + i];
    if (s.dirty) snap.entries.push_back({lir::Reg{i}, s.value});
  }
  return b().place_snap(std::move(snap));
}

void Recorder::guard(ValueId condition, bool outcome) {
  b().guard(outcome ? condition : b().logic_not(condition), snap());
}

}  // namespace perilune::jit
