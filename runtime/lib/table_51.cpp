// The table functions that 5.1 has alone or does its own way, and maxn, which 5.2 kept.
#include "runtime/call.h"
#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/table_access.h"

namespace perilune::lib {

NativeResult table_getn(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  return push_integer(L, static_cast<int64_t>(t->length()));
}

NativeResult table_setn(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  return L->error("'setn' is obsolete");
}

namespace {

// The entry after `*key`, with the key as programs see it; false at the end.
bool advance(State* L, const Table* t, Value* key, Value* value) {
  Value next;
  if (t->next(*key, &next, value) != Table::Next::Found) return false;
  *key = next.is_integer() ? L->integer(next.i) : next;
  return true;
}

}  // namespace

NativeResult table_maxn(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  double largest = 0;
  Value key, value;
  while (advance(L, t, &key, &value))
    if (key.is_number() && key.as_float() > largest) largest = key.as_float();
  return push_float(L, largest);
}

namespace {

// Calls the second argument with a key and a value; whether that went well. Its result is on top.
bool visit(State* L, const Value& key, const Value& value) {
  Value* func = L->top;
  push_function(L, L->base[1]);
  L->push(key);
  L->push(value);
  return call(L, func, 1) == Status::Ok;
}

}  // namespace

NativeResult table_foreach(State* L) {
  Table* t;
  if (!check_table(L, 0, &t) || !check_function(L, 1)) return kNativeError;
  Value key, value;
  while (advance(L, t, &key, &value)) {
    L->push(key);  // the traversal goes on from here
    if (!visit(L, key, value)) return kNativeError;
    if (!L->top[-1].is_nil()) return 1;
    key = L->top[-2];
    L->top -= 2;
  }
  return 0;
}

NativeResult table_foreachi(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  int64_t size = static_cast<int64_t>(t->length());
  if (!check_function(L, 1)) return kNativeError;
  for (int64_t i = 1; i <= size; ++i) {
    if (!visit(L, L->integer(i), t->get_int(i))) return kNativeError;
    if (!L->top[-1].is_nil()) return 1;
    --L->top;
  }
  return 0;
}

// The position may be anywhere: behind the end, the elements between are left alone.
NativeResult table_insert_anywhere(State* L) {
  Table* t;
  if (!check_table(L, 0, &t)) return kNativeError;
  int64_t end = static_cast<int64_t>(t->length()) + 1;
  int64_t position;
  if (!check_insert_position(L, end, &position)) return kNativeError;
  Patience patience(L);
  for (int64_t i = end; i > position; --i) {
    set_element(L, t, i, t->get_int(i - 1));
    if (patience.is_over(kElementWork)) return kNativeError;
  }
  set_element(L, t, position, L->top[-1]);
  return 0;
}

NativeResult table_remove_anywhere(State* L) {
  Table* t;
  int64_t position;
  if (!check_table(L, 0, &t)) return kNativeError;
  int64_t size = static_cast<int64_t>(t->length());
  if (!opt_int(L, 1, size, &position)) return kNativeError;
  if (position < 1 || position > size) return 0;
  L->push(t->get_int(position));
  for (; position < size; ++position)
    t->set_int(L, position, t->get_int(position + 1));
  t->set_int(L, size, Value());
  return 1;
}

}  // namespace perilune::lib
