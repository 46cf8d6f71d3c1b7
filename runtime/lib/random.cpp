// The random numbers of 5.4 and 5.5.
#include "runtime/lib/random.h"

#include <bit>
#include <chrono>
#include <cstring>
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

uint64_t Xoshiro256::next() {
  uint64_t result = std::rotl(s_[1] * 5, 7) * 9;
  uint64_t shifted = s_[1] << 17;
  s_[2] ^= s_[0];
  s_[3] ^= s_[1];
  s_[1] ^= s_[2];
  s_[0] ^= s_[3];
  s_[2] ^= shifted;
  s_[3] = std::rotl(s_[3], 45);
  return result;
}

uint64_t Xoshiro256::project(uint64_t value, uint64_t limit) {
  if (limit == 0) return 0;
  // Numbers of as many bits as `limit` has, until one does not exceed it.
  uint64_t mask = UINT64_MAX >> std::countl_zero(limit);
  while ((value &= mask) > limit)
    value = next();
  return value;
}

namespace {

Xoshiro256* generator(State* L) {
  return static_cast<Xoshiro256*>(upvalues(L)[0].userdata()->data());
}

// A seed that differs from run to run.
void random_seed(State* L, uint64_t* a, uint64_t* b) {
  *a = static_cast<uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  *b = reinterpret_cast<uintptr_t>(L) ^ uint64_t { L->global->seed } << 32;
}

// 5.5 takes any float as a seed, an integer-valued one as that integer.
bool check_seed(State* L, uint64_t* out) {
  int64_t n;
  if (L->global->dialect >= Dialect::Lua55 && L->arg(0).is_float() &&
      !to_integer_exact(L->base[0], &n)) {
    *out = L->base[0].bits;
    return true;
  }
  if (!check_integer(L, 0, &n)) return false;
  *out = static_cast<uint64_t>(n);
  return true;
}

}  // namespace

NativeResult math_random(State* L) {
  int64_t low = 1, high;
  Xoshiro256* g = generator(L);
  uint64_t value = g->next();
  switch (L->nargs()) {
  case 0:
    return push_float(L, Xoshiro256::to_float(value));
  case 1:
    if (!check_integer(L, 0, &high)) return kNativeError;
    if (high == 0) return push_integer(L, static_cast<int64_t>(value));
    break;
  case 2:
    if (!check_integer(L, 0, &low) || !check_integer(L, 1, &high)) return kNativeError;
    break;
  default:
    return L->error("wrong number of arguments");
  }
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
    int64_t second;
    if (!check_seed(L, &a) || !opt_integer(L, 1, 0, &second)) return kNativeError;
    b = static_cast<uint64_t>(second);
  }
  generator(L)->seed(a, b);
  L->push(Value::integer(static_cast<int64_t>(a)));
  L->push(Value::integer(static_cast<int64_t>(b)));
  return 2;
}

bool set_up_random(State* L, Table* math) {
  Userdata* u = Userdata::make(L, sizeof(Xoshiro256));
  if (!u) return false;
  Xoshiro256* g = new (u->data()) Xoshiro256;
  uint64_t a, b;
  random_seed(L, &a, &b);
  g->seed(a, b);
  set_upvalue(L, math, "random", 0, Value::of(u));
  set_upvalue(L, math, "randomseed", 0, Value::of(u));
  return true;
}

}  // namespace perilune::lib
