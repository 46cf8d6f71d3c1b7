// The basic functions that are worlds of their own: collectgarbage, warn and newproxy.
#include <cstdio>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// What programs can set and read back. The upvalue is a table with these at the indices from 1 on,
// the mode (true: generational) at 0. Only the pause means something to this collector.
constexpr const char* kParameters[] = {"minormul", "majorminor", "minormajor", "pause",
                                       "stepmul",  "stepsize",   nullptr};
constexpr int64_t kDefaults[] = {20, 50, 70, 200, 100, 200};  // per cent; stepsize in words
enum Parameter { kMinorMul, kMajorMinor, kMinorMajor, kPause, kStepMul, kStepSize };

enum class GcOption {
  Stop,
  Restart,
  Collect,
  Count,
  Step,
  IsRunning,
  Generational,
  Incremental,
  SetPause,
  SetStepMul,
  Param
};
constexpr const char* kGcOptions54[] = {"stop",     "restart",    "collect",      "count",
                                        "step",     "isrunning",  "generational", "incremental",
                                        "setpause", "setstepmul", nullptr};
// 5.5 has "param" in place of the last two.
constexpr const char* kGcOptions55[] = {"stop",  "restart",   "collect",      "count",
                                        "step",  "isrunning", "generational", "incremental",
                                        "param", nullptr};

bool read_gc_option(State* L, GcOption* out) {
  bool is_55 = L->global->dialect >= Dialect::Lua55;
  int index;
  if (!check_option(L, 0, "collect", is_55 ? kGcOptions55 : kGcOptions54, &index)) return false;
  *out = is_55 && index == static_cast<int>(GcOption::SetPause) ? GcOption::Param
                                                                : static_cast<GcOption>(index);
  return true;
}

int64_t parameter(State* L, Parameter which) {
  if (which == kPause) return L->global->heap.pause();
  Value v = upvalues(L)[0].table()->get_int(which + 1);
  return v.is_integer() ? v.i : kDefaults[which];
}

void set_parameter(State* L, Parameter which, int64_t value) {
  if (which == kPause) {
    L->global->heap.set_pause(static_cast<uint32_t>(value < 0 ? 0 : value > 1000 ? 1000 : value));
  } else {
    upvalues(L)[0].table()->set_int(L, which + 1, Value::integer(value));
  }
}

// Sets a parameter when argument 2 is there and not negative, and pushes what it was.
NativeResult exchange_parameter(State* L, Parameter which) {
  int64_t wanted;
  if (!opt_integer(L, 2, -1, &wanted)) return kNativeError;
  int64_t old = parameter(L, which);
  if (wanted >= 0) set_parameter(L, which, wanted);
  return push_integer(L, old);
}

// As 5.4 does it: parameters are kept in a byte, in units of four.
NativeResult exchange_rounded(State* L, Parameter which) {
  int64_t wanted;
  if (!opt_integer(L, 1, 0, &wanted)) return kNativeError;
  int64_t old = parameter(L, which);
  set_parameter(L, which, static_cast<uint8_t>(wanted / 4) * 4);
  return push_integer(L, old);
}

NativeResult exchange_mode(State* L, bool generational) {
  Table* settings = upvalues(L)[0].table();
  // Stock's command line starts in generational mode.
  Value mode = settings->get_int(0);
  bool was_generational = mode.is_nil() || mode.is_truthy();
  settings->set_int(L, 0, Value::boolean(generational));
  return push_string(L, was_generational ? "generational" : "incremental");
}

}  // namespace

NativeResult base_collectgarbage(State* L) {
  GcOption option;
  if (!read_gc_option(L, &option)) return kNativeError;
  gc::Heap& heap = L->global->heap;
  if (heap.is_finalizing() && !L->global->semantics.collects_in_finalizers) return push(L, Value());
  switch (option) {
  case GcOption::Stop:
    heap.stop();
    return push_integer(L, 0);
  case GcOption::Restart:
    heap.restart();
    return push_integer(L, 0);
  case GcOption::Collect:
    if (heap.collect_fully(L) == Status::Error) return kNativeError;
    return push_integer(L, 0);
  case GcOption::Count:
    return push_float(L, static_cast<double>(heap.bytes()) / 1024);
  case GcOption::Step: {
    int64_t size;
    if (!opt_integer(L, 1, 0, &size)) return kNativeError;
    if (heap.collect_fully(L) == Status::Error) return kNativeError;  // a step is a whole cycle
    return push_boolean(L, true);
  }
  case GcOption::IsRunning:
    return push_boolean(L, !heap.is_stopped());
  case GcOption::Generational:
    return exchange_mode(L, true);
  case GcOption::Incremental:
    return exchange_mode(L, false);
  case GcOption::SetPause:
    return exchange_rounded(L, kPause);
  case GcOption::SetStepMul:
    return exchange_rounded(L, kStepMul);
  case GcOption::Param:
    break;
  }
  int index;
  if (!check_option(L, 1, nullptr, kParameters, &index)) return kNativeError;
  return exchange_parameter(L, static_cast<Parameter>(index));
}

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
    if (!metatable) return L->error_plain("not enough memory");
    made_here->set(L, Value::of(metatable), Value::boolean(true));
  } else if (model.is_truthy()) {
    metatable = L->metatable_of(model);
    if (!metatable || made_here->get(Value::of(metatable)).is_falsy())
      return bad_argument(L, 0, "boolean or proxy expected");
  }
  Userdata* proxy = Userdata::make(L, 0);
  if (!proxy) return L->error_plain("not enough memory");
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
