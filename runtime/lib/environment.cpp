// getfenv and setfenv.
#include "runtime/lib/environment.h"

#include <climits>

#include "runtime/debug_info.h"
#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"

namespace perilune::lib {

Value environment_of(State* L, const Value& function) {
  if (!function.is_closure() || function.closure()->upvalue_count() == 0)
    return Value::of(L->global->globals);
  return function.closure()->upvalues()[0]->get();
}

bool set_environment(State* L, Closure* function, Table* environment) {
  if (function->upvalue_count() == 0) return true;
  Upvalue* cell = make_closed_upvalue(L, Value::of(environment));
  if (!cell) return false;
  function->upvalues()[0] = cell;
  gc::barrier(L, function, cell);
  return true;
}

namespace {

// The function that argument 0 is, or that runs at the level it says. False with the error set.
bool function_argument(State* L, bool is_optional, Value* out) {
  if (L->arg(0).is_function()) {
    *out = L->base[0];
    return true;
  }
  int64_t level;
  if (!(is_optional ? opt_integer(L, 0, 1, &level) : check_integer(L, 0, &level))) return false;
  if (level < 0) {
    bad_argument(L, 0, "level must be non-negative");
    return false;
  }
  FrameWalk walk(L);
  if (level < INT_MAX) walk.skip(static_cast<int>(level));
  if (level == INT_MAX || walk.at_end()) {
    bad_argument(L, 0, "invalid level");
    return false;
  }
  if (walk->is_lost) {
    L->error("no function environment for tail call at level %d", static_cast<int>(level));
    return false;
  }
  *out = *walk->func;
  return true;
}

}  // namespace

NativeResult base_getfenv(State* L) {
  Value function;
  if (!function_argument(L, true, &function)) return kNativeError;
  if (function.is_native()) return push(L, Value::of(thread_globals(L)));
  return push(L, environment_of(L, function));
}

NativeResult base_setfenv(State* L) {
  Table* environment;
  Value function;
  if (!check_table(L, 1, &environment) || !function_argument(L, false, &function))
    return kNativeError;
  if (L->base[0].is_number() && L->base[0].as_float() == 0) {
    L->environment = environment;
    gc::barrier(L, L, Value::of(environment));
    return 0;
  }
  if (!function.is_closure())
    return L->error("'setfenv' cannot change environment of given object");
  if (!set_environment(L, function.closure(), environment)) return L->memory_error();
  return push(L, function);
}

}  // namespace perilune::lib
