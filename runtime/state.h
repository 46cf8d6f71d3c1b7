// A state: one coroutine of a Lua program, with its value stack, and what all coroutines of the
// program share (Global).
#pragma once

#include <cstdarg>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/bytecode/dialect.h"
#include "runtime/bytecode/function.h"
#include "runtime/bytecode/source_text.h"
#include "runtime/closure.h"
#include "runtime/field_cache.h"
#include "runtime/frame.h"
#include "runtime/gc/heap.h"
#include "runtime/interp/dispatch.h"
#include "runtime/semantics.h"
#include "runtime/status.h"
#include "runtime/string.h"
#include "runtime/table.h"
#include "runtime/warning.h"

namespace perilune {

enum class Event : uint8_t {
#define METAMETHOD(Name, text) Name,
#include "runtime/metamethods.def"
};
constexpr int kEventCount = 0
#define METAMETHOD(Name, text) +1
#include "runtime/metamethods.def"
    ;
constexpr int kTagCount = 0
#define TAG(Name, type_name) +1
#include "runtime/tags.def"
    ;

// Source text to bytecode; supplied by the embedder, since the runtime does not know the frontend.
// `levels` are the C levels in use, which nesting adds to.
using CompileFn = bool (*)(const SourceText& source, std::string_view chunk_name, Dialect dialect,
                           std::unique_ptr<bytecode::Function>* out, std::string* error,
                           int levels);

// What the coroutines of one program share.
struct Global {
  Global(Dialect d, uint32_t seed, const gc::Allocator& allocator);
  ~Global();

  Dialect dialect;
  const Semantics& semantics;
  // Nonzero when loops should leave compiled code and let the interpreter see to something (a
  // collection is due, for now).
  uint32_t interrupt = 0;
  gc::Heap heap;
  StringTable strings;
  Warnings warnings;
  State* main = nullptr;
  Table* globals = nullptr;  // _G
  Table* registry = nullptr;
  Table* type_metatables[kTagCount] = {};  // of types other than table and userdata
  String* event_names[kEventCount] = {};
  String* type_names[kTagCount] = {};
  String* subtype_names[2] = {};  // of integers and of floats
  String* memory_text = nullptr;  // "not enough memory", for when there is none for it either
  Shape* empty_shape = nullptr;   // root of the tables without metatable
  Shape* loose_shape = nullptr;   // root of loose shapes; made on demand
  uint64_t chain_epoch = 1;       // counts changes of links (runtime/field_cache.h)
  void count_chain_change() {
    // The shared cache knows the lower half.
    if (static_cast<uint32_t>(++chain_epoch) == 0) shared_reads.clear(), shared_stores.clear();
  }
  SharedReads shared_reads;
  SharedStores shared_stores;
  Table* nothing = nullptr;  // has nil in its slot 0
  EventSlots event_slots;
  CompileFn compile = nullptr;
  // When set, told of each chunk that has been loaded.
  void (*loaded)(Proto* chunk) = nullptr;
  // When set, told that the program ends the process, while `running` calls os.exit.
  void (*exiting)(State* running) = nullptr;
  Dispatch dispatch;                     // the plain interpreter's
  Dispatch hook_dispatch;                // looks at the coroutine's hook before each instruction
  interp::Observer* observer = nullptr;  // while instructions are observed
  const JitHooks* jit = nullptr;         // null: no compiler
  void* jit_data = nullptr;              // of the compiler
  uint32_t seed;
  PropertyHints property_hints;
};

// What a coroutine is interrupted for, and which function is called then (runtime/interp/hook.h).
struct Hook {
  enum Event : uint8_t { kCall = 1, kReturn = 2, kLine = 4, kCount = 8 };
  // The values that a call or return hands over, as numbers of local variables.
  struct Transfer {
    uint32_t first = 0, count = 0;
  };
  // What the last instruction has been, when the next cannot be told from its own place.
  enum class Previous : uint8_t { Other, BackEdge, LoopEntry, Prologue };

  Value function;           // nil: none, though events may be wanted (of a coroutine's maker)
  uint8_t mask = 0;         // of events
  bool is_running = false;  // the function is, and nothing interrupts it
  Previous previous = Previous::Other;
  int32_t interval = 0;      // of count events, in instructions
  int32_t left = 0;          // until the next one
  ptrdiff_t last_frame = 0;  // stack offset of the base of the last instruction's frame; 0: none
  uint32_t last_pc = 0;      // the last instruction's index
  Transfer transfer;         // of the call or return under way
};

class State : public Object {
public:
  static constexpr size_t kMaxStack = 1'000'000;  // slots; as stock Lua's LUAI_MAXSTACK
  // Slots that are free above a Lua frame's registers and above a native's arguments.
  static constexpr int kExtraStack = 40;

  // A program's first state, with an empty stack and no libraries. Owned by the caller. The heap's
  // large memory comes from `allocator`.
  static State* create(Dialect dialect, const gc::Allocator& allocator = {});
  static void destroy(State* main);
  // What a program may still run before its state is destroyed: the close handlers of the main
  // coroutine's variables, then the finalizers of all objects. Nothing else may run after it.
  static void close(State* L);
  // Another coroutine of the same program, collected like any object.
  // Its body is `function`; a host may set it later, as base[-2]. Null when memory runs out.
  static State* make_coroutine(State* L, const Value& function = Value());

  // --- the stack, as natives see it ---
  uint32_t nargs() const { return static_cast<uint32_t>(top - base); }
  // Argument i (from 0), nil when absent.
  Value arg(uint32_t i) const { return i < nargs() ? base[i] : Value(); }
  void push(const Value& v) { *top++ = v; }
  // Ensures `slots` free slots above top; may move the stack (base and top follow; raw slot
  // pointers do not). On failure the error "stack overflow" is set.
  Status ensure_stack(size_t slots) {
    return static_cast<size_t>(stack_end - top) >= slots ? Status::Ok : grow_stack(slots);
  }
  Status grow_stack(size_t slots);
  // After an error: gives back what is not needed any more, an overflow's extra room first.
  void shrink_stack();
  bool has_first_stack() const;
  ptrdiff_t offset_of(const Value* slot) const { return slot - stack; }
  Value* at_offset(ptrdiff_t offset) const { return stack + offset; }

  // --- errors ---
  // Set error_value to a message with the position of the Lua function that is running (or, in a
  // native, of its caller) in front; all return kNativeError, as natives do.
  [[gnu::format(printf, 2, 3)]] NativeResult error(const char* format, ...);
  // Of an operation such as an addition or a comparison: without position when a native does it.
  [[gnu::format(printf, 2, 3)]] NativeResult operation_error(const char* format, ...);
  // Without the position.
  [[gnu::format(printf, 2, 3)]] NativeResult error_plain(const char* format, ...);
  NativeResult memory_error() { return throw_value(Value::of(global->memory_text)); }
  NativeResult throw_value(const Value& v) {
    error_value = v;
    error_handled = dying = false;
    return kNativeError;
  }
  // "file:line:" and a blank for the function `level` calls up (1: the caller of the native), or
  // "".
  std::string where(int level) const;

  // An integer as the dialect's programs see it: a float where numbers have no subtypes.
  Value integer(int64_t n) const {
    return global->semantics.integers ? Value::integer(n) : Value::number(integer_to_float(n));
  }
  // Null when no memory is left.
  String* try_string(std::string_view text) { return global->strings.make(this, text); }
  // When no memory is left, a text that says so, and the next safepoint raises it: for what needs
  // no error of its own.
  String* new_string(std::string_view text) {
    String* made = try_string(text);
    return made ? made : text_without_memory();
  }
  Table* metatable_of(const Value& v) const {
    if (v.is_table()) return v.table()->metatable();
    if (v.is_userdata()) return v.userdata()->metatable;
    return global->type_metatables[static_cast<int>(v.tag)];
  }

  // --- what handlers and compiled code use (fixed offsets, runtime/heap_fields.def) ---
  Value* base =
      nullptr;  // of the running frame, when control is outside the interpreter's registers
  Value* top = nullptr;                // end of a native's values, or of an open list of values
  const Insn* pc = nullptr;            // of the running Lua frame: the instruction under way
  const Dispatch* dispatch = nullptr;  // handlers in force: the plain table or the recording one
  Value* stack_end = nullptr;          // kExtraStack slots below the real end
  Global* global = nullptr;
  // Sorted from the bottom of the stack up; a buffer of the heap, made for the first of them.
  Upvalue** open_upvalues = nullptr;
  uint32_t open_count = 0;
  uint32_t open_capacity = 0;
  Value* stack = nullptr;  // at first behind the state in its cell, later a buffer of the heap
  size_t stack_size = 0;   // slots allocated
  Value error_value;
  struct {
    Value* func;       // kNativeCall: the function's slot; arguments from func + 2 to top
    NativeFn then;     // kNativeCall: what goes on afterwards
    State* thread;     // kNativeResume
    FrameKind kind;    // kNativeCall: NativeThen, Pcall or Xpcall
    uint8_t nresults;  // kNativeCall: that `then` wants
  } native_call{};

  Status boundary_status = Status::Ok;  // how the C++ boundary just left was left
  bool error_handled = false;           // the message handler has seen error_value
  uint32_t concat_left = 0;             // operands left, between the parts of a CONCAT
  // While compiled code calls a native: it must not move the stack, and fails when it tries.
  bool is_stack_fixed = false;
  uint32_t native_results = 0;  // that the last native called so has left below `top`

  // --- hooks ---
  bool is_hooked() const { return hook.mask != 0 && !hook.is_running && !hook.function.is_nil(); }
  // The handlers to use when nothing is recorded.
  const Dispatch* usual_dispatch() const {
    return is_hooked() ? &global->hook_dispatch : &global->dispatch;
  }
  Hook hook;

  // --- coroutines and boundaries ---
  enum class Life : uint8_t { Fresh, Running, Normal, Suspended, Dead };
  Life life = Life::Running;
  // An error that nobody catches is on its way out of C++ calls: the frames stay as `death` has
  // them.
  bool dying = false;
  struct {
    uint32_t base = 0, top = 0;  // stack offsets
    const Insn* pc = nullptr;
  } death;
  bool closing = false;  // unwinding ends the coroutine; nothing catches it
  // The levels that stock would have taken of its C stack, in all coroutines under way: nested C++
  // calls, resumes, and continuation frames. Bounded by Semantics::c_levels.
  uint16_t c_depth = 0;
  uint16_t c_floor = 0;          // c_depth when this coroutine was last resumed
  uint16_t boundary_frames = 0;  // C++ calls and message handlers: it cannot yield across these
  State* resumer = nullptr;      // while running as a coroutine
  bool wrapped = false;          // resumed through coroutine.wrap: errors propagate
  // The environment that new chunks get, where coroutines have one of their own; null: the globals.
  Table* environment = nullptr;
  // What an access to a global looks into, while it fails: errors name the upvalue that it is from.
  Value accessed_upvalue;
  // Stack offsets of the to-be-closed variables that are alive, bottom first.
  uint32_t* tbc = nullptr;
  uint32_t tbc_count = 0;
  uint32_t tbc_capacity = 0;

private:
  friend struct Global;
  static State* make(Global* global, size_t slots);
  String* text_without_memory();
  explicit State(Global* g) : Object(ObjectKind::Thread), global(g) {}
  enum class Position : uint8_t { None, OfCaller, OfOperation };
  NativeResult set_error(Position position, const char* format, va_list args);
};

// A closure of a nested function of `self`, which runs in the frame at `base`; null when memory
// runs out.
Closure* make_closure(State* L, Closure* self, Proto* proto, Value* base);
// The last closure of the function, where a new one would have the same upvalues, or a new one
// (Semantics::reused_closures).
Closure* reuse_closure(State* L, Closure* self, Proto* proto, Value* base);
namespace gc {
// To be called when a coroutine stops running: its stack has changed.
inline void barrier_leave(State* co) {
  if (co->flags & Object::kWatched) [[unlikely]]
    co->global->heap.report_leave(co);
}
}  // namespace gc

// The upvalue for a stack slot, found among the open ones or made; null when memory runs out.
Upvalue* find_upvalue(State* L, Value* slot);
// The open upvalue of a slot; null when there is none, which would be number *at.
inline Upvalue* find_open_upvalue(const State* L, const Value* slot, uint32_t* at) {
  uint32_t i = L->open_count;
  for (; i > 0 && L->open_upvalues[i - 1]->slot >= slot; --i)
    if (L->open_upvalues[i - 1]->slot == slot) return L->open_upvalues[i - 1];
  *at = i;
  return nullptr;
}
// There is room for it.
inline Upvalue* insert_open_upvalue(State* L, uint32_t at, Upvalue* upvalue) {
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = L->open_count++; i > at; --i)
    L->open_upvalues[i] = L->open_upvalues[i - 1];
  return L->open_upvalues[at] = upvalue;
}
// A closed upvalue with a value of its own.
Upvalue* make_closed_upvalue(State* L, const Value& v);
// Closes the open upvalues at `level` and above.
void close_upvalues(State* L, Value* level);

}  // namespace perilune
