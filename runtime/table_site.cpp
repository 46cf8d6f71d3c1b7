// How tables are laid out that have their vectors inside, and the shapes of constructors.
#include "runtime/table_site.h"

#include <algorithm>

#include "runtime/table_internal.h"

namespace perilune {

namespace {

// The slots that a table made there should have room for.
uint32_t wanted_slots(const Global& global, const TableSite& site) {
  if (site.elements > 0 && site.properties == 0) return 0;
  return std::max<uint32_t>(site.properties, global.property_hints.at(site.number));
}

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
    cache.shape = shape;
    cache.slot = shape->lookup(proto->cache_key(cache));
  });
  return shape;
}

}  // namespace

void prepare(State* L, Proto* proto, uint32_t pc, TableSite* site) {
  const Global& global = *L->global;
  uint32_t properties = wanted_slots(global, *site), elements = site->elements;
  if (properties > TableLayout::kMost || elements > TableLayout::kMost) return;
  const TableLayout& layout = TableLayout::of(elements, properties);
  site->hint = static_cast<uint8_t>(global.property_hints.at(site->number));
  site->shape = shape_of(L, proto, pc, layout.slot_capacity);
  site->slots = layout.slots;
  site->array = layout.array;
  site->header = layout.first_word(site->number);
  site->sizes = uint64_t{layout.array_capacity} << 32;
  site->bin = gc::Heap::bin_of(layout.bytes);
}

[[gnu::noinline]] Table* make_table(State* L, Proto* proto, uint32_t pc, TableSite* site) {
  Global* global = L->global;
  if (global->property_hints.at(site->number) != site->hint) prepare(L, proto, pc, site);
  if (site->is_known()) {
    void* cell = global->heap.allocate_from(site->bin);
    return cell ? lay_out(cell, *site) : nullptr;
  }
  Table* t = Table::make(L, site->elements, wanted_slots(*global, *site));
  if (t) t->set_site(site->number);
  return t;
}

}  // namespace perilune
