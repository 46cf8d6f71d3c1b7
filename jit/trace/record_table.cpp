// Recording of table reads: fields through shapes, and everything but elements of the array part
// through helpers.
#include "jit/trace/recorder.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::jit {

using namespace bytecode;
using lir::Field;
using lir::Helper;

// A value that a helper returned, typed by what it is now.
lir::ValueId Recorder::unboxed(ValueId any, const Value& actual) {
  Type type = type_of(actual);
  if (type == Type::Any) return abort(AbortReason::OperandType), ValueId{};
  return b().check(type, any, snap());
}

const Shape* Recorder::shape_of(const Table* table) {
  if (!const_cast<Table*>(table)->settle(L_)) abort(AbortReason::Metamethod);
  return table->shape;
}

// Proves that a metatable (null: none) lacks an event; false when it has it or that cannot be
// proved.
bool Recorder::check_absent(ValueId table, const Table* actual, Event event) {
  b().check_shape(table, konst(shape_of(actual)), snap());
  Table* metatable = actual->metatable();
  return !metatable || check_absent_in(metatable, event);
}

// The same of a metatable itself.
bool Recorder::check_absent_in(const Table* metatable, Event event) {
  if (!metamethod_in(L_, const_cast<Table*>(metatable), event).is_nil() ||
      metatable->shape->is_dictionary()) {
    return false;
  }
  // The shape of the table names its metatable; the metatable's own shape names its keys. A key
  // that is there but nil could become something else without a change of shape.
  String* name = L_->global->event_names[static_cast<int>(event)];
  if (metatable->shape->lookup(name) != Shape::kNoSlot) return false;
  b().check_shape(konst(metatable), konst(shape_of(metatable)), snap());
  return true;
}

// The field of a table itself. *found is false when the shape proves that it has none.
lir::ValueId Recorder::field_of(ValueId table, const Table* actual, String* key, bool* found) {
  *found = true;
  if (actual->shape->is_dictionary() || !key->is_short()) {
    // The helper refuses a nil under a metatable; without one it proves nothing but the value.
    Value v = actual->get_str(key);
    if (v.is_nil() && actual->metatable()) return abort(AbortReason::Dictionary), ValueId{};
    return unboxed(b().call(Helper::TabGetStr, {table, konst(key)}, snap()), v);
  }
  b().check_shape(table, konst(shape_of(actual)), snap());
  uint32_t place = actual->shape->lookup(key);
  if (place == Shape::kNoSlot) return *found = false, ValueId{};
  Type type = type_of(vector_get(actual->slots, place));
  if (type == Type::Any) return abort(AbortReason::OperandType), ValueId{};
  ValueId v = b().prop_load(type, b().field_load(table, Field::TabSlots), place, snap());
  if (type == Type::Nil) *found = false;
  return v;
}

// object[key] for a constant key, along a chain of __index tables.
lir::ValueId Recorder::get_field(ValueId object, const Value& actual, String* key) {
  ValueId table = object;
  const Table* holder;
  if (actual.is_table()) {
    holder = actual.table();
  } else if (actual.is_string()) {
    check_type_metatable(Tag::String);
    holder = L_->global->type_metatables[static_cast<int>(Tag::String)];
    if (!holder) return abort(AbortReason::Metamethod), ValueId{};
    Value index = holder->get_str(L_->global->event_names[static_cast<int>(Event::Index)]);
    if (!index.is_table()) return abort(AbortReason::Metamethod), ValueId{};
    bool found;
    ValueId target = field_of(konst(holder), holder,
                              L_->global->event_names[static_cast<int>(Event::Index)], &found);
    if (!ok()) return {};
    b().check_is(target, konst(index.table()), snap());
    holder = index.table();
    table = konst(holder);
  } else {
    return abort(AbortReason::Metamethod), ValueId{};
  }
  for (int depth = 0; depth < 8; ++depth) {
    bool found;
    ValueId v = field_of(table, holder, key, &found);
    if (!ok() || found) return v;
    Table* metatable = holder->metatable();
    if (!metatable) return b().nil();
    Value index = metamethod_in(L_, metatable, Event::Index);
    if (index.is_nil()) {
      if (!check_absent(table, holder, Event::Index))
        return abort(AbortReason::NilField), ValueId{};
      return b().nil();
    }
    if (!index.is_table() && !index.is_closure()) return abort(AbortReason::Metamethod), ValueId{};
    String* name = L_->global->event_names[static_cast<int>(Event::Index)];
    ValueId target = field_of(konst(metatable), metatable, name, &found);
    if (!ok()) return {};
    if (index.is_closure()) {
      meta_ = {index, target, {table, konst(key)}};
      return {};
    }
    b().check_is(target, konst(index.table()), snap());
    holder = index.table();
    table = konst(holder);
  }
  return abort(AbortReason::Metamethod), ValueId{};
}

lir::ValueId Recorder::get_index(ValueId object, const Value& actual, ValueId key,
                                 const Value& actual_key) {
  if (actual_key.is_string() && unit_->op(key) == lir::Opcode::Konst) {
    return get_field(object, actual, actual_key.string());
  }
  if (!actual.is_table()) return abort(AbortReason::Metamethod), ValueId{};
  const Table* table = actual.table();
  int64_t index;
  if (to_integer_exact(actual_key, &index)) {
    return get_element(object, table, to_integer(key), index);
  }
  Value v = table->get(actual_key);
  if (v.is_nil() && table->metatable()) return abort(AbortReason::Metamethod), ValueId{};
  ValueId any = actual_key.is_string() ? b().call(Helper::TabGetStr, {object, key}, snap())
                                       : b().call(Helper::TabGet, {object, boxed(key)}, snap());
  return unboxed(any, v);
}

void Recorder::record_get(Word w) {
  const Proto* proto = frame().proto;
  uint32_t a = a_of(w);
  auto field_key = [&] { return proto->cache_key(proto->cache(proto->code[pc_ + 1])); };
  ValueId v;
  switch (op_of(w)) {
  case Op::GetTabUp: {
    Value env = base_[-2].closure()->upvalues()[b_of(w)]->get();
    ValueId object = get_upvalue(b_of(w));
    if (ok()) v = get_field(object, env, field_key());
    break;
  }
  case Op::GetField:
  case Op::Self: {
    Value object = runtime(b_of(w));
    ValueId recorded = get(b_of(w));
    v = get_field(recorded, object, field_key());
    if (ok() && op_of(w) == Op::Self) set(a + 2, recorded);
    break;
  }
  case Op::GetInt:
    v = get_index(get(b_of(w)), runtime(b_of(w)), b().i64(c_of(w)), Value::integer(c_of(w)));
    break;
  default: {
    ValueId object = get(b_of(w));
    v = get_index(object, runtime(b_of(w)), get(c_of(w)), runtime(c_of(w)));
  }
  }
  if (!ok()) return;
  if (meta_) return enter_metamethod(lir::FrameRole::Store, a, pc_ + op_info(op_of(w)).words());
  set(a, v);
}

void Recorder::record_length(Word w) {
  const Value& actual = runtime(b_of(w));
  ValueId object = get(b_of(w));
  if (actual.is_string()) return set(a_of(w), number(b().field_load(object, Field::StrLength)));
  if (!actual.is_table()) return abort(AbortReason::OperandType);
  bool has_metatable = actual.table()->metatable() != nullptr;
  if (has_metatable && !semantics().raw_table_length &&
      !metamethod_in(L_, actual.table()->metatable(), Event::Len).is_nil()) {
    if (binary_metamethod(Event::Len, object, object, actual, actual))
      enter_metamethod(lir::FrameRole::Store, a_of(w), pc_ + 1);
    return;
  }
  if (has_metatable && !semantics().raw_table_length &&
      !check_absent(object, actual.table(), Event::Len)) {
    return abort(AbortReason::Metamethod);
  }
  Helper helper = has_metatable ? Helper::TabRawLen : Helper::TabLen;
  set(a_of(w), number(b().call(helper, {object}, snap())));
}

// Joined from the right, as many operands at once as a helper takes.
void Recorder::record_concat(Word w) {
  uint32_t a = a_of(w), count = b_of(w);
  std::vector<ValueId> parts;
  for (uint32_t i = 0; i < count; ++i) {
    ValueId v = get(a + i);
    Type type = type_of(v);
    if (type != Type::Str && type != Type::I64 && type != Type::F64) {
      return abort(AbortReason::OperandType);
    }
    parts.push_back(v);
  }
  constexpr Helper kJoins[] = {Helper::StrJoin2, Helper::StrJoin3, Helper::StrJoin4};
  while (parts.size() > 1) {
    size_t joined = std::min<size_t>(parts.size(), 4);
    std::span<ValueId> last = std::span(parts).last(joined);
    bool strings = type_of(last[0]) == Type::Str && type_of(last[1]) == Type::Str;
    ValueId text;
    if (joined == 2 && strings) {
      text = b().call(Helper::StrConcat, {last[0], last[1]}, snap());
    } else {
      for (ValueId& v : last)
        v = boxed(v);
      text = b().call_with(kJoins[joined - 2], last, snap());
    }
    parts.resize(parts.size() - joined);
    parts.push_back(text);
  }
  set(a, parts[0]);
}

}  // namespace perilune::jit
