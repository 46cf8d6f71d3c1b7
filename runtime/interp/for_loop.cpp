// Preparation of numeric for loops.
#include "runtime/interp/for_loop.h"

#include <cmath>

#include "runtime/error.h"
#include "runtime/number.h"

namespace perilune::interp {

namespace {

ForPrep for_error(State* L, const Value& v, const char* what) {
  L->error("bad 'for' %s (number expected, got %s)", what, object_type_name(L, v).c_str());
  return ForPrep::Error;
}

// A control value may be a numeral in a string, as stock Lua has it (the manual does not say so).
bool coerce(Value* v) { return v->is_number() || (v->is_string() && to_number(*v, v)); }

// Clips the limit of an integer loop to an integer; false: the loop does not run.
bool clip_limit(const Value& limit, int64_t start, int64_t step, int64_t* out, bool* bad) {
  if (limit.is_integer()) {
    *out = limit.i;
  } else if (limit.is_float()) {
    double rounded = step < 0 ? std::ceil(limit.f) : std::floor(limit.f);
    if (!float_to_integer(rounded, out)) {
      // Beyond all integers: the loop runs to the end of them, or not at all. (NaN counts as
      // negative, as in stock Lua.)
      if (limit.f > 0) {
        if (step < 0) return false;
        *out = INT64_MAX;
      } else {
        if (step > 0) return false;
        *out = INT64_MIN;
      }
    }
  } else {
    *bad = true;
    return false;
  }
  return step > 0 ? start <= *out : start >= *out;
}

ForPrep prepare_integer_for(State* L, Value* r) {
  int64_t start = r[0].i, step = r[2].i, limit = 0;
  if (step == 0) return L->error("'for' step is zero"), ForPrep::Error;
  bool bad = false;
  if (!clip_limit(r[1], start, step, &limit, &bad)) {
    return bad ? for_error(L, r[1], "limit") : ForPrep::Skip;
  }
  r[1].set_integer(limit);
  r[3].set_integer(start);
  return ForPrep::Run;
}

}  // namespace

ForPrep prepare_for(State* L, Value* r) {
  bool has_limit = coerce(&r[1]);
  if (r[0].is_integer() && r[2].is_integer()) return prepare_integer_for(L, r);
  if (!has_limit) return for_error(L, r[1], "limit");
  if (!coerce(&r[2])) return for_error(L, r[2], "step");
  if (!coerce(&r[0])) return for_error(L, r[0], "initial value");
  double start = r[0].as_float(), limit = r[1].as_float(), step = r[2].as_float();
  if (step == 0) return L->error("'for' step is zero"), ForPrep::Error;
  if (step > 0 ? limit < start : start < limit) return ForPrep::Skip;
  r[0].set_float(start);
  r[1].set_float(limit);
  r[2].set_float(step);
  r[3].set_float(start);
  return ForPrep::Run;
}

}  // namespace perilune::interp
