// Feedback vectors: what each instruction of a function has met while the function was observed
// (interp/observe.h). A function has none before. Together with the forms of instructions
// (quicken.h), the inline caches (field_cache.h) and the counters of loops, this is what a compiler
// learns of a program.
#pragma once

#include <cstdint>

#include "runtime/object.h"
#include "runtime/value.h"

namespace perilune {

// A set of tags.
using TagSet = uint16_t;
constexpr TagSet tag_set(Tag tag) { return static_cast<TagSet>(1u << static_cast<uint8_t>(tag)); }

// Of one instruction; an entry of Proto::feedback, at the instruction's index.
struct SiteFeedback {
  TagSet reads[3] = {};  // what registers A, B and C held, those that the instruction reads
  TagSet writes = 0;     // what register A held afterwards, when it writes that
  uint32_t jumps = 0;    // how often a test has jumped
  uint32_t falls = 0;    // and how often it has not
  // What a call has called: the Proto of a Lua function, or a NativeFunction. Null: nothing yet, or
  // several. The prototype that the site belongs to keeps it alive.
  Object* callee = nullptr;
  bool has_several_callees = false;
};

}  // namespace perilune
