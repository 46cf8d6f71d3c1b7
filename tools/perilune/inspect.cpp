// Values in a form that a reader can take in: what they are, and for tables, what is in them.
#include "tools/perilune/inspect.h"

#include <cstdio>
#include <string>

#include "runtime/lib/text.h"
#include "runtime/metamethod.h"

namespace perilune::cli {

namespace {

constexpr int kMaxDepth = 3;     // tables in tables that are shown
constexpr int kMaxEntries = 40;  // of one table

class Inspector {
public:
  explicit Inspector(State* L) : L_(L) {}

  bool append(const Value& v, int depth);
  const std::string& text() const { return text_; }

private:
  void append_string(std::string_view text);
  bool append_table(const Table* table, int depth);
  bool append_entry(const Value& key, const Value& value, int64_t* next_index, int depth);

  State* const L_;
  std::string text_;
};

void Inspector::append_string(std::string_view text) {
  text_ += '"';
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (c == '\n') {
      text_ += "\\n";
    } else if (c == '\t') {
      text_ += "\\t";
    } else if (byte < ' ' || byte == 0x7f) {
      char code[8];
      std::snprintf(code, sizeof code, "\\%03d", byte);
      text_ += code;
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

bool is_name(const Value& key) {
  if (!key.is_string() || key.string()->length() == 0) return false;
  std::string_view text = key.string()->view();
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!is_letter && !(i > 0 && c >= '0' && c <= '9')) return false;
  }
  return true;
}

bool Inspector::append_entry(const Value& key, const Value& value, int64_t* next_index, int depth) {
  bool is_next = key.is_number() && key.as_float() == static_cast<double>(*next_index);
  if (is_next) {
    ++*next_index;
  } else if (is_name(key)) {
    text_.append(key.string()->view()).append(" = ");
  } else {
    text_ += '[';
    if (!append(key, kMaxDepth)) return false;
    text_ += "] = ";
  }
  return append(value, depth + 1);
}

bool Inspector::append_table(const Table* table, int depth) {
  text_ += '{';
  int64_t next_index = 1;
  int count = 0;
  Value key, value, at;
  while (table->next(at, &key, &value) == Table::Next::Found) {
    if (count > 0) text_ += ", ";
    if (++count > kMaxEntries) {
      text_ += "...";
      break;
    }
    if (!append_entry(key, value, &next_index, depth)) return false;
    at = key;
  }
  text_ += '}';
  return true;
}

bool Inspector::append(const Value& v, int depth) {
  if (v.is_string()) {
    append_string(v.string()->view());
    return true;
  }
  bool has_own_text = !metamethod(L_, v, Event::ToString).is_nil();
  if (v.is_table() && !has_own_text && depth < kMaxDepth) return append_table(v.table(), depth);
  // A __tostring could change the table that is being shown.
  if (has_own_text && depth > 0) {
    text_ += type_name(v.tag);
    return true;
  }
  ptrdiff_t top = L_->offset_of(L_->top);
  String* text;
  bool ok = lib::push_text(L_, v, &text);
  if (ok) text_ += text->view();
  L_->top = L_->at_offset(top);
  return ok;
}

}  // namespace

bool inspect_results(State* L, const Value* first) {
  std::string line;
  ptrdiff_t begin = L->offset_of(first), end = L->offset_of(L->top);
  for (ptrdiff_t i = begin; i < end; ++i) {
    Inspector one(L);
    Value v = *L->at_offset(i);
    if (!one.append(v, 0)) return false;
    if (i > begin) line += '\t';
    line += one.text();
  }
  line += '\n';
  fwrite(line.data(), 1, line.size(), stdout);
  fflush(stdout);
  return true;
}

}  // namespace perilune::cli
