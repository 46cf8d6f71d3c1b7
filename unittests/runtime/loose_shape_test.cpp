// Loose shapes: tables that keep their metatable behind their slots, how they grow, what settles
// them, and that the collector sees the metatable.
#include <string>

#include "runtime/interp/field_access.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;
using namespace perilune::interp;

namespace {

struct LooseFixture : StateFixture {
  Table* metatable_of(const char* event, const Value& handler) {
    Table* metatable = root(table());
    metatable->set_str(L, str(event), handler);
    return metatable;
  }
  // A table under a metatable of its own, which inherits from `parent`.
  Table* scope(Table* parent) {
    Table* t = root(table());
    t->set_metatable(L, metatable_of("__index", Value::of(parent)));
    return t;
  }
};

}  // namespace

TEST_CASE_FIXTURE(LooseFixture,
                  "the first instance of a metatable has a loose shape, others a plain one") {
  Table *parent = root(table()), *a = scope(parent), *b = scope(parent);
  CHECK(a->shape->is_loose());
  CHECK(a->shape == b->shape);
  CHECK(a->metatable() != b->metatable());
  CHECK(a->metatable()->uses() == 1);
  CHECK(a->metatable()->root_shape() == nullptr);
  Table* second = root(table());
  second->set_metatable(L, a->metatable());
  CHECK_FALSE(second->shape->is_loose());
  CHECK(second->metatable() == a->metatable());
  CHECK(a->metatable()->root_shape() == second->shape);
  // A class is made for several.
  Table* c = root(table());
  c->set_str(L, str("__index"), Value::of(c));
  Table* instance = root(table());
  instance->set_metatable(L, c);
  CHECK_FALSE(instance->shape->is_loose());
}

TEST_CASE_FIXTURE(LooseFixture,
                  "the metatable stays where the table can find it while slots grow") {
  Table *parent = root(table()), *t = scope(parent);
  Table* metatable = t->metatable();
  for (uint32_t i = 0; i < Shape::kMaxSlots; ++i) {
    t->set_str(L, str("k" + std::to_string(i)), Value::integer(i));
    CHECK(t->shape->is_loose());
    CHECK(t->metatable() == metatable);
    CHECK(t->shape->slot_count() <= t->slot_capacity());
    CHECK(t->slot_room() == t->slot_capacity() + 1);
  }
  for (uint32_t i = 0; i < Shape::kMaxSlots; ++i)
    CHECK(t->get_str(str("k" + std::to_string(i))).i == i);
  collect();
  CHECK(t->metatable() == metatable);
  t->set_str(L, str("more"), Value::integer(1));
  CHECK(t->shape->is_dictionary());
  CHECK(t->metatable() == metatable);
  CHECK(t->get_str(str("k7")).i == 7);
}

TEST_CASE_FIXTURE(LooseFixture,
                  "tables of all sizes get a metatable of their own and keep their fields") {
  for (uint32_t hint = 0; hint < 20; ++hint) {
    Table* t = root(Table::make(L, hint % 3, hint));
    for (uint32_t i = 0; i < hint; ++i)
      t->set_str(L, str("k" + std::to_string(i)), Value::integer(i));
    Table* metatable = metatable_of("__add", Value::integer(1));
    t->set_metatable(L, metatable);
    CHECK(t->shape->is_loose());
    CHECK(t->metatable() == metatable);
    t->set_int(L, 1, Value::integer(5));
    t->set_int(L, 1000, Value::integer(6));
    t->set_str(L, str("last"), Value::integer(7));
    CHECK(t->metatable() == metatable);
    for (uint32_t i = 0; i < hint; ++i)
      CHECK(t->get_str(str("k" + std::to_string(i))).i == i);
    CHECK(t->get_int(1000).i == 6);
    CHECK(t->get_str(str("last")).i == 7);
    uint32_t keys = 0;
    Value key, next, value;
    while (t->next(key, &next, &value) == Table::Next::Found) {
      key = next;
      ++keys;
    }
    CHECK(keys == hint + 3);
  }
}

TEST_CASE_FIXTURE(LooseFixture, "settling gives the shape that names the metatable") {
  Table *parent = root(table()), *t = scope(parent);
  t->set_str(L, str("x"), Value::integer(1));
  Table* metatable = t->metatable();
  uint32_t room = t->slot_room();
  CHECK(t->settle(L));
  CHECK_FALSE(t->shape->is_loose());
  CHECK(t->shape->metatable() == metatable);
  CHECK(t->slot_capacity() == room);
  CHECK(t->get_str(str("x")).i == 1);
  CHECK(t->settle(L));
  // A link has a shape of its own, which says everything.
  Table* other = scope(parent);
  other->set_str(L, str("x"), Value::integer(2));
  CHECK(other->become_link(L));
  CHECK_FALSE(other->shape->is_loose());
  CHECK(other->metatable() != metatable);
  CHECK(other->get_str(str("x")).i == 2);
}

TEST_CASE_FIXTURE(LooseFixture, "metatables are replaced and taken away") {
  Table *parent = root(table()), *t = scope(parent);
  t->set_str(L, str("x"), Value::integer(1));
  Table* mine = metatable_of("__index", Value::of(parent));
  t->set_metatable(L, mine);
  CHECK(t->shape->is_loose());
  CHECK(t->metatable() == mine);
  uint32_t room = t->slot_room();
  t->set_metatable(L, nullptr);
  CHECK_FALSE(t->shape->is_loose());
  CHECK(t->metatable() == nullptr);
  CHECK(t->slot_capacity() == room);
  t->set_metatable(L, mine);
  CHECK_FALSE(t->shape->is_loose());
  CHECK(t->metatable() == mine);
  CHECK(t->get_str(str("x")).i == 1);
}

TEST_CASE_FIXTURE(LooseFixture,
                  "the collector visits the metatable, which nothing else refers to") {
  Table *parent = root(table()), *t = root(table());
  {
    Table* metatable = table();
    metatable->set_str(L, str("__index"), Value::of(parent));
    t->set_metatable(L, metatable);
  }
  collect();
  Table* fresh = table();  // would get its memory
  fresh->set_str(L, str("__index"), Value::integer(1));
  CHECK(t->metatable() != fresh);
  CHECK(t->metatable()->get_str(str("__index")).p == parent);
}

TEST_CASE_FIXTURE(LooseFixture,
                  "reads go along the chain, and settle a table that is asked often") {
  Table *parent = root(table()), *t = scope(parent);
  Value out;
  parent->set_str(L, str("x"), Value::integer(3));
  metamethod_in(L, t->metatable(), Event::Index);
  // Keys that may be any string do not count.
  for (int i = 0; i < 20; ++i)
    CHECK(string_hit(L, t, str("x"), &out) == Hit::Done);
  CHECK(out.i == 3);
  CHECK(t->metatable()->uses() == 1);
  int hits = 0;
  while (field_hit(L, t, str("x"), &out) == Hit::Done)
    ++hits;
  CHECK(hits == Table::kManyUses - 1);
  CHECK(t->shape->is_loose());
  CHECK(learn_get(L, nullptr, Value::of(t), str("x"), &out));
  CHECK(out.i == 3);
  CHECK_FALSE(t->shape->is_loose());
  for (const SharedReads::Field& field : L->global->shared_reads.all())
    CHECK_FALSE((field.shape && field.shape->is_loose()));
}

TEST_CASE_FIXTURE(LooseFixture, "stores ask the table's own metatable") {
  Table *parent = root(table()), *a = scope(parent), *b = scope(parent);
  a->set_str(L, str("x"), Value::integer(1));
  Value handler =
      Value::of(root(NativeFunction::make(L, [](State*) { return NativeResult{}; }, "f", 0)));
  b->metatable()->set_str(L, str("__newindex"), handler);
  metamethod_in(L, a->metatable(), Event::NewIndex);
  metamethod_in(L, b->metatable(), Event::NewIndex);
  b->set_str(L, str("room"), Value::integer(1));
  CHECK(field_store(L, b, str("x"), Value::integer(2)) == Hit::Handler);
  CHECK(field_store(L, b, str("room"), Value::integer(2)) == Hit::Done);
  CHECK(b->get_str(str("room")).i == 2);
  Table* c = scope(parent);
  metamethod_in(L, c->metatable(), Event::NewIndex);
  CHECK(field_store(L, a, str("x"), Value::integer(4)) == Hit::Done);
  CHECK(a->get_str(str("x")).i == 4);
  for (const SharedStores::Field& field : L->global->shared_stores.all())
    CHECK(field.shape == nullptr);
}
