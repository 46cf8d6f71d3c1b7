// The generators, and the functions that draw from them.
#include "runtime/lib/random.h"

#include <bit>
#include <chrono>
#include <cmath>
#include <new>

#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/registry.h"
#include "runtime/number.h"

namespace perilune::lib {

void Xoshiro256::seed(uint64_t a, uint64_t b) {
  s_ = {a, 0xff, b, 0};
  for (int i = 0; i < 16; ++i)
    next();  // lets a poor seed spread
}

uint64_t Xoshiro256::project(uint64_t value, uint64_t limit) {
  if (limit == 0) return 0;
  // Numbers of as many bits as `limit` has, until one does not exceed it.
  uint64_t mask = UINT64_MAX >> std::countl_zero(limit);
  while ((value &= mask) > limit)
    value = next();
  return value;
}

LibraryRandom::LibraryRandom() { initstate_r(1, bytes_, sizeof bytes_, &data_); }

void LibraryRandom::seed(uint32_t value) { srandom_r(value, &data_); }

int32_t LibraryRandom::next() {
  int32_t result;
  random_r(&data_, &result);
  return result;
}

namespace {

Xoshiro256* generator(State* L) {
  return static_cast<Xoshiro256*>(upvalues(L)[0].userdata()->data());
}

LibraryRandom* library_generator(State* L) {
  return static_cast<LibraryRandom*>(upvalues(L)[0].userdata()->data());
}

// A seed that differs from run to run.
void random_seed(State* L, uint64_t* a, uint64_t* b) {
  *a = static_cast<uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  *b = reinterpret_cast<uintptr_t>(L) ^ uint64_t { L->global->seed } << 32;
}

// One argument is the upper limit, two are both.
bool check_limits(State* L, int64_t* low, int64_t* high) {
  uint32_t n = L->nargs();
  if (n > 2) {
    L->error("wrong number of arguments");
    return false;
  }
  *low = 1;
  return (n == 1 || check_integer(L, 0, low)) && check_integer(L, n - 1, high);
}

}  // namespace

NativeResult math_random(State* L) {
  int64_t low, high;
  Xoshiro256* g = generator(L);
  uint64_t value = g->next();
  if (L->nargs() == 0) return push_float(L, Xoshiro256::to_float(value));
  if (!check_limits(L, &low, &high)) return kNativeError;
  if (L->nargs() == 1 && high == 0) return push_integer(L, static_cast<int64_t>(value));
  if (low > high) return bad_argument(L, 0, "interval is empty");
  uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  uint64_t offset = g->project(value, span);
  return push_integer(L, static_cast<int64_t>(offset + static_cast<uint64_t>(low)));
}

NativeResult math_randomseed(State* L) {
  uint64_t a, b;
  if (is_absent(L, 0)) {
    random_seed(L, &a, &b);
  } else {
    int64_t first, second;
    if (!check_integer(L, 0, &first) || !opt_integer(L, 1, 0, &second)) return kNativeError;
    a = static_cast<uint64_t>(first);
    b = static_cast<uint64_t>(second);
  }
  generator(L)->seed(a, b);
  L->push(L->integer(static_cast<int64_t>(a)));
  L->push(L->integer(static_cast<int64_t>(b)));
  return 2;
}

namespace {

// A float in [0, 1), or an integer-valued one in the interval that the arguments name; `check`
// reads an argument.
template <bool (*check)(State*, uint32_t, double*)>
NativeResult random_float(State* L) {
  double fraction = library_generator(L)->next_fraction();
  double low, high;
  switch (L->nargs()) {
  case 0:
    return push_float(L, fraction);
  case 1:
    if (!check(L, 0, &high)) return kNativeError;
    if (!(high >= 1)) return bad_argument(L, 0, "interval is empty");
    return push_float(L, std::floor(fraction * high) + 1);
  case 2:
    if (!check(L, 0, &low) || !check(L, 1, &high)) return kNativeError;
    if (!(low <= high)) return bad_argument(L, 1, "interval is empty");
    return push_float(L, std::floor(fraction * (high - low + 1)) + low);
  default:
    return L->error("wrong number of arguments");
  }
}

bool check_whole(State* L, uint32_t i, double* out) {
  int64_t n;
  if (!check_int(L, i, &n)) return false;
  *out = static_cast<double>(n);
  return true;
}

}  // namespace

NativeResult math_random_51(State* L) { return random_float<check_whole>(L); }
NativeResult math_random_52(State* L) { return random_float<check_float>(L); }

NativeResult math_random_53(State* L) {
  double fraction = library_generator(L)->next() / (LibraryRandom::kMax + 1.0);
  int64_t low, high;
  if (L->nargs() == 0) return push_float(L, fraction);
  if (!check_limits(L, &low, &high)) return kNativeError;
  if (low > high) return bad_argument(L, 0, "interval is empty");
  if (low < 0 && high > INT64_MAX + low) return bad_argument(L, 0, "interval too large");
  return push_integer(L, static_cast<int64_t>(fraction * (static_cast<double>(high - low) + 1.0)) +
                             low);
}

NativeResult math_randomseed_51(State* L) {
  int64_t seed;
  if (!check_int(L, 0, &seed)) return kNativeError;
  library_generator(L)->seed(static_cast<uint32_t>(seed));
  return 0;
}

namespace {

// The first number that a seed gives is thrown away.
NativeResult seed_and_draw(State* L, uint32_t seed) {
  library_generator(L)->seed(seed);
  library_generator(L)->next();
  return 0;
}

// Hands a new generator to the functions.
template <class Generator>
Generator* share_generator(State* L, Table* math) {
  Userdata* u = Userdata::make(L, sizeof(Generator));
  if (!u) return nullptr;
  set_upvalue(L, math, "random", 0, Value::of(u));
  set_upvalue(L, math, "randomseed", 0, Value::of(u));
  return new (u->data()) Generator;
}

}  // namespace

NativeResult math_randomseed_52(State* L) {
  uint32_t seed;
  return check_bits(L, 0, &seed) ? seed_and_draw(L, seed) : kNativeError;
}

NativeResult math_randomseed_53(State* L) {
  double seed;
  if (!check_float(L, 0, &seed)) return kNativeError;
  return seed_and_draw(L, static_cast<uint32_t>(truncate_to_integer(seed)));
}

bool set_up_random(State* L, Table* math) {
  if (!L->global->semantics.random_seed) return share_generator<LibraryRandom>(L, math) != nullptr;
  Xoshiro256* g = share_generator<Xoshiro256>(L, math);
  if (!g) return false;
  uint64_t a, b;
  random_seed(L, &a, &b);
  g->seed(a, b);
  return true;
}

}  // namespace perilune::lib
