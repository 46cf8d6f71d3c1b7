// The collector: what survives, what is freed, accounting, and each kind of object.
#include <algorithm>
#include <cstring>
#include <random>

#include "runtime/closure.h"
#include "runtime/gc/block.h"
#include "runtime/gc/snapshot.h"
#include "runtime/lib/table_access.h"
#include "runtime/proto.h"
#include "runtime/table.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

Table* node(StateFixture& f, int64_t id, Table* left, Table* right) {
  Table* t = f.table();
  t->set_int(f.L, 1, Value::integer(id));
  if (left) t->set_str(f.L, f.str("left"), Value::of(left));
  if (right) t->set_str(f.L, f.str("right"), Value::of(right));
  return t;
}
Table* tree(StateFixture& f, int depth, int64_t* next_id) {
  if (depth == 0) return nullptr;
  Table* left = tree(f, depth - 1, next_id);
  int64_t id = (*next_id)++;
  return node(f, id, left, tree(f, depth - 1, next_id));
}
// Visits in order; checks that ids ascend by one.
void check_tree(StateFixture& f, Table* t, int64_t* next_id) {
  Value left = t->get_str(f.str("left")), right = t->get_str(f.str("right"));
  if (left.is_table()) check_tree(f, left.table(), next_id);
  CHECK(t->get_int(1).i == (*next_id)++);
  if (right.is_table()) check_tree(f, right.table(), next_id);
}

}  // namespace

TEST_CASE("size classes waste little") {
  using namespace perilune::gc;
  for (uint32_t g = 1; g <= kMaxSmallGranules; ++g) {
    uint32_t cell = kSizeClasses.granules[kSizeClasses.of[g]];
    CHECK(cell >= g);
    if (g < 200) CHECK(cell <= g + g / 7 + 1);
  }
}

TEST_CASE_FIXTURE(StateFixture, "a tree survives collections, garbage does not") {
  int64_t n = 0;
  Table* t = root(tree(*this, 10, &n));
  collect();
  size_t alive = heap().bytes();
  for (int round = 0; round < 5; ++round) {
    int64_t ignored = 0;
    tree(*this, 12, &ignored);
    CHECK(heap().bytes() > alive);
    collect();
    CHECK(heap().bytes() == alive);
    int64_t check = 0;
    check_tree(*this, t, &check);
    CHECK(check == 1023);
  }
  L->top = L->base;
  collect();
  CHECK(heap().bytes() < alive / 4);
}

TEST_CASE_FIXTURE(StateFixture, "freed cells are poisoned, and used again") {
  Table* t = table();
  collect();
  CHECK(reinterpret_cast<unsigned char*>(t)[0] == gc::Heap::kPoison);
  bool again = false;
  for (int i = 0; i < 3000 && !again; ++i)
    again = table() == t;
  CHECK(again);
}

TEST_CASE_FIXTURE(StateFixture, "cells of all sizes are disjoint and survive") {
  std::mt19937 random(1);
  std::vector<Userdata*> kept;
  std::vector<size_t> sizes;
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 1500; ++i) {
      size_t size = random() % (i % 10 == 0 ? 60'000 : 700);
      Userdata* u = Userdata::make(L, size);
      std::memset(u->data(), static_cast<int>(kept.size() & 0x7f), size);
      if (random() % 3 == 0) {
        kept.push_back(root(u));
        sizes.push_back(size);
      }
    }
    collect();
    for (size_t k = 0; k < kept.size(); ++k) {
      REQUIRE(kept[k]->size == sizes[k]);
      auto* data = static_cast<unsigned char*>(kept[k]->data());
      size_t wrong = 0;
      for (size_t i = 0; i < sizes[k]; ++i)
        wrong += data[i] != data[0];
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE_FIXTURE(StateFixture, "large objects are freed and accounted") {
  collect();
  size_t before = heap().bytes();
  for (int i = 0; i < 10; ++i) {
    Userdata::make(L, 1'000'000);
    root(Userdata::make(L, 100'000));
  }
  CHECK(heap().bytes() >= before + 11'000'000);
  collect();
  CHECK(heap().bytes() >= before + 1'000'000);
  CHECK(heap().bytes() < before + 1'100'000);
  L->top = L->base;
  collect();
  CHECK(heap().bytes() == before);
}

TEST_CASE_FIXTURE(StateFixture, "an object of absurd size is refused") {
  CHECK(Userdata::make(L, SIZE_MAX - 8) == nullptr);
  CHECK(heap().allocate(SIZE_MAX / 4) == nullptr);
}

TEST_CASE_FIXTURE(StateFixture, "a growing table gives its old parts back at once") {
  collect();
  size_t before = heap().bytes();
  Table* t = root(table());
  for (int64_t i = 1; i <= 1'000'000; ++i)
    t->set_int(L, i, Value::integer(i));
  CHECK(heap().bytes() - before < size_t{9} * 2'200'000);
  size_t grown = heap().bytes();
  collect();
  CHECK(heap().bytes() <= grown);
  CHECK(heap().bytes() + 100'000 > grown);
  CHECK(t->get_int(999'999).i == 999'999);
}

TEST_CASE_FIXTURE(StateFixture, "long vectors keep their elements while their pages move") {
  constexpr int64_t kCount = 1'000'000;
  Table* t = root(table());
  Table* other = root(table());
  String* text = root(str("text"));
  auto value = [&](int64_t i) {
    if (i % 5 == 0) return Value::of(text);
    return i % 3 == 0 ? Value::number(static_cast<double>(i) / 2) : Value::integer(i);
  };
  for (int64_t i = 1; i <= kCount; ++i) {
    t->set_int(L, i, value(i));
    other->set_int(L, i, Value::integer(-i));
    if (i % 100'000 == 0) collect();
  }
  auto check = [&](int64_t first, int64_t last) {
    int64_t wrong = 0;
    for (int64_t i = first; i <= last; ++i) {
      Value v = t->get_int(i);
      wrong += v.tag != value(i).tag || v.bits != value(i).bits || other->get_int(i).i != -i;
    }
    CHECK(wrong == 0);
  };
  check(1, kCount);
  // Of a queue the first elements go, and the others come into a shorter vector.
  for (int64_t i = 1; i <= kCount - 10; ++i)
    t->set_int(L, i, Value());
  for (int64_t i = kCount + 1; i <= kCount + 100'000; ++i) {
    t->set_int(L, i, value(i));
    other->set_int(L, i, Value::integer(-i));
  }
  collect();
  check(kCount - 9, kCount + 100'000);
}

TEST_CASE_FIXTURE(StateFixture, "the threshold follows the survivors and the pause") {
  heap().parameters().set(gc::Parameter::Pause, 400);
  for (int64_t i = 0; i < 20'000; ++i)
    root(table());
  collect();
  size_t alive = heap().bytes();
  CHECK(!heap().wants_collection());
  while (!heap().wants_collection())
    table();
  CHECK(heap().bytes() > alive * 4 - alive / 10);
  CHECK(heap().bytes() < alive * 4 + alive / 10);
  heap().stop();
  CHECK(!heap().wants_collection());
  heap().restart();
  CHECK(heap().wants_collection());
  CHECK(heap().safepoint(L) == Status::Ok);
  CHECK(!heap().wants_collection());
  heap().set_stress(true);
  CHECK(heap().wants_collection());
}

TEST_CASE_FIXTURE(StateFixture, "slots above the top are cleared") {
  root(table());
  Value* slot = L->top - 1;
  L->top = L->base;
  collect();
  CHECK(slot->is_nil());
}

TEST_CASE_FIXTURE(StateFixture, "closures keep their upvalues, open or closed") {
  bytecode::Function f;
  f.source = "=test";
  f.upvalues.resize(2);
  Proto* p = Proto::load(L, f);
  root(Value::of(table()));
  Value* variable = L->top - 1;
  Closure* c = root(Closure::make(L, p));
  c->upvalues()[0] = find_upvalue(L, variable);
  c->upvalues()[1] = find_upvalue(L, variable);
  CHECK(c->upvalues()[0] == c->upvalues()[1]);
  variable->table()->set_int(L, 1, Value::integer(42));
  collect();
  CHECK(c->upvalues()[0]->get().table()->get_int(1).i == 42);
  close_upvalues(L, variable);
  CHECK(!c->upvalues()[0]->is_open());
  variable->set_nil();
  collect();
  CHECK(c->upvalues()[1]->get().table()->get_int(1).i == 42);
  CHECK(c->proto->source->view() == "=test");
}

TEST_CASE_FIXTURE(StateFixture, "open upvalues are sorted from the bottom up") {
  for (int i = 0; i < 5; ++i)
    root(Value::integer(i));
  Value* first = L->top - 5;
  for (int i : {2, 4, 0, 3, 1, 2})
    CHECK(find_upvalue(L, first + i)->slot == first + i);
  REQUIRE(L->open_count == 5);
  for (int i = 0; i < 5; ++i)
    CHECK(L->open_upvalues[i]->slot == first + i);
  close_upvalues(L, first + 3);
  REQUIRE(L->open_count == 3);
  CHECK(L->open_upvalues[2]->slot == first + 2);
  close_upvalues(L, first);
  CHECK(L->open_count == 0);
}

TEST_CASE_FIXTURE(StateFixture, "a dead coroutine leaves its variables to the closures") {
  bytecode::Function f;
  f.upvalues.resize(1);
  Closure* c = root(Closure::make(L, Proto::load(L, f)));
  State* co = State::make_coroutine(L);
  co->push(Value::of(table()));
  (co->top - 1)->table()->set_int(L, 1, Value::integer(7));
  c->upvalues()[0] = find_upvalue(co, co->top - 1);
  collect();
  CHECK(!c->upvalues()[0]->is_open());
  CHECK(c->upvalues()[0]->get().table()->get_int(1).i == 7);
  collect();
  CHECK(c->upvalues()[0]->get().table()->get_int(1).i == 7);
}

TEST_CASE_FIXTURE(StateFixture, "coroutines keep their stacks while referenced") {
  collect();
  size_t before = heap().bytes();
  for (int i = 0; i < 100; ++i) {
    State* co = State::make_coroutine(L);
    co->push(Value::of(table()));
    (co->top - 1)->table()->set_int(L, 1, Value::integer(i));
    if (i % 10 == 0) root(co);
  }
  collect();
  for (int i = 0; i < 10; ++i) {
    State* co = (L->top - 10 + i)->thread();
    CHECK((co->top - 1)->table()->get_int(1).i == i * 10);
  }
  L->top = L->base;
  collect();
  CHECK(heap().bytes() == before);
}

TEST_CASE_FIXTURE(StateFixture, "functions of the host and userdata keep what they refer to") {
  NativeFunction* n = root(NativeFunction::make(L, nullptr, "f", 3, 9));
  n->upvalues()[2] = str_value("kept by a function");
  Userdata* u = root(Userdata::make(L, 5));
  u->set_metatable(L, table());
  u->metatable->set_int(L, 1, str_value("kept by a metatable"));
  collect();
  CHECK(n->upvalues()[0].is_nil());
  CHECK(n->upvalues()[2].string()->view() == "kept by a function");
  CHECK(n->upvalue_count() == 3);
  CHECK(n->intrinsic() == 9);
  CHECK(u->metatable->get_int(1).string()->view() == "kept by a metatable");
}

TEST_CASE_FIXTURE(StateFixture, "roots that others add are kept") {
  static Table* kept;
  static int calls;
  kept = table();
  calls = 0;
  kept->set_int(L, 1, str_value("still here"));
  heap().add_roots(
      [](void* data, void (*mark)(void*, Object*), void* marker) {
        ++*static_cast<int*>(data);
        mark(marker, kept);
      },
      &calls);
  collect();
  CHECK(calls == 2);  // when marking begins, and when it ends
  CHECK(kept->get_int(1).string()->view() == "still here");
}

TEST_CASE_FIXTURE(StateFixture, "field caches forget shapes that died") {
  bytecode::Function f;
  f.constants.resize(1);
  f.constants[0].kind = bytecode::Constant::Kind::String;
  f.constants[0].string = "x";
  f.field_keys = {0, 0};
  f.upvalues.resize(0);
  Proto* p = Proto::load(L, f);
  root(Closure::make(L, p));
  Table* kept = root(table());
  kept->set_str(L, str("x"), Value::integer(1));
  Table* dead = table();
  dead->set_str(L, str("y"), Value::integer(1));
  p->cache(0).shape = kept->shape;
  p->cache(1).shape = dead->shape;
  collect();
  CHECK(p->cache(0).shape == kept->shape);
  CHECK(p->cache(1).shape == nullptr);
  CHECK(p->cache_key(p->cache(1)) == str("x"));
}

TEST_CASE_FIXTURE(StateFixture, "long chains are marked without recursion") {
  Table* head = nullptr;
  for (int i = 0; i < 300'000; ++i) {
    Table* t = Table::make(L, 1);
    if (head) t->set_int(L, 1, Value::of(head));
    head = t;
  }
  root(head);
  collect();
  int n = 0;
  for (Table* t = head; t; t = t->get_int(1).is_table() ? t->get_int(1).table() : nullptr)
    ++n;
  CHECK(n == 300'000);
}

TEST_CASE_FIXTURE(StateFixture, "random graphs survive as they are") {
  std::mt19937 random(7);
  constexpr uint32_t kNodes = 300;
  Table* hub = root(Table::make(L, kNodes));
  std::vector<std::vector<int64_t>> edges(kNodes);
  for (uint32_t i = 0; i < kNodes; ++i)
    hub->set_int(L, i, Value::of(table()));
  for (int round = 0; round < 200; ++round) {
    for (int k = 0; k < 20; ++k) {
      uint32_t from = random() % kNodes, to = random() % kNodes;
      if (random() % 10 == 0) {  // a node is replaced: its edges go
        hub->set_int(L, from, Value::of(table()));
        edges[from].clear();
        continue;
      }
      // The edge's box is reachable through the node alone.
      Table* box = table();
      box->set_str(L, str("to"), Value::integer(to));
      edges[from].push_back(to);
      hub->get_int(from).table()->set_int(L, static_cast<int64_t>(edges[from].size()),
                                          Value::of(box));
    }
    collect();
    for (uint32_t i = 0; i < kNodes; ++i) {
      Table* t = hub->get_int(i).table();
      REQUIRE(t->length() == static_cast<int64_t>(edges[i].size()));
      for (size_t e = 0; e < edges[i].size(); ++e)
        REQUIRE(t->get_int(static_cast<int64_t>(e) + 1).table()->get_str(str("to")).i ==
                edges[i][e]);
    }
  }
}

TEST_CASE_FIXTURE(StateFixture, "what is stored into what a step has visited is found") {
  heap().set_verify(true);
  Table* all = root(table());
  for (int64_t i = 1; i <= 50000; ++i)
    all->set_int(L, i, Value::of(node(*this, i, nullptr, nullptr)));
  collect();
  uint64_t cycles = heap().cycles();
  int64_t next = 1;
  int steps = 0;
  while (heap().cycles() < cycles + 3) {
    // Each step is followed by stores of new objects, of which the stack knows nothing.
    for (int i = 0; i < 2000; ++i, next = next % 50000 + 1) {
      Table* old = all->get_int(next).table();
      all->set_int(L, next,
                   Value::of(node(*this, next, old->get_int(1).i ? nullptr : old, nullptr)));
      old = all->get_int(50001 - next).table();
      old->set_str(L, str("left"), Value::of(node(*this, next, nullptr, nullptr)));
    }
    bool finished;
    CHECK(heap().step(L, 0, &finished) == Status::Ok);
    ++steps;
  }
  CHECK(steps > 6);
  int64_t wrong = 0;
  for (int64_t i = 1; i <= 50000; ++i)
    wrong += all->get_int(i).table()->get_int(1).i != i;
  CHECK(wrong == 0);
}

TEST_CASE_FIXTURE(StateFixture, "past the ceiling a safepoint raises an error, once") {
  heap().set_limit(heap().bytes() + (size_t{1} << 20));
  Table* all = root(table());
  int64_t n = 0;
  while (heap().safepoint(L) == Status::Ok)
    all->set_int(L, ++n, Value::of(table()));
  CHECK(n > 1000);
  CHECK(L->error_value.string()->view() == "not enough memory");
  CHECK(heap().safepoint(L) == Status::Ok);  // whoever handles it may go on
  L->top = L->base;
  collect();
  CHECK(heap().safepoint(L) == Status::Ok);
}

TEST_CASE_FIXTURE(StateFixture, "large objects stop soon behind the ceiling without a safepoint") {
  constexpr size_t kLarge = size_t{300} << 10;
  size_t limit = heap().bytes() + (size_t{1} << 20);
  heap().set_limit(limit);
  char* bytes;
  int made = 0;
  while (made < 100 && L->global->strings.make_uninitialised_long(L, kLarge, &bytes))
    ++made;
  CHECK(made >= 3);  // up to the ceiling itself
  CHECK(heap().bytes() <= 2 * limit + kLarge);
  CHECK(heap().safepoint(L) == Status::Ok);
  CHECK(heap().bytes() < limit);
  CHECK(L->global->strings.make_uninitialised_long(L, kLarge, &bytes) != nullptr);
}

TEST_CASE_FIXTURE(StateFixture, "steps of a program make up for what it allocates between them") {
  Table* all = root(table());
  for (int64_t i = 1; i <= 20000; ++i)
    all->set_int(L, i, Value::of(table()));
  collect();
  size_t alive = heap().bytes(), most = 0;
  for (int step = 0; step < 300; ++step) {
    for (int i = 0; i < 2000; ++i)
      table();
    bool finished;
    CHECK(heap().step(L, 0, &finished) == Status::Ok);
    most = std::max(most, heap().bytes());
  }
  CHECK(most < 4 * alive);
}

TEST_CASE_FIXTURE(StateFixture, "minor cycles find what old objects have come to refer to") {
  heap().set_verify(true);
  Table* all = root(table());
  Table* large = root(table());
  Table* weak = root(table());
  Table* mode = root(table());
  mode->set_str(L, str("__mode"), str_value("k"));
  weak->set_metatable(L, mode);
  for (int64_t i = 1; i <= 20000; ++i)
    large->set_int(L, i, Value::of(node(*this, i, nullptr, nullptr)));
  for (int64_t i = 1; i <= 500; ++i)
    all->set_int(L, i, Value::of(node(*this, i, nullptr, nullptr)));
  heap().set_generational(L, true);
  std::mt19937 random(7);
  int64_t made = 0;
  while (heap().minor_cycles() < 4) {
    REQUIRE(++made < 10'000'000);
    int64_t i = static_cast<int64_t>(random() % 500) + 1;
    Table* fresh = node(*this, i, nullptr, nullptr);
    if (made % 64 == 0) all->get_int(i).table()->set_str(L, str("left"), Value::of(fresh));
    if (made % 64 == 1) large->set_int(L, i * 40, Value::of(node(*this, i * 40, nullptr, nullptr)));
    if (made % 64 == 2) {
      Table* key = all->get_int(i).table();
      weak->set(L, Value::of(key), Value::of(fresh));
      weak->set(L, Value::of(table()), Value::of(fresh));
      key->set_str(L, str("name " + std::to_string(made % 100000)), Value::integer(made));
    }
    REQUIRE(heap().safepoint(L) == Status::Ok);
  }
  CHECK(heap().cycles() > 4);
  int64_t wrong = 0;
  for (int64_t i = 1; i <= 20000; ++i)
    wrong += large->get_int(i).table()->get_int(1).i != i;
  for (int64_t i = 1; i <= 500; ++i) {
    Table* object = all->get_int(i).table();
    wrong += object->get_int(1).i != i;
    Value value = weak->get(Value::of(object));
    if (!value.is_nil()) wrong += value.table()->get_int(1).i != i;
  }
  CHECK(wrong == 0);
}

TEST_CASE_FIXTURE(StateFixture, "what survives minor cycles goes with the next full one") {
  heap().set_generational(L, true);
  size_t before = heap().bytes();
  Table* kept = root(table());
  uint64_t minor = heap().minor_cycles();
  for (int64_t i = 1; heap().minor_cycles() == minor; ++i) {
    if (i % 16 == 0) kept->set_int(L, i / 16, Value::of(table()));
    node(*this, i, nullptr, nullptr);
    REQUIRE(heap().safepoint(L) == Status::Ok);
  }
  CHECK(heap().bytes() > before);
  L->top = L->base;
  collect();
  CHECK(heap().bytes() <= before + 4096);
}

TEST_CASE_FIXTURE(StateFixture, "minor cycles are given up where most survives") {
  heap().set_generational(L, true);
  Table* kept = root(table());
  for (int64_t i = 1; i <= 600'000; ++i) {
    kept->set_int(L, i, Value::of(table()));
    REQUIRE(heap().safepoint(L) == Status::Ok);
  }
  CHECK(heap().cycles() > heap().minor_cycles());
  CHECK(heap().minor_cycles() <= 4);
}

TEST_CASE_FIXTURE(StateFixture, "elements that move while a long table is gone through are found") {
  heap().set_verify(true);
  Table* all = root(table());
  constexpr int64_t kCount = 40000;
  for (int64_t i = 1; i <= kCount; ++i)
    all->set_int(L, i, Value::of(node(*this, i, nullptr, nullptr)));
  collect();
  heap().stop();
  uint64_t cycles = heap().cycles();
  while (heap().cycles() < cycles + 2) {
    Value first = all->get_int(1);
    lib::shift_down(L, all, 2, kCount - 1);
    all->set_int(L, kCount, first);
    bool finished;
    REQUIRE(heap().step(L, 0, &finished) == Status::Ok);
  }
  int64_t sum = 0;
  for (int64_t i = 1; i <= kCount; ++i)
    sum += all->get_int(i).table()->get_int(1).i;
  CHECK(sum == kCount * (kCount + 1) / 2);
}

TEST_CASE_FIXTURE(StateFixture, "a snapshot accounts for every byte") {
  int64_t n = 0;
  root(tree(*this, 6, &n));
  Table* mixed = root(table());
  for (int64_t i = 0; i < 300; ++i) {
    mixed->set(L, Value::number(static_cast<double>(i) + 0.5), str_value(std::string(50, 'x')));
    mixed->set_str(L, str("key " + std::to_string(i)), Value::of(Userdata::make(L, 40)));
  }
  root(State::make_coroutine(L));
  gc::HeapStatistics statistics = gc::take_snapshot(L, nullptr);
  CHECK(statistics.all.bytes == heap().bytes());
  CHECK(statistics.kinds[static_cast<int>(ObjectKind::Thread)].objects == 2);
  CHECK(statistics.kinds[static_cast<int>(ObjectKind::Userdata)].objects == 300);
  CHECK(statistics.kinds[static_cast<int>(ObjectKind::Table)].objects >= 63 + 2);
}

TEST_CASE_FIXTURE(StateFixture, "objects are small") {
  auto cost = [&](auto make) {
    heap().stop();
    make();  // shapes and the like come into being
    size_t before = heap().bytes();
    make();
    return heap().bytes() - before;
  };
  CHECK(cost([&] { table(); }) <= 64);
  CHECK(cost([&] {
          Table* t = Table::make(L, 0, 2);
          t->set_str(L, str("x"), Value::integer(1));
          t->set_str(L, str("y"), Value::integer(2));
        }) <= 80);
  CHECK(cost([&] { Table::make(L, 3, 0); }) <= 96);
  int i = 0;
  CHECK(cost([&] { str("a string " + std::to_string(i++)); }) <= 24 + 10);
}
