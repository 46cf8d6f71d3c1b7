// os.time and os.date.
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>
#include <iterator>
#include <string>

#include "runtime/lib/args.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/patience.h"
#include "runtime/lib/registry.h"
#include "runtime/metamethod.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// The fields of a date table, with what C adds to each.
struct Field {
  const char* name;
  int std::tm::* member;
  int offset;    // table value - tm value
  int fallback;  // -1: required
};
constexpr Field kFields[] = {
    {"year", &std::tm::tm_year, 1900, -1}, {"month", &std::tm::tm_mon, 1, -1},
    {"day", &std::tm::tm_mday, 0, -1},     {"hour", &std::tm::tm_hour, 0, 12},
    {"min", &std::tm::tm_min, 0, 0},       {"sec", &std::tm::tm_sec, 0, 0},
};
constexpr Field kComputedFields[] = {{"yday", &std::tm::tm_yday, 1, 0},
                                     {"wday", &std::tm::tm_wday, 1, 0}};

// A field of the table at argument 0, metamethods included.
bool get_field(State* L, const char* name, Value* out) {
  return get(L, L->base[0], Value::of(L->new_string(name)), out) == Status::Ok;
}

// Whether `n`, less what C adds to the field, is within the dialect's bounds.
bool fits(const State* L, const Field& field, int64_t n) {
  if (L->global->semantics.halved_dates) return n >= -(INT_MAX / 2) && n <= INT_MAX / 2;
  return n >= 0 ? n - field.offset <= INT_MAX : n >= int64_t{INT_MIN} + field.offset;
}

// The integer of a field, cut to an int, fraction and all, where dates are lenient. False with the
// error set, or without when the field has none.
bool field_integer(State* L, const Field& field, const Value& v, int64_t* out) {
  if (L->global->semantics.lenient_dates) {
    Value number;
    if (!to_number(L, v, &number)) return false;
    *out = static_cast<int>(truncate_to_integer(number.as_float()));
    return true;
  }
  if (to_integer(L, v, out)) return true;
  if (!v.is_nil()) L->error("field '%s' is not an integer", field.name);
  return false;
}

bool read_field(State* L, const Field& field, std::tm* t) {
  const Semantics& semantics = L->global->semantics;
  Value v;
  int64_t n;
  if (!get_field(L, field.name, &v)) return false;
  if (!field_integer(L, field, v, &n)) {
    if (!v.is_nil() && !semantics.lenient_dates) return false;
    if (field.fallback < 0) {
      L->error("field '%s' missing in date table", field.name);
      return false;
    }
    n = field.fallback;
  } else if (!semantics.lenient_dates && !fits(L, field, n)) {
    L->error("field '%s' is out-of-bound", field.name);
    return false;
  }
  t->*field.member = static_cast<int>(n - field.offset);
  return true;
}

// Writes the fields of a date into a table; false when memory ran out.
bool write_fields(State* L, const std::tm& t, Table* table) {
  bool ok = true;
  for (const Field& f : kFields)
    ok = ok && add_value(L, table, f.name, L->integer(int64_t{t.*f.member} + f.offset));
  for (const Field& f : kComputedFields)
    ok = ok && add_value(L, table, f.name, L->integer(int64_t{t.*f.member} + f.offset));
  if (t.tm_isdst >= 0)  // otherwise unknown
    ok = ok && add_value(L, table, "isdst", Value::boolean(t.tm_isdst != 0));
  return ok;
}

}  // namespace

NativeResult os_time(State* L) {
  if (is_none_or_nil(L, 0)) return push_integer(L, std::time(nullptr));
  Table* table;
  if (!check_table(L, 0, &table)) return kNativeError;
  std::tm t{};
  bool year_first = L->global->semantics.year_first;
  for (size_t i = 0; i < std::size(kFields); ++i)
    if (!read_field(L, kFields[year_first ? i : std::size(kFields) - 1 - i], &t))
      return kNativeError;
  Value dst;
  if (!get_field(L, "isdst", &dst)) return kNativeError;
  t.tm_isdst = dst.is_nil() ? -1 : dst.is_truthy();
  time_t time = std::mktime(&t);
  if (time == -1) {  // also the second before 1970, as in stock
    if (L->global->semantics.lenient_dates) return push(L, Value());
    return L->error("time result cannot be represented in this installation");
  }
  if (L->global->semantics.date_normalises && !write_fields(L, t, table)) return L->memory_error();
  return push_integer(L, time);
}

namespace {

// The conversions of C99: plain ones, and those that may follow E and O.
constexpr std::string_view kPlain = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
constexpr std::string_view kAfterE = "cCxXyY";
constexpr std::string_view kAfterO = "deHImMSuUVwWy";

// The length of the valid conversion at the start of `text` (behind its '%'); 0 when there is none.
size_t conversion_length(std::string_view text) {
  if (text.empty()) return 0;
  if (kPlain.find(text[0]) != std::string_view::npos) return 1;
  if (text.size() < 2) return 0;
  const std::string_view* set = text[0] == 'E' ? &kAfterE : text[0] == 'O' ? &kAfterO : nullptr;
  return set && set->find(text[1]) != std::string_view::npos ? 2 : 0;
}

// Appends what strftime makes of one conversion ("%Y").
void append_conversion(const std::string& conversion, const std::tm& t, Buffer* text) {
  constexpr size_t kMaxItem = 250;
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
  text->commit(std::strftime(text->reserve(kMaxItem), kMaxItem, conversion.c_str(), &t));
#pragma clang diagnostic pop
}

NativeResult format_date(State* L, std::string_view format, const std::tm& t) {
  bool is_unchecked = L->global->semantics.c_date_formats;
  Buffer text(L);
  constexpr int64_t kByteWork = 8;
  Patience patience(L);
  for (size_t i = 0; i < format.size(); ++i) {
    if (patience.is_over(kByteWork)) return kNativeError;
    std::string_view rest = format.substr(i + 1);
    if (format[i] != '%' || (is_unchecked && rest.empty())) {
      text.append(format[i]);
      continue;
    }
    size_t length = is_unchecked ? 1 : conversion_length(rest);
    if (length == 0) {
      std::string message =
          "invalid conversion specifier '%" + std::string(std::string(rest).c_str()) + "'";
      return bad_argument(L, 0, message.c_str());
    }
    append_conversion(std::string(format.substr(i, length + 1)), t, &text);
    i += length;
  }
  return push_string(L, text);
}

NativeResult push_no_date(State* L) {
  const Semantics& semantics = L->global->semantics;
  if (semantics.lenient_dates) return push(L, Value());
  return L->error("%s result cannot be represented in this installation",
                  semantics.date_has_time_error ? "time" : "date");
}

}  // namespace

NativeResult os_date(State* L) {
  String* given;
  int64_t time = std::time(nullptr);
  if (!opt_string(L, 0, &given) || !opt_integer(L, 1, time, &time)) return kNativeError;
  std::string_view format = given ? given->view() : std::string_view("%c");
  if (L->global->semantics.c_date_length) format = format.data();
  bool is_utc = format.starts_with('!');
  if (is_utc) format.remove_prefix(1);
  time_t seconds = time;
  std::tm t{};
  if (!(is_utc ? gmtime_r(&seconds, &t) : localtime_r(&seconds, &t))) return push_no_date(L);
  if (format != "*t") return format_date(L, format, t);
  Table* table = Table::make(L, 0, 9);
  if (!table || !write_fields(L, t, table)) return L->memory_error();
  return push(L, Value::of(table));
}

}  // namespace perilune::lib
