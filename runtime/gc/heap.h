// The heap: non-moving, made of 32 KiB blocks of one size class with mark bits in the block's
// header, bump allocation through free intervals, lazy sweeping, and a space for large objects.
//
// Collection happens only at safepoints: where the interpreter has just allocated, or a native has
// returned. A native may therefore hold raw references as long as it calls no Lua.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "runtime/gc/parameters.h"
#include "runtime/gc/size_classes.h"
#include "runtime/object.h"
#include "runtime/status.h"

namespace perilune::gc {

class Heap {
public:
  explicit Heap(Dialect dialect);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Memory for an object of `bytes` (header included), uninitialised; null when none is left. The
  // caller constructs the object before the next safepoint.
  void* allocate(size_t bytes) {
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
    return allocate_slow(bytes);
  }
  // Memory without a header that one object owns and the collector keeps alive through its owner
  // (a table's vectors); null when none is left. May be freed early.
  void* allocate_buffer(size_t bytes) { return allocate(bytes); }
  // `bytes` as given to allocate_buffer, or its usable_size.
  void free_buffer(void* buffer, size_t bytes);
  // The bytes that an allocation of `bytes` really gets.
  static size_t usable_size(size_t bytes) {
    size_t granules = (bytes + kGranule - 1) / kGranule;
    if (granules > kMaxSmallGranules) return granules * kGranule;
    return kSizeClasses.granules[kSizeClasses.of[granules]] * kGranule;
  }
  // Accounts for memory that an object owns outside the heap (a coroutine's stack).
  void account(ptrdiff_t bytes) {
    bytes_ += static_cast<size_t>(bytes);
    outside_bytes_ += static_cast<size_t>(bytes);
  }
  // For an object that owns something outside the heap: `destroy` is called once, when a cycle has
  // found the object dead (or the heap ends) and before its cell is used again. It may follow no
  // reference to another object.
  using DestroyFn = void (*)(Object* object);
  void add_destructor(Object* object, DestroyFn destroy);

  // Memory has run out where no error can be raised: the next safepoint collects, and raises it.
  void fail() {
    failed_ = true;
    update_trigger();
  }

  // What is allocated: exact after a cycle, and until the next one including what has died since.
  size_t bytes() const { return bytes_; }
  bool wants_collection() const { return bytes_ >= trigger_; }
  // A safepoint: collects when due. Registers of the running Lua frame up to its max_stack, or a
  // native's values up to top, must be valid.
  // Objects that died with a finalizer are finalized here, which may run any Lua (but not yield)
  // and move the stack; Error: a finalizer failed, in a dialect that raises that here.
  Status safepoint(State* L) { return wants_collection() ? step_slow(L, nullptr) : Status::Ok; }
  // The same behind an instruction that has written the register below `written_end` of the running
  // Lua frame, and reads none above: so that what they held before is not kept alive.
  Status safepoint(State* L, Value* written_end) {
    return wants_collection() ? step_slow(L, written_end) : Status::Ok;
  }
  // A full cycle; what is to be finalized waits for a safepoint. `live_end`, when not null, is the
  // end of the slots of L's stack that are in use.
  void collect(State* L, Value* live_end = nullptr);
  Status collect_fully(State* L);  // the same with all finalizers, at a safepoint

  // --- finalizers ---
  // A table or userdata that has got `metatable`, where __gc counts from then on.
  void mark_finalizable(State* L, Object* object, Table* metatable);
  // An object whose metatable is looked at when it dies.
  void add_finalizable(Object* object);
  // A finalizer is running; automatic collections wait for its end.
  bool is_finalizing() const { return finalizing_ > 0; }
  // Finalizes all objects, as a state does that ends; errors go no further.
  void finalize_all(State* L);
  // Compiled loops have no safepoint of their own: `word` is set when a collection is due, and
  // whoever finds it set clears it and comes to a safepoint.
  void set_interrupt_word(uint32_t* word) { interrupt_ = word; }

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
  void set_generational(bool on) { generational_ = on; }
  // Cycles completed.
  uint64_t cycles() const { return cycles_; }

  // Debug aids: collect at every safepoint; fill freed cells.
  void set_stress(bool on) {
    stress_ = on;
    update_trigger();
  }
  void set_poison(bool on) { poison_ = on; }
  static constexpr uint8_t kPoison = 0xDB;

  // Lets the JIT keep what its code refers to: called while marking, with `mark` for each
  // reference.
  using RootFn = void (*)(void* data, void (*mark)(void* marker, Object* object), void* marker);
  void add_roots(RootFn fn, void* data);

private:
  void request_collection() {
    if (interrupt_ && wants_collection()) *interrupt_ = 1;
  }
  // Where the cells of a size class come from: the rest of the current free interval.
  struct Bin {
    char* cursor = nullptr;
    char* limit = nullptr;
    size_t cell_bytes = 0;
  };
  struct Space;  // the blocks and large objects

  void* allocate_slow(size_t bytes);
  void* allocate_large(size_t bytes);
  void* run_dry();
  void retire_bins();
  void mark_all(State* L, Value* live_end, class Marker& marker);
  void run_destructors();
  void find_dead_finalizable(State* L);
  void mark_to_finalize(class Marker& marker);
  Status step_slow(State* L, Value* written_end);
  Status run_finalizers(State* L, size_t limit);
  Status finalize(State* L, Object* object);
  Status report_failure(State* L);
  void update_trigger();
  void set_threshold();

  static constexpr size_t kMinThreshold = size_t{1} << 20;

  size_t bytes_ = 0;
  size_t trigger_ = kMinThreshold;  // threshold_ as stop and stress mode modify it
  Bin bins_[kSizeClasses.count];
  std::unique_ptr<Space> space_;
  size_t outside_bytes_ = 0;
  size_t threshold_ = kMinThreshold;
  uint64_t cycles_ = 0;
  Parameters parameters_;
  uint32_t* interrupt_ = nullptr;
  bool failed_ = false;
  uint32_t finalizing_ = 0;  // finalizers that are running
  size_t finalize_at_ = 0;   // what waits for its finalizer does so until `bytes_` is this
  bool closing_ = false;
  bool generational_ = false;
  bool stopped_ = false;
  bool stress_ = false;
  bool poison_ = false;
};

// To be called after every store of `value` into `owner`. The collector stops the world today, so
// there is nothing to record; the calls stand where an incremental collector needs them.
inline void barrier(State*, Object* /*owner*/, const Value& /*value*/) {}
inline void barrier(State*, Object* /*owner*/, Object* /*value*/) {}

}  // namespace perilune::gc
