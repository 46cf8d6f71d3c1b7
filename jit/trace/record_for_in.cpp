// Recording of generic for loops. The iterators of pairs and ipairs are steps over the table, other
// natives and Lua functions are called.
#include "jit/trace/recorder.h"
#include "runtime/lib/intrinsics.h"
#include "runtime/number.h"

namespace perilune::jit {

using namespace bytecode;
using lir::Field;

// The order of registers from A on: iterator, state, control, closing value, variables.
constexpr uint32_t kState = 1, kControl = 2, kClosing = 3, kVariables = 4;

void Recorder::record_for_in(Word w) {
  uint32_t a = a_of(w);
  switch (op_of(w)) {
  case Op::TForPrep:
    if (!runtime(a + kClosing).is_nil()) return abort(AbortReason::Closes);
    get(a + kClosing);
    next_pc_ = jump_target();
    return;
  case Op::TForCall:
    return record_iteration(a, c_of(w));
  default: {
    ValueId control = get(a + kVariables);
    if (type_of(control) == Type::Nil) return;
    if (type_of(control) == Type::Any) {
      // Of a type without a name in LIR, so not nil.
      b().guard(b().logic_not(b().is(Type::Nil, control)), snap());
    }
    set(a + kControl, control);
    return back_edge(jump_target(), false);
  }
  }
}

void Recorder::record_iteration(uint32_t a, uint32_t nresults) {
  const Value& iterator = runtime(a);
  if (iterator.is_native()) {
    auto id = static_cast<Intrinsic>(iterator.native()->intrinsic());
    bool step = id == Intrinsic::Next         ? step_next(a, nresults)
                : id == Intrinsic::IpairsStep ? step_ipairs(a, nresults)
                                              : false;
    if (step || !ok()) return;
    return record_native({a, a + kState, 2, a + kVariables, nresults});
  }
  if (!iterator.is_closure()) return abort(AbortReason::CallOfOther);
  ValueId parts[] = {get(a), get(a + kState), get(a + kControl)};
  set(a + kVariables, parts[0]);
  for (uint32_t i = 0; i < 2; ++i)
    set(a + kVariables + kFrameSlots + i, parts[1 + i]);
  enter_closure(iterator.closure(), a + kVariables, 2, nresults);
}

void Recorder::set_iteration(uint32_t a, uint32_t nresults, ValueId key, ValueId value) {
  ValueId variables[] = {key, value};
  forget_from(a + kVariables);
  for (uint32_t i = 0; i < nresults; ++i)
    set(a + kVariables + i, i < 2 && variables[i] ? variables[i] : b().nil());
}

// `next` within the array part, from one element to the one behind it.
bool Recorder::step_next(uint32_t a, uint32_t nresults) {
  const Value &table = runtime(a + kState), &key = runtime(a + kControl);
  int64_t index;
  if (!table.is_table() || !key.is_number() || !to_integer_exact(key, &index)) return false;
  const Table* t = table.table();
  if (index < 0 || index + 1 >= static_cast<int64_t>(t->asize)) return false;
  Type type = type_of(vector_get(t->array, static_cast<size_t>(index + 1)));
  if (type == Type::Nil || type == Type::Any) return false;
  check_native(runtime(a).native(), get(a));
  ValueId object = get(a + kState), from = to_integer(get(a + kControl));
  b().guard(b().cmp_ge(from, b().i64(0)), snap());
  ValueId to = b().add(from, b().i64(1));
  ValueId v = load_element(object, t, to, index + 1, type);
  set_iteration(a, nresults, number(to), v);
  return true;
}

bool Recorder::step_ipairs(uint32_t a, uint32_t nresults) {
  const Value &table = runtime(a + kState), &key = runtime(a + kControl);
  int64_t index;
  if (!table.is_table() || !key.is_number() || !to_integer_exact(key, &index)) return false;
  index = wrap_add(index, 1);
  check_native(runtime(a).native(), get(a));
  ValueId to = b().add(to_integer(get(a + kControl)), b().i64(1));
  ValueId v = get_element(get(a + kState), table.table(), to, index);
  if (!ok()) return true;
  bool ended = type_of(v) == Type::Nil;
  set_iteration(a, nresults, ended ? v : number(to), ended ? ValueId{} : v);
  return true;
}

}  // namespace perilune::jit
