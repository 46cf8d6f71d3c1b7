// What field accesses learn: the table's own keys, inherited and absent ones, stores that add a
// key; the cache that all of them share; the hints about the sizes of tables.
#include "runtime/field_cache.h"

#include <vector>

#include "runtime/interp/inline_cache.h"
#include "runtime/table.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

struct CacheFixture : StateFixture {
  // A class that objects inherit from.
  Table* make_class() {
    Table* c = root(table());
    c->set_str(L, str("__index"), Value::of(c));
    return c;
  }
  Table* make_object(Table* of) {
    Table* o = root(table());
    o->set_metatable(L, of);
    return o;
  }
  // Chains are followed when a shape has been met some times.
  static constexpr int kEnough = 6;
  FieldCache learnt(Table* object, std::string_view key) {
    FieldCache cache{};
    for (int i = 0; i < kEnough; ++i)
      interp::learn_get(L, &cache, Value::of(object), str(key), &found);
    return cache;
  }
  FieldCache learnt_store(Table* object, std::string_view key) {
    FieldCache cache{};
    for (int i = 0; i < kEnough; ++i)
      interp::learn_set(L, &cache, Value::of(object), str(key));
    return cache;
  }
  Value found;  // by the last read
  bool is_valid(const FieldCache& cache) const { return cache.epoch == L->global->chain_epoch; }
  const SharedReads::Field* shared(const Table* object, std::string_view key) {
    return L->global->shared_reads.find(object->shape, str(key));
  }
};

}  // namespace

TEST_CASE_FIXTURE(CacheFixture, "a key of the table itself is known by shape and slot") {
  Table* t = root(table());
  t->set_str(L, str("w"), Value::integer(1));
  t->set_str(L, str("x"), Value::integer(2));
  FieldCache cache{};
  interp::learn_get(L, &cache, Value::of(t), str("x"), &found);
  CHECK(cache.shape == t->shape);
  CHECK(cache.slot == 1);
  CHECK(cache.far_shape == nullptr);
  REQUIRE(shared(t, "x"));
  CHECK(shared(t, "x")->known == Known::Own);
  CHECK(shared(t, "x")->slot == 1);
  CHECK(shared(t, "x")->target == nullptr);
  CHECK(shared(t, "w") == nullptr);
}

TEST_CASE_FIXTURE(CacheFixture,
                  "an inherited key is known when its shape has been met some times") {
  Table* c = make_class();
  c->set_str(L, str("get"), Value::integer(5));
  Table* o = make_object(c);
  FieldCache once{};
  interp::learn_get(L, &once, Value::of(o), str("get"), &found);
  CHECK(once.far_shape == nullptr);
  CHECK_FALSE(c->shape->is_link());
  FieldCache cache = learnt(o, "get");
  CHECK(c->shape->is_link());
  CHECK(cache.shape == nullptr);
  CHECK(cache.far_shape == o->shape);
  CHECK(cache.holder == c);
  CHECK(vector_get(c->slots, cache.far_slot).i == 5);
  CHECK(is_valid(cache));
  CHECK(shared(o, "get")->known == Known::Far);
  CHECK(shared(o, "get")->target == c);
}

TEST_CASE_FIXTURE(CacheFixture, "what is inherited is forgotten when a link on the way changes") {
  Table *far = make_class(), *near = make_class();
  far->set_str(L, str("get"), Value::integer(1));
  near->set_metatable(L, far);
  Table* o = make_object(near);
  auto still_valid_after = [&](auto change) {
    FieldCache cache = learnt(o, "get");
    REQUIRE(cache.holder == far);
    REQUIRE(is_valid(cache));
    change();
    return is_valid(cache);
  };
  CHECK(still_valid_after([&] { far->set_str(L, str("get"), Value::integer(2)); }));
  CHECK(still_valid_after([&] { o->set_int(L, 1, Value::integer(2)); }));
  CHECK_FALSE(still_valid_after([&] { near->set_str(L, str("other"), Value::integer(1)); }));
  CHECK_FALSE(still_valid_after([&] { far->set_str(L, str("more"), Value::integer(1)); }));
  CHECK_FALSE(still_valid_after([&] { near->set_str(L, str("__index"), Value::of(near)); }));
  CHECK_FALSE(still_valid_after([&] {
    near->set_metatable(L, nullptr);
    near->set_metatable(L, far);
  }));
  CHECK_FALSE(still_valid_after([&] {
    near->set_str(L, str("get"), Value::integer(3));
    near->set_str(L, str("get"), Value());
  }));
  // The key is there, in a slot that holds nil: that it appears is a change.
  CHECK_FALSE(still_valid_after([&] { near->set_str(L, str("get"), Value::integer(3)); }));
  CHECK(learnt(o, "get").holder == near);
}

TEST_CASE_FIXTURE(CacheFixture, "that nobody has a key is known, too") {
  Table* c = make_class();
  Table* o = make_object(c);
  FieldCache cache = learnt(o, "absent");
  CHECK(cache.far_shape == o->shape);
  CHECK(cache.holder == nullptr);
  CHECK(is_valid(cache));
  CHECK(shared(o, "absent")->known == Known::Absent);
  CHECK(vector_tag(shared(o, "absent")->target->slots, 0) == Tag::Nil);
  c->set_str(L, str("absent"), Value::integer(1));
  CHECK_FALSE(is_valid(cache));
  CHECK(learnt(o, "absent").holder == c);
}

TEST_CASE_FIXTURE(CacheFixture, "a key whose value is gone is the table's own all the same") {
  Table* c = make_class();
  c->set_str(L, str("x"), Value::integer(1));
  Table* o = make_object(c);
  o->set_str(L, str("x"), Value::integer(2));
  o->set_str(L, str("x"), Value());
  FieldCache cache = learnt(o, "x");
  CHECK(cache.shape == o->shape);
  CHECK(shared(o, "x")->known == Known::Own);
  CHECK(shared(o, "x")->slot == cache.slot);
  CHECK(found.i == 1);
}

TEST_CASE_FIXTURE(CacheFixture, "chains that are no tables, or too long, are not learnt") {
  Table* o = make_object(make_class());
  o->metatable()->set_str(L, str("__index"), Value::integer(1));
  CHECK(learnt(o, "x").far_shape == nullptr);
  Table* of = make_class();
  of->set_str(L, str("x"), Value::integer(1));
  for (int i = 0; i < 20; ++i) {
    Table* c = make_class();
    c->set_metatable(L, of);
    of = c;
  }
  CHECK(learnt(make_object(of), "x").far_shape == nullptr);
  // What leads round in a circle ends as well.
  Table* own = make_class();
  own->set_metatable(L, own);
  CHECK(learnt(make_object(own), "x").far_shape == nullptr);
}

TEST_CASE_FIXTURE(CacheFixture, "dictionaries and long keys are not learnt") {
  Table* t = root(table());
  for (int i = 0; i < 200; ++i)
    t->set_str(L, str("k" + std::to_string(i)), Value::integer(i));
  REQUIRE(t->shape->is_dictionary());
  CHECK(learnt(t, "k1").shape == nullptr);
  CHECK(learnt_store(t, "k1").shape == nullptr);
  std::string text(100, 'k');
  Table* u = root(table());
  u->set(L, str_value(text), Value::integer(1));
  CHECK(learnt(u, text).shape == nullptr);
}

TEST_CASE_FIXTURE(CacheFixture, "stores know whether a key may be added without asking") {
  Table* c = make_class();
  Table* o = make_object(c);
  // Where that leads to is known when a table has got there.
  CHECK(learnt_store(o, "x").far_shape == nullptr);
  make_object(c)->set_str(L, str("x"), Value::integer(1));
  FieldCache cache = learnt_store(o, "x");
  CHECK(cache.far_shape == o->shape);
  CHECK(cache.far_slot == 0);
  CHECK(cache.next == o->shape->find_child(str("x")));
  CHECK(is_valid(cache));
  c->set_str(L, str("__newindex"), Value::integer(1));
  CHECK_FALSE(is_valid(cache));
  CHECK(learnt_store(o, "x").far_shape == nullptr);
  o->set_str(L, str("x"), Value::integer(1));
  CHECK(learnt_store(o, "x").shape == o->shape);
  // Nothing is added to a link, nor an event stored, behind the back of the caches.
  learnt(o, "missing");
  REQUIRE(c->shape->is_link());
  CHECK(learnt_store(c, "new").far_shape == nullptr);
  CHECK(learnt_store(c, "__index").shape == nullptr);
}

TEST_CASE_FIXTURE(CacheFixture, "strings have what their metatable's index has") {
  Table* library = make_class();
  library->set_str(L, str("len"), Value::integer(3));
  L->global->type_metatables[static_cast<int>(Tag::String)] = library;
  FieldCache cache{};
  Value text = str_value("text");
  for (int i = 0; i < kEnough; ++i)
    interp::learn_get(L, &cache, text, str("len"), &found);
  CHECK(found.i == 3);
  CHECK(cache.holder == library);
  CHECK(cache.far_shape == interp::cache_shape(L, text));
  CHECK(interp::cache_shape(L, Value::integer(1)) == nullptr);
}

TEST_CASE_FIXTURE(CacheFixture, "the shared cache has two places for a pair") {
  SharedReads& fields = L->global->shared_reads;
  Table* t = root(table());
  t->set_str(L, str("x"), Value::integer(1));
  learnt(t, "x");
  SharedReads::Field* field = fields.find(t->shape, str("x"));
  REQUIRE(field);
  CHECK(field == &fields.first(t->shape, field_hash(str("x"))));
  CHECK(&fields.second(fields.second(*field)) == field);
  // A pair that comes to the same place leaves the first one its other.
  SharedReads::Field known = *field;
  fields.second(*field) = known;
  field->key = str("y");
  CHECK(fields.find(t->shape, str("x")) == &fields.second(*field));
  CHECK(fields.claim(t->shape, str("x")).slot == known.slot);
  // A third one takes the older one's.
  CHECK(fields.claim(L->global->empty_shape, str("z")).known == Known::Nothing);
  fields.clear();
  CHECK(fields.find(t->shape, str("x")) == nullptr);
}

TEST_CASE_FIXTURE(CacheFixture,
                  "what the shared cache knows survives collections as long as it lives") {
  Table* c = make_class();
  c->set_str(L, str("get"), Value::integer(5));
  Table* o = make_object(c);
  o->set_str(L, str("x"), Value::integer(1));
  learnt(o, "x");
  learnt(o, "get");
  {
    Table* short_lived = make_object(make_class());
    short_lived->set_str(L, str("x"), Value::integer(1));
    learnt(short_lived, "x");
    REQUIRE(shared(short_lived, "x"));
    L->top -= 2;
  }
  auto count = [&] {
    int known = 0;
    for (const SharedReads::Field& field : L->global->shared_reads.all())
      known += field.shape != nullptr;
    return known;
  };
  CHECK(count() == 3);
  collect();
  CHECK(count() == 2);
  CHECK(shared(o, "x")->slot == 0);
  CHECK(shared(o, "get")->target == c);
  CHECK(shared(o, "get")->epoch == L->global->chain_epoch);
}

TEST_CASE_FIXTURE(CacheFixture, "a few shapes have places of their own in a site's cache") {
  FieldCache cache;
  cache.key_bytes = 32;
  cache.shape = L->global->empty_shape;
  cache.become_few();
  CHECK(cache.key_bytes == 32);
  std::vector<const Shape*> shapes;
  for (const char* key : {"a", "b", "c", "d", "e"}) {
    Table* t = root(table());
    t->set_str(L, str(key), Value::integer(1));
    shapes.push_back(t->shape);
  }
  FewShapes& few = cache.few();
  for (uint32_t i = 0; i < FewShapes::kCount; ++i) {
    CHECK(few.add(shapes[i], i + 7));
    CHECK(few.add(shapes[i], i + 7));
    for (uint32_t j = 0; j <= i; ++j) {
      CHECK(few.shapes[few.place(shapes[j])] == shapes[j]);
      CHECK(few.slots[few.place(shapes[j])] == j + 7);
    }
  }
  CHECK_FALSE(few.add(shapes[4], 1));
  cache.drop_dead([&](const void* object) { return object != shapes[1]; });
  CHECK(few.shapes[few.place(shapes[1])] == nullptr);
  CHECK(few.add(shapes[4], 1));
  CHECK(few.slots[few.place(shapes[0])] == 7);
  cache.become_shared(str("a"));
  CHECK(cache.hash == field_hash(str("a")));
  CHECK(cache.shape == nullptr);
  CHECK(cache.key_bytes == 32);
}

TEST_CASE("a site learns from its first miss, then from one in sixteen, until it is watched") {
  FieldCache cache;
  int learns = 0;
  for (int i = 1; i < FieldCache::kManyMisses; ++i) {
    learns += cache.learns_miss();
    CHECK(cache.learns_miss() == (i % 16 == 1));
    CHECK_FALSE(cache.is_missed_often());
  }
  CHECK(learns == 3);
  CHECK(cache.is_missed_often());
}

TEST_CASE_FIXTURE(CacheFixture, "a site that is watched keeps its form when a shape prevails") {
  using Verdict = FieldCache::Verdict;
  Table* t = root(table());
  t->set_str(L, str("x"), Value::integer(1));
  auto verdict_of = [&](int others) {
    FieldCache cache;
    cache.shape = t->shape;
    cache.misses = FieldCache::kManyMisses;
    for (int i = 1; i < FieldCache::kSamples; ++i)
      CHECK(cache.sample(i <= others ? L->global->empty_shape : t->shape) == Verdict::Open);
    Verdict verdict = cache.sample(t->shape);
    CHECK(cache.misses == 0);
    return verdict;
  };
  CHECK(verdict_of(0) == Verdict::OneShape);
  CHECK(verdict_of(8) == Verdict::OneShape);
  CHECK(verdict_of(9) == Verdict::ManyShapes);
}

TEST_CASE("hints about places where tables are made only grow, up to a limit") {
  PropertyHints hints;
  CHECK(hints.at(7) == 0);
  hints.learn(7, 5);
  hints.learn(7, 3);
  CHECK(hints.at(7) == 5);
  hints.learn(7, 100);
  CHECK(hints.at(7) == 5);
  hints.learn(0, 4);  // a table of unknown origin
  CHECK(hints.at(0) == 0);
  uint64_t code[64];
  for (const uint64_t& insn : code) {
    uint32_t site = PropertyHints::site_of(&insn);
    CHECK(site > 0);
    CHECK(site < 4096);
  }
}

TEST_CASE_FIXTURE(StateFixture,
                  "tables of every size have room for all keys that a shape may have") {
  for (uint32_t hint = 0; hint <= Shape::kMaxSlots; ++hint) {
    Table* t = root(Table::make(L, 0, hint));
    for (int64_t i = 0; i <= Shape::kMaxSlots; ++i) {
      t->set_str(L, str("key" + std::to_string(i)), Value::integer(i));
      if (!t->shape->is_dictionary()) CHECK(t->slot_capacity() >= t->shape->slot_count());
    }
    CHECK(t->shape->is_dictionary());
    for (int64_t i = 0; i <= Shape::kMaxSlots; ++i)
      CHECK(t->get_str(str("key" + std::to_string(i))).i == i);
    L->top -= 1;
  }
  collect();
}
