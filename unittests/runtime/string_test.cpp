// Strings: interning, hashes, equality, the string table under collection.
#include "runtime/string_removal.h"

#include <map>
#include <random>
#include <set>

#include "runtime/string_hash.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

TEST_CASE_FIXTURE(StateFixture, "short strings are interned, long ones are not") {
  std::string text;
  for (size_t n = 0; n <= 100; ++n) {
    String *a = str(text), *b = str(text);
    CHECK(a->is_short() == (n <= String::kMaxShort));
    CHECK((a == b) == a->is_short());
    CHECK(String::equal(a, b));
    CHECK(a->hash() == b->hash());
    CHECK(a->view() == text);
    CHECK(a->length() == n);
    CHECK(a->data()[n] == '\0');
    text += static_cast<char>('a' + n % 26);
  }
}

TEST_CASE_FIXTURE(StateFixture, "strings of different content differ") {
  std::string zeros(5, '\0');
  CHECK(str(zeros) != str(std::string(6, '\0')));
  CHECK(!String::equal(str("abc"), str("abd")));
  CHECK(!String::equal(str(std::string(50, 'a')), str(std::string(51, 'a'))));
  CHECK(!String::equal(str(std::string(50, 'a')), str("a")));
}

TEST_CASE("hashes depend on every byte, the length and the seed") {
  for (size_t n = 1; n <= 40; ++n) {
    std::string text(n, 'a');
    std::set<uint32_t> hashes{hash_bytes(text, 1), hash_bytes(text, 2), hash_bytes(text + "a", 1)};
    for (size_t i = 0; i < n; ++i) {
      std::string other = text;
      other[i] = 'b';
      hashes.insert(hash_bytes(other, 1));
    }
    CHECK(hashes.size() == n + 3);
  }
}

TEST_CASE_FIXTURE(StateFixture, "a long string's bytes may be filled in later") {
  char* bytes;
  String* s = L->global->strings.make_uninitialised_long(L, 1000, &bytes);
  for (int i = 0; i < 1000; ++i)
    bytes[i] = 'q';
  CHECK(String::equal(s, str(std::string(1000, 'q'))));
  CHECK(s->hash() == str(std::string(1000, 'q'))->hash());
}

TEST_CASE_FIXTURE(StateFixture, "a string too long to exist is refused") {
  char* bytes;
  CHECK(L->global->strings.make_uninitialised_long(L, String::kMaxLength + 1, &bytes) == nullptr);
}

TEST_CASE_FIXTURE(StateFixture, "dead strings leave the table, living ones stay") {
  size_t before = L->global->strings.count();
  std::vector<String*> kept;
  for (int i = 0; i < 20'000; ++i) {
    String* s = str("string " + std::to_string(i));
    if (i % 7 == 0) kept.push_back(root(s));
  }
  CHECK(L->global->strings.count() == before + 20'000);
  collect();
  CHECK(L->global->strings.count() == before + kept.size());
  for (size_t k = 0; k < kept.size(); ++k)
    CHECK(str("string " + std::to_string(7 * k)) == kept[k]);
  CHECK(L->global->strings.count() == before + kept.size());
  L->top = L->base;
  collect();
  CHECK(L->global->strings.count() == before);
}

TEST_CASE_FIXTURE(StateFixture,
                  "strings stay one while the collector takes dead ones out in steps") {
  for (bool generational : {false, true}) {
    heap().set_generational(L, generational);
    collect();
    size_t before = L->global->strings.count();
    std::mt19937 random(11);
    auto text = [](size_t n) { return "text " + std::to_string(n); };
    std::map<size_t, String*> kept;
    size_t ended = 0;
    for (int round = 0; round < 1500; ++round) {
      // Texts come again: some are found alive, some dead but still there, some must be made.
      for (int i = 0; i < 40; ++i) {
        size_t n = random() % 30'000;
        String* s = str(text(n));
        auto known = kept.find(n);
        if (known != kept.end())
          CHECK(s == known->second);
        else if (random() % 40 == 0)
          kept[n] = root(s);
      }
      bool finished;
      CHECK(heap().step(L, 8, &finished) == Status::Ok);
      ended += finished;
    }
    CHECK(ended > 1);
    CHECK(kept.size() > 1000);
    for (auto [n, s] : kept)
      CHECK(str(text(n)) == s);
    collect();
    CHECK(L->global->strings.count() == before + kept.size());
    L->top = L->base;
    collect();
    CHECK(L->global->strings.count() == before);
  }
}

TEST_CASE_FIXTURE(StateFixture, "strings are found while they move to another number of slots") {
  std::mt19937 random(5);
  auto text = [](size_t n) { return "moving " + std::to_string(n); };
  for (bool generational : {false, true}) {
    heap().set_generational(L, generational);
    collect();
    size_t before = L->global->strings.count();
    std::vector<String*> made;
    // The table grows several times; what it has is asked for between, here and there.
    for (size_t n = 0; n < 200'000; ++n) {
      made.push_back(root(str(text(n))));
      size_t known = random() % made.size();
      REQUIRE(str(text(known)) == made[known]);
    }
    CHECK(L->global->strings.count() == before + made.size());
    // Most die, so that it becomes small again; steps of the collector alternate with the rest.
    constexpr size_t kKept = 10'000;
    L->top = L->base + kKept;
    heap().set_generational(L, false);
    bool finished = false;
    for (size_t n = 0; !finished; ++n) {
      CHECK(heap().step(L, 8, &finished) == Status::Ok);
      REQUIRE(str(text(n % kKept)) == made[n % kKept]);
      str("new " + std::to_string(n % 50'000));
    }
    collect();
    CHECK(L->global->strings.count() == before + kKept);
    for (size_t n = 0; n < kKept; ++n)
      CHECK(str(text(n)) == made[n]);
    L->top = L->base;
    collect();
    CHECK(L->global->strings.count() == before);
  }
}

TEST_CASE_FIXTURE(StateFixture, "strings made while dead ones are taken out have room afterwards") {
  StringTable& strings = L->global->strings;
  auto all_live = [](const void*) { return true; };
  std::vector<String*> made;
  for (int i = 0; i < 1000; ++i)
    made.push_back(str("early " + std::to_string(i)));
  strings.begin_removal(false);
  size_t little = 1;
  CHECK_FALSE(strings.remove_dead(all_live, &little));
  for (int i = 0; i < 30'000; ++i)
    made.push_back(str("late " + std::to_string(i)));
  size_t unlimited = SIZE_MAX;
  CHECK(strings.remove_dead(all_live, &unlimited));
  for (int i = 0; i < 1000; ++i)
    CHECK(str("early " + std::to_string(i)) == made[static_cast<size_t>(i)]);
  for (int i = 0; i < 30'000; ++i)
    CHECK(str("late " + std::to_string(i)) == made[static_cast<size_t>(i) + 1000]);
}

TEST_CASE_FIXTURE(StateFixture, "a table of more strings than a slot has bits of their hashes") {
  constexpr int kCount = 1'700'000;  // so that it has 2^22 slots
  StringTable& strings = L->global->strings;
  size_t before = strings.count();
  std::vector<String*> made;
  for (int i = 0; i < kCount; ++i)
    made.push_back(str("s" + std::to_string(i)));
  CHECK(strings.count() - before == kCount);
  // Those with an even number die, and the rest moves up.
  auto is_live = [](const void* s) {
    std::string_view text = static_cast<const String*>(s)->view();
    return text[0] != 's' || text.size() < 2 || (text.back() - '0') % 2 != 0;
  };
  strings.begin_removal(false);
  size_t unlimited = SIZE_MAX;
  CHECK(strings.remove_dead(is_live, &unlimited));
  int wrong = 0;
  for (int i = 1; i < kCount; i += 2)
    wrong += str("s" + std::to_string(i)) != made[static_cast<size_t>(i)];
  CHECK(wrong == 0);
  wrong = 0;
  for (int i = 0; i < kCount; i += 2)
    wrong += str("s" + std::to_string(i)) == made[static_cast<size_t>(i)];
  CHECK(wrong == 0);
}
