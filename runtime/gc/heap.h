// The heap: non-moving, made of 32 KiB blocks of one size class with mark bits in the block's
// header, bump allocation through free intervals, lazy sweeping, and a space for large objects.
// Cycles go in steps between which the program runs; stores into objects that have been visited are
// reported by `barrier`.
//
// Collection happens only at safepoints: where the interpreter has just allocated, or a native has
// returned. A native may therefore hold raw references as long as it calls no Lua.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "runtime/gc/allocator.h"
#include "runtime/gc/list.h"
#include "runtime/gc/parameters.h"
#include "runtime/gc/pauses.h"
#include "runtime/gc/size_classes.h"
#include "runtime/object.h"
#include "runtime/status.h"

namespace perilune::gc {

class Marker;
class LargeMemory;

// What a cycle is at.
enum class Phase : uint8_t {
  Idle,          // between cycles
  Clear,         // the marks of the cycle before are being cleared
  Mark,          // what is reachable is being marked; stores into what is marked are reported
  SweepStrings,  // dead strings are being taken out of the string table; no cell is free yet
  Sweep,         // blocks are being given to allocation
};

class Heap;
Heap& heap_of(State* L);

class Heap {
public:
  // Chunks of blocks and large objects come from `allocator`.
  Heap(Dialect dialect, const Allocator& allocator);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Memory for an object of `bytes` (header included), uninitialised; null when none is left. The
  // caller constructs the object before the next safepoint.
  void* allocate(size_t bytes, bool may_refuse = true) {
    size_t granules = (bytes + kGranule - 1) / kGranule;
    if (granules <= kMaxSmallGranules) [[likely]] {
      Bin& bin = bins_[kSizeClasses.of[granules]];
      char* cell = bin.cursor;
      if (cell != bin.limit) [[likely]] {
        bin.cursor = cell + bin.cell_bytes;
        bytes_ += bin.cell_bytes;
        return cell;
      }
    }
    return allocate_slow(bytes, may_refuse);
  }
  // The same in two parts, for who asks for one size again and again: where memory of that size (at
  // most kMaxSmallGranules) comes from, in bytes from the heap, and a cell from there, null when
  // allocate_from has to look for one.
  static uint32_t bin_of(size_t bytes);
  // What is there: the rest of the current free interval of a size class. Compiled code moves the
  // cursor itself, and counts what it takes in the word that is `bytes_offset` from the heap.
  struct Bin {
    char* cursor = nullptr;
    char* limit = nullptr;
    size_t cell_bytes = 0;
  };
  static size_t bytes_offset();
  [[gnu::always_inline]] void* allocate_in(uint32_t at) {
    Bin& bin = bin_at(at);
    char* cell = bin.cursor;
    if (cell == bin.limit) [[unlikely]]
      return nullptr;
    if (!cell) __builtin_unreachable();
    bin.cursor = cell + bin.cell_bytes;
    bytes_ += bin.cell_bytes;
    return cell;
  }
  void* allocate_from(uint32_t at) { return allocate(bin_at(at).cell_bytes); }
  // Memory without a header that one object owns and the collector keeps alive through its owner
  // (a table's vectors); null when none is left. May be freed early.
  void* allocate_buffer(Object* owner, size_t bytes, bool may_refuse = false) {
    void* buffer = allocate(bytes, may_refuse);
    if ((owner->flags & Object::kWatched) && buffer) [[unlikely]]
      report_buffer(owner, buffer);
    return buffer;
  }
  // `bytes` as given to allocate_buffer, or its usable_size.
  void free_buffer(void* buffer, size_t bytes);
  // The bytes that an allocation of `bytes` really gets.
  static constexpr size_t usable_size(size_t bytes) {
    size_t granules = (bytes + kGranule - 1) / kGranule;
    if (granules > kMaxSmallGranules) return granules * kGranule;
    return kSizeClasses.granules[kSizeClasses.of[granules]] * kGranule;
  }
  // Accounts for memory that something owns outside of the heap.
  void account(ptrdiff_t bytes) {
    bytes_ += static_cast<size_t>(bytes);
    outside_bytes_ += static_cast<size_t>(bytes);
  }
  // For an object that owns something outside the heap: `destroy` is called once, when a cycle has
  // found the object dead (or the heap ends) and before its cell is used again. It may follow no
  // reference to another object.
  using DestroyFn = void (*)(Object* object);
  // False when there is no memory for that.
  [[nodiscard]] bool add_destructor(Object* object, DestroyFn destroy);
  // Closures get variables of this coroutine's stack, which they keep when it dies. False when
  // there is no memory to note that.
  [[nodiscard]] bool add_captured(State* co);
  // Room in the lists that a cycle makes of all shapes, and of all prototypes with caches, for one
  // more that is about to be made. False when there is none.
  [[nodiscard]] bool expect_shape();
  [[nodiscard]] bool expect_proto();
  // A shape has been made; minor cycles take all that are new for alive.
  void add_shape(Shape* shape) {
    if (generational_) report_shape(shape);
  }

  // Memory has run out where no error can be raised: the next safepoint collects, and raises it.
  void fail() {
    failed_ = true;
    update_trigger();
    request_collection();
  }

  LargeMemory& memory();
  // No memory has been found: the next safepoint collects all garbage. Always null.
  void* run_dry();

  // What is allocated: exact after a cycle, and until the next one including what has died since.
  size_t bytes() const { return bytes_; }
  bool wants_collection() const { return bytes_ >= trigger_; }
  // A safepoint: collects when due. Registers of the running Lua frame up to its max_stack, or a
  // native's values up to top, must be valid.
  // A step of the collector is made when one is due.
  // Objects that died with a finalizer are finalized here, which may run any Lua (but not yield)
  // and move the stack; Error: a finalizer failed, in a dialect that raises that here.
  Status safepoint(State* L) { return wants_collection() ? step_slow(L, nullptr) : Status::Ok; }
  // The same behind an instruction that has written the register below `written_end` of the running
  // Lua frame, and reads none above: so that what they held before is not kept alive.
  Status safepoint(State* L, Value* written_end) {
    return wants_collection() ? step_slow(L, live_end(L, written_end)) : Status::Ok;
  }
  // The same before a statement of the running Lua frame, at State::pc: only variables are in use.
  Status safepoint_at_statement(State* L) {
    return wants_collection() ? step_slow(L, variables_end(L)) : Status::Ok;
  }
  // A full cycle; what is to be finalized waits for a safepoint. `live_end`, when not null, is the
  // end of the slots of L's stack that are in use.
  void collect(State* L, Value* live_end = nullptr);
  Status collect_fully(State* L);  // the same with all finalizers, at a safepoint

  // --- finalizers ---
  // A table or userdata that has got `metatable`, where __gc counts from then on.
  void mark_finalizable(State* L, Object* object, Table* metatable);
  // An object whose metatable is looked at when it dies.
  // False when there is no memory for that.
  [[nodiscard]] bool add_finalizable(Object* object);
  // A finalizer is running; automatic collections wait for its end.
  bool is_finalizing() const { return finalizing_ > 0; }
  // Finalizes all objects, as a state does that ends; errors go no further.
  void finalize_all(State* L);
  // --- what the program tells a collector that is marking; see `barrier` below ---
  void report_store(Object* owner, const Value& value);
  void report_object(Object* owner, Object* target);
  void report_change(Object* owner);
  void report_buffer(Object* owner, void* buffer);
  void report_shift(Table* table, size_t first, size_t count);
  void report_leave(State* co);
  // A string that was found in the string table while dead ones are taken out of it is alive.
  void keep_string(const String* string, bool is_new);

  // Compiled loops have no safepoint of their own: `word` is set when a collection is due, and
  // whoever finds it set clears it and comes to a safepoint.
  void set_interrupt_word(uint32_t* word) { interrupt_ = word; }

  // A ceiling for `bytes()`. Where it is passed, the next safepoint collects garbage and, when that
  // does not help, raises "not enough memory"; an object that is too large by itself is refused.
  void set_limit(size_t bytes) {
    limit_ = bytes;
    update_trigger();
  }
  // How large a single thing may be that is made now. Garbage may be what passes the ceiling; not
  // when it is passed by as much again.
  size_t room() const {
    size_t excess = failed_ ? limit_ : bytes_ > limit_ ? bytes_ - limit_ : 0;
    return excess < limit_ ? limit_ - excess : 0;
  }
  // Whether a table may grow by a vector of so many bytes, as far as the ceiling goes.
  bool has_room_to_grow(size_t bytes) const {
    return bytes_ + bytes <= limit_ || bytes <= kLittleGrowth;
  }
  // The same for one that must grow for a store, which is refused otherwise: nothing is stored, and
  // the next safepoint raises the error.
  bool refuses_growth(size_t bytes) {
    if (has_room_to_grow(bytes)) return false;
    refuse(bytes);
    return true;
  }
  // There is no memory for a table's growth.
  void refuse(size_t bytes);
  // Makes a store, once more when it is refused and a collection makes room. For where all that is
  // alive is on the stack: in the registers of the running Lua frame, or a native's values.
  template <class Store>
  void store(State* L, Store make) {
    bool pending = failed_;
    make();
    if (refused_ && !pending && makes_up_for_refusal(L)) make();
  }
  // The same for where that is not so: `make` is called, and when it has been refused it is as if
  // that had not been, to be done again elsewhere. False then, and when memory is short.
  template <class Store>
  bool try_store(Store make) {
    bool pending = failed_;
    make();
    return !failed_ || (pending ? false : forget_refusal());
  }
  // Room for a thing of so many bytes below the ceiling, after a collection when that takes one;
  // false when there is none. For where `store` is.
  bool make_room_for(State* L, size_t bytes) {
    return bytes_ + bytes <= limit_ || make_room_slow(L, bytes);
  }
  // Failure injection: `fails` is asked at each allocation from now on, also of memory outside the
  // heap, whether it finds no memory; null: none does.
  using FailsFn = bool (*)(void* data);
  void inject_failures(FailsFn fails, void* data);
  // To be asked by who is about to allocate outside the heap.
  bool is_made_to_fail() { return fails_ && fails_(fails_data_); }
  // Room for `n` items in a list of the collector's own; false when there is no memory.
  template <class T>
  [[nodiscard]] bool make_room(List<T>& list, size_t n) {
    return n <= list.capacity() || (!is_made_to_fail() && list.reserve(n));
  }
  template <class T>
  [[nodiscard]] bool try_add(List<T>& list, const T& item) {
    if (!make_room(list, list.size() + 1)) return false;
    list.add(item);
    return true;
  }

  void stop() {
    stopped_ = true;
    update_trigger();
  }
  void restart() {
    stopped_ = false;
    update_trigger();
  }
  bool is_running() const { return !stopped_ && finalizing_ == 0; }
  // A step of collectgarbage, stopped or not; `size` in kilobytes of allocation that it is to make
  // up for. `*finished`: it has ended a cycle.
  Status step(State* L, int64_t size, bool* finished);
  Parameters& parameters() { return parameters_; }
  bool is_generational() const { return generational_; }
  // Minor cycles look only at what is new, or has been stored into, since the cycle before. Turning
  // them on takes a full cycle.
  void set_generational(State* L, bool on);
  // Cycles completed, and how many of them were minor ones.
  uint64_t cycles() const { return cycles_; }
  uint64_t minor_cycles() const { return minor_cycles_; }

  // Debug aids: collect at every safepoint; fill freed cells.
  void set_stress(bool on) {
    stress_ = on;
    update_trigger();
  }
  void set_poison(bool on) { poison_ = on; }
  // Checks after marking that nothing reachable has been missed; ends the process if so.
  void set_verify(bool on) { verify_ = on; }
  // A line for each cycle on the standard error, and a histogram of the pauses at the end.
  void set_log(bool on) { log_ = on; }
  const Pauses& pauses() const { return pauses_; }
  static constexpr uint8_t kPoison = 0xDB;

  // Lets the JIT keep what its code refers to: called while marking, with `mark` for each
  // reference.
  using RootFn = void (*)(void* data, void (*mark)(void* marker, Object* object), void* marker);
  void add_roots(RootFn fn, void* data);

  // Calls `fn` for all that is alive by itself while L runs, with a name that says why.
  void each_root(State* L, void (*fn)(void* data, Object* object, const char* name),
                 void* data) const;

private:
  void request_collection() {
    if (interrupt_ && wants_collection()) *interrupt_ = 1;
  }
  Bin& bin_at(uint32_t at) { return *reinterpret_cast<Bin*>(reinterpret_cast<char*>(this) + at); }
  struct Space;  // the blocks and large objects

  void* allocate_slow(size_t bytes, bool may_refuse);
  void* allocate_large(size_t bytes, bool may_refuse);
  bool makes_up_for_refusal(State* L);
  bool forget_refusal();
  bool make_room_slow(State* L, size_t bytes);
  Status check_limit(State* L, Value* live_end);
  void retire_bins();
  void report_shape(Shape* shape);
  bool is_visited(Object* owner);
  // Between cycles of which the next may be a minor one: what is marked is old.
  bool remembers() const { return next_minor_ && phase_ != Phase::Clear && phase_ != Phase::Mark; }
  void remember(Object* owner);
  void forget_old();
  void promote(Object* value);
  bool wants_minor() const;
  void judge_cycle();
  size_t pause() const;
  void start_cycle(State* L, Value* live_end);
  void begin_cycle(State* L, Value* live_end, bool minor);
  void mark_roots(State* L);
  void mark_all(State* L, Value* live_end);
  void mark_rest(State* L);
  void each_lasting_root(State* L, void (*fn)(void* data, Object* object, const char* name),
                         void* data) const;
  void mark_running(State* L);
  void finish_marking(State* L);
  void mark_variables_of_dead(bool linger);
  void finish_cycle(State* L);
  void advance(State* L, Value* live_end, size_t budget);
  bool has_marked_enough(State* L);
  size_t work_due() const;
  void timed_step(State* L, Value* live_end);
  void verify_marks(State* L);
  void log_cycle();
  void run_destructors();
  void find_dead_finalizable(State* L);
  bool mark_waiting(size_t* budget);
  static Value* variables_end(State* L);
  static Value* live_end(State* L, Value* written_end);
  Status step_slow(State* L, Value* live_end);
  Status run_finalizers(State* L, size_t limit);
  Status finalize(State* L, Object* object);
  Status report_failure(State* L);
  void update_trigger();
  void set_threshold();

  static constexpr size_t kMinThreshold = size_t{11} << 17;
  static constexpr size_t kMinWeakThreshold = size_t{3} << 20;  // with weak tables
  static constexpr size_t kSmall = size_t{1} << 20;             // a heap that is collected at once
  static constexpr size_t kMinorGrowth = size_t{4} << 20;       // between minor cycles, at least
  static constexpr size_t kFirstThreshold = size_t{1} << 19;    // of the first cycle
  static constexpr size_t kLittleGrowth = size_t{16} << 10;     // may pass the ceiling
  static constexpr size_t kStep = size_t{128} << 10;            // bytes allocated between two steps

  size_t bytes_ = 0;
  size_t trigger_ = kFirstThreshold;  // threshold_ as stop and stress mode modify it
  Bin bins_[kSizeClasses.count];
  std::unique_ptr<Space> space_;
  size_t outside_bytes_ = 0;
  size_t threshold_ = kFirstThreshold;
  Phase phase_ = Phase::Idle;
  std::unique_ptr<Marker> marker_;  // of use while marking
  size_t step_at_ = 0;              // the next step of a cycle is due at so many bytes
  size_t stepped_at_ = 0;           // where the latest was made
  size_t survivors_ = 0;            // bytes that the latest cycle has left
  bool has_weak_tables_ = false;    // in the latest cycle
  size_t pass_marked_ = 0;          // bytes marked when the roots were last looked at
  uint32_t passes_ = 0;
  Pauses pauses_;
  uint64_t cycles_ = 0;
  Parameters parameters_;
  uint32_t* interrupt_ = nullptr;
  uint32_t finalizing_ = 0;  // finalizers that are running
  size_t finalize_at_ = 0;   // what waits for its finalizer does so until `bytes_` is this
  bool closing_ = false;
  bool generational_ = false;
  bool was_minor_ = false;  // the one before `minor_` tells of
  bool minor_ = false;      // the cycle under way, or the latest, is a minor one
  size_t old_bytes_ = 0;    // of marked cells, while marks are kept
  size_t major_bytes_ = 0;  // the same when the latest major cycle ended
  uint64_t minor_cycles_ = 0;
  bool next_minor_ = false;   // the next cycle may be a minor one
  size_t started_bytes_ = 0;  // when the cycle began
  size_t settled_bytes_ = 0;  // old_bytes_ when the latest ended
  uint32_t majors_due_ = 0;   // major cycles to come before minor ones are tried again
  uint32_t next_majors_ = 1;  // how many that will be when minor ones do not pay
  bool stopped_ = false;
  bool stress_ = false;
  bool poison_ = false;
  size_t limit_ = SIZE_MAX;
  bool is_dry_ = false;  // there was no memory: the next safepoint collects all garbage
  size_t refused_ = 0;   // bytes that a table has not got for a store
  size_t error_at_ = 0;  // having raised an error the heap may grow to this without another
  FailsFn fails_ = nullptr;
  void* fails_data_ = nullptr;
  bool failed_ = false;
  bool verify_ = false;
  bool log_ = false;
};

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winvalid-offsetof"
inline uint32_t Heap::bin_of(size_t bytes) {
  size_t size_class = kSizeClasses.of[(bytes + kGranule - 1) / kGranule];
  return static_cast<uint32_t>(offsetof(Heap, bins_) + size_class * sizeof(Bin));
}
inline size_t Heap::bytes_offset() { return offsetof(Heap, bytes_); }
#pragma clang diagnostic pop

// To be called after every store of `value` into `owner`: an object that a cycle has visited must
// not come to refer to one that it has not seen. The test is one of a byte in the header
// (Object::kWatched), which compiled code makes itself.
inline void barrier(State* L, Object* owner, const Value& value) {
  if ((owner->flags & Object::kWatched) && value.is_object()) [[unlikely]]
    heap_of(L).report_store(owner, value);
}
// The same for a reference that is not a value (a shape, an upvalue).
inline void barrier(State* L, Object* owner, Object* target) {
  if (owner->flags & Object::kWatched) [[unlikely]]
    heap_of(L).report_object(owner, target);
}
// To be called when an object's references have changed places, or their strength, so that a visit
// that is half way through may miss some.
inline void barrier_change(State* L, Object* owner) {
  if (owner->flags & Object::kWatched) [[unlikely]]
    heap_of(L).report_change(owner);
}
// To be called when `count` elements of a table's array part, from `first` on, have moved down by
// one place.
inline void barrier_shift(State* L, Table* table, size_t first, size_t count) {
  if (reinterpret_cast<Object*>(table)->flags & Object::kWatched) [[unlikely]]
    heap_of(L).report_shift(table, first, count);
}

}  // namespace perilune::gc
