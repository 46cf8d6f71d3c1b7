// The trace recorder: watches the interpreter execute one iteration of a hot loop (or what follows
// a hot exit) and emits LIR for it. It is shown every instruction before the interpreter runs it;
// from the operands' actual types it emits the operation and the guards that make it valid.
//
// Its methods are in one file a family of opcodes: record_load, record_arith, record_compare,
// record_table, record_loop, record_call, record_lib.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "jit/ir/builder.h"
#include "jit/trace/proto_data.h"
#include "jit/trace/trace.h"
#include "runtime/state.h"

namespace perilune::jit {

enum class AbortReason : uint8_t {
  None,
#define ABORT(Name, text, lasting) Name,
#include "jit/abort_reasons.def"
};
struct AbortInfo {
  const char* text;
  bool lasting;
};
const AbortInfo& abort_info(AbortReason reason);

// Whether an instruction takes an open list of values, which ends at the stack's top.
bool takes_open_list(bytecode::Word w);

class Recorder {
public:
  enum class Outcome : uint8_t { Recording, Finished, Aborted };

  // A root trace: the loop whose back edge is the instruction at `anchor` is about to run its body
  // at `head` once more. `traces` are those that exist.
  void start_root(State* L, Value* base, uint32_t anchor, uint32_t head, const TraceIndex* traces);
  // A side trace: `parent` was just left through an exit, and the interpreter is to go on at `pc`.
  void start_side(State* L, Value* base, uint32_t pc, Trace* parent, uint32_t exit,
                  const TraceIndex* traces);

  // The interpreter is about to execute the instruction at `pc`.
  Outcome step(State* L, const Insn* pc, Value* base);

  bool active() const { return active_; }
  void cancel() { active_ = false; }
  AbortReason abort_reason() const { return abort_; }
  bytecode::Op abort_op() const { return abort_op_; }
  // The instruction at which the recording ended, and its function.
  uint32_t position() const { return pc_; }
  Proto* position_proto() const { return frames_.back().proto; }

  // What was recorded, once Finished.
  lir::Unit take_unit() { return std::move(*unit_); }
  const lir::Unit& unit() const { return *unit_; }
  uint32_t anchor() const { return anchor_; }
  Trace* parent() const { return parent_; }
  uint32_t parent_exit() const { return parent_exit_; }
  Trace* link() const { return link_; }
  // Of the program, that have been recorded.
  uint32_t instructions() const { return instructions_; }
  // Of the frame in which the recording started.
  Proto* proto() const { return start_proto_; }
  State* state() const { return L_; }

private:
  using ValueId = lir::ValueId;
  using SnapId = lir::SnapId;
  using Type = lir::Type;
  using Word = bytecode::Word;

  struct Frame {
    Proto* proto;
    ValueId function;    // of an inlined frame: its closure
    uint32_t base;       // register 0, as an index of slots_
    uint32_t return_pc;  // where the caller goes on
    uint32_t nresults;   // that the caller wants (kOpen: all)
    lir::FrameRole role = lir::FrameRole::Call;
    uint8_t result = 0;  // of the role
    uint8_t tails = 0;   // tail calls that have taken the function's place
    // Where the arguments start: below the base, when the parameters were moved above the extra
    // arguments (then with `nargs` of them).
    uint32_t lower = 0;
    uint32_t nargs = 0;
    bool is_own = false;  // it was on the stack when the trace was entered
  };
  static constexpr uint32_t kOpen = ~0u;
  // What is known of a stack slot (the trace's own frame begins at kFirstSlot of a side trace,
  // since it may turn out to return to frames below): its value in the trace, when it has been read
  // or written.
  struct Slot {
    ValueId value;
    bool dirty = false;  // differs from what is in memory
  };

  // --- recorder.cpp ---
  void start(State* L, Value* base, const TraceIndex* traces);
  void finish() { outcome_ = Outcome::Finished; }
  // Gives up; whoever calls it returns at once.
  void abort(AbortReason reason);
  void number_from_lowest_frame();
  bool ok() const { return outcome_ != Outcome::Aborted; }
  void record(Word w);
  Frame& frame() { return frames_.back(); }
  Slot& slot(uint32_t reg) {
    size_t i = frame().base + reg;
    if (i >= slots_.size()) slots_.resize(i + 1);
    return slots_[i];
  }
  const Value& runtime(uint32_t reg) const { return base_[reg]; }
  const Value& constant(uint32_t index) { return frame().proto->constants[index]; }
  // The value of a register, loaded on first use and typed by what it is now; none after an abort.
  ValueId get(uint32_t reg);
  // The same of a slot, by its index of slots_.
  ValueId get_slot(size_t index, const Value& actual);
  void set(uint32_t reg, ValueId v);
  void forget_from(uint32_t reg);
  ValueId constant_value(const Value& v);
  // The state before the running instruction.
  SnapId snap();
  // Dead registers that the trace has written are left as they were, or, where a collection may
  // follow at once, cleared: what lay there before must not be kept alive by a loop for ever.
  enum class DeadRegisters : uint8_t { Left, Cleared };
  SnapId snap_at(uint32_t pc, DeadRegisters dead = DeadRegisters::Left);
  static void describe_frame(const Frame& f, lir::Snapshot* snap);
  SnapId snap_arguments(const Frame& f, SnapId parent);
  // After an operation that writes memory, no exit may use the state before it.
  void wrote() { snap_ = {}; }
  void guard(ValueId condition, bool outcome);
  lir::Builder& b() { return *builder_; }
  Type type_of(ValueId v) const { return unit_->type(v); }
  static Type type_of(const Value& v);
  ValueId to_float(ValueId v) { return type_of(v) == Type::I64 ? b().i64_to_f64(v) : v; }
  // A length, byte or position as the dialect's programs see it.
  ValueId number(ValueId integer) {
    return semantics().integers ? integer : b().i64_to_f64(integer);
  }
  // The integer that a number has the value of; exits when it has none.
  ValueId to_integer(ValueId v) { return type_of(v) == Type::F64 ? b().f64_to_i64(v, snap()) : v; }
  const Semantics& semantics() const { return L_->global->semantics; }
  ValueId boxed(ValueId v) { return type_of(v) == Type::Any ? v : b().box(v); }
  // The shape of a table, which then says what its metatable is.
  const Shape* shape_of(const Table* table);
  ValueId konst(const Shape* s) { return b().konst(lir::KonstKind::Shape, "shape", s); }
  ValueId konst(const Table* t) { return b().konst(lir::KonstKind::Table, "table", t); }
  ValueId konst(const String* s);
  ValueId konst(const Closure* c);
  ValueId konst(const NativeFunction* n) { return b().konst(lir::KonstKind::Native, n->name, n); }

  // --- families ---
  void record_load(Word w);
  void record_upvalue(Word w);
  ValueId upvalue_slot(const Upvalue& upvalue, ValueId object, int32_t* inner);
  void check_openness(ValueId upvalue, bool is_open);
  void set_upvalue(uint32_t index, ValueId v);
  ValueId get_upvalue(uint32_t index);

  bool record_arith(Word w);
  ValueId arith(Event event, ValueId x, ValueId y);
  ValueId float_modulo(ValueId x, ValueId y);
  ValueId bitwise(Event event, ValueId x, ValueId y);
  void record_unary(Word w);

  void record_compare(Word w);
  void record_test(Word w);
  void branch(Word w, bool outcome);
  ValueId order(bool strict, ValueId x, ValueId y);
  ValueId equality(const Value& rx, const Value& ry, ValueId x, ValueId y, bool* known);
  bool compare_by_metamethod(Word w, Event event, const Value& rx, const Value& ry, ValueId x,
                             ValueId y);

  void record_get(Word w);
  void record_set(Word w);
  void store(Word w);
  void set_new_field(ValueId object, const Value& actual, String* key, ValueId value);
  ValueId get_field(ValueId object, const Value& actual, String* key);
  ValueId field_of(ValueId table, const Table* actual, String* key, bool* found);
  ValueId get_index(ValueId object, const Value& actual, ValueId key, const Value& actual_key);
  ValueId get_element(ValueId table, const Table* actual, ValueId key, int64_t index);
  void set_field(ValueId object, const Value& actual, String* key, ValueId value);
  void set_index(ValueId object, const Value& actual, ValueId key, const Value& actual_key,
                 ValueId value);
  void check_kind(ValueId table, ElementKind mask, ElementKind expected);
  void check_inside(ValueId table, ValueId key);
  bool check_number(ValueId table, const Table* actual, ValueId key, int64_t index, Type type);
  ValueId load_element(ValueId table, const Table* actual, ValueId key, int64_t index, Type type);
  void add_kind(ValueId table, const Table* actual, ValueId key, int64_t index, Tag tag);
  void set_element(ValueId table, const Table* actual, ValueId key, int64_t index, ValueId value);
  ValueId unboxed(ValueId any, const Value& actual);
  bool check_absent(ValueId table, const Table* actual, Event event);
  bool check_absent_in(const Table* metatable, Event event);
  void record_new_table(Word w);
  bool give_metatable(uint32_t first, ValueId* result);
  bool fill_new_table(uint32_t a, uint32_t count);
  void record_length(Word w);
  void record_concat(Word w);

  void record_make_closure(Word w);
  // The closure that runs now.
  ValueId running_function();
  void close_from(uint32_t first);

  void record_for_in(Word w);
  void record_iteration(uint32_t a, uint32_t nresults);
  void set_iteration(uint32_t a, uint32_t nresults, ValueId key, ValueId value);
  bool step_next(uint32_t a, uint32_t nresults);
  bool step_ipairs(uint32_t a, uint32_t nresults);

  void record_loop(Word w);
  void record_for_prep(Word w);
  void record_integer_prep(Word w);
  void record_float_prep(Word w);
  ValueId unit_step(ValueId step, const Value& actual);
  bool integer_step(const Value* r, uint32_t a, ValueId* next, bool* constant);
  bool float_step(const Value* r, uint32_t a, ValueId* next);
  // Emits one step of a numeric loop; whether it goes on. *constant: that follows from literals.
  bool record_for_step(Word w, bool* constant);
  ValueId integer_step_condition(ValueId index, ValueId limit, ValueId step, int64_t stride);
  // Where the jump of the instruction at pc_ leads.
  uint32_t jump_target() {
    return static_cast<uint32_t>(bytecode::target_of(frame().proto->code, pc_));
  }
  void back_edge(uint32_t target, bool constant);
  void close_loop();
  // Ends a side trace with a jump to a root trace that is entered at `pc`.
  void link_to(Trace* root, uint32_t pc);
  bool reaches_root();

  void record_call(Word w);
  void record_tail_call(Word w);
  // The end of the registers from `first` on that an instruction takes: `fixed` of them, or an open
  // list. False after an abort.
  bool list_end(uint32_t first, uint32_t fixed, bool open, uint32_t* end);
  void set_open(uint32_t first, uint32_t count);
  void resolve_open();
  void push_frame(Frame f);
  ValueId check_callee(ValueId function, Closure* closure);
  // The slot of a frame above all that are in use, with room for so many values.
  uint32_t native_frame(uint32_t count);
  // Enters the frame of meta_, which must be a Lua function.
  void enter_metamethod(lir::FrameRole role, uint32_t result, uint32_t return_pc);
  void return_from_metamethod(const Frame& callee, ValueId result, bool truthy);
  // Looks up a metamethod, with proof; a nil value when there is none. False after an abort.
  bool find_metamethod(ValueId object, const Value& actual, Event event, Value* f, ValueId* callee);
  bool binary_metamethod(Event event, ValueId x, ValueId y, const Value& rx, const Value& ry);
  void record_callable(uint32_t a, uint32_t nargs, uint32_t nresults);
  uint32_t levels() const;
  void record_vararg_prep(Word w);
  void record_vararg(Word w);
  uint32_t extra_arguments(Frame* f);
  void record_set_list(Word w);
  void enter_closure(Closure* closure, uint32_t a, uint32_t nargs, uint32_t nresults);
  void record_return(Word w);
  // Makes the caller of the trace's own frame, which is about to return, the trace's own.
  bool return_below();

  // The registers of a call of a native: its own, the arguments and where results go.
  struct NativeSite {
    uint32_t function, first, nargs, results, nresults;
  };
  void record_native(const NativeSite& site);
  void check_native(const NativeFunction* native, ValueId function);
  ValueId call_native(const NativeFunction* native, const NativeSite& site);
  bool intrinsic(const NativeFunction* native, uint32_t first, uint32_t nargs, ValueId* result);
  bool string_intrinsic(uint32_t id, uint32_t first, uint32_t nargs, ValueId* result);
  bool math_intrinsic(uint32_t id, uint32_t first, uint32_t nargs, ValueId* result);
  bool rounded(ValueId x, const Value& actual, bool up, ValueId* result);
  bool integer_argument(uint32_t reg, ValueId* out);
  void check_type_metatable(Tag tag);
  bool check_no_type_event(Tag tag, Event event);

  std::unique_ptr<lir::Unit> unit_;
  std::unique_ptr<lir::Builder> builder_;
  std::vector<Frame> frames_;
  std::vector<Slot> slots_;
  SnapId snap_;
  // An open list of values, which the next instruction takes: its end, as a register of the frame
  // that runs then; or the native call whose results it is, the number of which is not known
  // before.
  struct Open {
    bool is_there = false;
    uint32_t end = 0;
    bool is_call = false;
    uint32_t results = 0;
    ValueId first;
    SnapId before;
  };
  Open open_, next_open_;
  // A metamethod that the running instruction has turned out to call.
  struct MetaCall {
    Value function;
    ValueId callee;
    std::vector<ValueId> args;
  };
  std::optional<MetaCall> meta_;
  uint32_t entry_levels_ = 0;
  ValueId stack_check_;
  uint32_t deepest_ = 0;  // the end of the highest frame
  // The highest stack slot that was accessed through an upvalue as lying outside the trace's
  // frames.
  const Value* outer_access_ = nullptr;
  Proto* start_proto_ = nullptr;
  uint32_t entry_slot_ = 0;  // register 0 of the frame in which the recording started

  State* L_ = nullptr;
  Value* base_ = nullptr;      // of the running frame
  ptrdiff_t base_offset_ = 0;  // the same from the stack's start, as expected of the next step
  uint32_t pc_ = 0;
  uint32_t next_pc_ = 0;  // expected of the next step
  uint32_t instructions_ = 0;
  std::set<const Word*> visited_;             // instructions recorded
  std::map<const Word*, uint32_t> unrolled_;  // iterations beyond the first, by loop head

  bool active_ = false;
  Outcome outcome_ = Outcome::Recording;
  AbortReason abort_ = AbortReason::None;
  bytecode::Op abort_op_{};
  bool is_root_ = false;
  uint32_t anchor_ = 0, head_ = 0;
  Trace* parent_ = nullptr;
  uint32_t parent_exit_ = 0;
  Trace* link_ = nullptr;
  const TraceIndex* traces_ = nullptr;
};

}  // namespace perilune::jit
