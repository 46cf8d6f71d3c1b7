// The heap: non-moving, made of 32 KiB blocks of one size class with mark bits in the block's header,
// bump allocation through free intervals, lazy sweeping, and a space for large objects.
//
// Collection happens only at safepoints: where the interpreter has just allocated, or a native has
// returned. A native may therefore hold raw references as long as it calls no Lua.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "runtime/object.h"

namespace perilune::gc {

class Heap {
 public:
  Heap();
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Memory for an object of `bytes` (header included), uninitialised; null when none is left. The
  // caller constructs the object before the next safepoint.
  void* allocate(size_t bytes);
  // Memory without a header that one object owns and the collector keeps alive through its owner
  // (a table's vectors); null when none is left. May be freed early.
  void* allocate_buffer(size_t bytes);
  void free_buffer(void* buffer, size_t bytes);
  // Accounts for memory that an object owns outside the heap (a coroutine's stack).
  void account(ptrdiff_t bytes) { bytes_ += static_cast<size_t>(bytes); }

  size_t bytes() const { return bytes_; }
  bool wants_collection() const { return (bytes_ >= threshold_ || stress_) && !stopped_; }
  // A safepoint: collects when due. Registers of the running Lua frame up to its max_stack, or a
  // native's values up to top, must be valid.
  void safepoint(State* L) {
    if (wants_collection()) [[unlikely]]
      collect(L);
  }
  void collect(State* L);  // a full cycle

  void stop() { stopped_ = true; }
  void restart();
  bool is_stopped() const { return stopped_; }
  // In per cent: the heap may grow to pause/100 of what survived before the next cycle.
  uint32_t pause() const { return pause_; }
  void set_pause(uint32_t percent) { pause_ = percent; }

  // Debug aids: collect at every safepoint; fill freed cells.
  void set_stress(bool on) { stress_ = on; }
  void set_poison(bool on) { poison_ = on; }

  // Lets the JIT keep what its code refers to: called while marking, with `mark` for each reference.
  using RootFn = void (*)(void* data, void (*mark)(void* marker, Object* object), void* marker);
  void add_roots(RootFn fn, void* data);

 private:
  struct Space;  // the blocks and large objects
  std::unique_ptr<Space> space_;
  size_t bytes_ = 0;
  size_t threshold_ = size_t{1} << 20;
  uint32_t pause_ = 200;
  bool stopped_ = false;
  bool stress_ = false;
  bool poison_ = false;
};

// To be called after every store of `value` into `owner`. The collector stops the world today, so
// there is nothing to record; the calls stand where an incremental collector needs them.
inline void barrier(State*, Object* /*owner*/, const Value& /*value*/) {}

}  // namespace perilune::gc
