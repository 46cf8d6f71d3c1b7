// Shapes: sharing, slots, metatables, limits, and what the collector drops.
#include "runtime/shape.h"

#include "runtime/shape_map.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

TEST_CASE_FIXTURE(StateFixture, "the same keys in the same order give the same shape") {
  Table *a = table(), *b = table(), *c = table();
  for (const char* key : {"x", "y", "z"}) {
    a->set_str(L, str(key), Value::integer(1));
    b->set_str(L, str(key), Value::integer(2));
  }
  for (const char* key : {"x", "z", "y"})
    c->set_str(L, str(key), Value::integer(3));
  CHECK(a->shape == b->shape);
  CHECK(a->shape != c->shape);
  CHECK(a->shape->slot_count() == 3);
  CHECK(a->shape->lookup(str("y")) == 1);
  CHECK(c->shape->lookup(str("y")) == 2);
  CHECK(a->shape->lookup(str("w")) == Shape::kNoSlot);
  CHECK(a->shape->key_at(2) == str("z"));
}

TEST_CASE_FIXTURE(StateFixture, "shapes of a chain see only their own keys") {
  Shape* shapes[Shape::kMaxSlots + 1] = {L->global->empty_shape};
  for (uint32_t i = 0; i < Shape::kMaxSlots; ++i)
    shapes[i + 1] = shapes[i]->add_key(L, str("k" + std::to_string(i)));
  for (uint32_t n = 0; n <= Shape::kMaxSlots; n += 7)
    for (uint32_t i = 0; i < Shape::kMaxSlots; ++i)
      CHECK(shapes[n]->lookup(str("k" + std::to_string(i))) == (i < n ? i : Shape::kNoSlot));
  CHECK(shapes[Shape::kMaxSlots]->add_key(L, str("more")) == nullptr);
}

TEST_CASE_FIXTURE(StateFixture, "branches have keys of their own") {
  Shape* trunk = L->global->empty_shape;
  for (const char* key : {"a", "b", "c"})
    trunk = trunk->add_key(L, str(key));
  std::vector<Shape*> branches;
  for (int i = 0; i < 50; ++i)
    branches.push_back(trunk->add_key(L, str("n" + std::to_string(i))));
  for (int i = 0; i < 50; ++i) {
    CHECK(branches[i] == trunk->add_key(L, str("n" + std::to_string(i))));
    CHECK(branches[i]->lookup(str("c")) == 2);
    CHECK(branches[i]->lookup(str("n" + std::to_string(i))) == 3);
    CHECK(branches[i]->lookup(str("n" + std::to_string(i + 1))) == Shape::kNoSlot);
  }
}

TEST_CASE_FIXTURE(StateFixture, "keys that are data do not make shapes without end") {
  size_t dictionaries = 0;
  for (int i = 0; i < 3000; ++i) {
    Table* t = table();
    t->set_str(L, str("id" + std::to_string(i)), Value::integer(i));
    CHECK(t->get_str(str("id" + std::to_string(i))).i == i);
    dictionaries += t->shape->is_dictionary();
  }
  CHECK(dictionaries > 1000);
}

TEST_CASE_FIXTURE(StateFixture, "objects of a class share a shape") {
  Table *point = table(), *other = table();
  auto make = [&](Table* of) {
    Table* t = table();
    t->set_str(L, str("x"), Value::integer(1));
    t->set_str(L, str("y"), Value::integer(2));
    t->set_metatable(L, of);
    return t;
  };
  Table *a = make(point), *b = make(point), *c = make(other);
  CHECK(a->settle(L));  // the first one
  CHECK(a->shape == b->shape);
  CHECK(a->shape != c->shape);
  CHECK(a->metatable() == point);
  CHECK(c->metatable() == other);
  CHECK(make(point)->shape == a->shape);
  CHECK(a->get_str(str("y")).i == 2);

  Table* early = table();
  early->set_metatable(L, point);
  early->set_str(L, str("x"), Value::integer(1));
  early->set_str(L, str("y"), Value::integer(2));
  CHECK(early->shape == a->shape);

  a->set_metatable(L, nullptr);
  CHECK(a->metatable() == nullptr);
  CHECK(a->get_str(str("x")).i == 1);
  Table* plain = table();
  plain->set_str(L, str("x"), Value::integer(1));
  plain->set_str(L, str("y"), Value::integer(2));
  CHECK(plain->shape == a->shape);
}

TEST_CASE_FIXTURE(StateFixture, "a table beyond the limits of add_key can still change metatable") {
  Table* mt = table();
  // Fill the children of mt's root.
  for (int i = 0; i < 1100; ++i) {
    Table* t = table();
    t->set_metatable(L, mt);
    t->set_str(L, str("f" + std::to_string(i)), Value::integer(i));
  }
  Table* t = table();
  t->set_str(L, str("fresh"), Value::integer(1));
  REQUIRE(!t->shape->is_dictionary());
  t->set_metatable(L, mt);
  CHECK(!t->shape->is_dictionary());
  CHECK(t->metatable() == mt);
  CHECK(t->get_str(str("fresh")).i == 1);
}

TEST_CASE_FIXTURE(StateFixture, "unused shapes die, used ones survive with their keys") {
  Table* kept = root(table());
  kept->set_str(L, str("first"), Value::integer(1));
  collect();
  size_t before = heap().bytes();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 300; ++i) {
      Table* t = table();
      t->set_str(L, str("first"), Value::integer(1));
      t->set_str(L, str("other" + std::to_string(i)), Value::integer(i));
      Table* mt = table();
      t->set_metatable(L, mt);
    }
    collect();
    CHECK(kept->get_str(str("first")).i == 1);
    // Tables of transitions may have grown; nothing else may remain.
    CHECK(heap().bytes() < before + 20'000);
  }
  kept->set_str(L, str("second"), Value::integer(2));
  CHECK(kept->shape->lookup(str("second")) == 1);
  CHECK(kept->shape->lookup(str("first")) == 0);
}
