// Raw access to tables. A helper refuses wherever a metamethod could be asked: a metatable need not
// have the metamethod, but then the interpreter finds out.
#include "jit/helpers/helpers.h"
#include "runtime/table_layout.h"
#include "runtime/table_site.h"

#include <limits>

namespace perilune::jit::helpers {

namespace {

constexpr HelperAny kRefusedAny = {0, kHelperRefused};

HelperAny got(const Table* t, const Value& value) {
  if (value.is_nil() && t->metatable()) return kRefusedAny;
  return {value.bits, static_cast<uint64_t>(value.tag)};
}

// Whether a store may go on: to a key that the table has, or without a metatable.
bool may_store(const Table* t, const Value& present) {
  return !present.is_nil() || !t->metatable();
}

// The interpreter makes a store that memory is short for.
template <class Store>
bool store(State* L, Table* t, const Value& v, Store make) {
  if (!L->global->heap.try_store(make)) return false;
  gc::barrier(L, t, v);
  return true;
}

[[gnu::noinline]] bool set_int(State* L, Table* t, int64_t key, uint64_t value, uint64_t tag) {
  if (!may_store(t, t->metatable() ? t->get_int(key) : Value())) return false;
  Value v = value_of(value, tag);
  return store(L, t, v, [&] { t->set_int(L, key, v); });
}

}  // namespace

Table* TabNew(State* L, int64_t array, int64_t properties) {
  // The sizes are hints; what no table could have is a mistake of the caller.
  constexpr int64_t kMax = std::numeric_limits<int32_t>::max();
  if (array < 0 || array > kMax || properties < 0 || properties > kMax) return nullptr;
  return Table::make(L, static_cast<uint32_t>(array), static_cast<uint32_t>(properties));
}

Table* TabMake(State* L, Shape* shape, uint64_t elements, uint64_t properties, uint64_t number) {
  if (elements > TableLayout::kMost || properties > TableLayout::kMost) return nullptr;
  TableSite site{};
  site.lay_out(TableLayout::of(static_cast<uint32_t>(elements), static_cast<uint32_t>(properties)),
               shape, static_cast<uint16_t>(number));
  return make_table(L, site);
}

HelperAny TabGetStr(State*, Table* t, String* key) { return got(t, t->get_str(key)); }
HelperAny TabGetInt(State*, Table* t, int64_t key) { return got(t, t->get_int(key)); }
HelperAny TabGet(State*, Table* t, uint64_t key, uint64_t key_tag) {
  return got(t, t->get(value_of(key, key_tag)));
}

bool TabSetStr(State* L, Table* t, String* key, uint64_t value, uint64_t tag) {
  if (!may_store(t, t->metatable() ? t->get_str(key) : Value())) return false;
  Value v = value_of(value, tag);
  return store(L, t, v, [&] { t->set_str(L, key, v); });
}

// Appending needs no frame, as what else there may be to do does.
bool TabSetInt(State* L, Table* t, int64_t key, uint64_t value, uint64_t tag) {
  Value v = value_of(value, tag);
  bool reported = v.is_object() && t->flags & Object::kWatched;
  if (!v.is_nil() && !reported && !t->metatable() && t->try_append(static_cast<uint64_t>(key), v))
    return true;
  return set_int(L, t, key, value, tag);
}

bool TabSet(State* L, Table* t, uint64_t key, uint64_t key_tag, uint64_t value, uint64_t tag) {
  Value k = value_of(key, key_tag);
  if (!Table::is_valid_key(k)) return false;
  if (!may_store(t, t->metatable() ? t->get(k) : Value())) return false;
  Value v = value_of(value, tag);
  return store(L, t, v, [&] { t->set(L, k, v); });
}

HelperInt TabRawLen(State*, Table* t) {
  int64_t length = t->length();
  // So that it is exact as a float.
  constexpr int64_t kMax = int64_t{1} << 51;
  return {length, length <= kMax ? kHelperDone : kHelperRefused};
}

HelperInt TabLen(State* L, Table* t) {
  return t->metatable() ? HelperInt{0, kHelperRefused} : TabRawLen(L, t);
}

void TabSetList(State* L, Table* t, int64_t first, const Value* values, uint64_t count) {
  t->set_list(L, first, values, static_cast<uint32_t>(count));
}

}  // namespace perilune::jit::helpers
