// The basic functions that are worlds of their own: warn and newproxy.
#include <cstdio>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/number.h"

namespace perilune::lib {

NativeResult base_gcinfo(State* L) {
  return push_integer(L, static_cast<int64_t>(L->global->heap.bytes() / 1024));
}

// A userdata for its metatable's sake. The upvalue is a weak table of the metatables made here.
NativeResult base_newproxy(State* L) {
  Table* made_here = upvalues(L)[0].table();
  const Value model = L->arg(0);
  Table* metatable = nullptr;
  if (model.tag == Tag::True) {
    metatable = Table::make(L);
    if (!metatable) return L->memory_error();
    made_here->set(L, Value::of(metatable), Value::boolean(true));
  } else if (model.is_truthy()) {
    metatable = L->metatable_of(model);
    if (!metatable || made_here->get(Value::of(metatable)).is_falsy())
      return bad_argument(L, 0, "boolean or proxy expected");
  }
  Userdata* proxy = Userdata::make(L, 0);
  if (!proxy) return L->memory_error();
  proxy->set_metatable(L, metatable);
  return push(L, Value::of(proxy));
}

NativeResult base_warn(State* L) {
  String* piece;
  if (!check_string(L, 0, &piece)) return kNativeError;
  for (uint32_t i = 1; i < L->nargs(); ++i)
    if (!check_string(L, i, &piece)) return kNativeError;
  for (uint32_t i = 0; i < L->nargs(); ++i)
    L->global->warnings.emit(L->base[i].string()->view(), i + 1 < L->nargs());
  return 0;
}

}  // namespace perilune::lib
