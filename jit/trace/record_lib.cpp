// Recording of calls of builtins that are operations of LIR, or helpers.
#include "jit/trace/recorder.h"
#include "runtime/lib/intrinsics.h"
#include "runtime/number.h"

namespace perilune::jit {

using lir::Field;
using lir::Helper;

// The result of a builtin called with the `nargs` arguments in the registers from `first` on; none
// for a builtin without result. Aborts on what it does not know.
lir::ValueId Recorder::intrinsic(const NativeFunction* native, uint32_t first, uint32_t nargs) {
  auto id = static_cast<Intrinsic>(native->intrinsic());
  auto arg_is = [&](uint32_t i, Type type) { return i < nargs && type_of(get(first + i)) == type; };
  auto arg = [&](uint32_t i) { return get(first + i); };
  switch (id) {
  case Intrinsic::Type:
    if (nargs != 1 || type_of(runtime(first)) == Type::Any) break;
    get(first);
    return konst(L_->new_string(type_name(runtime(first).tag)));
  case Intrinsic::RawEqual:
    if (nargs != 2) break;
    return b().call_pure(Helper::RawEq, {boxed(arg(0)), boxed(arg(1))});
  case Intrinsic::ToString:
    if (arg_is(0, Type::Str)) return arg(0);
    if (arg_is(0, Type::I64)) return b().call(Helper::StrFromI64, {arg(0)}, snap());
    if (arg_is(0, Type::F64)) return b().call(Helper::StrFromF64, {arg(0)}, snap());
    break;
  case Intrinsic::StringLen:
    if (arg_is(0, Type::Str)) return b().field_load(arg(0), Field::StrLength);
    break;
  case Intrinsic::StringByte: {
    bool one = nargs == 1 || (nargs == 2 && arg_is(1, Type::I64));
    if (!one || !arg_is(0, Type::Str)) break;
    int64_t place = nargs == 2 ? runtime(first + 1).i : 1;
    if (place < 1 || place > static_cast<int64_t>(runtime(first).string()->length())) break;
    ValueId at = nargs == 2 ? arg(1) : b().i64(1);
    ValueId byte = b().call_pure(Helper::StrByte, {arg(0), at});
    // Outside the string there is no result at all; negative positions count from the end.
    b().guard(b().cmp_ge(byte, b().i64(0)), snap());
    return byte;
  }
  case Intrinsic::StringSub: {
    bool ints = arg_is(1, Type::I64) && (nargs == 2 || (nargs == 3 && arg_is(2, Type::I64)));
    if (!ints || !arg_is(0, Type::Str)) break;
    return b().call(Helper::StrSub, {arg(0), arg(1), nargs == 3 ? arg(2) : b().i64(-1)}, snap());
  }
  case Intrinsic::StringChar:
    if (nargs == 1 && arg_is(0, Type::I64)) return b().call(Helper::StrChar, {arg(0)}, snap());
    break;
  case Intrinsic::TableInsert: {
    if (nargs != 2 || !arg_is(0, Type::Tab) || runtime(first).table()->metatable()) break;
    b().check_shape(arg(0), konst(runtime(first).table()->shape), snap());
    ValueId length = b().call(Helper::TabLen, {arg(0)}, snap());
    b().call(Helper::TabSetInt, {arg(0), b().add(length, b().i64(1)), boxed(arg(1))}, snap());
    wrote();
    return {};
  }
  default:
    return math_intrinsic(native->intrinsic(), first, nargs);
  }
  return abort(AbortReason::NativeCall), ValueId{};
}

lir::ValueId Recorder::math_intrinsic(uint32_t id, uint32_t first, uint32_t nargs) {
  auto fail = [&] { return abort(AbortReason::NativeCall), ValueId{}; };
  if (nargs == 0 || nargs > 8) return fail();
  bool integers = true;
  std::vector<ValueId> args;
  for (uint32_t i = 0; i < nargs; ++i) {
    args.push_back(get(first + i));
    Type type = type_of(args[i]);
    if (type != Type::I64 && type != Type::F64) return fail();
    integers &= type == Type::I64;
  }
  ValueId x = args[0];
  const Value& actual = runtime(first);
  auto is_float = [&] { return type_of(x) == Type::F64; };
  int64_t exact;
  switch (static_cast<Intrinsic>(id)) {
  case Intrinsic::MathFloor:
    if (!is_float()) return x;
    // Beyond the integers the result is a float.
    if (!float_to_integer(std::floor(actual.f), &exact)) return fail();
    return b().floor_to_i64(x, snap());
  case Intrinsic::MathCeil:
    if (!is_float()) return x;
    if (!float_to_integer(std::ceil(actual.f), &exact)) return fail();
    return b().ceil_to_i64(x, snap());
  case Intrinsic::MathToInteger:
    if (!is_float()) return x;
    return float_to_integer(actual.f, &exact) ? b().f64_to_i64(x, snap()) : fail();
  case Intrinsic::MathAbs:
    return b().abs(x);
  case Intrinsic::MathSqrt:
    return b().sqrt(to_float(x));
  case Intrinsic::MathSin:
    return b().call_pure(Helper::MathSin, {to_float(x)});
  case Intrinsic::MathCos:
    return b().call_pure(Helper::MathCos, {to_float(x)});
  case Intrinsic::MathTan:
    return b().call_pure(Helper::MathTan, {to_float(x)});
  case Intrinsic::MathExp:
    return b().call_pure(Helper::MathExp, {to_float(x)});
  case Intrinsic::MathLog:
    return nargs == 1 ? b().call_pure(Helper::MathLog, {to_float(x)}) : fail();
  case Intrinsic::MathFmod:
    if (nargs != 2 || integers) return fail();
    return b().call_pure(Helper::MathFmod, {to_float(x), to_float(args[1])});
  case Intrinsic::MathMin:
  case Intrinsic::MathMax: {
    for (ValueId v : args) {
      // Of mixed subtypes the winner's is the result's.
      if (type_of(v) != type_of(x)) return fail();
    }
    bool min = static_cast<Intrinsic>(id) == Intrinsic::MathMin;
    for (uint32_t i = 1; i < nargs; ++i)
      x = min ? b().min(x, args[i]) : b().max(x, args[i]);
    return x;
  }
  default:
    return fail();
  }
}

}  // namespace perilune::jit
