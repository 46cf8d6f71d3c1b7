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
enum Parameter { kMinorMul, kMajorMinor, kMinorMajor, kPause, kStepMul, kStepSize, kMajorInc };

constexpr int64_t kLeastStepMul = 40;

int64_t default_of(State* L, Parameter which) {
  // Per cent; stepsize in words.
  constexpr int64_t kDefaults[] = {20, 50, 70, 200, 100, 200, 200};
  return which == kStepMul ? L->global->semantics.gc_step_multiplier : kDefaults[which];
}

enum class GcOption : uint8_t {
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
  SetMajorInc,
  Param
};
struct GcOptionRow {
  const char* name;
  GcOption option;
  Dialect first, last;
};
constexpr GcOptionRow kGcOptions[] = {
    {"stop", GcOption::Stop, Dialect::Lua51, Dialect::Lua55},
    {"restart", GcOption::Restart, Dialect::Lua51, Dialect::Lua55},
    {"collect", GcOption::Collect, Dialect::Lua51, Dialect::Lua55},
    {"count", GcOption::Count, Dialect::Lua51, Dialect::Lua55},
    {"step", GcOption::Step, Dialect::Lua51, Dialect::Lua55},
    {"setpause", GcOption::SetPause, Dialect::Lua51, Dialect::Lua54},
    {"setstepmul", GcOption::SetStepMul, Dialect::Lua51, Dialect::Lua54},
    {"setmajorinc", GcOption::SetMajorInc, Dialect::Lua52, Dialect::Lua52},
    {"isrunning", GcOption::IsRunning, Dialect::Lua52, Dialect::Lua55},
    {"generational", GcOption::Generational, Dialect::Lua52, Dialect::Lua52},
    {"incremental", GcOption::Incremental, Dialect::Lua52, Dialect::Lua52},
    {"generational", GcOption::Generational, Dialect::Lua54, Dialect::Lua55},
    {"incremental", GcOption::Incremental, Dialect::Lua54, Dialect::Lua55},
    {"param", GcOption::Param, Dialect::Lua55, Dialect::Lua55},
};

bool read_gc_option(State* L, GcOption* out) {
  String* name;
  if (!opt_string(L, 0, &name)) return false;
  std::string_view wanted = name ? name->data() : "collect";
  for (const GcOptionRow& row : kGcOptions) {
    if (wanted != row.name || L->global->dialect < row.first || L->global->dialect > row.last)
      continue;
    *out = row.option;
    return true;
  }
  bad_option(L, 0, name);
  return false;
}

int64_t parameter(State* L, Parameter which) {
  if (which == kPause) return L->global->heap.pause();
  Value v = upvalues(L)[0].table()->get_int(which + 1);
  return v.is_integer() ? v.i : default_of(L, which);
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

// Sets a parameter to argument 1 (0 when it is absent), and pushes what it was.
NativeResult set_old_parameter(State* L, Parameter which) {
  int64_t wanted;
  if (!opt_integer(L, 1, 0, &wanted)) return kNativeError;
  int64_t old = parameter(L, which);
  // Some keep parameters in a byte, in units of four.
  wanted = L->global->semantics.gc_byte_parameters ? static_cast<uint8_t>(wanted / 4) * 4
                                                   : static_cast<int>(wanted);
  if (L->global->semantics.gc_least_step_multiplier && which == kStepMul && wanted < kLeastStepMul)
    wanted = kLeastStepMul;
  set_parameter(L, which, wanted);
  return push_integer(L, old);
}

NativeResult exchange_mode(State* L, bool generational) {
  if (!L->global->semantics.gc_names_modes) return push_integer(L, 0);
  Table* settings = upvalues(L)[0].table();
  // Stock's command line starts in generational mode.
  Value mode = settings->get_int(0);
  bool was_generational = mode.is_nil() || mode.is_truthy();
  settings->set_int(L, 0, Value::boolean(generational));
  return push_string(L, was_generational ? "generational" : "incremental");
}

NativeResult push_count(State* L) {
  size_t bytes = L->global->heap.bytes();
  constexpr size_t kKilobyte = 1024;
  push_float(L, static_cast<double>(bytes) / kKilobyte);
  if (!L->global->semantics.gc_count_remainder) return 1;
  L->push(L->integer(static_cast<int64_t>(bytes % kKilobyte)));
  return 2;
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
    return push_count(L);
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
    return set_old_parameter(L, kPause);
  case GcOption::SetStepMul:
    return set_old_parameter(L, kStepMul);
  case GcOption::SetMajorInc:
    return set_old_parameter(L, kMajorInc);
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
