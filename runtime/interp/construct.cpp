// Handlers of table constructors: new tables, their fields and their lists.
#include "runtime/interp/field_access.h"
#include "runtime/interp/handler.h"
#include "runtime/table_site.h"

namespace perilune::interp {

namespace {

SLOW_HANDLER(new_table_slow) {
  SAVE_STATE();
  Proto* proto = base[-2].closure()->proto;
  Table* t = make_table(L, proto, proto->index_of(pc), &Proto::site_at(k, pc[1].extra));
  if (!t) {
    L->memory_error();
    RAISE();
  }
  RA = Value::of(t);
  SAFEPOINT_BEHIND(&RA + 1);
  RESUME(2);
}

// The table is in its register.
SLOW_HANDLER(collect_behind_new_table) {
  SAVE_STATE();
  SAFEPOINT_BEHIND(&RA + 1);
  RESUME(2);
}

}  // namespace

HANDLER(op_NewTable) {
  Global* global = L->global;
  Table* t = try_make(global, Proto::site_at(k, pc[1].extra));
  if (!t) [[unlikely]]
    GOTO(new_table_slow);
  RA = Value::of(t);
  if (global->heap.wants_collection()) [[unlikely]]
    GOTO(collect_behind_new_table);
  NEXT(2);
}

namespace {

// The collector has seen the table, which has got an object.
SLOW_HANDLER(report_field) {
  gc::barrier(L, RA.table(), RB);
  NEXT(2);
}

// The constructor's shape is not known after all: the field becomes one like any other.
SLOW_HANDLER(set_field_instead) {
  const_cast<Insn*>(pc)->set_op(InsnOp::SetField);
  GOTO(op_SetField);
}

}  // namespace

HANDLER(op_InitField) {
  const FieldCache& cache = Proto::cache_at(k, pc[1].extra);
  if (!RA.is_table()) [[unlikely]]
    GOTO(set_field_instead);
  Table* t = RA.table();
  // Nobody has the shape of a constructor who would have to be asked about new keys.
  if (t->shape != cache.shape) [[unlikely]]
    GOTO(set_field_instead);
  const Value& value = RB;
  vector_set(t->slots, cache.slot, value);
  t->absent_events() = 0;
  if (t->flags & Object::kWatched && value.is_object()) [[unlikely]]
    GOTO(report_field);
  NEXT(2);
}

namespace {

SLOW_HANDLER(set_list_slow) {
  SAVE_STATE();
  const Value* first = &RA + 1;
  count = pc->f.b;
  if (count == 0) count = static_cast<uint32_t>(L->top - first);
  L->global->heap.store(L, [&] { RA.table()->set_list(L, pc[1].extra + 1, first, count); });
  SAFEPOINT();
  RESUME(2);
}

}  // namespace

HANDLER(op_SetList) {
  Table* t = RA.table();
  const Value* values = &RA;
  count = pc->f.b;
  if (count == 0) count = static_cast<uint32_t>(L->top - values) - 1;
  // The only list of a table with the room that its constructor has asked for.
  bool fills = count != 0 && pc[1].extra == 0 && t->asize == 0 && count < t->array_capacity &&
               (t->flags & (Table::kArrayInside | Object::kWatched)) == Table::kArrayInside &&
               !values[count].is_nil();
  if (!fills) [[unlikely]]
    GOTO(set_list_slow);
  ElementKind kind = element_kind::of_zero(Tag::Nil);
  uint64_t* array = t->array;
  vector_set(array, 0, Value());
#pragma clang loop unroll(disable)
  for (uint32_t i = 1; i <= count; ++i) {
    vector_set(array, i, values[i]);
    kind |= element_kind::of(values[i].tag);
  }
  t->element_kind() = kind;
  t->asize = count + 1;
  t->absent_events() = 0;
  NEXT(2);
}

}  // namespace perilune::interp
