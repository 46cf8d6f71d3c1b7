// Places in the program where tables are made: what the memory of a new table looks like there, so
// that making one takes a few stores.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune {

struct TableLayout;

// What a NEWTABLE makes. A table gets the shape that it has at the end of its constructor at once,
// with nil in its slots, where constant keys make that known: then nothing but the slots is written
// while it is filled, by INITFIELD.
struct TableSite {
  // Not laid out: no hint is that large.
  static constexpr uint8_t kUnknown = 0xff;

  uint64_t header;        // a new table's, with what else is in its first word
  const Shape* shape;     // a new table's; where the site is laid out
  uint64_t sizes;         // of its array part
  uint64_t zero;          // which is what stands behind them, whatever it is
  uint32_t bin;           // where its memory comes from (gc::Heap::bin_of)
  uint16_t slots, array;  // where its vectors begin, in bytes from its own beginning; 0: nowhere
  uint32_t elements;      // operands of the instruction
  uint16_t number;        // of the place, for PropertyHints
  uint8_t properties;
  uint8_t hint = kUnknown;  // what that has said

  // Says what a table of a shape is like.
  void lay_out(const TableLayout& layout, const Shape* shape_of_new, uint16_t number_of_place);
  // How many slots a table should have room for.
  uint32_t wanted_slots(const Global& global) const {
    if (elements > 0 && properties == 0) return 0;
    return std::max<uint32_t>(properties, global.property_hints.at(number));
  }
  // Forgets a layout whose shape has died.
  void forget() { hint = kUnknown; }
  bool is_known() const { return hint != kUnknown; }
};
static_assert(sizeof(TableSite) == kCacheSlots * sizeof(Value));
static_assert(offsetof(TableSite, shape) == 8 && offsetof(TableSite, zero) == 24);

// How many sites a function has.
uint32_t count_sites(const bytecode::Function& f);
// Gives each NEWTABLE of a function its site, and the fields of its constructor their form.
void load_sites(Proto* proto);

// Makes the table whose memory is `cell`.
[[gnu::always_inline]] inline Table* lay_out(void* cell, const TableSite& site) {
  auto* at = static_cast<char*>(cell);
  auto* t = static_cast<Table*>(cell);
  std::memcpy(at, &site.header, 16);
  t->slots = reinterpret_cast<uint64_t*>(site.slots ? at + site.slots : nullptr);
  t->array = reinterpret_cast<uint64_t*>(site.array ? at + site.array : nullptr);
  // With the tags of up to eight slots.
  std::memcpy(at + 32, &site.sizes, 16);
  if (site.slots > 48) [[unlikely]]
    std::memset(at + 48, 0, 8);
  return t;
}

// What the site makes; null when that takes more than a bump of a pointer.
[[gnu::always_inline]] inline Table* try_make(Global* global, const TableSite& site) {
  if (global->property_hints.at(site.number) != site.hint) [[unlikely]]
    return nullptr;
  void* cell = global->heap.allocate_in(site.bin);
  return cell ? lay_out(cell, site) : nullptr;
}

// The same, whatever it takes; null when memory runs out. The site is that of the NEWTABLE at `pc`
// of the function.
Table* make_table(State* L, Proto* proto, uint32_t pc, TableSite* site);
// The same where the site is laid out.
Table* make_table(State* L, const TableSite& site);

// Lays the site out if it is not, and if tables are made there whose vectors lie inside.
void prepare(State* L, Proto* proto, uint32_t pc, TableSite* site);
inline bool is_prepared(const Global& global, const TableSite& site) {
  return global.property_hints.at(site.number) == site.hint;
}

// The constructor whose NEWTABLE is at `pc`: calls `visit` with the place of each SETFIELD in it.
// Code that no compiler makes may name others; those do no harm, for nothing but a shape comes of
// it, which INITFIELD tests.
template <class Visit>
void each_field(const bytecode::Word* code, size_t count, size_t pc, Visit&& visit) {
  using bytecode::Op;
  bytecode::Word made = code[pc];
  uint32_t left = bytecode::b_of(made);
  while (left > 0) {
    pc += bytecode::op_info(bytecode::op_of(code[pc])).words();
    if (pc >= count) return;
    Op op = bytecode::op_of(code[pc]);
    if (op != Op::SetField && op != Op::SetTable && op != Op::SetInt) continue;
    if (bytecode::a_of(code[pc]) != bytecode::a_of(made)) continue;
    if (op == Op::SetField) visit(static_cast<uint32_t>(pc));
    --left;
  }
}

}  // namespace perilune
