// Functions: Lua closures with their upvalues, and functions of the host.
#pragma once

#include <cstdint>

#include "runtime/object.h"

namespace perilune {

// A variable captured by closures. Open while the variable lives in a stack slot; closed when it
// has moved into the upvalue itself, its tag into the header.
class Upvalue : public Object {
public:
  explicit Upvalue(Value* variable) : Object(ObjectKind::Upvalue), slot(variable) {
    bytes[kTagByte] = kOpen;
  }
  explicit Upvalue(const Value& v) : Object(ObjectKind::Upvalue) { close(v); }
  bool is_open() const { return bytes[kTagByte] == kOpen; }
  Value get() const { return is_open() ? *slot : Value(bits, static_cast<Tag>(bytes[kTagByte])); }
  // The caller sees to the barrier.
  void set(const Value& v) {
    if (is_open())
      *slot = v;
    else
      close(v);
  }
  // It has this value from now on, and no slot.
  void close(const Value& v) {
    bits = v.bits;
    bytes[kTagByte] = static_cast<uint8_t>(v.tag);
  }

  // Where the tag is, among `bytes`; and what stands there of an open one.
  static constexpr int kTagByte = 0;
  static constexpr uint8_t kOpen = 0xFF;
  // In flags: a cycle has found its coroutine dead (Semantics::open_variables_linger).
  static constexpr uint8_t kLingered = 1;

  union {
    Value* slot;    // while open
    uint64_t bits;  // afterwards, as in Value
  };
};
static_assert(sizeof(Upvalue) == 16);

class Closure : public Object {
public:
  // Number of upvalues; they follow the object.
  uint16_t upvalue_count() const { return small; }
  Upvalue** upvalues() { return reinterpret_cast<Upvalue**>(this + 1); }
  Upvalue* const* upvalues() const { return reinterpret_cast<Upvalue* const*>(this + 1); }

  // The upvalue at a byte offset in `upvalues`.
  Upvalue* upvalue_at(uint32_t offset) const {
    return *reinterpret_cast<Upvalue* const*>(reinterpret_cast<const char*>(this + 1) + offset);
  }

  // All upvalues start null; the caller fills them before the next safepoint.
  static Closure* make(State* L, Proto* proto);

  // Without upvalues, for who knows how many there are to be, and has the memory.
  explicit Closure(Proto* p) : Object(ObjectKind::Closure), proto(p) {}
  static constexpr size_t bytes(size_t upvalue_count) {
    return 16 + upvalue_count * sizeof(Upvalue*);
  }

  Proto* proto;
};
static_assert(sizeof(Closure) == Closure::bytes(0));

// With two upvalues of its own.
static_assert(Closure::bytes(2) + 2 * sizeof(Upvalue) <= 64);

// What a native says when it is done: a count of results >= 0 (the topmost values of the stack), or
// one of these.
using NativeResult = int32_t;
constexpr NativeResult kNativeError = -1;  // the error value is in State::error_value
constexpr NativeResult kNativeYield = -2;  // the values above base are yielded
// Call the function that State::native_call describes; call.h has the ways to say so.
constexpr NativeResult kNativeCall = -3;
// Transfer control to another coroutine: State::native_call.thread.
constexpr NativeResult kNativeResume = -4;
// The running coroutine ends, its variables closed (State::closing is set).
constexpr NativeResult kNativeClose = -5;

// Arguments are L->base[0 .. L->nargs()); results are pushed.
using NativeFn = NativeResult (*)(State* L);

// What the compilers may assume of a builtin (see lib/intrinsics.def); 0 for an ordinary function.
using IntrinsicId = uint16_t;

class NativeFunction : public Object {
public:
  static NativeFunction* make(State* L, NativeFn fn, const char* name, uint8_t upvalue_count = 0,
                              IntrinsicId intrinsic = 0);

  uint8_t upvalue_count() const { return static_cast<uint8_t>(word); }
  Value* upvalues() { return reinterpret_cast<Value*>(this + 1); }
  IntrinsicId intrinsic() const { return small; }

  NativeFn fn;
  const char* name;                   // static storage, for diagnostics only
  bool has_private_upvalues = false;  // that no program may see
  uint8_t fast_call = 0;              // its handler in Dispatch::natives

private:
  NativeFunction(NativeFn f, const char* n) : Object(ObjectKind::Native), fn(f), name(n) {}
};

class Userdata : public Object {
public:
  static Userdata* make(State* L, size_t bytes);
  void* data() { return this + 1; }
  // A null metatable removes it.
  void set_metatable(State* L, Table* new_metatable);

  Table* metatable = nullptr;  // only read directly
  size_t size = 0;             // bytes behind the object
  Value user_value;  // what a program has associated with it, in dialects with one such value

private:
  Userdata() : Object(ObjectKind::Userdata) {}
};

}  // namespace perilune
