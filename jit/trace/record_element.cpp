// Recording of accesses to the array part. Where all elements are numbers of one type, that is
// checked of the table, once in a loop, and they are loaded and stored without their tags;
// elsewhere each load checks a tag, and stores add nothing to what the table says of its elements.
#include "jit/trace/recorder.h"
#include "runtime/metamethod.h"

namespace perilune::jit {

using namespace bytecode;
using lir::Field;
using lir::Helper;
using namespace element_kind;

namespace {

bool is_number(lir::Type type) { return type == lir::Type::I64 || type == lir::Type::F64; }

// A tag that adds to an element kind what values of the type do.
Tag stored_tag(lir::Type type) {
  switch (type) {
  case lir::Type::I64:
    return Tag::Integer;
  case lir::Type::F64:
    return Tag::Float;
  case lir::Type::Bool:
    return Tag::False;
  default:
    return Tag::Table;
  }
}

// Whether all elements are numbers of a type, element 0 included or not.
bool has_only(const Table* table, lir::Type type, bool with_zero) {
  ElementKind excluded = type == lir::Type::I64 ? kNotInteger : kNotFloat;
  if (with_zero) excluded |= excluded << kZeroShift;
  return table->asize > 1 && !(table->element_kind() & excluded);
}

}  // namespace

void Recorder::check_kind(ValueId table, ElementKind mask, ElementKind expected) {
  ValueId kind = b().field_load(table, Field::TabKind);
  b().guard(b().cmp_eq(b().bit_and(kind, b().i64(mask)), b().i64(expected)), snap());
}

// The index is in the array part.
void Recorder::check_inside(ValueId table, ValueId key) {
  b().guard(b().cmp_ult(key, b().field_load(table, Field::TabAsize)), snap());
}

// Proves that the element is a number of a type because all are, and in the array part. False when
// the table does not say so.
bool Recorder::check_number(ValueId table, const Table* actual, ValueId key, int64_t index,
                            Type type) {
  if (!is_number(type)) return false;
  constexpr uint32_t kWorthALook = 1 << 20;
  // Where a side trace begins, tables that have not been looked at may be why it is recorded; more
  // of them would come, and leave it as they have left its parent.
  bool may_look = is_root_ || instructions_ > 1;
  if (may_look && !has_only(actual, type, false) && actual->asize <= kWorthALook)
    const_cast<Table*>(actual)->refine_element_kind();
  bool all = has_only(actual, type, true), constant = unit_->int_value(key).has_value();
  if (index == 0 ? !all : !has_only(actual, type, false)) return false;
  bool with_zero = constant ? index == 0 : all;
  // The kind is compared as a whole, which an array part without elements does not pass.
  ElementKind mask = kNotNumbers, expected = of(stored_tag(type));
  if (with_zero) mask |= kZeroNotNumber, expected |= expected << kZeroShift;
  check_kind(table, mask, expected);
  if (with_zero || constant) return check_inside(table, key), true;
  // From 1 to the last, in one comparison.
  ValueId size = b().field_load(table, Field::TabAsize), one = b().i64(1);
  b().guard(b().cmp_ult(b().sub(key, one), b().sub(size, one)), snap());
  return true;
}

// An element of the array part that is of a type, and may be known to be.
lir::ValueId Recorder::load_element(ValueId table, const Table* actual, ValueId key, int64_t index,
                                    Type type) {
  if (check_number(table, actual, key, index, type))
    return b().num_load(type, b().field_load(table, Field::TabArray), key);
  check_inside(table, key);
  return b().arr_load(type, b().field_load(table, Field::TabArray), key, snap());
}

// table[index] for an integer index.
lir::ValueId Recorder::get_element(ValueId table, const Table* actual, ValueId key, int64_t index) {
  Value v = actual->get_int(index);
  if (v.is_nil() && actual->metatable() && !check_absent(table, actual, Event::Index)) {
    return abort(AbortReason::Metamethod), ValueId{};
  }
  Type type = type_of(v);
  if (type == Type::Any) return abort(AbortReason::OperandType), ValueId{};
  if (static_cast<uint64_t>(index) >= actual->asize) {
    return unboxed(b().call(Helper::TabGetInt, {table, key}, snap()), v);
  }
  if (v.is_nil() && !actual->metatable()) b().check_shape(table, konst(actual->shape), snap());
  return load_element(table, actual, key, index, type);
}

// Makes sure that the table says of its elements what one that is being stored adds.
void Recorder::add_kind(ValueId table, const Table* actual, ValueId key, int64_t index, Tag tag) {
  ElementKind added = of(tag), everywhere = added | of_zero(tag), known = actual->element_kind();
  if ((known & everywhere) == everywhere) return check_kind(table, everywhere, everywhere);
  ValueId zero = b().i64(0);
  if (index == 0) added = of_zero(tag);
  if (!unit_->int_value(key))
    b().guard(index ? b().cmp_ne(key, zero) : b().cmp_eq(key, zero), snap());
  if ((known & added) == added) return check_kind(table, added, added);
  ValueId kind = b().field_load(table, Field::TabKind);
  b().field_store(table, Field::TabKind, b().bit_or(kind, b().i64(added)));
}

void Recorder::set_element(ValueId table, const Table* actual, ValueId key, int64_t index,
                           ValueId value) {
  bool inside = static_cast<uint64_t>(index) < actual->asize;
  bool fresh = !inside || vector_tag(actual->array, static_cast<size_t>(index)) == Tag::Nil;
  if (fresh && actual->metatable() && !check_absent(table, actual, Event::NewIndex)) {
    return abort(AbortReason::Metamethod);
  }
  Type type = type_of(value);
  // Storing nil may shorten the array part, storing behind its end may make it grow.
  if (!inside || type == Type::Nil || type == Type::Any) {
    if (fresh && actual->metatable()) return abort(AbortReason::Metamethod);
    b().call(Helper::TabSetInt, {table, key, boxed(value)}, snap());
    return wrote();
  }
  if (check_number(table, actual, key, index, type)) {
    b().num_store(b().field_load(table, Field::TabArray), key, value);
    return wrote();
  }
  if (!actual->metatable()) b().check_shape(table, konst(actual->shape), snap());
  check_inside(table, key);
  ValueId array = b().field_load(table, Field::TabArray);
  if (actual->metatable() && !fresh) {
    b().guard(b().logic_not(b().is(Type::Nil, b().arr_load(array, key))), snap());
  }
  add_kind(table, actual, key, index, stored_tag(type));
  b().arr_store(array, key, value);
  b().barrier(table, value);
  wrote();
}

}  // namespace perilune::jit
