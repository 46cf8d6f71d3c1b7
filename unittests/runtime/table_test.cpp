// Tables: each part, the moves between them, borders, traversal.
#include "runtime/table.h"

#include <algorithm>
#include <map>
#include <set>

#include "runtime/gc/block.h"
#include "runtime/number.h"
#include "runtime/table_hash.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

Value integer(int64_t n) { return Value::integer(n); }

// The keys in the order of a traversal.
std::vector<Value> keys_of(const Table* t) {
  std::vector<Value> keys;
  Value key, value;
  while (t->next(key, &key, &value) == Table::Next::Found)
    keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE_FIXTURE(StateFixture, "an empty table has nothing") {
  Table* t = table();
  CHECK(t->get(Value()).is_nil());
  CHECK(t->get_int(0).is_nil());
  CHECK(t->get_int(1).is_nil());
  CHECK(t->get_str(str("x")).is_nil());
  CHECK(t->get(Value::number(0.5)).is_nil());
  CHECK(t->length() == 0);
  CHECK(keys_of(t).empty());
}

TEST_CASE_FIXTURE(StateFixture, "appending from 1 fills the array part") {
  Table* t = table();
  for (int64_t i = 1; i <= 1000; ++i) {
    t->set_int(L, i, integer(i * i));
    CHECK(t->length() == i);
  }
  CHECK(t->asize == 1001);
  CHECK(t->hash() == nullptr);
  CHECK(t->get_int(0).is_nil());
  for (int64_t i = 1; i <= 1000; ++i)
    CHECK(t->get_int(i).i == i * i);
}

TEST_CASE_FIXTURE(StateFixture, "an array part of numbers of one type knows that") {
  for (bool floats : {false, true}) {
    Table* t = table();
    auto number = [&](int64_t n) {
      return floats ? Value::number(static_cast<double>(n)) : integer(n);
    };
    CHECK(t->element_kind() == 0);
    for (int64_t i = 1; i <= 40; ++i)
      t->set_int(L, i, number(i));
    using namespace element_kind;
    ElementKind pure = floats ? kNotInteger : kNotFloat;
    CHECK(t->element_kind() == (pure | kZeroNotNumber));
    SUBCASE("what is removed from the end makes no hole") {
      t->set_int(L, 40, Value());
      CHECK(t->element_kind() == (pure | kZeroNotNumber));
    }
    SUBCASE("a hole") {
      t->set_int(L, 7, Value());
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
      t->set_int(L, 7, number(7));
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
      t->refine_element_kind();
      CHECK(t->element_kind() == (pure | kZeroNotNumber));
    }
    SUBCASE("a number of the other type") {
      t->set_int(L, 40, floats ? integer(1) : Value::number(1.5));
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
      t->refine_element_kind();
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
    }
    SUBCASE("a boolean is no reference, an object is") {
      t->set_int(L, 41, Value::boolean(true));
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
      t->set_int(L, 1, Value::of(str("x")));
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber | kReferences));
    }
    SUBCASE("element 0 is told apart") {
      t->set_int(L, 0, Value::of(str("x")));
      CHECK(t->element_kind() == (pure | kZeroNotNumber | kReferences));
      t->set_int(L, 0, number(0));
      t->refine_element_kind();
      CHECK(t->element_kind() == (pure | pure << kZeroShift));
    }
    SUBCASE("emptied, it may become anything") {
      for (int64_t i = 40; i >= 1; --i)
        t->set_int(L, i, Value());
      CHECK(t->element_kind() == kZeroNotNumber);
      t->set_int(L, 1, Value::boolean(false));
      CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
    }
    SUBCASE("huge and negative keys are none of its business") {
      t->set_int(L, -1, Value::boolean(false));
      t->set_int(L, INT64_MAX, Value::of(str("x")));
      t->set_int(L, INT64_C(1) << 40, Value());
      CHECK(t->element_kind() == (pure | kZeroNotNumber));
    }
  }
}

TEST_CASE_FIXTURE(StateFixture, "lists, and keys that come from the hash part, count as stored") {
  using namespace element_kind;
  Value list[] = {integer(1), integer(2), Value::number(3)};
  Table* t = table();
  t->set_list(L, 1, list, 2);
  CHECK(t->element_kind() == (kNotFloat | kZeroNotNumber));
  t->set_list(L, 3, list, 3);
  CHECK(t->element_kind() == (kNotNumbers | kZeroNotNumber));
  Table* backwards = table();
  for (int64_t i = 64; i >= 1; --i)
    backwards->set_int(L, i, integer(i));
  CHECK(backwards->asize == 65);
  CHECK(backwards->element_kind() == (kNotNumbers | kZeroNotNumber));
  backwards->refine_element_kind();
  CHECK(backwards->element_kind() == (kNotFloat | kZeroNotNumber));
  Table* absorbs = table();
  absorbs->set_int(L, 3, Value::of(str("x")));
  for (int64_t i : {1, 2})
    absorbs->set_int(L, i, integer(i));
  CHECK(absorbs->asize == 4);
  CHECK(absorbs->element_kind() == (kNotNumbers | kZeroNotNumber | kReferences));
}

TEST_CASE_FIXTURE(StateFixture, "key 0 belongs to the array part") {
  Table* t = table();
  t->set_int(L, 0, integer(10));
  t->set_int(L, 1, integer(11));
  CHECK(t->asize == 2);
  CHECK(t->hash() == nullptr);
  CHECK(t->get_int(0).i == 10);
  CHECK(t->length() == 1);
}

TEST_CASE_FIXTURE(StateFixture, "filled in other orders, the keys still end up in the array part") {
  SUBCASE("backwards") {
    Table* t = table();
    for (int64_t i = 100; i >= 1; --i)
      t->set_int(L, i, integer(i));
    CHECK(t->asize >= 65);
    CHECK(t->length() == 100);
    for (int64_t i = 1; i <= 100; ++i)
      CHECK(t->get_int(i).i == i);
  }
  SUBCASE("from 2 upwards") {
    Table* t = table();
    for (int64_t i = 2; i <= 100; ++i)
      t->set_int(L, i, integer(i));
    CHECK(t->asize >= 65);
    t->set_int(L, 1, integer(1));
    CHECK(t->length() == 100);
  }
  SUBCASE("every second key first") {
    Table* t = table();
    for (int64_t i = 1; i <= 64; i += 2)
      t->set_int(L, i, integer(i));
    for (int64_t i = 2; i <= 64; i += 2)
      t->set_int(L, i, integer(i));
    CHECK(t->length() == 64);
    for (int64_t i = 1; i <= 64; ++i)
      CHECK(t->get_int(i).i == i);
  }
}

TEST_CASE_FIXTURE(StateFixture, "a row filled from its end goes to the array part early") {
  for (int64_t n : {6, 30, 1000}) {
    Table* t = Table::make(L);
    for (int64_t i = n; i >= 1; --i)
      t->set_int(L, i, Value::integer(i));
    CHECK(t->asize == n + 1);
    CHECK(!t->hash());
    CHECK(t->length() == n);
    for (int64_t i = 1; i <= n; ++i)
      CHECK(t->get_int(i).i == i);
  }
  // Far from 1, or with gaps, keys stay in the hash part.
  Table* far = Table::make(L);
  for (int64_t i = 1000; i > 900; --i)
    far->set_int(L, i * 1000, Value::integer(i));
  for (int64_t i = 0; i < 40; ++i)
    far->set_int(L, 1000000000 - i, Value::integer(i));
  CHECK(far->asize <= 1);
  Table* extreme = Table::make(L);
  for (int64_t i = 0; i < 40; ++i)
    extreme->set_int(L, INT64_MAX - i, Value::integer(i));
  for (int64_t i = 0; i < 40; ++i)
    extreme->set_int(L, INT64_MIN + 40 - i, Value::integer(i));
  CHECK(extreme->asize <= 1);
  CHECK(extreme->get_int(INT64_MAX - 39).i == 39);
}

TEST_CASE_FIXTURE(StateFixture, "an append absorbs the keys that follow in the hash part") {
  Table* t = table();
  for (int64_t i = 2; i <= 4; ++i)
    t->set_int(L, i, integer(i));
  CHECK(t->asize == 0);
  t->set_int(L, 1, integer(1));
  CHECK(t->asize == 5);
  CHECK(keys_of(t).size() == 4);
}

TEST_CASE_FIXTURE(StateFixture, "removing the last element shrinks the array past all holes") {
  Table* t = table();
  for (int64_t i = 1; i <= 10; ++i)
    t->set_int(L, i, integer(i));
  t->set_int(L, 8, Value());
  t->set_int(L, 9, Value());
  CHECK(t->asize == 11);
  t->set_int(L, 10, Value());
  CHECK(t->asize == 8);
  CHECK(t->length() == 7);
  for (int64_t i = 7; i >= 1; --i)
    t->set_int(L, i, Value());
  CHECK(t->length() == 0);
  CHECK(t->asize <= 1);
}

TEST_CASE_FIXTURE(StateFixture, "a queue does not keep what it has passed") {
  Table* t = root(table());
  for (int64_t head = 1, tail = 1; tail < 100'000; ++tail) {
    t->set_int(L, tail, integer(tail));
    if (tail - head > 10) t->set_int(L, head++, Value());
  }
  CHECK(t->array_capacity < 1000);
  CHECK(keys_of(t).size() <= 11);
}

TEST_CASE_FIXTURE(StateFixture,
                  "a mostly empty array part becomes smaller when it would have to grow") {
  Table* t = table();
  for (int64_t i = 0; i <= 100; ++i)
    t->set_int(L, i, integer(i));
  for (int64_t i = 5; i < t->array_capacity - 1; ++i)
    t->set_int(L, i, integer(i));
  int64_t last = t->array_capacity - 1;
  t->set_int(L, last, integer(last));
  for (int64_t i = 5; i < last; ++i)
    t->set_int(L, i, Value());
  t->set_int(L, last + 1, integer(last + 1));
  CHECK(t->array_capacity < 20);
  CHECK(t->get_int(0).i == 0);
  CHECK(t->get_int(4).i == 4);
  CHECK(t->get_int(5).is_nil());
  CHECK(t->get_int(last).i == last);
  CHECK(t->get_int(last + 1).i == last + 1);
  CHECK(keys_of(t).size() == 7);
}

TEST_CASE_FIXTURE(StateFixture, "floats with integer values are integer keys") {
  Table* t = table();
  t->set(L, Value::number(1.0), integer(5));
  t->set(L, Value::number(0x1p53), integer(6));
  t->set(L, Value::number(-0.0), integer(7));
  t->set(L, Value::number(1.5), integer(8));
  CHECK(t->get_int(1).i == 5);
  CHECK(t->get_int(INT64_C(1) << 53).i == 6);
  CHECK(t->get_int(0).i == 7);
  CHECK(t->get(Value::number(1.5)).i == 8);
  CHECK(t->get(Value::number(0x1p63)).is_nil());
  t->set(L, Value::number(0x1p63), integer(9));
  CHECK(t->get(Value::number(0x1p63)).i == 9);
  for (const Value& key : keys_of(t))
    CHECK((key.is_integer() || key.f == 1.5 || key.f == 0x1p63));
}

TEST_CASE_FIXTURE(StateFixture, "booleans and extreme integers are keys") {
  Table* t = table();
  t->set(L, Value::boolean(true), integer(1));
  t->set(L, Value::boolean(false), integer(2));
  t->set_int(L, INT64_MAX, integer(3));
  t->set_int(L, INT64_MIN, integer(4));
  t->set_int(L, -1, integer(5));
  CHECK(t->get(Value::boolean(true)).i == 1);
  CHECK(t->get(Value::boolean(false)).i == 2);
  CHECK(t->get_int(INT64_MAX).i == 3);
  CHECK(t->get_int(INT64_MIN).i == 4);
  CHECK(t->get_int(-1).i == 5);
  CHECK(!Table::is_valid_key(Value()));
  CHECK(!Table::is_valid_key(Value::number(NAN)));
}

TEST_CASE_FIXTURE(StateFixture, "long strings are keys by content") {
  std::string text(100, 'x');
  Table* t = table();
  t->set_str(L, str(text), integer(1));
  CHECK(t->get_str(str(text)).i == 1);
  CHECK(t->get(str_value(text)).i == 1);
  text[99] = 'y';
  CHECK(t->get_str(str(text)).is_nil());
}

TEST_CASE_FIXTURE(StateFixture, "properties keep their slots when removed") {
  Table* t = table();
  t->set_str(L, str("a"), integer(1));
  t->set_str(L, str("b"), integer(2));
  Shape* shape = t->shape;
  t->set_str(L, str("a"), Value());
  CHECK(t->shape == shape);
  CHECK(t->get_str(str("a")).is_nil());
  CHECK(keys_of(t).size() == 1);
  t->set_str(L, str("a"), integer(3));
  CHECK(t->shape == shape);
  CHECK(t->get_str(str("a")).i == 3);
}

TEST_CASE_FIXTURE(StateFixture, "storing nil under an absent key adds nothing") {
  Table* t = table();
  t->set_str(L, str("a"), Value());
  t->set_int(L, 1, Value());
  t->set_int(L, 77, Value());
  t->set(L, Value::number(0.5), Value());
  CHECK(t->shape->slot_count() == 0);
  CHECK(t->asize == 0);
  CHECK(t->hash() == nullptr);
}

TEST_CASE_FIXTURE(StateFixture, "many properties make a dictionary") {
  Table* t = table();
  for (int i = 0; i < 1000; ++i)
    t->set_str(L, str("key" + std::to_string(i)), integer(i));
  CHECK(t->shape->is_dictionary());
  for (int i = 0; i < 1000; ++i)
    CHECK(t->get_str(str("key" + std::to_string(i))).i == i);
  CHECK(keys_of(t).size() == 1000);
  Table* mt = table();
  t->set_metatable(L, mt);
  CHECK(t->shape->is_dictionary());
  CHECK(t->metatable() == mt);
  t->set_metatable(L, nullptr);
  CHECK(t->metatable() == nullptr);
  CHECK(t->get_str(str("key7")).i == 7);
}

TEST_CASE_FIXTURE(StateFixture, "properties that come and go make a dictionary") {
  Table* t = table();
  for (int i = 0; i < 100; ++i) {
    String* key = str("key" + std::to_string(i));
    t->set_str(L, key, integer(i));
    t->set_str(L, key, Value());
  }
  CHECK(t->shape->is_dictionary());
  CHECK(keys_of(t).empty());
}

TEST_CASE_FIXTURE(StateFixture, "room asked for in advance is there") {
  Table* t = Table::make(L, 100, 10);
  uint64_t *array = t->array, *slots = t->slots;
  for (int64_t i = 1; i <= 100; ++i)
    t->set_int(L, i, integer(i));
  for (int i = 0; i < 10; ++i)
    t->set_str(L, str("k" + std::to_string(i)), integer(i));
  CHECK(t->array == array);
  CHECK(t->slots == slots);
  CHECK(Table::make(L, 0, 1000)->shape->is_dictionary());
}

TEST_CASE_FIXTURE(StateFixture, "list constructors") {
  Value values[] = {integer(1), Value(), integer(3), Value(), Value()};
  Table* t = table();
  t->set_list(L, 1, values, 5);
  CHECK(t->asize == 4);
  CHECK(t->get_int(1).i == 1);
  CHECK(t->get_int(2).is_nil());
  CHECK(t->get_int(3).i == 3);
  t->set_list(L, 4, values, 3);
  CHECK(t->length() == 6);
  CHECK(t->get_int(6).i == 3);

  Table* mixed = table();
  mixed->set_str(L, str("x"), integer(0));
  mixed->set_int(L, 3, integer(33));
  mixed->set_list(L, 1, values, 3);
  CHECK(mixed->get_int(3).i == 3);
  CHECK(keys_of(mixed).size() == 3);
  Table* nothing = table();
  nothing->set_list(L, 1, values + 3, 2);
  CHECK(nothing->length() == 0);
  CHECK(keys_of(nothing).empty());
}

TEST_CASE_FIXTURE(StateFixture, "the border continues in the hash part") {
  Table* t = table();
  // 1, 2, 4 and 5 are too few for an array of 8: 5 stays in the hash part.
  for (int64_t i : {1, 2, 3})
    t->set_int(L, i, integer(i));
  t->set_int(L, 5, integer(5));
  t->set_int(L, 6, integer(6));
  CHECK(t->length() == 3);
  t->set_int(L, 4, integer(4));
  CHECK(t->length() == 6);
}

TEST_CASE_FIXTURE(StateFixture, "traversal goes through array, properties and hash part") {
  Table* t = table();
  t->set(L, Value::number(2.5), integer(5));
  t->set_str(L, str("p"), integer(3));
  t->set_str(L, str("q"), integer(4));
  t->set_int(L, 1, integer(1));
  t->set_int(L, 2, integer(2));
  std::vector<Value> keys = keys_of(t);
  REQUIRE(keys.size() == 5);
  CHECK(keys[0].i == 1);
  CHECK(keys[1].i == 2);
  CHECK(keys[2].string()->view() == "p");
  CHECK(keys[3].string()->view() == "q");
  CHECK(keys[4].f == 2.5);
  Value key, value;
  CHECK(t->next(integer(99), &key, &value) == Table::Next::InvalidKey);
  CHECK(t->next(str_value("none"), &key, &value) == Table::Next::InvalidKey);
  CHECK(t->next(Value::boolean(true), &key, &value) == Table::Next::InvalidKey);
}

TEST_CASE_FIXTURE(StateFixture, "everything may be removed during a traversal") {
  Table* t = root(table());
  for (int64_t i = 1; i <= 50; ++i)
    t->set_int(L, i, integer(i));
  for (int64_t i = 1000; i <= 1010; ++i)
    t->set_int(L, i, integer(i));
  for (int i = 0; i < 20; ++i)
    t->set_str(L, str("k" + std::to_string(i)), integer(i));
  for (int i = 0; i < 20; ++i)
    t->set(L, Value::number(i + 0.5), integer(i));
  for (int i = 0; i < 20; ++i)
    t->set(L, Value::of(table()), integer(i));
  for (int i = 0; i < 5; ++i)
    t->set_str(L, str(std::string(50 + i, 'l')), integer(i));
  int count = 0;
  Value key, value;
  Value* slot = L->top;
  root(key);
  while (true) {
    Table::Next outcome = t->next(*slot, &key, &value);
    REQUIRE(outcome != Table::Next::InvalidKey);
    if (outcome == Table::Next::End) break;
    *slot = key;
    t->set(L, key, Value());
    ++count;
    if (count % 3 == 0) collect();
  }
  CHECK(count == 50 + 11 + 20 + 20 + 20 + 5);
  CHECK(keys_of(t).empty());
}

TEST_CASE_FIXTURE(StateFixture, "the cache of absent events is cleared when a key is added") {
  Table* t = table();
  auto clears = [&](const Value& key, const Value& value) {
    t->absent_events() = 0xffff;
    t->set(L, key, value);
    return t->absent_events() == 0;
  };
  CHECK(clears(str_value("__index"), integer(1)));
  CHECK(!clears(str_value("__index"), integer(2)));
  CHECK(!clears(str_value("__index"), Value()));
  CHECK(clears(str_value("__index"), integer(3)));
  for (int i = 0; i < 200; ++i)
    CHECK(clears(str_value("k" + std::to_string(i)), integer(i)));
  CHECK(clears(Value::of(t), integer(1)));
}

TEST_CASE_FIXTURE(StateFixture, "keys of all kinds are spread over the hash part") {
  auto longest_chain = [](const Table* t) {
    int longest = 0;
    for (const Table::HashNode& node : t->hash()->all()) {
      int length = 1;
      for (const Table::HashNode* n = &node; n->next; n = t->hash()->nodes + (n->next - 1))
        ++length;
      longest = std::max(longest, length);
    }
    return longest;
  };
  auto chain_of = [&](auto key) {
    Table* t = root(table());
    for (int64_t i = 1; i <= 4000; ++i)
      t->set(L, key(i), Value::boolean(true));
    REQUIRE(t->hash());
    return longest_chain(t);
  };
  CHECK(chain_of([](int64_t i) { return Value::integer(-i); }) < 16);
  CHECK(chain_of([](int64_t i) { return Value::integer(i * 4096); }) < 16);
  CHECK(chain_of([](int64_t i) { return Value::integer(i << 45); }) < 16);
  CHECK(chain_of([](int64_t i) { return Value::number(static_cast<double>(i) + 0.5); }) < 16);
  CHECK(chain_of([](int64_t i) { return Value::number(1 / static_cast<double>(i)); }) < 16);
}

namespace {

// Keys of each kind beside what lies inside the table; the hash part has to make way for itself.
void check_hash_beside_vector(StateFixture& f, Table* t, int64_t first_free) {
  for (int64_t i = 0; i < 20; ++i) {
    t->set(f.L, Value::number(static_cast<double>(i) + 0.5), integer(i));
    t->set_int(f.L, first_free + i * 1000, integer(-i));
  }
  t->set(f.L, Value::boolean(true), integer(7));
  for (int64_t i = 0; i < 20; ++i) {
    CHECK(t->get(Value::number(static_cast<double>(i) + 0.5)).i == i);
    CHECK(t->get_int(first_free + i * 1000).i == -i);
  }
  CHECK(t->get(Value::boolean(true)).i == 7);
}

}  // namespace

TEST_CASE_FIXTURE(StateFixture, "properties inside a table move out when a hash part comes") {
  Table* t = Table::make(L, 0, 2);
  t->set_str(L, str("x"), integer(1));
  t->set_str(L, str("y"), integer(2));
  CHECK((t->flags & Table::kSlotsInside) != 0);
  CHECK(t->hash() == nullptr);
  check_hash_beside_vector(*this, t, 1000);
  CHECK((t->flags & Table::kSlotsInside) == 0);
  CHECK(t->get_str(str("x")).i == 1);
  CHECK(t->get_str(str("y")).i == 2);
}

TEST_CASE_FIXTURE(StateFixture, "elements inside a table move out when a hash part comes") {
  Table* t = Table::make(L, 3, 0);
  for (int64_t i = 1; i <= 3; ++i)
    t->set_int(L, i, integer(i));
  CHECK((t->flags & Table::kArrayInside) != 0);
  check_hash_beside_vector(*this, t, 1000);
  CHECK((t->flags & Table::kArrayInside) == 0);
  CHECK(t->length() == 3);
  for (int64_t i = 1; i <= 3; ++i)
    CHECK(t->get_int(i).i == i);
}

TEST_CASE_FIXTURE(StateFixture, "properties and elements lie inside together, and move out apart") {
  auto filled = [this] {
    Table* t = Table::make(L, 3, 2);
    CHECK((t->flags & Table::kVectorInside) == Table::kVectorInside);
    for (int64_t i = 1; i <= 3; ++i)
      t->set_int(L, i, integer(i));
    t->set_str(L, str("x"), integer(10));
    t->set_str(L, str("y"), integer(20));
    CHECK((t->flags & Table::kVectorInside) == Table::kVectorInside);
    return t;
  };
  auto check = [this](Table* t) {
    for (int64_t i = 1; i <= 3; ++i)
      CHECK(t->get_int(i).i == i);
    CHECK(t->get_str(str("x")).i == 10);
    CHECK(t->get_str(str("y")).i == 20);
  };
  Table* hashed = filled();
  check_hash_beside_vector(*this, hashed, 1000);
  CHECK((hashed->flags & Table::kVectorInside) == 0);
  check(hashed);
  Table* longer = filled();
  for (int64_t i = 4; i <= 40; ++i)
    longer->set_int(L, i, integer(i));
  CHECK((longer->flags & Table::kVectorInside) == Table::kSlotsInside);
  CHECK(longer->hash() == nullptr);
  check(longer);
  for (int i = 0; i < 20; ++i)
    longer->set_str(L, str("key" + std::to_string(i)), integer(i));
  CHECK((longer->flags & Table::kVectorInside) == 0);
  CHECK(longer->hash() == nullptr);
  check(longer);
  Table* wider = filled();
  for (int i = 0; i < 20; ++i)
    wider->set_str(L, str("key" + std::to_string(i)), integer(i));
  CHECK((wider->flags & Table::kVectorInside) == Table::kArrayInside);
  CHECK(wider->hash() == nullptr);
  check(wider);
  check_hash_beside_vector(*this, wider, 1000);
  CHECK((wider->flags & Table::kVectorInside) == 0);
  check(wider);
}

TEST_CASE_FIXTURE(StateFixture, "vectors inside a table that grow leave no hash part behind") {
  Table* t = Table::make(L, 0, 2);
  for (int i = 0; i < 10; ++i)
    t->set_str(L, str("key" + std::to_string(i)), integer(i));
  CHECK((t->flags & Table::kSlotsInside) == 0);
  CHECK(t->hash() == nullptr);
  Table* list = Table::make(L, 2, 0);
  for (int64_t i = 1; i <= 10; ++i)
    list->set_int(L, i, integer(i));
  CHECK((list->flags & Table::kArrayInside) == 0);
  CHECK(list->hash() == nullptr);
}

TEST_CASE_FIXTURE(StateFixture, "a metatable keeps the root of its tables' shapes as it changes") {
  Table* meta = Table::make(L, 0, 2);
  meta->set_str(L, str("x"), integer(1));
  Table* first = table();
  first->set_metatable(L, meta);
  CHECK(first->settle(L));
  Shape* shape = meta->root_shape();
  REQUIRE(shape != nullptr);
  CHECK(first->shape == shape);
  CHECK(meta->get_str(str("x")).i == 1);
  check_hash_beside_vector(*this, meta, 1000);
  for (int i = 0; i < 200; ++i)  // until it is a dictionary
    meta->set_str(L, str("key" + std::to_string(i)), integer(i));
  CHECK(meta->shape->is_dictionary());
  for (int64_t i = 1; i <= 100; ++i)
    meta->set_int(L, i, integer(i));
  CHECK(meta->root_shape() == shape);
  root(meta);
  collect();
  Table* second = table();
  second->set_metatable(L, meta);
  CHECK(second->shape == meta->root_shape());
}

TEST_CASE_FIXTURE(StateFixture, "sizes of small tables") {
  auto bytes = [](Table* t) { return gc::block_of(t)->cell_bytes; };
  CHECK(bytes(table()) <= 48);
  CHECK(bytes(Table::make(L, 0, 2)) <= 64);
  CHECK(bytes(Table::make(L, 1, 0)) <= 64);
}
