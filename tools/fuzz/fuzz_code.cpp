// Runs code that no compiler has made: a program's bytecode is edited, and what the reader of
// binary chunks accepts of it must run to an end or an error. An input is the dialect ('1' to '5';
// 'a' to 'e': with every loop compiled), a program's text, a zero byte, and the edits.
#include <sys/time.h>

#include <csignal>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/compile.h"
#include "jit/engine.h"
#include "runtime/bytecode/serialize.h"
#include "runtime/bytecode/verifier.h"
#include "runtime/call.h"
#include "runtime/interp/hook.h"
#include "runtime/interp/interrupt.h"
#include "runtime/lib/lib.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace perilune {
namespace {

using bytecode::Function;
using bytecode::Word;

// What an edit changes. Places are taken modulo the number of those that there are.
enum class Change : uint8_t {
  Op,
  A,
  B,
  C,
  Word,
  Swap,
  Stack,
  Parameters,
  Vararg,
  Upvalue,
  Local,
  Constant,
  FieldKey,
  Count,
};

struct Edit {
  uint8_t function, change, place_low, place_high, value;
};
constexpr size_t kMostEdits = 6;

void collect(Function* function, std::vector<Function*>* all) {
  all->push_back(function);
  for (auto& nested : function->functions)
    collect(nested.get(), all);
}

template <class T>
T* place_in(std::vector<T>& things, size_t place) {
  return things.empty() ? nullptr : &things[place % things.size()];
}

void set_byte(Word* word, int byte, uint8_t value) {
  *word = (*word & ~(0xffu << (8 * byte))) | static_cast<Word>(value) << (8 * byte);
}

void edit_parts(Function& f, Change change, size_t place, uint8_t value) {
  if (auto* upvalue = place_in(f.upvalues, place); change == Change::Upvalue && upvalue) {
    upvalue->in_stack = value & 1;
    upvalue->index = value >> 1;
  }
  if (auto* local = place_in(f.locals, place); change == Change::Local && local) {
    local->reg = value & 15;
    local->start_pc += value >> 4;
  }
  if (auto* constant = place_in(f.constants, place); change == Change::Constant && constant) {
    constant->kind = static_cast<bytecode::Constant::Kind>(value % 5);
    constant->integer = value;
  }
  if (auto* key = place_in(f.field_keys, place); change == Change::FieldKey && key) *key = value;
}

void apply(const Edit& edit, Function& f) {
  const auto change = static_cast<Change>(edit.change % static_cast<uint8_t>(Change::Count));
  const size_t place = edit.place_low | size_t{edit.place_high} << 8;
  Word* word = place_in(f.code, place);
  switch (change) {
  case Change::Op:
    return set_byte(word, 0, static_cast<uint8_t>(edit.value % bytecode::kOpCount));
  case Change::A:
  case Change::B:
  case Change::C:
    return set_byte(word, static_cast<int>(change), edit.value);
  case Change::Word:
    *word = static_cast<Word>(static_cast<int8_t>(edit.value));
    return;
  case Change::Swap:
    return std::swap(*word, *place_in(f.code, place + edit.value));
  case Change::Stack:
    f.max_stack = edit.value;
    return;
  case Change::Parameters:
    f.num_params = edit.value % 8;
    return;
  case Change::Vararg:
    f.is_vararg = !f.is_vararg;
    return;
  default:
    return edit_parts(f, change, place, edit.value);
  }
}

// The edited program as a binary chunk; empty when it does not compile.
std::string edited(std::string_view input, Dialect dialect) {
  const size_t end = std::min(input.find('\0'), input.size());
  std::unique_ptr<Function> function;
  std::string error;
  if (!frontend::compile(input.substr(0, end), "=fuzz", dialect, &function, &error)) return {};
  std::vector<Function*> all;
  collect(function.get(), &all);
  for (size_t i = 0, at = end + 1; i < kMostEdits && at + sizeof(Edit) <= input.size();
       ++i, at += sizeof(Edit)) {
    Edit edit;
    std::memcpy(&edit, input.data() + at, sizeof edit);
    apply(edit, **place_in(all, edit.function));
  }
  // Writing takes code that can be told into instructions.
  return bytecode::verify(*function, &error) ? bytecode::serialize(*function, dialect, false)
                                             : std::string();
}

// What ends, stops or outlasts the process, or touches files; and what may look into frames that no
// compiler has made. Errors are caught by nothing, so that they end the program.
constexpr const char* kDangers[] = {"xpcall", "io",     "os",       "require", "package",
                                    "module", "dofile", "loadfile", "debug",   "warn"};
constexpr std::string_view kInstead = "coroutine.resume, coroutine.close = nil, nil\n"
                                      "function print(...) local text = tostring((...)) end\n"
                                      "function pcall(f, ...) return true, f(...) end\n";

bool set_up(State* L) {
  if (!open_libraries(L)) return false;
  for (const char* name : kDangers)
    L->global->globals->set_str(L, L->new_string(name), Value());
  Closure* chunk = load_text(L, kInstead, "=fuzz", Value::of(L->global->globals));
  if (!chunk) return false;
  const ptrdiff_t func = L->offset_of(L->top);
  push_function(L, Value::of(chunk));
  return call(L, L->at_offset(func), 0) == Status::Ok;
}

NativeResult stop(State* L) { return L->error_plain("stopped"); }

Global* running = nullptr;
void interrupt(int) {
  if (running) interp::request_interrupt(running);
}
void set_timer(int milliseconds) {
  const timeval interval = {0, milliseconds * 1000};
  const itimerval timer = {interval, interval};
  setitimer(ITIMER_VIRTUAL, &timer, nullptr);
}

void run(Dialect dialect, bool compiled, std::string_view input) {
  constexpr int kInstructions = 20'000;
  constexpr size_t kMemory = size_t{32} << 20;
  const std::string chunk = edited(input, dialect);
  if (chunk.empty()) return;
  State* L = State::create(dialect);
  L->global->compile = frontend::compile;
  L->global->heap.set_limit(kMemory);
  if (!set_up(L)) return State::destroy(L);
  if (compiled) {
    jit::Options options;
    options.hot_loop = 1;
    options.hot_exit = 1;
    options.verify = true;
    jit::attach(L, options);
  }
  if (Closure* f = load_binary(L, chunk, "=fuzz", Value::of(L->global->globals))) {
    const ptrdiff_t bottom = L->offset_of(L->top);
    push_function(L, Value::of(f));
    // Compiled code is stopped by a signal; so are coroutines, which the hook is not for.
    running = L->global;
    signal(SIGVTALRM, interrupt);
    set_timer(20);
    if (!compiled) {
      interp::set_hook(L, Value::of(NativeFunction::make(L, stop, "stop")), Hook::kCount,
                       kInstructions);
    }
    static_cast<void>(call(L, L->at_offset(bottom), 0));
    L->top = L->at_offset(bottom);
    L->global->heap.collect(L);
    State::close(L);  // finalizers are interrupted, too
    set_timer(0);
    running = nullptr;
    interp::cancel_interrupt(L->global);
  }
  State::destroy(L);
}

// Adds an edit or changes one; `data` has room for that.
size_t mutate_edits(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  const auto* zero = static_cast<uint8_t*>(std::memchr(data, 0, size));
  size_t begin = zero ? static_cast<size_t>(zero - data) + 1 : size + 1;
  if (!zero) data[size++] = 0;
  const size_t count = (size - begin) / sizeof(Edit);
  size_t chosen = seed % (count + 1);
  if (chosen >= kMostEdits) chosen = 0;
  uint8_t* at = data + begin + chosen * sizeof(Edit);
  if (chosen == count) {
    if (begin + (count + 1) * sizeof(Edit) > max_size) return size;
    size = begin + (count + 1) * sizeof(Edit);
  }
  uint32_t random = seed * 2654435761u;
  for (size_t i = 0; i < sizeof(Edit); ++i, random = random * 1664525 + 1013904223)
    if (chosen == count || random >> 31) at[i] = static_cast<uint8_t>(random >> 16);
  at[1] %= static_cast<uint8_t>(Change::Count);
  at[3] = 0;
  // Small operands are the likely ones.
  if (random >> 30 & 1) at[4] %= 12;
  return size;
}

}  // namespace
}  // namespace perilune

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  if (seed % 8 == 0 || size + 6 > max_size) return LLVMFuzzerMutate(data, size, max_size);
  return perilune::mutate_edits(data, size, max_size, seed / 8);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const bool compiled = data[0] >= 'a';
  const auto dialect = static_cast<perilune::Dialect>(
      static_cast<uint8_t>(data[0] - (compiled ? 'a' : '1')) % perilune::kDialectCount);
  perilune::run(dialect, compiled, {reinterpret_cast<const char*>(data) + 1, size - 1});
  return 0;
}
