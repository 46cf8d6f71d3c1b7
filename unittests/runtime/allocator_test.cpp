// A host that gives a program its large memory.
#include "runtime/gc/allocator.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include "runtime/state.h"
#include "runtime/table.h"

using namespace perilune;

namespace {

// Gives up to `limit` bytes, and knows each piece.
struct Host {
  size_t limit = SIZE_MAX;
  size_t given = 0, most = 0;
  std::map<void*, size_t> pieces;
  int mistakes = 0;

  gc::Allocator allocator() { return {allocate, this}; }

  static void* allocate(void* data, void* memory, size_t old_bytes, size_t new_bytes) {
    Host& host = *static_cast<Host*>(data);
    if (memory) {
      auto piece = host.pieces.find(memory);
      if (piece == host.pieces.end() || piece->second != old_bytes || new_bytes) ++host.mistakes;
      host.pieces.erase(memory);
      host.given -= old_bytes;
      std::free(memory);
      return nullptr;
    }
    if (old_bytes) ++host.mistakes;
    if (new_bytes > host.limit - host.given) return nullptr;
    void* piece = std::malloc(new_bytes);
    // Nobody relies on what is in it.
    std::memset(piece, 0xA5, new_bytes);
    host.pieces[piece] = new_bytes;
    host.given += new_bytes;
    host.most = std::max(host.most, host.given);
    return piece;
  }
};

// A program of the host, which gets back all that it has given.
struct HostedState {
  HostedState() { REQUIRE(L->ensure_stack(100) == Status::Ok); }
  ~HostedState() {
    State::destroy(L);
    CHECK(host.pieces.empty());
    CHECK(host.given == 0);
    CHECK(host.mistakes == 0);
  }

  Host host;
  State* L = State::create(Dialect::Lua54, host.allocator());
};

// Keeps `count` strings and a table that refers to them.
Table* fill(State* L, int count) {
  Table* t = Table::make(L);
  L->push(Value::of(t));
  for (int i = 1; i <= count; ++i) {
    char text[32];
    std::snprintf(text, sizeof text, "string number %d", i);
    String* s = L->try_string(text);
    if (!s) return nullptr;
    t->set_int(L, i, Value::of(s));
    if (t->get_int(i).is_nil()) return nullptr;
  }
  return t;
}

}  // namespace

TEST_CASE_FIXTURE(HostedState, "all large memory comes from the host, and goes back to it") {
  CHECK(host.pieces.size() == 1);
  // Chunks, a large vector, and slots of the string table.
  Table* t = fill(L, 200000);
  REQUIRE(t);
  CHECK(host.given > 200000 * (9 + 32));
  CHECK(t->get_int(200000).string()->view() == "string number 200000");
  size_t pieces = host.pieces.size(), given = host.given;
  --L->top;
  L->global->heap.collect(L);
  L->global->heap.collect(L);
  CHECK(host.pieces.size() < pieces);
  CHECK(host.given < given);
  State::close(L);
}

TEST_CASE_FIXTURE(HostedState, "a host that has no more memory is no end") {
  host.limit = host.given + (size_t{2} << 20);
  CHECK(!fill(L, 1000000));
  CHECK(host.given <= host.limit);
  L->top = L->base;
  L->global->heap.collect(L);
  CHECK(fill(L, 1000));
  // An object that is larger than all there is.
  char* bytes;
  CHECK(!L->global->strings.make_uninitialised_long(L, size_t{8} << 20, &bytes));
  CHECK(L->global->strings.make_uninitialised_long(L, size_t{256} << 10, &bytes));
}

TEST_CASE_FIXTURE(HostedState,
                  "when a host has no more memory all garbage is collected before anything fails") {
  gc::Heap& heap = L->global->heap;
  heap.stop();  // by itself nothing is collected
  host.limit = host.given + (size_t{3} << 20);
  Table* kept = fill(L, 1000);
  REQUIRE(kept);
  for (int i = 0; i < 300000; ++i) {
    Table* garbage = Table::make(L);
    REQUIRE(garbage);
    L->push(Value::of(garbage));
    REQUIRE(heap.safepoint(L) == Status::Ok);
    --L->top;
  }
  CHECK(heap.cycles() >= 2);
  // A large vector, for which the garbage of the same size has to go.
  for (int n = 0; n < 20; ++n) {
    Table* list = Table::make(L);
    REQUIRE(list);
    L->push(Value::of(list));
    for (int i = 1; i <= 50000; ++i)
      heap.store(L, [&] { list->set_int(L, i, Value::integer(i)); });
    CHECK(list->get_int(50000).i == 50000);
    REQUIRE(heap.safepoint(L) == Status::Ok);
    --L->top;
  }
  CHECK(kept->get_int(1000).string()->view() == "string number 1000");
  CHECK(host.given <= host.limit);
}
