// The stack of marking: nothing is lost when it is full.
#include "runtime/gc/mark_stack.h"

#include <algorithm>
#include <vector>

#include "runtime/table.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

TEST_CASE_FIXTURE(StateFixture, "objects that have no room on the stack of marking come back") {
  std::vector<Object*> pushed, popped;
  for (int i = 0; i < 300'000; ++i)
    pushed.push_back(table());
  gc::MarkStack stack;
  CHECK(stack.empty());
  for (Object* object : pushed)
    stack.push(object);
  while (Object* object = stack.pop()) {
    popped.push_back(object);
    CHECK_FALSE((popped.size() < pushed.size() && stack.empty()));
  }
  CHECK(stack.empty());
  std::sort(pushed.begin(), pushed.end());
  std::sort(popped.begin(), popped.end());
  CHECK(pushed == popped);
}

TEST_CASE_FIXTURE(StateFixture, "a stack of marking that is given up leaves nothing noted") {
  std::vector<Object*> pushed;
  for (int i = 0; i < 200'000; ++i)
    pushed.push_back(table());
  {
    gc::MarkStack stack;
    for (Object* object : pushed)
      stack.push(object);
  }
  CHECK(std::none_of(pushed.begin(), pushed.end(),
                     [](Object* object) { return gc::block_of(object)->has_noted; }));
  gc::MarkStack stack;
  stack.push(pushed.front());
  CHECK(stack.pop() == pushed.front());
  CHECK(stack.pop() == nullptr);
}

TEST_CASE_FIXTURE(StateFixture,
                  "more objects wait for their visit than the stack of marking holds") {
  // Lists of tables, each of which is still to be visited when the next list is met.
  constexpr int kLists = 60, kLength = 3000;
  Table* lists = table();
  L->push(Value::of(lists));
  for (int i = 1; i <= kLists; ++i) {
    Table* list = table();
    lists->set_int(L, i, Value::of(list));
    for (int j = 1; j <= kLength; ++j) {
      Table* element = table();
      element->set_int(L, 1, Value::integer(i * kLength + j));
      list->set_int(L, j, Value::of(element));
    }
  }
  L->global->heap.set_verify(true);
  L->global->heap.set_poison(true);
  collect();
  int wrong = 0;
  for (int i = 1; i <= kLists; ++i)
    for (int j = 1; j <= kLength; ++j)
      wrong += lists->get_int(i).table()->get_int(j).table()->get_int(1).i != i * kLength + j;
  CHECK(wrong == 0);
}
