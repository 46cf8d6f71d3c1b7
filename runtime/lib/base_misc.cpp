// The basic functions that are worlds of their own: tonumber, collectgarbage and warn.
#include <cstdio>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// An integer numeral in a base, with blanks around it; wraps around on overflow.
bool parse_integer(std::string_view text, int base, int64_t* out) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return false;
  uint64_t n = 0;
  for (char c : text) {
    int digit = digit_value(c);
    if (digit >= base) return false;
    n = n * static_cast<uint64_t>(base) + static_cast<uint64_t>(digit);
  }
  *out = static_cast<int64_t>(negative ? 0 - n : n);
  return true;
}

}  // namespace

NativeResult base_tonumber(State* L) {
  if (is_none_or_nil(L, 1)) {
    Value n;
    if (to_number(L, L->arg(0), &n)) return push(L, n);
    if (!check_any(L, 0)) return kNativeError;
    return push(L, Value());
  }
  int64_t base, n;
  if (!check_integer(L, 1, &base)) return kNativeError;
  if (!L->arg(0).is_string()) return type_mismatch(L, 0, "string");
  if (base < 2 || base > 36) return bad_argument(L, 1, "base out of range");
  bool ok = parse_integer(L->base[0].string()->view(), static_cast<int>(base), &n);
  return push(L, ok ? Value::integer(n) : Value());
}

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
