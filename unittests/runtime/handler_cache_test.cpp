// What caches know of fields and handlers, and when they forget it.
#include "runtime/field_cache.h"

#include "runtime/interp/field_access.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;
using namespace perilune::interp;

namespace {

NativeResult nothing(State*) { return 0; }

struct CacheFixture : StateFixture {
  Value function() { return Value::of(root(NativeFunction::make(L, nothing, "f", 0))); }
  Table* metatable_with(const char* event, const Value& handler) {
    Table* metatable = root(table());
    metatable->set_str(L, str(event), handler);
    return metatable;
  }
  // What the shared cache knows after the read has been learnt as often as it takes.
  Hit read(Table* t, const char* key, Value* out, FieldCache* cache = nullptr) {
    for (int i = 0; i < 20; ++i)
      learn_get(L, cache, Value::of(t), str(key), out);
    return shared_hit(L, t, str(key), out);
  }
  Hit store(Table* t, const char* key, FieldCache* cache = nullptr) {
    for (int i = 0; i < 20; ++i)
      learn_set(L, cache, Value::of(t), str(key));
    return shared_store(L, t, str(key), Value::integer(1));
  }
};

}  // namespace

TEST_CASE_FIXTURE(CacheFixture, "handlers are known by the metatable's shape") {
  Value f = function(), g = function(), out;
  Table* a = metatable_with("__add", f);
  Table* b = metatable_with("__add", g);
  CHECK(a->shape == b->shape);
  CHECK_FALSE(known_metamethod(L, a, Event::Add, &out));
  CHECK(metamethod_in(L, a, Event::Add).p == f.p);
  CHECK(known_metamethod(L, b, Event::Add, &out));
  CHECK(out.p == g.p);
  // An event whose absence no bit tells.
  CHECK(metamethod_in(L, a, Event::Pow).is_nil());
  CHECK(known_metamethod(L, b, Event::Pow, &out));
  CHECK(out.is_nil());
  b->set_str(L, str("__pow"), f);
  CHECK(metamethod_in(L, b, Event::Pow).p == f.p);
  CHECK(metamethod_in(L, a, Event::Pow).is_nil());
  b->set_str(L, str("__pow"), Value());
  CHECK(metamethod_in(L, b, Event::Pow).is_nil());
  CHECK(known_metamethod(L, nullptr, Event::Add, &out));
  collect();
  // What lives is still known.
  CHECK(known_metamethod(L, a, Event::Add, &out));
  CHECK(out.p == f.p);
  CHECK(metamethod_in(L, b, Event::Add).p == g.p);
}

TEST_CASE_FIXTURE(CacheFixture, "dictionaries as metatables are looked up each time") {
  Value f = function(), out;
  Table* metatable = metatable_with("__sub", f);
  for (uint32_t i = 0; i <= Shape::kMaxSlots; ++i)
    metatable->set_str(L, str("k" + std::to_string(i)), Value::integer(i));
  REQUIRE(metatable->shape->is_dictionary());
  CHECK(metamethod_in(L, metatable, Event::Sub).p == f.p);
  CHECK_FALSE(known_metamethod(L, metatable, Event::Sub, &out));
  metatable->set_str(L, str("__sub"), Value());
  CHECK(metamethod_in(L, metatable, Event::Sub).is_nil());
}

TEST_CASE_FIXTURE(CacheFixture, "reads and stores that end in a function") {
  Value f = function(), out;
  Table* metatable = metatable_with("__index", f);
  metatable->set_str(L, str("__newindex"), f);
  Table* t = root(table());
  t->set_metatable(L, metatable);
  FieldCache cache;
  CHECK(read(t, "absent", &out, &cache) == Hit::Handler);
  CHECK(cache.far_shape == t->shape);
  CHECK(cache.far_slot == kHandlerSlot);
  CHECK(cache.holder == nullptr);
  CHECK(store(t, "absent") == Hit::Handler);
  Value receiver = Value::of(t);
  CHECK(find_index_handler(L, &receiver, &out));
  CHECK(out.p == f.p);
  CHECK(receiver.p == t);
  // Any change of the metatable's handlers makes caches forget.
  metatable->set_str(L, str("__index"), Value());
  CHECK(shared_hit(L, t, str("absent"), &out) == Hit::None);
  CHECK(read(t, "absent", &out) == Hit::Done);
  CHECK(out.is_nil());
  metatable->set_str(L, str("__newindex"), Value());
  CHECK(store(t, "absent") != Hit::Handler);
}

TEST_CASE_FIXTURE(CacheFixture, "the receiver is the last table on the way") {
  Value f = function(), out;
  Table* base = root(table());
  base->set_metatable(L, metatable_with("__index", f));
  Table* t = root(table());
  t->set_metatable(L, metatable_with("__index", Value::of(base)));
  CHECK(read(t, "absent", &out) == Hit::Handler);
  Value receiver = Value::of(t);
  metamethod_in(L, t->metatable(), Event::Index);
  metamethod_in(L, base->metatable(), Event::Index);
  CHECK(find_index_handler(L, &receiver, &out));
  CHECK(receiver.p == base);
  base->set_str(L, str("absent"), Value::integer(7));
  CHECK(read(t, "absent", &out) == Hit::Done);
  CHECK(out.i == 7);
}

TEST_CASE_FIXTURE(CacheFixture, "dictionaries answer for themselves") {
  Value f = function(), out;
  Table* t = root(table());
  for (uint32_t i = 0; i <= Shape::kMaxSlots; ++i)
    t->set_str(L, str("k" + std::to_string(i)), Value::integer(i));
  REQUIRE(t->shape->is_dictionary());
  CHECK(string_hit(L, t, str("k9"), &out) == Hit::Done);
  CHECK(out.i == 9);
  CHECK(string_hit(L, t, str("absent"), &out) == Hit::Done);
  CHECK(out.is_nil());
  CHECK(string_store(L, t, str("k9"), Value::integer(90)) == Hit::Done);
  CHECK(t->get_str(str("k9")).i == 90);
  CHECK(string_store(L, t, str("k9"), Value()) == Hit::None);
  CHECK(string_store(L, t, str("absent"), Value::integer(1)) == Hit::None);
  String* lengthy = str(std::string(String::kMaxShort + 1, 'x'));
  t->set_str(L, lengthy, Value::integer(1));
  CHECK(string_hit(L, t, lengthy, &out) == Hit::None);
  Table* metatable = metatable_with("__index", f);
  t->set_metatable(L, metatable);
  metamethod_in(L, metatable, Event::Index);
  CHECK(string_hit(L, t, str("absent"), &out) == Hit::Handler);
}

TEST_CASE_FIXTURE(CacheFixture, "keys that may be any string are found without learning") {
  Value f = function(), out;
  Table* t = root(table());
  t->set_str(L, str("x"), Value::integer(1));
  CHECK(string_hit(L, t, str("x"), &out) == Hit::Done);
  CHECK(out.i == 1);
  CHECK(string_hit(L, t, str("absent"), &out) == Hit::Done);
  CHECK(out.is_nil());
  CHECK(string_store(L, t, str("x"), Value()) == Hit::Done);
  CHECK(string_hit(L, t, str("x"), &out) == Hit::Done);
  CHECK(out.is_nil());
  CHECK(string_store(L, t, str("x"), Value::integer(2)) == Hit::Done);
  CHECK(t->get_str(str("x")).i == 2);
  // A key is added where the last table added one.
  Table* next = root(table());
  CHECK(string_store(L, next, str("x"), Value::integer(3)) == Hit::None);  // no room
  next->set_str(L, str("x"), Value::integer(3));
  next->set_str(L, str("y"), Value::integer(3));
  t->set_str(L, str("y"), Value());
  CHECK(string_store(L, t, str("y"), Value::integer(4)) == Hit::Done);
  CHECK(t->shape == next->shape);
  CHECK(t->get_str(str("y")).i == 4);
  CHECK(string_store(L, t, str("z"), Value::integer(4)) == Hit::None);
  for (const SharedReads::Field& field : L->global->shared_reads.all())
    CHECK(field.shape == nullptr);
  // Handlers are asked for what is not there.
  Table* metatable = metatable_with("__newindex", f);
  t->set_metatable(L, metatable);
  metamethod_in(L, metatable, Event::NewIndex);
  CHECK(string_store(L, t, str("z"), Value::integer(5)) == Hit::Handler);
  CHECK(string_store(L, t, str("x"), Value::integer(5)) == Hit::Done);
  CHECK(string_store(L, t, str("x"), Value()) == Hit::Done);
  CHECK(string_store(L, t, str("x"), Value::integer(5)) == Hit::Handler);
}

TEST_CASE_FIXTURE(CacheFixture, "a value that is gone is looked for in the chain") {
  Value f = function(), out;
  Table *near = root(table()), *far = root(table());
  Table *near_meta = metatable_with("__index", Value::of(near)),
        *far_meta = metatable_with("__index", Value::of(far));
  near->set_metatable(L, far_meta);
  Table* t = root(table());
  t->set_metatable(L, near_meta);
  t->set_str(L, str("x"), Value::integer(1));
  t->set_str(L, str("x"), Value());
  CHECK(read(t, "x", &out) == Hit::Done);
  CHECK(out.is_nil());
  far->set_str(L, str("x"), Value::integer(2));
  CHECK(read(t, "x", &out) == Hit::Done);
  CHECK(out.i == 2);
  near_meta->set_str(L, str("__index"), f);
  CHECK(read(t, "x", &out) == Hit::Handler);
  // Round in a circle.
  near_meta->set_str(L, str("__index"), Value::of(t));
  CHECK(load_from_chain(L, t, str("y"), &out) == Hit::None);
}
