// Basic functions without a frame: types, raw access, arguments (runtime/interp/fast_call.h).
#include "runtime/interp/fast_call.h"

namespace perilune::interp {

HANDLER(fast_type) {
  if (count == 0) USE_FRAME();
  *PA = Value::of(L->global->type_names[static_cast<int>(ARG(0).tag)]);
  FINISH_CALL(1);
}

HANDLER(fast_rawget) {
  const Value &t = ARG(0), &key = ARG(1);
  if (count != 2 || !t.is_table()) USE_FRAME();
  *PA = t.table()->get(key);
  FINISH_CALL(1);
}

HANDLER(fast_rawset) {
  const Value &t = ARG(0), &key = ARG(1);
  if (count != 3 || !t.is_table() || !Table::is_valid_key(key)) USE_FRAME();
  NEEDS_MEMORY();
  if (!L->global->heap.try_store([&] { t.table()->set(L, key, ARG(2)); })) USE_FRAME();
  *PA = t;
  FINISH_CALL(1);
}

HANDLER(fast_rawlen) {
  if (count == 0 || !ARG(0).is_table()) USE_FRAME();
  *PA = L->integer(ARG(0).table()->length());
  FINISH_CALL(1);
}

HANDLER(fast_rawequal) {
  const Value &a = ARG(0), &b = ARG(1);
  if (count < 2) USE_FRAME();
  PA->set_boolean(same_bits(a, b) && !a.is_float() ? true : raw_equal(a, b));
  FINISH_CALL(1);
}

HANDLER(fast_select) {
  const Value& which = ARG(0);
  if (count == 0) USE_FRAME();
  if (which.is_string()) {
    if (which.string()->data()[0] != '#') USE_FRAME();
    *PA = L->integer(count - 1);
    FINISH_CALL(1);
  }
  int64_t i;
  if (!is_whole(which, &i)) USE_FRAME();
  if (i < 0) i += count;
  if (i < 1 || i > INT32_MAX) USE_FRAME();
  if (i >= count) FINISH_CALL(0);
  if (wanted_results(pc) == 1) {
    *PA = ARG(i);
    NEXT(1);
  }
  uint32_t results = count - static_cast<uint32_t>(i);
  move_results(pc, PA, &ARG(i), results);
  FINISH_CALL(results);
}

HANDLER(fast_next) {
  Value* func = PA;
  const Value& t = ARG(0);
  if (count == 0 || !t.is_table()) USE_FRAME();
  Value key, value;
  switch (t.table()->next(count > 1 ? ARG(1) : Value(), &key, &value)) {
  case Table::Next::Found:
    func[0] = key.is_integer() ? L->integer(key.i) : key;
    func[1] = value;
    // The value is not needed as a rule.
    if (wanted_results(pc) == 1) NEXT(1);
    FINISH_CALL(2);
  case Table::Next::End:
    func->set_nil();
    FINISH_CALL(1);
  case Table::Next::InvalidKey:
    break;
  }
  USE_FRAME();
}

namespace {

// What a loop begins with: the iterator that the builtin at `func` has, the argument, `start`, and
// no closing value. The dialects differ in whether the builtin gives that, too.
inline void start_iteration(Value* func, const Value& start) {
  func[0] = func->native()->upvalues()[0];
  func[1] = func[kFrameSlots];
  func[2] = start;
  func[3].set_nil();
}
#define FINISH_ITERATION(results)                                                                  \
  do {                                                                                             \
    if (wanted_results(pc) - 3 <= 1) [[likely]]                                                    \
      NEXT(1);                                                                                     \
    FINISH_CALL(results);                                                                          \
  } while (0)

}  // namespace

HANDLER(fast_pairs) {
  const Value& t = ARG(0);
  if (count == 0 || !t.is_table()) USE_FRAME();
  const Semantics& semantics = L->global->semantics;
  if (Table* metatable = t.table()->metatable(); metatable && semantics.pairs_metamethod) {
    Value handler;
    if (!known_metamethod(L, metatable, Event::Pairs, &handler) || !handler.is_nil()) USE_FRAME();
  }
  start_iteration(PA, Value());
  FINISH_ITERATION(semantics.pairs_results);
}

HANDLER(fast_ipairs) {
  const Value& t = ARG(0);
  if (count == 0 || !t.is_table()) USE_FRAME();
  if (L->global->semantics.ipairs_metamethod && t.table()->metatable()) USE_FRAME();
  start_iteration(PA, L->integer(0));
  FINISH_ITERATION(3);
}

HANDLER(fast_assert) {
  Value* func = PA;
  if (count == 0 || ARG(0).is_falsy()) USE_FRAME();
  uint32_t wanted = wanted_results(pc);
  if (wanted == 0) NEXT(1);
  if (wanted == 1) {
    *func = ARG(0);
    NEXT(1);
  }
  move_results(pc, func, &ARG(0), count);
  FINISH_CALL(count);
}

HANDLER(fast_setmetatable) {
  const Value &t = ARG(0), &metatable = ARG(1);
  if (count != 2 || !t.is_table() || !metatable.is_table()) USE_FRAME();
  if (Table* old = t.table()->metatable()) {
    Value guard;
    if (!known_metamethod(L, old, Event::Metatable, &guard) || !guard.is_nil()) USE_FRAME();
  }
  NEEDS_MEMORY();
  t.table()->set_metatable(L, metatable.table());
  *PA = t;
  FINISH_CALL(1);
}

HANDLER(fast_getmetatable) {
  if (count == 0) USE_FRAME();
  Table* metatable = L->metatable_of(ARG(0));
  Value shown;
  if (!known_metamethod(L, metatable, Event::Metatable, &shown)) USE_FRAME();
  *PA = !metatable || !shown.is_nil() ? shown : Value::of(metatable);
  FINISH_CALL(1);
}

namespace {

SLOW_HANDLER(convert_to_number) {
  Value number;
  *PA = to_number(L, ARG(0), &number) ? number : Value();
  FINISH_CALL(1);
}

SLOW_HANDLER(convert_number_to_string) {
  NEEDS_MEMORY();
  char text[kMaxNumberText];
  String* s = L->try_string({text, number_to_text(ARG(0), L->global->dialect, text)});
  if (!s) USE_FRAME();
  *PA = Value::of(s);
  FINISH_CALL(1);
}

SLOW_HANDLER(name_as_string) {
  static constexpr const char* kNames[] = {"nil", "false", "true"};
  NEEDS_MEMORY();
  String* s = L->try_string(kNames[static_cast<int>(ARG(0).tag)]);
  if (!s) USE_FRAME();
  *PA = Value::of(s);
  FINISH_CALL(1);
}

}  // namespace

HANDLER(fast_tonumber) {
  if (count != 1) USE_FRAME();
  if (!ARG(0).is_number()) GOTO(convert_to_number);
  *PA = ARG(0);
  FINISH_CALL(1);
}

HANDLER(fast_tostring) {
  const Value& v = ARG(0);
  if (count == 0) USE_FRAME();
  if (Table* metatable = L->metatable_of(v)) {
    Value handler;
    if (!v.is_string() || !known_metamethod(L, metatable, Event::ToString, &handler) ||
        !handler.is_nil())
      USE_FRAME();
  }
  if (v.is_number()) GOTO(convert_number_to_string);
  if (v.tag <= Tag::True) GOTO(name_as_string);
  if (!v.is_string()) USE_FRAME();
  *PA = v;
  FINISH_CALL(1);
}

}  // namespace perilune::interp
