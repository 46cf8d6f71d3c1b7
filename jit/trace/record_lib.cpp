// Recording of calls of natives: builtins that are operations of LIR or helpers, and calls of other
// functions that run no Lua code.
#include <algorithm>

#include "jit/helpers/helpers.h"
#include "jit/trace/recorder.h"
#include "runtime/lib/intrinsics.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::jit {

using lir::Field;
using lir::Helper;
using lir::KonstKind;
using lir::Opcode;

// That a basic type still has the metatable (or none) that it has now.
void Recorder::check_type_metatable(Tag tag) {
  Table** cell = &L_->global->type_metatables[static_cast<int>(tag)];
  if (*cell) konst(*cell);  // keeps it alive
  std::string label = std::string("metatable of ") + type_name(tag);
  ValueId place = b().konst(KonstKind::Pointer, label, cell);
  ValueId expected = b().konst(KonstKind::Pointer, label, *cell);
  b().check_is(b().field_load(place, Field::Cell), expected, snap());
}

// That values of a basic type have no metamethod of a name; false when they may have one.
bool Recorder::check_no_type_event(Tag tag, Event event) {
  check_type_metatable(tag);
  const Table* metatable = L_->global->type_metatables[static_cast<int>(tag)];
  return !metatable || check_absent_in(metatable, event);
}

// The integer that argument `i` of a builtin has, when its value now is one.
bool Recorder::integer_argument(uint32_t reg, ValueId* out) {
  int64_t exact;
  const Value& actual = runtime(reg);
  if (!actual.is_number() || !to_integer_exact(actual, &exact)) return false;
  *out = to_integer(get(reg));
  return true;
}

// The result of a builtin called with the `nargs` arguments in the registers from `first` on. False
// when it is no operation, or not with these arguments.
bool Recorder::intrinsic(const NativeFunction* native, uint32_t first, uint32_t nargs,
                         ValueId* result) {
  auto id = static_cast<Intrinsic>(native->intrinsic());
  auto arg_is = [&](uint32_t i, Type type) { return i < nargs && type_of(get(first + i)) == type; };
  auto arg = [&](uint32_t i) { return get(first + i); };
  auto done = [&](ValueId v) { return *result = v, true; };
  switch (id) {
  case Intrinsic::Type:
    if (nargs == 0 || type_of(runtime(first)) == Type::Any) return false;
    get(first);
    return done(konst(L_->new_string(type_name(runtime(first).tag))));
  case Intrinsic::RawEqual:
    if (nargs != 2) return false;
    return done(b().call_pure(Helper::RawEq, {boxed(arg(0)), boxed(arg(1))}));
  case Intrinsic::ToString: {
    bool known = arg_is(0, Type::Str) || arg_is(0, Type::I64) || arg_is(0, Type::F64);
    if (!known || !check_no_type_event(runtime(first).tag, Event::ToString)) return false;
    if (arg_is(0, Type::Str)) return done(arg(0));
    Helper helper = arg_is(0, Type::I64) ? Helper::StrFromI64 : Helper::StrFromF64;
    return done(b().call(helper, {arg(0)}, snap()));
  }
  case Intrinsic::SetMetatable:
    return nargs == 2 && give_metatable(first, result);
  case Intrinsic::TableInsert: {
    if (nargs != 2 || !arg_is(0, Type::Tab) || runtime(first).table()->metatable()) return false;
    b().check_shape(arg(0), konst(runtime(first).table()->shape), snap());
    ValueId length = b().call(Helper::TabLen, {arg(0)}, snap());
    b().call(Helper::TabSetInt, {arg(0), b().add(length, b().i64(1)), boxed(arg(1))}, snap());
    wrote();
    return done({});
  }
  default:
    return string_intrinsic(native->intrinsic(), first, nargs, result) ||
           math_intrinsic(native->intrinsic(), first, nargs, result);
  }
}

bool Recorder::string_intrinsic(uint32_t id, uint32_t first, uint32_t nargs, ValueId* result) {
  if (nargs == 0) return false;
  auto done = [&](ValueId v) { return *result = v, true; };
  ValueId s = get(first), i, j;
  switch (static_cast<Intrinsic>(id)) {
  case Intrinsic::StringLen:
    return type_of(s) == Type::Str && done(number(b().field_load(s, Field::StrLength)));
  case Intrinsic::StringByte: {
    if (type_of(s) != Type::Str || nargs > 2) return false;
    i = b().i64(1);
    if (nargs == 2 && !integer_argument(first + 1, &i)) return false;
    int64_t place = 1;
    if (nargs == 2) to_integer_exact(runtime(first + 1), &place);
    if (place < 1 || place > static_cast<int64_t>(runtime(first).string()->length())) return false;
    ValueId byte = b().call_pure(Helper::StrByte, {s, i});
    // Outside the string there is no result at all; negative positions count from the end.
    b().guard(b().cmp_ge(byte, b().i64(0)), snap());
    return done(number(byte));
  }
  case Intrinsic::StringSub:
    if (type_of(s) != Type::Str || nargs < 2 || nargs > 3) return false;
    j = b().i64(-1);
    if (!integer_argument(first + 1, &i)) return false;
    if (nargs == 3 && !integer_argument(first + 2, &j)) return false;
    return done(b().call(Helper::StrSub, {s, i, j}, snap()));
  case Intrinsic::StringChar:
    return nargs == 1 && integer_argument(first, &i) &&
           done(b().call(Helper::StrChar, {i}, snap()));
  default:
    return false;
  }
}

// Rounded down or up: an integer, where there are integers and the result fits.
bool Recorder::rounded(ValueId x, const Value& actual, bool up, ValueId* result) {
  if (!semantics().integers) {
    return *result = up ? b().ceil(to_float(x)) : b().floor(to_float(x)), true;
  }
  if (type_of(x) == Type::I64) return *result = x, true;
  int64_t exact;
  if (!float_to_integer(up ? std::ceil(actual.f) : std::floor(actual.f), &exact)) return false;
  *result = up ? b().ceil_to_i64(x, snap()) : b().floor_to_i64(x, snap());
  return true;
}

bool Recorder::math_intrinsic(uint32_t id, uint32_t first, uint32_t nargs, ValueId* result) {
  if (nargs == 0 || nargs > 8) return false;
  std::vector<ValueId> args;
  bool alike = true;
  for (uint32_t i = 0; i < nargs; ++i) {
    if (!runtime(first + i).is_number()) return false;
    args.push_back(get(first + i));
    alike &= type_of(args[i]) == type_of(args[0]);
  }
  ValueId x = args[0];
  const Value& actual = runtime(first);
  auto done = [&](ValueId v) { return *result = v, true; };
  auto pure = [&](Helper helper) { return done(b().call_pure(helper, {to_float(x)})); };
  auto pure2 = [&](Helper helper) {
    return nargs == 2 && done(b().call_pure(helper, {to_float(x), to_float(args[1])}));
  };
  switch (static_cast<Intrinsic>(id)) {
  case Intrinsic::MathFloor:
    return rounded(x, actual, false, result);
  case Intrinsic::MathCeil:
    return rounded(x, actual, true, result);
  case Intrinsic::MathToInteger: {
    int64_t exact;
    if (type_of(x) == Type::I64) return done(x);
    return float_to_integer(actual.f, &exact) && done(b().f64_to_i64(x, snap()));
  }
  case Intrinsic::MathAbs:
    return done(b().abs(x));
  case Intrinsic::MathSqrt:
    return done(b().sqrt(to_float(x)));
  case Intrinsic::MathSin:
    return pure(Helper::MathSin);
  case Intrinsic::MathCos:
    return pure(Helper::MathCos);
  case Intrinsic::MathTan:
    return pure(Helper::MathTan);
  case Intrinsic::MathExp:
    return pure(Helper::MathExp);
  case Intrinsic::MathLog:
    return nargs == 1 && pure(Helper::MathLog);
  case Intrinsic::MathPow:
    return pure2(Helper::MathPow);
  case Intrinsic::MathFmod:
    return nargs == 2 && !(alike && type_of(x) == Type::I64) && pure2(Helper::MathFmod);
  case Intrinsic::MathMin:
  case Intrinsic::MathMax: {
    // Of mixed subtypes the winner's is the result's.
    if (!alike) return false;
    bool min = static_cast<Intrinsic>(id) == Intrinsic::MathMin;
    for (uint32_t i = 1; i < nargs; ++i)
      x = min ? b().min(x, args[i]) : b().max(x, args[i]);
    return done(x);
  }
  default:
    return false;
  }
}

uint32_t Recorder::native_frame(uint32_t count) {
  uint32_t above = frame().proto->max_stack;
  if (open_.is_there) above = std::max(above, open_.end);
  uint32_t base = frame().base + above + static_cast<uint32_t>(kFrameSlots);
  deepest_ = std::max(deepest_, base + count);
  return base;
}

// A call through the ordinary convention, in a frame above everything that is in use. Results are
// typed when they are used: what they will be is not known yet.
lir::ValueId Recorder::call_native(const NativeFunction* native, const NativeSite& site) {
  NativeEffect effect = intrinsic_info(static_cast<Intrinsic>(native->intrinsic())).effect;
  if (!helpers::runs_no_lua(native, &runtime(site.first), site.nargs)) {
    return abort(AbortReason::NativeCall), ValueId{};
  }
  lir::Builder::Parts parts;
  parts.imm = native_frame(site.nargs);
  parts.args.push_back(get(site.function));
  for (uint32_t i = 0; i < site.nargs; ++i)
    parts.args.push_back(get(site.first + i));
  parts.snap = snap();
  Opcode op = effect == NativeEffect::Pure    ? Opcode::NativePure
              : effect == NativeEffect::Reads ? Opcode::NativeReads
                                              : Opcode::NativeWrites;
  ValueId result = b().emit_parts(op, std::move(parts));
  if (effect == NativeEffect::Writes) wrote();
  return result;
}

// Functions that carry a state are known by their code, all others by their identity.
void Recorder::check_native(const NativeFunction* native, ValueId function) {
  if (native->upvalue_count() > 0) {
    ValueId code =
        b().konst(KonstKind::Pointer, native->name, reinterpret_cast<const void*>(native->fn));
    return void(b().check_is(b().field_load(function, Field::NativeFn), code, snap()));
  }
  ValueId expected = konst(native);
  if (function != expected) b().check_is(function, expected, snap());
}

void Recorder::record_native(const NativeSite& site) {
  const NativeFunction* native = runtime(site.function).native();
  if (native->intrinsic() == 0) return abort(AbortReason::NativeCall);
  check_native(native, get(site.function));
  ValueId result;
  std::vector<ValueId> results;
  SnapId before = snap();
  bool open = site.nresults == kOpen;
  if (intrinsic(native, site.first, site.nargs, &result)) {
    results.push_back(result ? result : b().nil());
  } else {
    const IntrinsicInfo info = intrinsic_info(static_cast<Intrinsic>(native->intrinsic()));
    bool single = info.results == NativeResults::One;
    // How many results there are is checked later, and the call then made again.
    if (open && !single && info.effect == NativeEffect::Writes)
      return abort(AbortReason::OpenValues);
    results.push_back(call_native(native, site));
    for (uint32_t i = 1; !open && i < site.nresults && ok(); ++i)
      results.push_back(b().native_result(i));
    if (open && single) result = results[0];
    if (open && !single) {
      next_open_ = {true, 0, true, site.results, results[0], before};
      return forget_from(site.results);
    }
  }
  if (!ok()) return;
  forget_from(site.results);
  if (open) set_open(site.results, result ? 1 : 0);
  uint32_t wanted = open ? (result ? 1u : 0u) : site.nresults;
  for (uint32_t i = 0; i < wanted; ++i)
    set(site.results + i, i < results.size() ? results[i] : b().nil());
}

}  // namespace perilune::jit
