// collectgarbage, as each dialect has it.
#include <algorithm>
#include <bit>
#include <span>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"

namespace perilune::lib {

namespace {

using gc::Parameter;

enum class Option : uint8_t {
#define COLLECT_OPTION(Name, text, first, last) Name,
#include "runtime/lib/collect_options.def"
};

struct OptionRow {
  Option option;
  const char* text;
  Dialect first, last;
};
constexpr OptionRow kOptions[] = {
#define COLLECT_OPTION(Name, text, first, last) {Option::Name, text, Dialect::first, Dialect::last},
#include "runtime/lib/collect_options.def"
};

bool read_option(State* L, Option* out) {
  const char* names[std::size(kOptions) + 1];
  Option options[std::size(kOptions)];
  int count = 0;
  for (const OptionRow& row : kOptions) {
    if (L->global->dialect < row.first || L->global->dialect > row.last) continue;
    names[count] = row.text;
    options[count++] = row.option;
  }
  names[count] = nullptr;
  int index;
  if (!check_option(L, 0, "collect", names, &index)) return false;
  *out = options[index];
  return true;
}

constexpr const char* kParameterNames[] = {
#define GC_PARAMETER(Name, text, ...) text,
#include "runtime/gc/parameters.def"
};

// 5.5 keeps a parameter in a byte, as a number in 128ths with four bits of mantissa behind the
// leading one and four of exponent.
int64_t rounded_to_byte(int64_t value) {
  constexpr uint64_t kTop = 0x1F;
  constexpr int kMaxShift = 14;
  auto units = (static_cast<uint64_t>(value) * 128 + 99) / 100;
  if (static_cast<uint64_t>(value) >= (kTop << 7) * 100)
    return static_cast<int64_t>((kTop << kMaxShift) * 100 / 128);
  int shift = units < 0x20 ? 0 : std::bit_width(units) - 5;
  return static_cast<int64_t>((units >> shift << shift) * 100 / 128);
}

NativeResult get_and_set(State* L, Parameter which, int64_t value) {
  gc::Parameters& parameters = L->global->heap.parameters();
  int64_t old = parameters.get(which);
  parameters.set(which, value);
  return push_integer(L, old);
}

// 5.1 to 5.4: the new value is an int.
NativeResult exchange(State* L, Parameter which) {
  int64_t wanted;
  if (!opt_integer(L, 1, 0, &wanted)) return kNativeError;
  int64_t value = static_cast<int32_t>(wanted);
  const Semantics& semantics = L->global->semantics;
  if (semantics.gc_byte_parameters) value = static_cast<uint8_t>(value / 4) * 4;
  if (semantics.gc_least_step_multiplier && which == Parameter::StepMul)
    value = std::max<int64_t>(value, 40);
  return get_and_set(L, which, value);
}

NativeResult exchange_named(State* L) {
  // The last one is not among them.
  const char* names[std::size(kParameterNames)] = {};
  std::copy(std::begin(kParameterNames), std::end(kParameterNames) - 1, names);
  int index;
  int64_t wanted;
  if (!check_option(L, 1, nullptr, names, &index) || !opt_integer(L, 2, -1, &wanted))
    return kNativeError;
  auto which = static_cast<Parameter>(index);
  int64_t old = rounded_to_byte(L->global->heap.parameters().get(which));
  int64_t value = static_cast<int32_t>(wanted);
  if (value >= 0) L->global->heap.parameters().set(which, value);
  return push_integer(L, old);
}

// What may follow the mode in 5.4: zero leaves a parameter as it is. Those of 5.5 are not read.
bool read_mode_parameters(State* L, std::span<const Parameter> which) {
  uint32_t i = 0;
  for (Parameter p : which) {
    int64_t value;
    if (!opt_integer(L, ++i, 0, &value)) return false;
    if (value == 0) continue;
    bool in_byte = p == Parameter::Pause || p == Parameter::StepMul;
    L->global->heap.parameters().set(p, in_byte ? static_cast<uint8_t>(value / 4) * 4 : value);
  }
  return true;
}

NativeResult change_mode(State* L, bool generational) {
  static constexpr Parameter kGenerational[] = {Parameter::MinorMul, Parameter::MinorMajor};
  static constexpr Parameter kIncremental[] = {Parameter::Pause, Parameter::StepMul,
                                               Parameter::StepSize};
  gc::Heap& heap = L->global->heap;
  std::span<const Parameter> which = kIncremental;
  if (generational) which = kGenerational;
  bool reads = L->global->semantics.gc_byte_parameters;
  if (reads && !read_mode_parameters(L, which)) return kNativeError;
  bool was_generational = heap.is_generational();
  heap.set_generational(L, generational);
  return push_string(L, was_generational ? "generational" : "incremental");
}

NativeResult step(State* L) {
  int64_t size;
  if (!opt_integer(L, 1, 0, &size)) return kNativeError;
  bool finished;
  if (L->global->heap.step(L, size, &finished) == Status::Error) return kNativeError;
  return push_boolean(L, finished);
}

NativeResult count(State* L) {
  size_t bytes = L->global->heap.bytes();
  push_float(L, static_cast<double>(bytes) / 1024);
  if (!L->global->semantics.gc_count_remainder) return 1;
  L->push(L->integer(static_cast<int64_t>(bytes % 1024)));
  return 2;
}

}  // namespace

NativeResult base_collectgarbage(State* L) {
  Option option;
  int64_t argument;
  if (!read_option(L, &option)) return kNativeError;
  const Semantics& semantics = L->global->semantics;
  if (semantics.gc_argument_checked && !opt_integer(L, 1, 0, &argument)) return kNativeError;
  gc::Heap& heap = L->global->heap;
  if (heap.is_finalizing() && !semantics.collects_in_finalizers) {
    if (option == Option::ToGenerational || option == Option::ToIncremental)
      return push(L, Value());
    if (option == Option::Param) return push_integer(L, -1);
    return push(L, Value());
  }
  switch (option) {
  case Option::Stop:
    heap.stop();
    return push_integer(L, 0);
  case Option::Restart:
    heap.restart();
    return push_integer(L, 0);
  case Option::Collect:
    return heap.collect_fully(L) == Status::Error ? kNativeError : push_integer(L, 0);
  case Option::Count:
    return count(L);
  case Option::Step:
    return step(L);
  case Option::IsRunning:
    return push_boolean(L, heap.is_running());
  case Option::SetPause:
    return exchange(L, Parameter::Pause);
  case Option::SetStepMul:
    return exchange(L, Parameter::StepMul);
  case Option::SetMajorInc:
    return exchange(L, Parameter::MajorInc);
  case Option::Generational:
  case Option::Incremental:
    heap.set_generational(L, option == Option::Generational);
    return push_integer(L, 0);
  case Option::ToGenerational:
  case Option::ToIncremental:
    return change_mode(L, option == Option::ToGenerational);
  case Option::Param:
    return exchange_named(L);
  }
  return kNativeError;
}

}  // namespace perilune::lib
