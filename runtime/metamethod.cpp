// Operations with metamethods: the steps that the interpreter and C++ share, and the recursive
// forms for natives.
#include "runtime/metamethod.h"

#include <cstring>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/number.h"

namespace perilune {

namespace {

// Stores without metamethods. What is alive is on the stack, as metamethods need it to be.
void store(State* L, Table* t, const Value& key, const Value& value) {
  L->global->heap.store(L, [&] { t->set(L, key, value); });
}

// Chains of __index and __newindex longer than this are taken for loops.
int max_chain(State* L) { return L->global->semantics.short_chains ? 100 : 2000; }

Step chain_error(State* L, Event event) {
  bool get = event == Event::Index;
  if (L->global->semantics.short_chains)
    L->operation_error("loop in %s", get ? "gettable" : "settable");
  else
    L->operation_error("'%s' chain too long; possible loop", get ? "__index" : "__newindex");
  return Step::Error;
}

// A key that no table can have is an error.
bool check_key(State* L, const Value& key) {
  if (Table::is_valid_key(key)) [[likely]]
    return true;
  L->operation_error(key.is_nil() ? "table index is nil" : "table index is NaN");
  return false;
}

Step call_with(Pending* call, const Value& f, const Value& a, const Value& b) {
  call->function = f;
  call->args[0] = a;
  call->args[1] = b;
  call->nargs = 2;
  return Step::Call;
}

// The metamethod of `a`, when `b` has the same; else nil.
Value shared_metamethod(State* L, const Value& a, const Value& b, Event event) {
  Value f = metamethod(L, a, event);
  return f.is_nil() || !raw_equal(f, metamethod(L, b, event)) ? Value() : f;
}

// The metamethod of either operand, the first one's first.
Value binary_metamethod(State* L, const Value& a, const Value& b, Event event) {
  Value f = metamethod(L, a, event);
  return f.is_nil() ? metamethod(L, b, event) : f;
}

Status finish(State* L, Step step, const Pending& call, Value* out) {
  if (step == Step::Error) return Status::Error;
  return step == Step::Done ? Status::Ok : call_pending(L, call, out);
}

Status finish_truth(State* L, Step step, const Pending& call, bool* out) {
  if (step == Step::Error) return Status::Error;
  if (step == Step::Done) return Status::Ok;
  Value result;
  Status status = call_pending(L, call, &result);
  *out = result.is_truthy() != call.negated;
  return status;
}

}  // namespace

Status call_pending(State* L, const Pending& pending, Value* out) {
  if (L->ensure_stack(8) == Status::Error) return Status::Error;
  ptrdiff_t func = L->offset_of(L->top);
  push_function(L, pending.function);
  for (uint32_t i = 0; i < pending.nargs; ++i)
    L->push(pending.args[i]);
  if (call(L, L->at_offset(func), 1) == Status::Error) return Status::Error;
  *out = *--L->top;
  return Status::Ok;
}

Value look_up_metamethod(State* L, Table* metatable, Event event) {
  auto index = static_cast<uint32_t>(event);
  const String* name = L->global->event_names[index];
  Value f;
  if (const Shape* shape = metatable->shape; shape->is_dictionary()) {
    f = metatable->get_str(name);
  } else {
    uint32_t slot = shape->lookup(name);
    L->global->event_slots.at(shape, index) = {shape, index, slot};
    if (slot != kNoSlot) f = vector_get(metatable->slots, slot);
  }
  if (f.is_nil() && index < 16) metatable->absent_events() |= static_cast<uint16_t>(1u << index);
  return f;
}

Value call_metamethod(State* L, const Value& v) {
  Value f = metamethod(L, v, Event::Call);
  return f.is_function() || !L->global->semantics.plain_call_handlers ? f : Value();
}

Step step_get(State* L, const Value* object, const Value& key, Value* out, Pending* call) {
  Value holder = *object;
  for (int i = 0, most = max_chain(L); i < most; ++i) {
    Value next;
    if (holder.is_table()) {
      Value v = holder.table()->get(key);
      if (!v.is_nil()) return *out = v, Step::Done;
      next = metamethod_in(L, holder.table()->metatable(), Event::Index);
      if (next.is_nil()) return *out = Value(), Step::Done;
    } else {
      next = metamethod(L, holder, Event::Index);
      if (next.is_nil()) {
        type_error(L, i == 0 ? object : &holder, "index");
        return Step::Error;
      }
    }
    if (next.is_function()) return call_with(call, next, holder, key);
    holder = next;
  }
  // A long chain's last table is still looked at.
  if (!L->global->semantics.short_chains && holder.is_table()) {
    Value v = holder.table()->get(key);
    if (!v.is_nil()) return *out = v, Step::Done;
  }
  return chain_error(L, Event::Index);
}

Step step_set(State* L, const Value* object, const Value& key, const Value& value, Pending* call) {
  Value holder = *object;
  for (int i = 0, most = max_chain(L); i < most; ++i) {
    Value next;
    if (holder.is_table()) {
      Table* t = holder.table();
      Table* mt = t->metatable();
      if (mt && L->global->semantics.keys_before_newindex && !check_key(L, key)) return Step::Error;
      if (mt && t->get(key).is_nil()) next = metamethod_in(L, mt, Event::NewIndex);
      if (next.is_nil()) {
        if (!check_key(L, key)) return Step::Error;
        store(L, t, key, value);
        return Step::Done;
      }
    } else {
      next = metamethod(L, holder, Event::NewIndex);
      if (next.is_nil()) {
        type_error(L, i == 0 ? object : &holder, "index");
        return Step::Error;
      }
    }
    if (next.is_function()) {
      call_with(call, next, holder, key);
      call->args[2] = value;
      call->nargs = 3;
      return Step::Call;
    }
    holder = next;
  }
  if (!L->global->semantics.short_chains && holder.is_table() &&
      !holder.table()->get(key).is_nil()) {
    store(L, holder.table(), key, value);
    return Step::Done;
  }
  return chain_error(L, Event::NewIndex);
}

Step step_equal(State* L, const Value& a, const Value& b, bool* out, Pending* call) {
  *out = raw_equal(a, b);
  if (*out || a.tag != b.tag || !(a.is_table() || a.is_userdata())) return Step::Done;
  bool same = L->global->semantics.equality_of_same;
  Value f = same ? shared_metamethod(L, a, b, Event::Eq) : binary_metamethod(L, a, b, Event::Eq);
  return f.is_nil() ? Step::Done : call_with(call, f, a, b);
}

namespace {

// strcoll order over strings that may hold zeros.
int compare_strings(const String* a, const String* b) {
  const char *x = a->data(), *y = b->data();
  size_t left_x = a->length(), left_y = b->length();
  for (;;) {
    int order = strcoll(x, y);
    if (order != 0) return order;
    size_t part = strlen(x);
    if (part == left_y) return part == left_x ? 0 : 1;
    if (part == left_x) return -1;
    ++part;
    x += part, y += part;
    left_x -= part, left_y -= part;
  }
}

// Whether both values have one type, as `type` reports it and light userdata a type of their own.
bool have_one_type(const Value& a, const Value& b) {
  return type_name(a.tag) == type_name(b.tag) &&
         (a.tag == Tag::LightUserdata) == (b.tag == Tag::LightUserdata);
}

Value order_metamethod(State* L, const Value& a, const Value& b, Event event) {
  if (!L->global->semantics.order_of_same) return binary_metamethod(L, a, b, event);
  return have_one_type(a, b) ? shared_metamethod(L, a, b, event) : Value();
}

Step step_order(State* L, Event event, const Value* a, const Value* b, bool* out, Pending* call) {
  bool strict = event == Event::Lt;
  if (a->is_number() && b->is_number()) {
    *out = strict ? number_less(*a, *b) : number_less_equal(*a, *b);
    return Step::Done;
  }
  if (a->is_string() && b->is_string()) {
    int order = compare_strings(a->string(), b->string());
    *out = strict ? order < 0 : order <= 0;
    return Step::Done;
  }
  Value f = order_metamethod(L, *a, *b, event);
  if (!f.is_nil()) return call_with(call, f, *a, *b);
  if (!strict && L->global->semantics.order_from_less) {
    f = order_metamethod(L, *b, *a, Event::Lt);
    if (!f.is_nil()) {
      call->negated = true;
      return call_with(call, f, *b, *a);
    }
  }
  compare_error(L, a, b);
  return Step::Error;
}

// The operators below answer false when a metamethod or an error has to.

double modulo(const Semantics& semantics, double a, double b) {
  if (semantics.modulo_by_floor) return float_mod_by_floor(a, b);
  return semantics.modulo_by_product ? float_mod_by_product(a, b) : float_mod(a, b);
}

bool raw_float_or_integer(const Semantics& semantics, Event event, const Value& a, const Value& b,
                          Value* out) {
  bool integers = a.is_integer() && b.is_integer();
  switch (event) {
#define INTEGER_OR_FLOAT(Name, on_integers, on_floats)                                             \
  case Event::Name:                                                                                \
    if (integers) return out->set_integer(on_integers), true;                                      \
    return out->set_float(on_floats), true;
    INTEGER_OR_FLOAT(Add, wrap_add(a.i, b.i), a.as_float() + b.as_float())
    INTEGER_OR_FLOAT(Sub, wrap_sub(a.i, b.i), a.as_float() - b.as_float())
    INTEGER_OR_FLOAT(Mul, wrap_mul(a.i, b.i), a.as_float() * b.as_float())
    INTEGER_OR_FLOAT(Unm, wrap_sub(0, a.i), -a.as_float())
#undef INTEGER_OR_FLOAT
  case Event::Div:
    return out->set_float(a.as_float() / b.as_float()), true;
  case Event::Pow:
    return out->set_float(semantics.square_by_product ? float_pow(a.as_float(), b.as_float())
                                                      : std::pow(a.as_float(), b.as_float())),
           true;
  case Event::Mod:
    if (!integers) return out->set_float(modulo(semantics, a.as_float(), b.as_float())), true;
    return b.i != 0 && (out->set_integer(int_mod(a.i, b.i)), true);
  case Event::IDiv:
    if (!integers) return out->set_float(std::floor(a.as_float() / b.as_float())), true;
    return b.i != 0 && (out->set_integer(int_floor_div(a.i, b.i)), true);
  default:
    return false;
  }
}

// Where arithmetic converts strings, at least one operand is one: both as floats.
bool raw_of_strings(State* L, Event event, const Value& a, const Value& b, Value* out) {
  Value x, y;
  if (!to_number(L, a, &x) || !to_number(L, b, &y)) return false;
  return raw_float_or_integer(L->global->semantics, event, Value::number(x.as_float()),
                              Value::number(y.as_float()), out);
}

bool raw_bitwise(State* L, Event event, const Value& a, const Value& b, Value* out) {
  bool strings = L->global->semantics.string_bitwise;
  int64_t x, y;
  if (strings ? !to_integer(L, a, &x) : !to_integer_exact(a, &x)) return false;
  if (strings ? !to_integer(L, b, &y) : !to_integer_exact(b, &y)) return false;
  switch (event) {
  case Event::BAnd:
    return out->set_integer(x & y), true;
  case Event::BOr:
    return out->set_integer(x | y), true;
  case Event::BXor:
    return out->set_integer(x ^ y), true;
  case Event::Shl:
    return out->set_integer(shift_left(x, y)), true;
  case Event::Shr:
    return out->set_integer(shift_right(x, y)), true;
  case Event::BNot:
    return out->set_integer(~x), true;
  default:
    return false;
  }
}

}  // namespace

Step step_less(State* L, const Value* a, const Value* b, bool* out, Pending* call) {
  return step_order(L, Event::Lt, a, b, out, call);
}

Step step_less_equal(State* L, const Value* a, const Value* b, bool* out, Pending* call) {
  return step_order(L, Event::Le, a, b, out, call);
}

Step step_arithmetic(State* L, Event event, const Value* a, const Value* b, Value* out,
                     Pending* call) {
  const Semantics& semantics = L->global->semantics;
  bool numbers = a->is_number() && b->is_number();
  if (numbers && raw_float_or_integer(semantics, event, *a, *b, out)) return Step::Done;
  if (!numbers && semantics.string_arithmetic && raw_of_strings(L, event, *a, *b, out))
    return Step::Done;
  if (raw_bitwise(L, event, *a, *b, out)) return Step::Done;
  if (numbers && (event == Event::Mod || event == Event::IDiv)) {
    L->operation_error(event == Event::Mod ? "attempt to perform 'n%%0'"
                                           : "attempt to divide by zero");
    return Step::Error;
  }
  Value f = binary_metamethod(L, *a, *b, event);
  if (!f.is_nil()) return call_with(call, f, *a, *b);
  arithmetic_error(L, event, a, b);
  return Step::Error;
}

Step step_length(State* L, const Value* v, Value* out, Pending* call) {
  if (v->is_string()) {
    *out = L->integer(static_cast<int64_t>(v->string()->length()));
    return Step::Done;
  }
  bool raw = L->global->semantics.raw_table_length;
  Value f = raw && v->is_table() ? Value() : metamethod(L, *v, Event::Len);
  if (!f.is_nil()) return call_with(call, f, *v, raw ? Value() : *v);
  if (!v->is_table()) {
    type_error(L, v, "get length of");
    return Step::Error;
  }
  *out = L->integer(v->table()->length());
  return Step::Done;
}

Status get(State* L, const Value& object, const Value& key, Value* out) {
  Pending call;
  return finish(L, step_get(L, &object, key, out, &call), call, out);
}

Status set(State* L, const Value& object, const Value& key, const Value& value) {
  Pending call;
  Value ignored;
  return finish(L, step_set(L, &object, key, value, &call), call, &ignored);
}

Status equal(State* L, const Value& a, const Value& b, bool* out) {
  Pending call;
  return finish_truth(L, step_equal(L, a, b, out, &call), call, out);
}

Status less_than(State* L, const Value& a, const Value& b, bool* out) {
  Pending call;
  return finish_truth(L, step_less(L, &a, &b, out, &call), call, out);
}

Status less_equal(State* L, const Value& a, const Value& b, bool* out) {
  Pending call;
  return finish_truth(L, step_less_equal(L, &a, &b, out, &call), call, out);
}

Status arithmetic(State* L, Event event, const Value& a, const Value& b, Value* out) {
  Pending call;
  return finish(L, step_arithmetic(L, event, &a, &b, out, &call), call, out);
}

Status length(State* L, const Value& v, Value* out) {
  Pending call;
  return finish(L, step_length(L, &v, out, &call), call, out);
}

}  // namespace perilune
