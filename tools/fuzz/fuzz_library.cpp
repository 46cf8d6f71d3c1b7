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
// Absent ones (by dialect) are skipped.
constexpr Function kFunctions[] = {
#define FUNCTION(name, ...) {nullptr, name},
#include "runtime/lib/base.def"
#undef FUNCTION
#define FUNCTION(name, ...) {FUZZ_LIBRARY, name},
#define FUZZ_LIBRARY "string"
#include "runtime/lib/string.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "table"
#include "runtime/lib/table.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "math"
#include "runtime/lib/math.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "utf8"
#include "runtime/lib/utf8.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "bit32"
#include "runtime/lib/bit32.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "coroutine"
#include "runtime/lib/coroutine.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "debug"
#include "runtime/lib/debug.def"
#undef FUZZ_LIBRARY
#define FUZZ_LIBRARY "os"
#include "runtime/lib/os.def"
#undef FUZZ_LIBRARY
#undef FUNCTION
};

// What waits, ends the process, prints, or touches files or the process's environment.
constexpr std::string_view kNotCalled[] = {
    "debug", "dofile", "execute", "exit",    "heapdump",  "loadfile", "module",
    "print", "remove", "rename",  "require", "setlocale", "tmpname",  "warn",
};

bool is_called(const Function& f) {
  // table.remove is another one than os.remove.
  if (f.library && f.library == std::string_view("table")) return true;
  return std::ranges::find(kNotCalled, std::string_view(f.name)) == std::end(kNotCalled);
}

// Functions as arguments, where natives take some.
constexpr const char* kCallbacks[] = {
    "return function(...) return ... end",
    "return function(a, b) return a < b end",
    "return function() return nil end",
    "return function(a) error(a, 0) end",
    "return function(a) return coroutine.yield(a) end",
    "local n = 0 return function() n = n + 1 if n < 9 then return n end end",
    "return function(a) collectgarbage() return {a} end",
    "return string.rep",
    "return tostring",
    "return setmetatable",
    "return coroutine.wrap(function(a) for i = 1, 3 do a = coroutine.yield(i) end end)",
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

// What is meant to be found in patterns, formats, dates and numerals.
std::string syntax(std::string_view bytes) {
  constexpr char kAlphabet[] =
      "%%%%-+ #0123456789.*?()[]^$abcdeEfgGiIjlnopqsSuvwxXyYzZ<>=!_b\0\x80";
  std::string text;
  for (char c : bytes)
    text += kAlphabet[static_cast<uint8_t>(c) % (sizeof kAlphabet - 1)];
  return text;
}

// Slots below those of the calls: the last call's first result, and the functions of kCallbacks.
ptrdiff_t kept_slots;

Value& last_result(State* L) { return *L->at_offset(kept_slots); }

void push_callback(State* L, uint8_t choice) {
  L->push((&last_result(L))[1 + choice % std::size(kCallbacks)]);
}

// Arguments stand on the stack, so that they stay alive.
void push_argument(State* L, Input* in, int depth = 0) {
  constexpr double kEdges[] = {0x1p31, -0x1p31, 0x1p53, 0x1p62, -0x1p62, 1e308, 1e15, 255};
  switch (in->byte() % 16) {
  case 12:
    return L->push(Value::of(L->new_string(syntax(in->text(in->byte() % 24)))));
  case 13:
    return push_callback(L, in->byte());
  case 14:
    return L->push(last_result(L));
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
  // 5.1 moves all elements from the position on, however far down it is.
  if (name == "insert") return is_large(1);
  if (name == "pack" || name == "unpack" || name == "packsize") {
    // A size with many digits.
    if (count == 0 || !args[0].is_string()) return false;
    size_t digits = 0;
    for (char c : args[0].string()->view()) {
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits > 5) return true;
    }
  }
  if (name == "find" || name == "match" || name == "gmatch" || name == "gfind" || name == "gsub") {
    if (count < 2 || !args[1].is_string()) return false;
    std::string_view pattern = args[1].string()->view();
    return std::count_if(pattern.begin(), pattern.end(),
                         [](char c) { return c == '*' || c == '-' || c == '+' || c == '?'; }) > 4;
  }
  return false;
}

bool push_kept(State* L) {
  kept_slots = L->offset_of(L->top);
  L->push(Value());
  for (const char* text : kCallbacks) {
    Closure* chunk = load_text(L, std::string_view(text), "=fuzz", Value::of(L->global->globals));
    const ptrdiff_t func = L->offset_of(L->top);
    if (!chunk) return false;
    push_function(L, Value::of(chunk));
    if (call(L, L->at_offset(func), 1) == Status::Error) return false;
  }
  return true;
}

void make_call(State* L, Input* in) {
  const uint8_t choice = in->byte();
  const Function& f = kFunctions[choice % std::size(kFunctions)];
  // What iterators and wrapped coroutines are made for.
  const bool calls_last = choice >= 0xf0;
  Value callee = calls_last ? last_result(L) : find(L, f);
  uint32_t count = in->byte() % 6;
  if ((!calls_last && !is_called(f)) || callee.is_nil() ||
      L->ensure_stack(count + 8) == Status::Error)
    return;
  ptrdiff_t func = L->offset_of(L->top);  // the stack may move
  push_function(L, callee);
  const ptrdiff_t args = L->offset_of(L->top);
  for (uint32_t i = 0; i < count; ++i)
    push_argument(L, in);
  const bool is_tame = !calls_last && !is_unreasonable(f, L->at_offset(args), count);
  if ((is_tame || calls_last) && call(L, L->at_offset(func), 1) == Status::Ok)
    last_result(L) = *L->at_offset(func);
  L->top = L->at_offset(func);
}

void run(Dialect dialect, Input* in) {
  constexpr int kMostCalls = 16;
  State* L = State::create(dialect);
  L->global->compile = frontend::compile;
  L->global->heap.set_limit(size_t{64} << 20);
  if (open_libraries(L) && push_kept(L))
    for (int calls = 0; calls < kMostCalls && !in->at_end(); ++calls)
      make_call(L, in);
  State::destroy(L);
}

}  // namespace
}  // namespace perilune

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  perilune::Input in(data, size);
  perilune::run(static_cast<perilune::Dialect>(in.byte() % perilune::kDialectCount), &in);
  return 0;
}
