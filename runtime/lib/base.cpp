// The basic functions: types, metatables, raw access, errors and protected calls.
#include <cstdio>

#include "runtime/call.h"
#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/environment.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/registry.h"
#include "runtime/lib/text.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::lib {

NativeResult base_type(State* L) {
  if (!check_any(L, 0)) return kNativeError;
  return push(L, Value::of(L->global->type_names[static_cast<int>(L->base[0].tag)]));
}

NativeResult base_tostring(State* L) {
  return check_any(L, 0) && push_tostring(L, L->base[0]) ? 1 : kNativeError;
}

namespace {

bool is_base_tostring(const Value& f) { return f.is_native() && f.native()->fn == base_tostring; }

// Pushes the text of argument `i` as the function `tostring` gives it.
bool push_text_by(State* L, const Value& tostring, uint32_t i) {
  Value* func = L->top;
  push_function(L, tostring);
  L->push(L->base[i]);
  if (call(L, func, 1) == Status::Error) return false;
  if (L->top[-1].is_string()) return true;
  if (!L->top[-1].is_number()) {
    L->error("'tostring' must return a string to 'print'");
    return false;
  }
  Value number = *--L->top;
  String* text;
  return push_text(L, number, &text);
}

void write_text(State* L, const String* text) {
  std::string_view shown = text->view();
  if (L->global->semantics.c_print) shown = shown.data();
  fwrite_unlocked(shown.data(), 1, shown.size(), stdout);
}

}  // namespace

NativeResult base_print(State* L) {
  const Semantics& semantics = L->global->semantics;
  uint32_t n = L->nargs();
  bool is_ours = true;
  if (semantics.print_calls_tostring) {
    Value tostring;
    Value globals = Value::of(thread_globals(L));
    if (get(L, globals, Value::of(L->new_string("tostring")), &tostring) == Status::Error)
      return kNativeError;
    is_ours = is_base_tostring(tostring);
    L->push(tostring);
  }
  for (uint32_t i = 0; i < n; ++i) {
    const Value& v = L->base[i];
    bool is_plain = v.is_string() || v.is_number();
    // Where there is a call, an error of ours has no position.
    bool by_call = !is_ours || (semantics.print_calls_tostring && !is_plain);
    String* text;
    if (!by_call && v.is_string())
      L->push(v);
    else if (by_call ? !push_text_by(L, L->base[n], i) : !push_text(L, v, &text))
      return kNativeError;
    if (i > 0) putc_unlocked('\t', stdout);
    write_text(L, L->top[-1].string());
    --L->top;
  }
  putc_unlocked('\n', stdout);
  if (!semantics.c_print) fflush_unlocked(stdout);
  return 0;
}

NativeResult base_assert_text(State* L) {
  if (L->arg(0).is_truthy()) return static_cast<NativeResult>(L->nargs());
  if (L->global->semantics.assert_needs_value && !check_any(L, 0)) return kNativeError;
  String* message;
  if (!opt_string(L, 1, &message)) return kNativeError;
  return L->error("%s", message ? message->data() : "assertion failed!");
}

namespace {

// Raises a value; a string with the position of the function `level` calls up in front.
NativeResult raise(State* L, const Value& v, int64_t level) {
  bool positioned = v.is_string() || (L->global->semantics.position_on_numbers && v.is_number());
  if (!positioned || level <= 0 || level > INT32_MAX) return L->throw_value(v);
  L->push(Value::of(L->new_string(L->where(static_cast<int>(level)))));
  L->push(v);
  String* text = join_values(L, L->top - 2, 2);
  return text ? L->throw_value(Value::of(text)) : L->memory_error();
}

}  // namespace

NativeResult base_error(State* L) {
  int64_t level;
  if (!opt_integer(L, 1, 1, &level)) return kNativeError;
  return raise(L, L->arg(0), level);
}

NativeResult base_assert(State* L) {
  if (L->arg(0).is_truthy()) return static_cast<NativeResult>(L->nargs());
  if (!check_any(L, 0)) return kNativeError;
  if (L->nargs() < 2 && push_string(L, "assertion failed!") == kNativeError) return kNativeError;
  return raise(L, L->base[1], 1);
}

NativeResult base_getmetatable(State* L) {
  if (!check_any(L, 0)) return kNativeError;
  Table* metatable = L->metatable_of(L->base[0]);
  if (!metatable) return push(L, Value());
  Value shown = metamethod_in(L, metatable, Event::Metatable);
  return push(L, shown.is_nil() ? Value::of(metatable) : shown);
}

NativeResult base_setmetatable(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  Value metatable = L->arg(1);
  if (is_absent(L, 1) || (!metatable.is_nil() && !metatable.is_table()))
    return none_of_types(L, 1, "nil or table");
  if (Table* old = t->metatable(); old && !metamethod_in(L, old, Event::Metatable).is_nil())
    return L->error("cannot change a protected metatable");
  t->set_metatable(L, metatable.is_nil() ? nullptr : metatable.table());
  return push(L, Value::of(t));
}

NativeResult base_rawequal(State* L) {
  if (!check_any(L, 0) || !check_any(L, 1)) return kNativeError;
  return push_boolean(L, raw_equal(L->base[0], L->base[1]));
}

NativeResult base_rawlen(State* L) {
  Value v = L->arg(0);
  if (v.is_table()) return push_integer(L, v.table()->length());
  if (v.is_string()) return push_integer(L, static_cast<int64_t>(v.string()->length()));
  return none_of_types(L, 0, "table or string");
}

NativeResult base_rawget(State* L) {
  Table* t;
  if (!check_table(L, 0, &t) || !check_any(L, 1)) return kNativeError;
  return push(L, t->get(L->base[1]));
}

NativeResult base_rawset(State* L) {
  Table* t;
  if (!check_table(L, 0, &t) || !check_any(L, 1) || !check_any(L, 2)) return kNativeError;
  const Value& key = L->base[1];
  if (key.is_nil()) return L->error_plain("table index is nil");
  if (!Table::is_valid_key(key)) return L->error_plain("table index is NaN");
  L->global->heap.store(L, [&] { t->set(L, key, L->base[2]); });
  return push(L, L->base[0]);
}

NativeResult base_select(State* L) {
  int64_t n = L->nargs();
  const Value first = L->arg(0);
  if (first.is_string() && first.string()->view().starts_with('#')) return push_integer(L, n - 1);
  int64_t i;
  if (!check_int(L, 0, &i)) return kNativeError;
  if (i < 0)
    i = n + i;
  else if (i > n)
    i = n;
  if (i < 1) return bad_argument(L, 0, "index out of range");
  return static_cast<NativeResult>(n - i);
}

NativeResult base_next(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  Value key, value;
  switch (t->next(L->arg(1), &key, &value)) {
  case Table::Next::Found:
    L->push(key.is_integer() ? L->integer(key.i) : key);
    L->push(value);
    return 2;
  case Table::Next::End:
    return push(L, Value());
  case Table::Next::InvalidKey:
    break;
  }
  return L->error_plain("invalid key to 'next'");
}

namespace {

// What pairs and ipairs return of themselves: the iterator, the argument and `start`.
NativeResult push_iteration(State* L, const Value& start) {
  Table* table;
  if (L->global->semantics.pairs_of_tables && !check_table(L, 0, &table)) return kNativeError;
  L->push(upvalues(L)[0]);
  L->push(L->base[0]);
  L->push(start);
  return 3;
}

// The metamethod that takes the place of pairs or ipairs; nil when there is none.
Value iteration_metamethod(State* L, bool allowed, Event event) {
  return allowed ? metamethod(L, L->base[0], event) : Value();
}

NativeResult finish_pairs(State* L) {
  return static_cast<NativeResult>(L->global->semantics.pairs_results);
}

NativeResult call_metamethod(State* L, const Value& handler, uint8_t results, bool may_yield) {
  Value* func = L->top;
  push_function(L, handler);
  L->push(L->base[0]);
  if (may_yield) return call_then(L, func, results, finish_pairs);
  return status_result(call(L, func, results), results);
}

}  // namespace

NativeResult base_pairs(State* L) {
  const Semantics& semantics = L->global->semantics;
  if (!semantics.pairs_of_tables && !check_any(L, 0)) return kNativeError;
  Value handler;
  if (!is_absent(L, 0)) handler = iteration_metamethod(L, semantics.pairs_metamethod, Event::Pairs);
  if (!handler.is_nil())
    return call_metamethod(L, handler, static_cast<uint8_t>(semantics.pairs_results),
                           semantics.yield_in_pairs);
  NativeResult n = push_iteration(L, Value());
  for (; n != kNativeError && n < static_cast<NativeResult>(semantics.pairs_results); ++n)
    L->push(Value());
  return n;
}

namespace {

// The iterator that `ipairs` returns.
NativeResult ipairs_step(State* L) {
  int64_t i;
  if (!check_integer(L, 1, &i)) return kNativeError;
  bool is_raw = L->global->semantics.pairs_of_tables;
  Table* table;
  if (is_raw && !check_table(L, 0, &table)) return kNativeError;
  i = wrap_add(i, 1);
  Value v;
  const Value& t = L->base[0];
  if (is_raw || (t.is_table() && !t.table()->metatable())) {
    v = t.table()->get_int(i);
  } else if (get(L, t, L->integer(i), &v) == Status::Error) {
    return kNativeError;
  }
  if (v.is_nil()) return push(L, v);
  L->push(L->integer(i));
  L->push(v);
  return 2;
}

}  // namespace

NativeResult base_ipairs(State* L) {
  const Semantics& semantics = L->global->semantics;
  if (!semantics.pairs_of_tables && !check_any(L, 0)) return kNativeError;
  Value handler;
  if (!is_absent(L, 0))
    handler = iteration_metamethod(L, semantics.ipairs_metamethod, Event::Ipairs);
  if (!handler.is_nil()) return call_metamethod(L, handler, 3, false);
  return push_iteration(L, L->integer(0));
}

namespace {

// Moves the arguments from `first` on up by one slot: the gap for the link of the function below.
void open_gap(State* L, uint32_t first) {
  for (Value* p = L->top; p > L->base + first; --p)
    p[0] = p[-1];
  L->base[first].set_nil();
  ++L->top;
}

}  // namespace

NativeResult base_pcall(State* L) {
  if (!check_any(L, 0)) return kNativeError;
  open_gap(L, 1);
  return call_protected(L, L->base);
}

NativeResult base_xpcall(State* L) {
  const Semantics& semantics = L->global->semantics;
  if (!(semantics.xpcall_checks_handler ? check_function(L, 1) : check_any(L, 1)))
    return kNativeError;
  if (!semantics.xpcall_arguments) set_nargs(L, 2);
  Value function = L->base[0];
  L->base[0] = L->base[1];
  L->base[1] = function;
  open_gap(L, 2);
  return call_protected(L, L->base + 1);
}

bool set_up_base(State* L, Table* library) {
  NativeFunction* step = NativeFunction::make(L, ipairs_step, "ipairs step", 0,
                                              static_cast<IntrinsicId>(Intrinsic::IpairsStep));
  String* next = L->try_string("next");
  Table* proxies = Table::make(L);
  String* weak = L->try_string("kv");
  if (!step || !next || !proxies || !weak) return false;
  if (!add_value(L, proxies, "__mode", Value::of(weak))) return false;
  proxies->set_metatable(L, proxies);
  set_upvalue(L, library, "newproxy", 0, Value::of(proxies));
  set_upvalue(L, library, "ipairs", 0, Value::of(step));
  set_upvalue(L, library, "pairs", 0, library->get_str(next));
  return true;
}

}  // namespace perilune::lib
