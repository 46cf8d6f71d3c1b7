// The table functions except sort. They respect metamethods, with a direct way for tables that have
// no metatable.
#include <algorithm>
#include <cstring>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/table_access.h"
#include "runtime/number.h"

namespace perilune::lib {

NativeResult table_insert(State* L) {
  TableAccess t(L, 0);
  int64_t size, position;
  if (!t.check(kReadWrite | kLength) || !t.length(&size)) return kNativeError;
  int64_t end = wrap_add(size, 1);
  if (!check_insert_position(L, end, &position)) return kNativeError;
  // One comparison for 1 <= position <= end.
  if (L->nargs() == 3 && static_cast<uint64_t>(position) - 1 >= static_cast<uint64_t>(end))
    return bad_argument(L, 1, "position out of bounds");
  int64_t hole = end;
  if (Table* raw = t.raw(); raw && position < end && is_in_array(raw, position, size)) {
    raw->set_int(L, end, raw->get_int(size));  // may grow the array part
    if (is_in_array(raw, position, end)) {
      shift_up(raw, position, size - position);
      hole = position;
    }
  }
  Patience patience(L);
  for (; hole > position; --hole)
    if (!t.copy(hole - 1, hole) || patience.is_over(kElementWork)) return kNativeError;
  return t.set(position, L->top[-1]) ? 0 : kNativeError;
}

NativeResult table_remove(State* L) {
  TableAccess t(L, 0);
  int64_t size, position;
  if (!t.check(kReadWrite | kLength) || !t.length(&size)) return kNativeError;
  if (!opt_int(L, 1, size, &position)) return kNativeError;
  if (position != size && static_cast<uint64_t>(position) - 1 > static_cast<uint64_t>(size))
    return bad_argument(L, L->global->semantics.blames_position ? 1 : 0, "position out of bounds");
  Value removed;
  if (!t.get(position, &removed)) return kNativeError;
  L->push(removed);
  if (Table* raw = t.raw(); raw && position < size && is_in_array(raw, position, size)) {
    shift_down(L, raw, position + 1, size - position);
    position = size;
  }
  Patience patience(L);
  for (; position < size; ++position)
    if (!t.copy(position + 1, position) || patience.is_over(kElementWork)) return kNativeError;
  return t.set(position, Value()) ? 1 : kNativeError;
}

NativeResult table_move(State* L) {
  int64_t first, last, target;
  if (!check_integer(L, 1, &first) || !check_integer(L, 2, &last) || !check_integer(L, 3, &target))
    return kNativeError;
  uint32_t to_index = is_none_or_nil(L, 4) ? 0 : 4;
  TableAccess from(L, 0), to(L, to_index);
  Patience patience(L);
  if (!from.check(kRead) || !to.check(kWrite)) return kNativeError;
  if (last >= first) {
    if (first <= 0 && last >= INT64_MAX + first)
      return bad_argument(L, 2, "too many elements to move");
    int64_t count = last - first + 1;
    if (target > INT64_MAX - count + 1) return bad_argument(L, 3, "destination wrap around");
    // Downwards only when the ranges overlap that way (distinct tables never do).
    bool upwards = target > last || target <= first;
    if (!upwards && to_index != 0) {
      if (equal(L, L->base[0], L->base[to_index], &upwards) == Status::Error) return kNativeError;
      upwards = !upwards;
    }
    for (int64_t n = 0; n < count; ++n) {
      int64_t i = upwards ? n : count - 1 - n;
      Value v;
      if (!from.get(first + i, &v) || !to.set(target + i, v) || patience.is_over(kElementWork))
        return kNativeError;
    }
  }
  return push(L, L->base[to_index]);
}

namespace {

bool append_element(State* L, const TableAccess& t, int64_t i, Buffer* out) {
  Value v;
  if (!t.get(i, &v)) return false;
  if (v.is_string()) {
    out->append(v.string()->view());
  } else if (v.is_number()) {
    out->append_number(v, L->global->dialect);
  } else {
    L->error("invalid value (%s) at index %lld in table for 'concat'", type_name(v.tag),
             static_cast<long long>(i));
    return false;
  }
  return true;
}

// The length of the joined text when all elements are strings of the array part; false otherwise.
bool measure_strings(const Table* t, int64_t first, int64_t last, size_t between, size_t* out) {
  if (!is_in_array(t, first, last)) return false;
  size_t total = static_cast<size_t>(last - first) * between;
  for (int64_t i = first; i <= last; ++i) {
    Value v = vector_get(t->array, static_cast<size_t>(i));
    if (!v.is_string()) return false;
    total += v.string()->length();
  }
  *out = total;
  return true;
}

// Joins strings of the array part into a new string of the length that was measured.
NativeResult join_strings(State* L, const Table* t, int64_t first, int64_t last,
                          std::string_view between, size_t total) {
  bool is_over = false;
  NativeResult result = push_filled(L, total, [&](char* out) {
    constexpr int64_t kPart = 256;  // elements between two looks at the request
    Patience patience(L);
    for (int64_t i = first; i <= last && !is_over;) {
      const char* start = out;
      for (int64_t end = std::min(last, i + kPart); i <= end; ++i) {
        std::string_view text = vector_get(t->array, static_cast<size_t>(i)).string()->view();
        out = copy_bytes(out, text.data(), text.size());
        if (i < last) out = copy_bytes(out, between.data(), between.size());
      }
      is_over = patience.is_over((out - start) / 8 + kPart);
    }
  });
  return is_over ? kNativeError : result;
}

}  // namespace

NativeResult table_concat(State* L) {
  TableAccess t(L, 0);
  int64_t size, first, last;
  String* separator;
  // The order of the checks differs.
  bool table_first = L->global->semantics.table_metamethods;
  if (table_first && (!t.check(kRead | kLength) || !t.length(&size))) return kNativeError;
  if (!opt_string(L, 1, &separator)) return kNativeError;
  if (!table_first && !t.check(kRead | kLength)) return kNativeError;
  if (!opt_int(L, 2, 1, &first)) return kNativeError;
  if (!table_first && is_none_or_nil(L, 3) && !t.length(&size)) return kNativeError;
  if (!opt_int(L, 3, size, &last)) return kNativeError;
  std::string_view between = separator ? separator->view() : std::string_view("");
  size_t total;
  if (Table* raw = t.raw(); raw && measure_strings(raw, first, last, between.size(), &total))
    return join_strings(L, raw, first, last, between, total);
  Buffer text(L);
  Patience patience(L);
  for (int64_t i = first; i <= last; ++i) {
    if (!append_element(L, t, i, &text) || patience.is_over(kElementWork)) return kNativeError;
    if (i == last) break;  // `i` may be the largest integer
    text.append(between);
  }
  return push_string(L, text);
}

NativeResult table_pack(State* L) {
  uint32_t n = L->nargs();
  Table* t = Table::make(L, n, 1);
  if (!t) return L->memory_error();
  push(L, Value::of(t));
  if (n > 0) L->global->heap.store(L, [&] { t->set_list(L, 1, L->base, n); });
  t->set_str(L, L->new_string("n"), L->integer(n));
  return 1;
}

NativeResult table_unpack(State* L) {
  int64_t first, last;
  TableAccess t(L, 0);
  Table* whole = L->nargs() == 1 ? t.raw() : nullptr;
  if (whole && whole->metatable()) whole = nullptr;  // which may have __len
  // Where metamethods count, the first access finds out whether it is a table.
  if (!whole && !L->global->semantics.table_metamethods && !t.check(kRead)) return kNativeError;
  if (!opt_int(L, 1, 1, &first)) return kNativeError;
  if (whole) {
    last = whole->length();
  } else if (is_none_or_nil(L, 2)) {
    if (!t.length(&last)) return kNativeError;
  } else if (!check_int(L, 2, &last)) {
    return kNativeError;
  }
  if (first > last) return 0;
  uint64_t count = static_cast<uint64_t>(last) - static_cast<uint64_t>(first);
  if (count >= State::kMaxStack || L->ensure_stack(static_cast<size_t>(++count)) == Status::Error)
    return L->error("too many results to unpack");
  if (Table* raw = t.raw(); raw && is_in_array(raw, first, last)) {
    const uint64_t* array = raw->array;  // not read again after each store
    Value* to = L->top;
    for (size_t i = static_cast<size_t>(first), end = i + count; i < end; ++i)
      *to++ = vector_get(array, i);
    L->top = to;
    return static_cast<NativeResult>(count);
  }
  for (uint64_t i = 0; i < count; ++i) {
    Value v;
    if (!t.get(first + static_cast<int64_t>(i), &v)) return kNativeError;
    L->push(v);
  }
  return static_cast<NativeResult>(count);
}

NativeResult table_create(State* L) {
  int64_t elements, properties;
  if (!check_integer(L, 0, &elements) || !opt_integer(L, 1, 0, &properties)) return kNativeError;
  if (elements < 0 || elements > INT32_MAX) return bad_argument(L, 0, "out of range");
  if (properties < 0 || properties > INT32_MAX) return bad_argument(L, 1, "out of range");
  constexpr int64_t kMostProperties = int64_t{1} << 30;
  if (properties > kMostProperties) return L->error_plain("table overflow");
  // The hints are capped: memory that the program never fills is not taken at its word.
  constexpr int64_t kMaxHint = int64_t{1} << 22;
  size_t bytes = static_cast<size_t>(elements) * (sizeof(uint64_t) + 1) +
                 static_cast<size_t>(properties) * sizeof(Value) * 2;
  if (!L->global->heap.make_room_for(L, bytes)) return L->memory_error();
  Table* t = Table::make(L, static_cast<uint32_t>(elements < kMaxHint ? elements : kMaxHint),
                         static_cast<uint32_t>(properties < kMaxHint ? properties : kMaxHint));
  return t ? push(L, Value::of(t)) : L->memory_error();
}

}  // namespace perilune::lib
