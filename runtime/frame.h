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

#include "runtime/bytecode/encoding.h"
#include "runtime/value.h"

namespace perilune {

enum class FrameKind : uint8_t {
#define FRAME_KIND(Name, doc) Name,
#include "runtime/frame_kinds.def"
};

// Overlays the Value at base[-1]; its tag byte says FrameLink, so that a scan of the stack skips
// it.
struct FrameLink {
  const bytecode::Word* ret;  // where the frame below goes on; null below a C++ boundary
  Tag tag;  // FrameLink, or TailLink when a tail call took the place of the function called
  FrameKind kind;
  uint16_t nresults;  // results wanted (kAllResults: all), or what the kind says
  uint32_t delta;     // slots from the previous frame's base to this one's; 0 for a stack's first
};
static_assert(sizeof(FrameLink) == sizeof(Value));

constexpr uint16_t kAllResults = UINT16_MAX;
constexpr int kFrameSlots = 2;  // function and link

inline FrameLink& link_of(Value* base) { return *reinterpret_cast<FrameLink*>(base - 1); }
inline const FrameLink& link_of(const Value* base) {
  return *reinterpret_cast<const FrameLink*>(base - 1);
}

inline void set_link(Value* base, const bytecode::Word* ret, FrameKind kind, uint16_t nresults,
                     uint32_t delta) {
  link_of(base) = FrameLink{ret, Tag::FrameLink, kind, nresults, delta};
}

}  // namespace perilune
