// The metatable of strings: __index, and from 5.4 on the arithmetic that converts strings to
// numbers (manual 3.4.3).
#include "runtime/call.h"
#include "runtime/lib/args.h"
#include "runtime/lib/registry.h"
#include "runtime/lib/string_util.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// One of the operands cannot be converted: the second operand's metamethod, unless it is a
// string's.
NativeResult try_second_operand(State* L, Event event) {
  set_nargs(L, 2);
  Value second = L->base[1];
  Value handler = second.is_string() ? Value() : metamethod(L, second, event);
  if (handler.is_nil()) {
    const char* operation = L->global->event_names[static_cast<int>(event)]->data() + 2;
    return L->error("attempt to %s a '%s' with a '%s'", operation, type_name(L->base[0].tag),
                    type_name(second.tag));
  }
  Value* func = L->top;
  push_function(L, handler);
  L->push(L->base[0]);
  L->push(L->base[1]);
  return status_result(call(L, func, 1), 1);
}

template <Event event>
NativeResult string_arithmetic(State* L) {
  constexpr bool is_unary = event == Event::Unm;  // the operand comes twice, but once is enough
  Value a, b, result;
  if (!to_number(L, L->arg(0), &a) || !to_number(L, L->arg(is_unary ? 0 : 1), &b))
    return try_second_operand(L, event);
  if (arithmetic(L, event, a, b, &result) == Status::Error) return kNativeError;
  return push(L, result);
}

struct ArithmeticRow {
  const char* name;
  NativeFn fn;
};
constexpr ArithmeticRow kArithmetic[] = {
    {"__add", string_arithmetic<Event::Add>},   {"__sub", string_arithmetic<Event::Sub>},
    {"__mul", string_arithmetic<Event::Mul>},   {"__mod", string_arithmetic<Event::Mod>},
    {"__pow", string_arithmetic<Event::Pow>},   {"__div", string_arithmetic<Event::Div>},
    {"__idiv", string_arithmetic<Event::IDiv>}, {"__unm", string_arithmetic<Event::Unm>},
};

}  // namespace

bool set_up_string_metatable(State* L, Table* library) {
  Table* metatable = Table::make(L);
  if (!metatable || !add_value(L, metatable, "__index", Value::of(library))) return false;
  if (!L->global->semantics.string_arithmetic) {
    for (const ArithmeticRow& row : kArithmetic) {
      NativeFunction* native = NativeFunction::make(L, row.fn, row.name);
      if (!native || !add_value(L, metatable, row.name, Value::of(native))) return false;
    }
  }
  L->global->type_metatables[static_cast<int>(Tag::String)] = metatable;
  return true;
}

}  // namespace perilune::lib
