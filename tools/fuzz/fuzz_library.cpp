// Calls of library functions with arguments that the fuzzer makes up. The first byte of an input is
// the dialect; then come calls: the function, the number of arguments, the arguments.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "frontend/compile.h"
#include "runtime/call.h"
#include "runtime/lib/lib.h"
#include "runtime/number.h"
#include "runtime/state.h"

namespace perilune {
namespace {

class Input {
public:
  Input(const uint8_t* data, size_t size) : at_(data), end_(data + size) {}
  bool at_end() const { return at_ == end_; }
  uint8_t byte() { return at_ == end_ ? 0 : *at_++; }
  std::string_view text(size_t length) {
    length = std::min(length, static_cast<size_t>(end_ - at_));
    std::string_view result(reinterpret_cast<const char*>(at_), length);
    at_ += length;
    return result;
  }
  template <class T>
  T raw() {
    T value{};
    std::string_view bytes = text(sizeof value);
    std::memcpy(&value, bytes.data(), bytes.size());
    return value;
  }

private:
  const uint8_t* at_;
  const uint8_t* end_;
};

struct Function {
  const char* library;  // nullptr: a global
  const char* name;
};
// Absent ones (by dialect) are skipped. Not here: what waits, ends the process or touches files.
constexpr Function kFunctions[] = {
    {"string", "byte"},     {"string", "char"},    {"string", "dump"},    {"string", "find"},
    {"string", "format"},   {"string", "gmatch"},  {"string", "gsub"},    {"string", "len"},
    {"string", "lower"},    {"string", "match"},   {"string", "pack"},    {"string", "packsize"},
    {"string", "rep"},      {"string", "reverse"}, {"string", "sub"},     {"string", "unpack"},
    {"string", "upper"},    {"table", "concat"},   {"table", "create"},   {"table", "foreach"},
    {"table", "foreachi"},  {"table", "getn"},     {"table", "insert"},   {"table", "maxn"},
    {"table", "move"},      {"table", "pack"},     {"table", "remove"},   {"table", "sort"},
    {"table", "unpack"},    {"math", "abs"},       {"math", "ceil"},      {"math", "floor"},
    {"math", "fmod"},       {"math", "frexp"},     {"math", "ldexp"},     {"math", "log"},
    {"math", "max"},        {"math", "min"},       {"math", "modf"},      {"math", "random"},
    {"math", "randomseed"}, {"math", "tointeger"}, {"math", "ult"},       {"utf8", "char"},
    {"utf8", "codepoint"},  {"utf8", "codes"},     {"utf8", "len"},       {"utf8", "offset"},
    {"bit32", "arshift"},   {"bit32", "band"},     {"bit32", "extract"},  {"bit32", "lrotate"},
    {"bit32", "lshift"},    {"bit32", "replace"},  {"bit32", "rshift"},   {"os", "date"},
    {"os", "time"},         {nullptr, "load"},     {nullptr, "tonumber"}, {nullptr, "tostring"},
    {nullptr, "select"},    {nullptr, "unpack"},   {nullptr, "next"},     {nullptr, "rawset"},
};

Value find(State* L, const Function& f) {
  Table* table = L->global->globals;
  if (f.library) {
    Value library = table->get_str(L->new_string(f.library));
    if (!library.is_table()) return Value();
    table = library.table();
  }
  return table->get_str(L->new_string(f.name));
}

Value number(State* L, double n) {
  int64_t whole;
  return float_to_integer(n, &whole) ? L->integer(whole) : Value::number(n);
}

// Arguments stand on the stack, so that they stay alive.
void push_argument(State* L, Input* in, int depth = 0) {
  constexpr double kEdges[] = {0x1p31, -0x1p31, 0x1p53, 0x1p62, -0x1p62, 1e308, 1e15, 255};
  switch (in->byte() % 12) {
  case 0:
    return L->push(Value());
  case 1:
    return L->push(Value::boolean(in->byte() & 1));
  case 2:
  case 3:
    return L->push(L->integer(static_cast<int8_t>(in->byte())));
  case 4:
    return L->push(L->integer(in->raw<int64_t>()));
  case 5:
    return L->push(Value::number(in->raw<double>()));
  case 6:
    return L->push(
        number(L, kEdges[in->byte() % std::size(kEdges)] + static_cast<int8_t>(in->byte())));
  case 7:
    return L->push(L->integer(in->byte() & 1 ? INT64_MAX : INT64_MIN));
  case 8:
  case 9:
  case 10:
    return L->push(Value::of(L->new_string(in->text(in->byte() % 48))));
  default:
    break;
  }
  Table* t = Table::make(L);
  L->push(Value::of(t));
  uint8_t count = in->byte() % 8;
  for (uint8_t i = 1; i <= count && depth < 2; ++i) {
    push_argument(L, in, depth + 1);
    if (!L->top[-1].is_nil()) t->set_int(L, i, L->top[-1]);
    --L->top;
  }
}

// Calls that are meant to take for ever or all memory.
bool is_unreasonable(const Function& f, const Value* args, uint32_t count) {
  std::string_view name = f.name;
  auto is_large = [&](uint32_t i) {
    if (i >= count) return false;
    return args[i].is_string() || (args[i].is_number() && std::fabs(args[i].as_float()) > 4096);
  };
  if (name == "rep") return is_large(1);
  if (name == "move") return is_large(1) || is_large(2);
  if (name == "pack" || name == "unpack" || name == "packsize") {
    // A size with many digits.
    if (count == 0 || !args[0].is_string()) return false;
    size_t digits = 0;
    for (char c : args[0].string()->view()) {
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits > 5) return true;
    }
  }
  if (name == "find" || name == "match" || name == "gmatch" || name == "gsub") {
    if (count < 2 || !args[1].is_string()) return false;
    std::string_view pattern = args[1].string()->view();
    return std::count_if(pattern.begin(), pattern.end(),
                         [](char c) { return c == '*' || c == '-' || c == '+' || c == '?'; }) > 4;
  }
  return false;
}

void run(Dialect dialect, Input* in) {
  State* L = State::create(dialect);
  L->global->compile = frontend::compile;
  if (open_libraries(L)) {
    for (int calls = 0; calls < 16 && !in->at_end(); ++calls) {
      const Function& f = kFunctions[in->byte() % std::size(kFunctions)];
      Value native = find(L, f);
      uint32_t count = in->byte() % 6;
      if (native.is_nil() || L->ensure_stack(count + 8) == Status::Error) continue;
      ptrdiff_t func = L->offset_of(L->top);  // the stack may move
      push_function(L, native);
      Value* args = L->top;
      for (uint32_t i = 0; i < count; ++i)
        push_argument(L, in);
      if (!is_unreasonable(f, args, count)) static_cast<void>(call(L, L->at_offset(func), 1));
      L->top = L->at_offset(func);
    }
  }
  State::destroy(L);
}

}  // namespace
}  // namespace perilune

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  perilune::Input in(data, size);
  perilune::run(static_cast<perilune::Dialect>(in.byte() % perilune::kDialectCount), &in);
  return 0;
}
