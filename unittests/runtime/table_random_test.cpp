// Tables against a model: random stores, look-ups, traversals and collections.
#include <map>
#include <random>
#include <set>
#include <vector>

#include "runtime/number.h"
#include "runtime/table.h"
#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

// Keys are known by number; the model maps numbers to values.
class Experiment : StateFixture {
public:
  explicit Experiment(uint32_t seed) : random_(seed) {
    table_ = root(table());
    for (int i = 0; i < 8; ++i)
      root(objects_[i] = table());
    kind_weights_ = seed;
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      step();
      if (failed_) return;
    }
    check_all();
  }

private:
  uint32_t pick(uint32_t n) { return random_() % n; }

  Value key_of(int id) {
    int n = id >> 3;
    switch (id & 7) {
    case 0:
    case 1:
      return Value::integer(n);
    case 2:
      return Value::number(n);  // the same keys as floats
    case 3:
      return Value::integer(INT64_C(100'000'000'000) * n - 5);
    case 4:
      return str_value("key" + std::to_string(n));
    case 5:
      return str_value(std::to_string(n) + std::string(50, '-'));
    case 6:
      return Value::number(n + 0.25);
    default:
      return n < 8 ? Value::of(objects_[n]) : Value::boolean(n & 1);
    }
  }
  // Ids that denote the same key have the same canonical form.
  static int canonical(int id) {
    int kind = id & 7, n = id >> 3;
    if (kind == 1 || kind == 2) kind = 0;
    if (kind == 7 && n >= 8) n = 8 + (n & 1);
    return n << 3 | kind;
  }
  // Numbers of the kinds of key that this experiment is about.
  int random_id() {
    static constexpr int kKinds[4][4] = {{0, 0, 1, 2}, {4, 4, 4, 5}, {0, 4, 6, 3}, {7, 5, 1, 4}};
    int kind = pick(8) ? kKinds[kind_weights_ % 4][pick(4)] : static_cast<int>(pick(8));
    int n = static_cast<int>(pick(kind_weights_ % 3 == 0 ? 20 : 300));
    return n << 3 | kind;
  }

  void step() {
    switch (uint32_t what = pick(100)) {
    default:
      store(random_id(), what < 55);
      break;
    case 90:
      collect();
      break;
    case 91:
      check_all();
      break;
    case 92:
      table_->set_metatable(L, pick(2) ? objects_[pick(8)] : nullptr);
      break;
    case 93:
      remove_while_traversing();
      break;
    case 94:
    case 95:
      append();
      break;
    case 96: {
      int64_t n = static_cast<int64_t>(pick(300)) << 3;
      for (int64_t i = 0; i < n / 8; ++i)
        store(static_cast<int>(i << 3), pick(8) != 0);
      break;
    }
    }
    check_border();
  }

  void store(int id, bool present) {
    Value value = present ? random_value() : Value();
    table_->set(L, key_of(id), value);
    if (present)
      model_[canonical(id)] = value;
    else
      model_.erase(canonical(id));
    verify(id);
  }
  // Mostly integers, so that array parts of one kind come up.
  Value random_value() {
    switch (pick(2000)) {
    case 0:
      return Value::of(objects_[pick(8)]);
    case 1:
      return Value::boolean(pick(2));
    case 2:
      return Value::number(random_());
    default:
      return kind_weights_ % 5 ? Value::integer(random_()) : Value::number(random_());
    }
  }
  void append() {
    int64_t n = table_->length() + 1;
    if (n < 1000) store(static_cast<int>(n << 3), true);
  }

  void verify(int id) {
    Value value = table_->get(key_of(id));
    auto expected = model_.find(canonical(id));
    bool right = expected == model_.end() ? value.is_nil() : same_bits(value, expected->second);
    expect(right);
  }
  void check_all() {
    for (int id = 0; id < 300 << 3; ++id)
      verify(id);
    Value key, value;
    std::set<std::pair<int, uint64_t>> seen;
    while (table_->next(key, &key, &value) == Table::Next::Found) {
      expect(raw_equal(table_->get(key), value));
      expect(seen.insert({static_cast<int>(key.tag), key.bits}).second);
    }
    expect(seen.size() == model_.size());
    expect(table_->asize <= 1 || !table_->get_int(table_->asize - 1).is_nil());
    if (pick(4) == 0) table_->refine_element_kind();
  }
  void check_border() {
    int64_t n = table_->length();
    expect(n >= 0);
    expect(n == 0 || !table_->get_int(n).is_nil());
    expect(table_->get_int(n + 1).is_nil());
    expect(table_->asize < 2 || !(table_->exact_element_kind() & ~table_->element_kind()));
  }

  void remove_while_traversing() {
    size_t size = model_.size(), visited = 0;
    Value* slot = L->top;
    root(Value());
    Value key, value;
    uint32_t one_in = 1 + pick(4);
    while (true) {
      Table::Next outcome = table_->next(*slot, &key, &value);
      expect(outcome != Table::Next::InvalidKey);
      if (outcome != Table::Next::Found) break;
      *slot = key;
      ++visited;
      if (pick(one_in) == 0) {
        table_->set(L, key, Value());
        forget(key);
      } else if (pick(4) == 0) {
        table_->set(L, key, value);
      }
      if (pick(20) == 0) collect();
    }
    L->top = slot;
    expect(visited == size);
  }
  void forget(const Value& key) {
    for (auto i = model_.begin(); i != model_.end(); ++i) {
      if (!raw_equal(key_of(i->first), key)) continue;
      model_.erase(i);
      return;
    }
    expect(false);
  }
  void expect(bool condition) {
    if (condition || failed_) return;
    failed_ = true;
    FAIL_CHECK("table and model differ");
  }

  std::mt19937 random_;
  uint32_t kind_weights_;
  Table* table_;
  Table* objects_[8];
  std::map<int, Value> model_;
  bool failed_ = false;
};

}  // namespace

TEST_CASE("tables agree with a model under random operations") {
  for (uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Experiment(seed).run(1500);
  }
}
