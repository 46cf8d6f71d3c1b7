// Recording of table writes and of new tables.
#include "jit/trace/recorder.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"
#include "runtime/table_site.h"

namespace perilune::jit {

using namespace bytecode;
using lir::Field;
using lir::Helper;

void Recorder::set_field(ValueId object, const Value& actual, String* key, ValueId value) {
  if (!actual.is_table()) return abort(AbortReason::Metamethod);
  const Table* table = actual.table();
  uint32_t place = table->shape->is_dictionary() || !key->is_short() ? Shape::kNoSlot
                                                                     : table->shape->lookup(key);
  if (place == Shape::kNoSlot) {
    if (table->metatable()) return set_new_field(object, actual, key, value);
    b().call(Helper::TabSetStr, {object, konst(key), boxed(value)}, snap());
    return wrote();
  }
  bool link = table->shape->is_link();
  // Inline caches rely on what leads from table to table.
  if (link && is_chain_event(L_, key)) return abort(AbortReason::Metamethod);
  b().check_shape(object, konst(shape_of(table)), snap());
  ValueId slots = b().field_load(object, Field::TabSlots);
  if (table->metatable() || link) {
    // An existing value is overwritten without metamethods; a nil one is a new key.
    if (vector_tag(table->slots, place) == Tag::Nil) {
      if (link || !check_absent(object, table, Event::NewIndex))
        return abort(AbortReason::NilField);
    } else {
      ValueId old = b().prop_load(slots, place);
      b().guard(b().logic_not(b().is(Type::Nil, old)), snap());
    }
  }
  b().prop_store(slots, place, value);
  b().barrier(object, value);
  wrote();
}

// A key that the table does not have, under a metatable: __newindex may be a function.
void Recorder::set_new_field(ValueId object, const Value& actual, String* key, ValueId value) {
  Value f;
  ValueId callee;
  bool known = !actual.table()->shape->is_dictionary() && key->is_short();
  if (!known || !find_metamethod(object, actual, Event::NewIndex, &f, &callee)) {
    return abort(AbortReason::NilField);
  }
  if (!f.is_closure()) return abort(AbortReason::NilField);
  meta_ = {f, callee, {object, konst(key), value}};
}

void Recorder::set_index(ValueId object, const Value& actual, ValueId key, const Value& actual_key,
                         ValueId value) {
  if (actual_key.is_string() && unit_->op(key) == lir::Opcode::Konst) {
    return set_field(object, actual, actual_key.string(), value);
  }
  if (!actual.is_table()) return abort(AbortReason::Metamethod);
  int64_t index;
  if (to_integer_exact(actual_key, &index)) {
    return set_element(object, actual.table(), to_integer(key), index, value);
  }
  if (actual.table()->metatable() || !Table::is_valid_key(actual_key)) {
    return abort(AbortReason::Metamethod);
  }
  if (actual_key.is_string()) {
    b().call(Helper::TabSetStr, {object, key, boxed(value)}, snap());
  } else {
    b().call(Helper::TabSet, {object, boxed(key), boxed(value)}, snap());
  }
  wrote();
}

void Recorder::record_set(Word w) {
  store(w);
  if (ok() && meta_) enter_metamethod(lir::FrameRole::Discard, 0, pc_ + op_info(op_of(w)).words());
}

void Recorder::store(Word w) {
  const Proto* proto = frame().proto;
  auto field_key = [&] { return proto->cache_key(proto->cache(proto->code[pc_ + 1])); };
  switch (op_of(w)) {
  case Op::SetTabUp: {
    Value env = base_[-2].closure()->upvalues()[b_of(w)]->get();
    ValueId value = get(a_of(w));
    ValueId object = get_upvalue(b_of(w));
    if (ok()) set_field(object, env, field_key(), value);
    return;
  }
  case Op::SetField: {
    ValueId object = get(a_of(w));
    return set_field(object, runtime(a_of(w)), field_key(), get(b_of(w)));
  }
  case Op::SetInt: {
    ValueId object = get(a_of(w));
    return set_index(object, runtime(a_of(w)), b().i64(b_of(w)), Value::integer(b_of(w)),
                     get(c_of(w)));
  }
  default: {
    ValueId object = get(a_of(w)), key = get(b_of(w));
    return set_index(object, runtime(a_of(w)), key, runtime(b_of(w)), get(c_of(w)));
  }
  }
}

// setmetatable of a table that the trace has just made, which nobody has but the trace: it gets
// another shape, and that is all where no finalizer is to be noted. False when it is something
// else.
bool Recorder::give_metatable(uint32_t first, ValueId* result) {
  const Value &actual = runtime(first), &metatable = runtime(first + 1);
  if (!actual.is_table() || !metatable.is_table()) return false;
  ValueId table = get(first);
  if (unit_->op(table) != lir::Opcode::TabMake || actual.table() == metatable.table()) return false;
  Shape* shape = actual.table()->shape;
  if (shape->metatable() || shape->is_link() || !shape->is_plain()) return false;
  Table* given = metatable.table();
  bool marks = semantics().finalizer_marks;
  if (marks && (given->shape->is_dictionary() ||
                given->shape->lookup(L_->global->event_names[static_cast<int>(Event::Gc)]) !=
                    Shape::kNoSlot)) {
    return false;
  }
  Shape* next = shape->with_metatable(L_, given);
  if (!next) return false;
  b().check_is(get(first + 1), konst(given), snap());
  if (marks && !check_absent_in(given, Event::Gc)) return false;
  b().check_shape(table, konst(shape), snap());
  b().field_store(table, Field::TabShape, konst(next));
  wrote();
  *result = table;
  return true;
}

void Recorder::record_new_table(Word w) {
  Proto* proto = const_cast<Proto*>(frame().proto);
  TableSite& site = Proto::site_at(proto->constants, proto->insns[pc_ + 1].extra);
  // As the interpreter is going to make it.
  if (!is_prepared(*L_->global, site)) prepare(L_, proto, pc_, &site);
  if (site.is_known()) {
    ValueId elements = b().i64(site.elements), properties = b().i64(site.wanted_slots(*L_->global));
    ValueId shape = konst(const_cast<Shape*>(site.shape));
    return set(a_of(w), b().tab_make(shape, elements, properties, b().i64(site.number), snap()));
  }
  ValueId array = b().i64(site.elements);
  set(a_of(w), b().call(Helper::TabNew, {array, b().i64(b_of(w))}, snap()));
}

}  // namespace perilune::jit
