// Frames live on the value stack. Below the base of each stand two slots:
//
//   base[-2]  the function called
//   base[-1]  the link: how to return, and how far below the previous frame's base is
//
// Registers of a Lua function, or the arguments of a native, start at base[0]. `frame_kinds.def`
// lists the ways a frame can return; the frames other than Lua and Vararg are the continuation
// frames that let pcall, metamethods, handlers and coroutines run without recursion in C++.
#pragma once

#include <cstdint>
#include <cstring>

#include "runtime/closure.h"
#include "runtime/insn.h"
#include "runtime/value.h"

namespace perilune {

enum class FrameKind : uint8_t {
#define FRAME_KIND(Name, doc) Name,
#include "runtime/frame_kinds.def"
};

// Overlays the Value at base[-1]; its tag byte says FrameLink, so that a scan of the stack skips
// it.
struct FrameLink {
  union {
    const Insn* ret;  // where the Lua frame below goes on; null when there is none
    NativeFn then;    // NativeThen: how the native below goes on
  };
  Tag tag;  // FrameLink, or TailLink when a tail call took the place of the function called
  FrameKind kind;
  uint8_t nresults;        // results wanted (kAllResults: all), or what the kind says
  uint8_t tail_calls : 4;  // tail calls that took the function's place; see tail_calls_of
  uint8_t callables : 4;   // values called through __call on the way to the function; 15: or more
  uint32_t distance;  // bytes from the previous frame's base to this one's; 0 for a stack's first

  uint32_t slots() const { return distance / sizeof(Value); }
};
static_assert(sizeof(FrameLink) == sizeof(Value));

constexpr uint8_t kAllResults = UINT8_MAX;
constexpr int kFrameSlots = 2;  // function and link

inline FrameLink& link_of(Value* base) { return *reinterpret_cast<FrameLink*>(base - 1); }
inline const FrameLink& link_of(const Value* base) {
  return *reinterpret_cast<const FrameLink*>(base - 1);
}
// The base of the frame below; `base` itself for the first.
inline Value* lower_base(Value* base) {
  return advance(base, -static_cast<int64_t>(link_of(base).distance));
}
inline const Value* lower_base(const Value* base) {
  return advance(base, -static_cast<int64_t>(link_of(base).distance));
}

// Overlays the Value at base[-2]. Copying a value leaves the bytes behind its tag alone: they count
// the tail calls when these are kManyTailCalls or more.
struct FunctionSlot {
  uint64_t function;
  Tag tag;
  uint32_t tail_calls;
};
static_assert(sizeof(FunctionSlot) == sizeof(Value));
constexpr uint8_t kManyTailCalls = 15;
constexpr uint8_t kManyCallables = 15;

inline uint32_t tail_calls_of(const Value* base) {
  uint32_t count = link_of(base).tail_calls;
  if (count < kManyTailCalls) return count;
  return reinterpret_cast<const FunctionSlot*>(base - 2)->tail_calls;
}
// The function of a frame has been replaced by one that it calls last.
inline void count_tail_call(Value* base) {
  FrameLink& link = link_of(base);
  uint32_t count = tail_calls_of(base);
  count += count != UINT32_MAX;
  link.tag = Tag::TailLink;
  link.tail_calls = count < kManyTailCalls ? count & 0xf : kManyTailCalls;
  reinterpret_cast<FunctionSlot*>(base - 2)->tail_calls = count;
}
// A value has been called through __call in place of the function of a frame.
inline void count_callable(Value* base) {
  FrameLink& link = link_of(base);
  if (link.callables < kManyCallables) ++link.callables;
}

inline void set_link(Value* base, const Insn* ret, FrameKind kind, uint8_t nresults, size_t slots) {
  auto distance = static_cast<uint32_t>(slots * sizeof(Value));
  link_of(base) = FrameLink{{ret}, Tag::FrameLink, kind, nresults, 0, 0, distance};
}

// The tag, kind and wanted results in the link of a call, as loaded code has them ready.
constexpr int32_t link_of_call(uint32_t results) {
  return static_cast<int32_t>(static_cast<uint32_t>(Tag::FrameLink) |
                              static_cast<uint32_t>(FrameKind::Lua) << 8 | (results & 0xff) << 16);
}
// How many results the CALL, TAILCALL or TFORCALL at `pc` wants.
inline uint32_t wanted_results(const Insn* pc) {
  return static_cast<uint8_t>(pc->f.c);  // the third byte of `wide`
}
// The link of a frame that the CALL, TFORCALL, or TAILCALL of a native at `pc` makes, `offset`
// slots above its register A.
inline void set_call_link(Value* base, const Insn* pc, uint32_t offset) {
  FrameLink& link = link_of(base);
  link.ret = pc + 1;
  // Tag, kind, wanted results and counts in one.
  std::memcpy(&link.tag, &pc->f.wide, sizeof pc->f.wide);
  link.distance = static_cast<uint32_t>(pc->f.a + offset * sizeof(Value));
}

// Whether a frame of that kind was made by `call_as`, and returns to C++.
inline bool returns_to_host(FrameKind kind) {
  return kind == FrameKind::Boundary || kind == FrameKind::HostPcall ||
         kind == FrameKind::Finalizer || kind == FrameKind::Hook;
}

// Whether unwinding has to come past such a frame.
inline bool matters_to_unwinding(FrameKind kind) {
  return returns_to_host(kind) || kind == FrameKind::Pcall || kind == FrameKind::Xpcall ||
         kind == FrameKind::ErrorHandler || kind == FrameKind::CloseUnwind;
}

// Whether `ret` is code of the Lua frame below.
inline bool is_lua_return(const FrameLink& link) {
  return link.kind != FrameKind::NativeThen && link.ret;
}
// Whether `ret` is the very instruction that called: it is not done when the callee returns.
inline bool executes_again(const FrameLink& link) {
  return link.kind == FrameKind::MetaConcat || link.kind == FrameKind::Close;
}

}  // namespace perilune
