// How tables are laid out that have their vectors inside, and the shapes of constructors.
#include "runtime/table_site.h"

#include <new>

#include "runtime/table_layout.h"

namespace perilune {

namespace {

// The shape that the tables have at the end of the constructor; where that is not known, the one
// that they begin with. The stores of its fields learn where these are.
const Shape* shape_of(State* L, Proto* proto, uint32_t pc, uint32_t most) {
  Shape* shape = L->global->empty_shape;
  each_field(proto->code, proto->code_count, pc, [&](uint32_t at) {
    String* key = proto->cache_key(proto->cache(proto->code[at + 1]));
    if (!shape || !key->is_short() || shape->lookup(key) != Shape::kNoSlot) return;
    shape = shape->slot_count() < most ? shape->add_key(L, key) : nullptr;
  });
  if (!shape) return L->global->empty_shape;
  each_field(proto->code, proto->code_count, pc, [&](uint32_t at) {
    FieldCache& cache = proto->cache(proto->code[at + 1]);
    uint32_t slot = shape->lookup(proto->cache_key(cache));
    if (slot == Shape::kNoSlot) return;
    cache.shape = shape;
    cache.slot = static_cast<uint8_t>(slot);
  });
  return shape;
}

}  // namespace

uint32_t count_sites(const bytecode::Function& f) {
  uint32_t count = 0;
  for (size_t pc = 0; pc < f.code.size();) {
    bytecode::Op op = bytecode::op_of(f.code[pc]);
    count += op == bytecode::Op::NewTable;
    pc += bytecode::op_info(op).words();
  }
  return count;
}

void load_sites(Proto* proto) {
  uint32_t i = 0;
  for (uint32_t pc = 0; pc < proto->code_count;) {
    bytecode::Word word = proto->code[pc];
    if (bytecode::op_of(word) == bytecode::Op::NewTable) {
      TableSite* site = new (&proto->site(i)) TableSite();
      site->elements = proto->code[pc + 1];
      site->properties = static_cast<uint8_t>(bytecode::b_of(word));
      site->number = static_cast<uint16_t>(PropertyHints::site_of(&proto->insns[pc]));
      proto->insns[pc + 1].extra = proto->site_offset(i++);
      if (site->elements <= TableLayout::kMost && site->properties <= TableLayout::kMost)
        each_field(proto->code, proto->code_count, pc,
                   [&](uint32_t at) { proto->insns[at].set_op(InsnOp::InitField); });
    }
    pc += bytecode::op_info(bytecode::op_of(word)).words();
  }
}

void TableSite::lay_out(const TableLayout& layout, const Shape* shape_of_new,
                        uint16_t number_of_place) {
  shape = shape_of_new;
  number = number_of_place;
  slots = layout.slots;
  array = layout.array;
  header = layout.first_word(number);
  sizes = uint64_t{layout.array_capacity} << 32;
  bin = gc::Heap::bin_of(layout.bytes);
}

void prepare(State* L, Proto* proto, uint32_t pc, TableSite* site) {
  const Global& global = *L->global;
  uint32_t wanted = site->wanted_slots(global);
  if (wanted > TableLayout::kMost || site->elements > TableLayout::kMost) return;
  const TableLayout& layout = TableLayout::of(site->elements, wanted);
  site->lay_out(layout, shape_of(L, proto, pc, layout.slot_capacity), site->number);
  site->hint = static_cast<uint8_t>(global.property_hints.at(site->number));
}

Table* make_table(State* L, const TableSite& site) {
  void* cell = L->global->heap.allocate_from(site.bin);
  return cell ? lay_out(cell, site) : nullptr;
}

Table* make_table(State* L, Proto* proto, uint32_t pc, TableSite* site) {
  if (!is_prepared(*L->global, *site)) prepare(L, proto, pc, site);
  if (site->is_known()) return make_table(L, *site);
  Table* t = Table::make(L, site->elements, site->wanted_slots(*L->global));
  if (t) t->set_site(site->number);
  return t;
}

}  // namespace perilune
