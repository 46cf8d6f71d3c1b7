// The collector when its lists cannot grow: what it does instead.
#include <vector>

#include "runtime/gc/list.h"
#include "runtime/metamethod.h"
#include "runtime/table.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

void let_all_fail(StateFixture& f) {
  f.heap().inject_failures([](void*) { return true; }, nullptr);
}
void let_none_fail(StateFixture& f) { f.heap().inject_failures(nullptr, nullptr); }

Table* weak_table(StateFixture& f, const char* mode) {
  Table* metatable = f.root(f.table());
  metatable->set_str(f.L, f.str("__mode"), f.str_value(mode));
  Table* weak = f.root(f.table());
  weak->set_metatable(f.L, metatable);
  return weak;
}

}  // namespace

TEST_CASE("a list grows, from the C library's memory to pages of its own") {
  constexpr uint32_t kItems = 300'000;
  gc::List<uint32_t> list;
  for (uint32_t i = 0; i < kItems; ++i) {
    REQUIRE(list.reserve(list.size() + 1));
    list.add(i);
  }
  for (uint32_t i = 0; i < kItems; ++i)
    if (list[i] != i) FAIL("item ", i);
  gc::List<uint32_t> other;
  other.swap(list);
  CHECK(list.empty());
  CHECK(other.back() == kItems - 1);
  size_t capacity = other.capacity();
  CHECK_FALSE(other.reserve(SIZE_MAX / 64));
  CHECK(other.size() == kItems);
  CHECK(other.capacity() == capacity);
  other.release();
  CHECK(other.capacity() == 0);
}

TEST_CASE_FIXTURE(StateFixture, "a cycle without memory keeps what it cannot note as weak") {
  Table* values = weak_table(*this, "v");
  Table* keys = weak_table(*this, "k");
  Table* both = weak_table(*this, "kv");
  values->set_int(L, 1, Value::of(table()));
  keys->set(L, Value::of(table()), Value::of(table()));
  both->set(L, Value::of(table()), Value::of(table()));
  heap().set_verify(true);
  let_all_fail(*this);
  collect();
  CHECK(values->get_int(1).is_table());
  Value key, value;
  CHECK(keys->next(Value(), &key, &value) == Table::Next::Found);
  CHECK(both->next(Value(), &key, &value) == Table::Next::Found);
  let_none_fail(*this);
  collect();
  CHECK(values->get_int(1).is_nil());
  CHECK(keys->next(Value(), &key, &value) == Table::Next::End);
  CHECK(both->next(Value(), &key, &value) == Table::Next::End);
}

TEST_CASE_FIXTURE(StateFixture, "a cycle without memory goes through long vectors at once") {
  Table* t = root(table());
  constexpr int64_t kCount = 50'000;
  for (int64_t i = 1; i <= kCount; ++i) {
    t->set_int(L, i, Value::of(table()));
    t->set(L, Value::number(static_cast<double>(i) + 0.5), Value::of(table()));
  }
  heap().set_verify(true);
  let_all_fail(*this);
  collect();
  let_none_fail(*this);
  for (int64_t i = 1; i <= kCount; ++i)
    if (!t->get_int(i).is_table()) FAIL("element ", i);
}

TEST_CASE_FIXTURE(StateFixture, "shapes that died are forgotten in a cycle without memory") {
  Table* kept = root(table());
  kept->set_str(L, str("x"), Value::integer(1));
  for (int i = 0; i < 100; ++i)
    table()->set_str(L, str(("field" + std::to_string(i)).c_str()), Value::integer(1));
  let_all_fail(*this);
  collect();
  let_none_fail(*this);
  for (int i = 0; i < 100; ++i) {
    Table* t = table();
    t->set_str(L, str(("field" + std::to_string(i)).c_str()), Value::integer(2));
    CHECK(t->get_str(str(("field" + std::to_string(i)).c_str())).i == 2);
  }
  collect();
  CHECK(kept->get_str(str("x")).i == 1);
}

TEST_CASE_FIXTURE(StateFixture, "without memory to remember old objects all are looked at") {
  heap().set_generational(L, true);
  Table* old = root(table());
  for (int64_t i = 1; i <= 40'000; ++i)
    old->set_int(L, i, Value::of(table()));
  collect();
  let_all_fail(*this);
  // The stores replace what is there, which takes no memory of the table's.
  std::vector<Table*> made;
  let_none_fail(*this);
  for (int i = 0; i < 100; ++i)
    made.push_back(table());
  let_all_fail(*this);
  for (int64_t i = 1; i <= 100; ++i)
    old->get_int(i * 300).table()->set_metatable(L, made[static_cast<size_t>(i - 1)]);
  let_none_fail(*this);
  bool finished = false;
  while (!finished)
    REQUIRE(heap().step(L, 1000, &finished) == Status::Ok);
  for (int64_t i = 1; i <= 100; ++i)
    CHECK(old->get_int(i * 300).is_table());
}

TEST_CASE_FIXTURE(StateFixture, "a table that must not grow stays as it is") {
  Table* t = root(table());
  for (int64_t i = 1; i <= 10'000; ++i)
    t->set_int(L, i, Value::integer(i));
  heap().set_limit(heap().bytes());
  int64_t stored = t->length();
  for (int64_t i = stored + 1; i <= 100'000; ++i)
    t->set_int(L, i, Value::integer(i));
  CHECK(t->length() < 100'000);
  CHECK(t->length() >= stored);
  CHECK(heap().bytes() < heap().room() + (size_t{1} << 20));
  CHECK(heap().safepoint(L) == Status::Error);
  CHECK(L->error_value.string()->view() == "not enough memory");
  // Garbage makes room, where the store can wait for it.
  heap().set_limit(SIZE_MAX);
  for (int i = 0; i < 10'000; ++i)
    table();
  heap().set_limit(heap().bytes());
  bool is_refused = false;
  heap().store(L, [&] {
    for (int64_t i = t->length() + 1; i <= 30'000; ++i)
      t->set_int(L, i, Value::integer(i));
    is_refused = is_refused || t->length() < 30'000;
  });
  CHECK(is_refused);
  CHECK(t->length() == 30'000);
}
