// Preparation of numeric for loops.
#include "runtime/interp/for_loop.h"

#include <cmath>

#include "runtime/error.h"
#include "runtime/number.h"

namespace perilune::interp {

namespace {

ForPrep for_error(State* L, const Value& v, const char* what) {
  if (L->global->semantics.plain_for_errors)
    L->error("'for' %s must be a number", what);
  else
    L->error("bad 'for' %s (number expected, got %s)", what, object_type_name(L, v).c_str());
  return ForPrep::Error;
}

// A control value may be a numeral in a string, as stock Lua has it (the manual does not say so).
bool coerce(State* L, Value* v) {
  return v->is_number() || (v->is_string() && to_number(L, *v, v));
}

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
  bool has_limit = coerce(L, &r[1]);
  if (r[0].is_integer() && r[2].is_integer()) return prepare_integer_for(L, r);
  if (!has_limit) return for_error(L, r[1], "limit");
  if (!coerce(L, &r[2])) return for_error(L, r[2], "step");
  if (!coerce(L, &r[0])) return for_error(L, r[0], "initial value");
  double start = r[0].as_float(), limit = r[1].as_float(), step = r[2].as_float();
  if (step == 0) return L->error("'for' step is zero"), ForPrep::Error;
  if (step > 0 ? limit < start : start < limit) return ForPrep::Skip;
  r[0].set_float(start);
  r[1].set_float(limit);
  r[2].set_float(step);
  r[3].set_float(start);
  return ForPrep::Run;
}

namespace {

// The limit of an integer loop as an integer, or the end of the integers on its side of zero.
// *out_of_reach: that is the wrong end, and the loop does not run.
int64_t wrapping_limit(const Value& limit, int64_t step, bool* out_of_reach) {
  *out_of_reach = false;
  if (limit.is_integer()) return limit.i;
  int64_t n;
  if (float_to_integer(step < 0 ? std::ceil(limit.f) : std::floor(limit.f), &n)) return n;
  *out_of_reach = limit.f > 0 ? step < 0 : step >= 0;
  return limit.f > 0 ? INT64_MAX : INT64_MIN;
}

ForPrep prepare_wrapping_for(Value* r) {
  bool out_of_reach;
  int64_t step = r[2].i, limit = wrapping_limit(r[1], step, &out_of_reach);
  int64_t start = out_of_reach ? 0 : r[0].i;
  if (!has_next_wrapping(start, limit, step)) return ForPrep::Skip;
  r[0].set_integer(start);
  r[1].set_integer(limit);
  r[3].set_integer(start);
  return ForPrep::Run;
}

}  // namespace

ForPrep prepare_for_before(State* L, Value* r) {
  bool start_first = L->global->semantics.for_checks_start_first;
  if (start_first && !coerce(L, &r[0])) return for_error(L, r[0], "initial value");
  if (!coerce(L, &r[1])) return for_error(L, r[1], "limit");
  if (r[0].is_integer() && r[2].is_integer()) return prepare_wrapping_for(r);
  if (!coerce(L, &r[2])) return for_error(L, r[2], "step");
  if (!coerce(L, &r[0])) return for_error(L, r[0], "initial value");
  double step = r[2].as_float(), limit = r[1].as_float();
  double start = r[0].as_float() - step + step;
  if (!(step > 0 ? start <= limit : limit <= start)) return ForPrep::Skip;
  r[0].set_float(start);
  r[1].set_float(limit);
  r[2].set_float(step);
  r[3].set_float(start);
  return ForPrep::Run;
}

}  // namespace perilune::interp
