// table.sort: quicksort with the median of three, in the steps that stock takes, since the order of
// equal elements and the calls of a comparison function show them to programs.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>

#include "runtime/call_inline.h"
#include "runtime/lib/args.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/table_access.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// A sort under way. The elements that are being moved stand in stack slots above the arguments, so
// that they survive calls: `x` below `y`.
class Sort {
public:
  explicit Sort(State* L) : L_(L), t_(L, 0), patience_(L), has_comparison_(!is_none_or_nil(L, 1)) {}

  [[nodiscard]] bool run(int64_t low, int64_t high);

private:
  [[nodiscard]] bool less(Value a, Value b, bool* out);
  [[nodiscard]] bool less_plainly(const Value& a, const Value& b, bool* out);
  [[nodiscard]] bool less_by_function(const Value& a, const Value& b, bool* out);
  [[nodiscard]] bool order_three(int64_t low, int64_t middle, int64_t high);
  [[nodiscard]] bool partition(int64_t low, int64_t high, int64_t* middle);
  template <bool kUpwards>
  [[nodiscard]] bool scan(int64_t* i, int64_t end);
  // Pushes an element.
  [[nodiscard, gnu::always_inline]] bool load(int64_t i) {
    Value v;
    if (!t_.get(i, &v)) return false;
    L_->push(v);
    return true;
  }
  // Stores the topmost value at `first` and the one below at `second`, and drops them.
  [[nodiscard]] bool store_two(int64_t first, int64_t second) {
    bool ok = t_.set(first, L_->top[-1]) && t_.set(second, L_->top[-2]);
    L_->top -= 2;
    return ok;
  }
  int64_t pivot_index(int64_t low, int64_t high) const;

  // Smaller ranges take their middle as pivot at once.
  static constexpr int64_t kSmallRange = 100;

  State* L_;
  TableAccess t_;
  Patience patience_;
  bool has_comparison_;
  uint64_t random_ = 0;  // once set, where in the middle half of a range the pivot is taken from
};

bool raw_less_strings(const String* a, const String* b) {
  size_t n = a->length() < b->length() ? a->length() : b->length();
  int order = std::memcmp(a->data(), b->data(), n);
  return order != 0 ? order < 0 : a->length() < b->length();
}

bool Sort::less_plainly(const Value& a, const Value& b, bool* out) {
  if (patience_.is_over(kElementWork)) return false;
  if (a.is_integer() && b.is_integer()) return *out = a.i < b.i, true;
  if (a.is_float() && b.is_float()) return *out = a.f < b.f, true;
  if (a.is_string() && b.is_string()) return *out = raw_less_strings(a.string(), b.string()), true;
  return less_than(L_, a, b, out) == Status::Ok;
}

[[gnu::always_inline]] inline bool Sort::less_by_function(const Value& a, const Value& b,
                                                          bool* out) {
  State* L = L_;
  Value* func = L->top;
  func[0] = L->base[1];
  func[2] = a;
  func[3] = b;
  L->top = func + 4;
  if (call_inline(L, func, 1, FrameKind::Boundary, nullptr) == Status::Error) return false;
  *out = (--L->top)->is_truthy();
  return true;
}

// The operands are copies, since a call may move the stack.
[[gnu::always_inline]] inline bool Sort::less(Value a, Value b, bool* out) {
  if (!has_comparison_) return less_plainly(a, b, out);
  return less_by_function(a, b, out);
}

// Moves *i by one place until its element, which is then left on the stack, is not on the pivot's
// near side. At `end` an order function that still wants to go on is at fault.
template <bool kUpwards>
bool Sort::scan(int64_t* i, int64_t end) {
  // The pivot lies just below what this scan pushes; a second scan has the first one's element
  // there.
  ptrdiff_t pivot = L_->offset_of(L_->top) - (kUpwards ? 1 : 2);
  int64_t at = *i;
  for (;;) {
    at += kUpwards ? 1 : -1;
    if (!load(at)) return false;
    Value element = L_->top[-1];
    Value p = *L_->at_offset(pivot);
    bool before;
    if (!less(kUpwards ? element : p, kUpwards ? p : element, &before)) return false;
    if (!before) break;
    if (kUpwards ? at >= end : at <= end) {
      L_->error("invalid order function for sorting");
      return false;
    }
    --L_->top;
  }
  *i = at;
  return true;
}

// With the pivot on top of the stack and at high - 1: divides low + 1 .. high - 2 and puts the
// pivot between the halves.
bool Sort::partition(int64_t low, int64_t high, int64_t* middle) {
  int64_t i = low;
  int64_t j = high - 1;
  // How far an order function that is none is let go on shows in its arguments.
  bool tight = L_->global->semantics.random_pivots;
  int64_t overrun = L_->global->semantics.sort_overrun;
  for (;;) {
    if (!scan<true>(&i, tight ? high - 1 : high + overrun)) return false;
    if (!scan<false>(&j, tight ? i - 1 : low - overrun)) return false;
    if (j < i) break;
    if (!store_two(i, j)) return false;  // element[i] is below element[j]
  }
  --L_->top;  // element[j]
  *middle = i;
  return store_two(high - 1, i);  // the pivot is below element[i]
}

// Puts the middle element in order with the first and the last, which are in order.
bool Sort::order_three(int64_t low, int64_t middle, int64_t high) {
  bool wrong;
  if (!load(middle) || !load(low) || !less(L_->top[-2], L_->top[-1], &wrong)) return false;
  if (wrong) return store_two(middle, low);
  --L_->top;
  if (!load(high) || !less(L_->top[-1], L_->top[-2], &wrong)) return false;
  if (wrong) return store_two(middle, high);
  L_->top -= 2;
  return true;
}

int64_t Sort::pivot_index(int64_t low, int64_t high) const {
  uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  if (high - low <= kSmallRange || random_ == 0)
    return static_cast<int64_t>((static_cast<uint64_t>(low) + static_cast<uint64_t>(high)) / 2);
  uint64_t quarter = span / 4;
  return static_cast<int64_t>(random_ % (quarter * 2) + (static_cast<uint64_t>(low) + quarter));
}

bool Sort::run(int64_t low, int64_t high) {
  while (low < high) {
    bool wrong;
    if (!load(low) || !load(high) || !less(L_->top[-1], L_->top[-2], &wrong)) return false;
    if (!wrong) {
      L_->top -= 2;
    } else if (!store_two(low, high)) {
      return false;
    }
    if (high - low == 1) return true;
    int64_t p = pivot_index(low, high);
    if (!order_three(low, p, high)) return false;
    if (high - low == 2) return true;
    // The pivot waits at high - 1, and on the stack.
    if (!load(p)) return false;
    L_->push(L_->top[-1]);
    if (!load(high - 1) || !store_two(p, high - 1) || !partition(low, high, &p)) return false;
    int64_t done;
    // Recursion into the smaller half keeps the depth logarithmic.
    if (p - low < high - p) {
      if (!run(low, p - 1)) return false;
      done = p - low;
      low = p + 1;
    } else {
      if (!run(p + 1, high)) return false;
      done = high - p;
      high = p - 1;
    }
    // A lopsided division: the pivots are scattered from here on.
    if ((high - low) / 128 > done && L_->global->semantics.random_pivots)
      random_ = (random_ + 1) * 0x9E3779B97F4A7C15 ^ static_cast<uint64_t>(high);
  }
  return true;
}

enum class Direct : uint8_t { Done, Interrupted, Impossible };

// Merges two neighbouring parts, with room for the left one in `buffer`.
template <class T, class Less>
void merge_parts(T* begin, T* middle, T* end, T* buffer, Less less) {
  T* buffer_end = std::copy(begin, middle, buffer);
  std::merge(buffer, buffer_end, middle, end, begin, less);
}

// Sorts parts, then merges them to larger and larger ones, so as to be able to stop in between.
template <class T, class Less>
Direct sort_parts(State* L, T* begin, T* end, Less less) {
  constexpr ptrdiff_t kPart = 1 << 16, kWork = 64;  // elements; of sorting or merging one of them
  ptrdiff_t size = end - begin;
  auto at = [&](ptrdiff_t i) { return i < size ? begin + i : end; };
  T* buffer =
      size > kPart ? static_cast<T*>(std::malloc(static_cast<size_t>(size) * sizeof(T))) : nullptr;
  if (!buffer) {
    std::sort(begin, end, less);
    return Direct::Done;
  }
  Patience patience(L);
  bool is_over = false;
  for (ptrdiff_t i = 0; i < size && !is_over; i += kPart) {
    std::sort(begin + i, at(i + kPart), less);
    is_over = patience.is_over(kPart * kWork);
  }
  for (ptrdiff_t width = kPart; width < size && !is_over; width *= 2)
    for (ptrdiff_t i = 0; i + width < size && !is_over; i += 2 * width) {
      merge_parts(begin + i, at(i + width), at(i + 2 * width), buffer, less);
      is_over = patience.is_over(width * kWork);
    }
  std::free(buffer);
  return is_over ? Direct::Interrupted : Direct::Done;
}

// Sorts elements of one kind whose order says everything about them, so that nobody can tell how
// they were sorted. Impossible when they are not such.
Direct sort_directly(State* L, const Table* t, int64_t size) {
  if (!is_in_array(t, 1, size)) return Direct::Impossible;
  Tag tag = vector_tag(t->array, 1);
  bool known = !(t->element_kind() & element_kind::kNotInteger);
  for (int64_t i = 1; i <= size && !known; ++i) {
    Value v = vector_get(t->array, static_cast<size_t>(i));
    if (v.tag != tag) return Direct::Impossible;
    // Neither what is not in order with itself nor zeros, of which there are two.
    if (tag == Tag::Float && (v.f != v.f || v.f == 0)) return Direct::Impossible;
  }
  uint64_t* begin = t->array + 1;
  uint64_t* end = begin + size;
  switch (tag) {
  case Tag::Integer:
    return sort_parts(L, reinterpret_cast<int64_t*>(begin), reinterpret_cast<int64_t*>(end),
                      std::less<int64_t>());
  case Tag::Float:
    return sort_parts(L, reinterpret_cast<double*>(begin), reinterpret_cast<double*>(end),
                      std::less<double>());
  case Tag::String:
    return sort_parts(L, reinterpret_cast<String**>(begin), reinterpret_cast<String**>(end),
                      raw_less_strings);
  default:
    return Direct::Impossible;
  }
}

}  // namespace

NativeResult table_sort(State* L) {
  TableAccess t(L, 0);
  int64_t size;
  if (!t.check(kReadWrite | kLength) || !t.length(&size)) return kNativeError;
  if (L->global->semantics.random_pivots) {
    if (size < 2) return 0;
    if (size >= INT32_MAX) return bad_argument(L, 0, "array too big");
  }
  if (!is_none_or_nil(L, 1) && !check_function(L, 1)) return kNativeError;
  if (Table* raw = t.raw(); raw && is_none_or_nil(L, 1)) {
    Direct direct = sort_directly(L, raw, size);
    gc::barrier_change(L, raw);
    if (direct != Direct::Impossible) return direct == Direct::Done ? 0 : kNativeError;
  }
  set_nargs(L, 2);
  return Sort(L).run(1, size) ? 0 : kNativeError;
}

}  // namespace perilune::lib
