// Facts about the runtime's data structures that code depends on.
#pragma once

#include "jit/ir/ir.h"
#include "runtime/closure.h"
#include "runtime/frame.h"
#include "runtime/proto.h"
#include "runtime/state.h"
#include "runtime/table.h"

namespace perilune::jit {

/// Where a field lies in its object, in bytes.
size_t field_offset(lir::Field field);

/// The tag of an unboxed Lua value; of a boolean, that of `false`, to which its value is added.
Tag tag_of(lir::Type type);

static_assert(sizeof(Value) == 16 && offsetof(Value, tag) == 8);
static_assert(uint8_t(Tag::Nil) == 0 && uint8_t(Tag::False) == 1 && uint8_t(Tag::True) == 2);
constexpr size_t kSlotBytes = sizeof(Value);
constexpr size_t kTagOffset = offsetof(Value, tag);

// Closures are followed by their upvalues.
constexpr size_t kUpvaluesOffset = sizeof(Closure);

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winvalid-offsetof"
constexpr size_t kFlagsOffset = offsetof(Object, flags);
constexpr size_t kUpvalueBitsOffset = offsetof(Upvalue, bits);
constexpr size_t kUpvalueTagOffset = offsetof(Upvalue, bytes) + Upvalue::kTagByte;
constexpr size_t kStateGlobalOffset = offsetof(State, global);
constexpr size_t kStateDepthOffset = offsetof(State, c_depth);
static_assert(sizeof(State::c_depth) == 2);
constexpr size_t kStateTopOffset = offsetof(State, top);
constexpr size_t kStateNativeResultsOffset = offsetof(State, native_results);
constexpr size_t kStateStackEndOffset = offsetof(State, stack_end);
constexpr size_t kGlobalHeapOffset = offsetof(Global, heap);
constexpr size_t kGlobalInterruptOffset = offsetof(Global, interrupt);
constexpr size_t kProtoCodeOffset = offsetof(Proto, insns);
constexpr size_t kTableShapeOffset = offsetof(Table, shape);
constexpr size_t kTableSlotsOffset = offsetof(Table, slots);
constexpr size_t kTableArrayOffset = offsetof(Table, array);
constexpr size_t kTableSizesOffset = offsetof(Table, asize);
static_assert(offsetof(Table, array_capacity) == kTableSizesOffset + 4);
constexpr size_t kBinCursorOffset = offsetof(gc::Heap::Bin, cursor);
constexpr size_t kBinLimitOffset = offsetof(gc::Heap::Bin, limit);
#pragma clang diagnostic pop

// The words of a frame link, as exits write them: the return address, and everything else.
static_assert(offsetof(FrameLink, ret) == 0 && offsetof(FrameLink, tag) == 8 &&
              offsetof(FrameLink, kind) == 9 && offsetof(FrameLink, nresults) == 10 &&
              offsetof(FrameLink, distance) == 12);
constexpr unsigned kLinkKindShift = 8, kLinkResultsShift = 16, kLinkTailsShift = 24,
                   kLinkDistanceShift = 32;

}  // namespace perilune::jit
