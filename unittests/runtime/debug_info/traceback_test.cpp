// Tracebacks and descriptions of values in programs that run. What is expected is what stock
// Lua 5.4 (or 5.5, where a test says so) prints for the same program.
#include <doctest/doctest.h>

#include <string>

#include "frontend/compile.h"
#include "runtime/call.h"
#include "runtime/debug_info.h"

namespace perilune {
namespace {

std::string* output = nullptr;  // of the program that runs

// trace([message [, level]]): writes a traceback.
NativeResult native_trace(State* L) {
  std::string message;
  if (L->arg(0).is_string()) message = L->arg(0).string()->view();
  int level = L->arg(1).is_integer() ? static_cast<int>(L->arg(1).i) : 1;
  *output += traceback(L, L, message.empty() ? nullptr : &message, level) + "\n";
  return 0;
}

// name(): writes what an argument error would call the native.
NativeResult native_name(State* L) {
  bool is_method = false;
  *output += perilune::native_name(L, &is_method) + (is_method ? " (method)\n" : "\n");
  return 0;
}

NativeResult native_setmetatable(State* L) {
  L->arg(0).table()->set_metatable(L, L->arg(1).table());
  L->push(L->arg(0));
  return 1;
}

class Program {
public:
  explicit Program(Dialect dialect = Dialect::Lua54) : L_(State::create(dialect)) {
    L_->global->compile = frontend::compile;
    Table* library = Table::make(L_);
    L_->global->globals->set_str(L_, L_->new_string("string"), Value::of(library));
    define(library, "mine", native_trace);
    define(L_->global->globals, "trace", native_trace);
    define(L_->global->globals, "name", native_name);
    define(L_->global->globals, "setmetatable", native_setmetatable);
    output = &output_;
  }
  ~Program() { State::destroy(L_); }

  // The output, and the message of the error that ended the program.
  std::string run(std::string_view text) {
    output_.clear();
    Closure* chunk = load_text(L_, text, "=p", Value::of(L_->global->globals));
    REQUIRE(chunk != nullptr);
    Value* func = L_->top;
    push_function(L_, Value::of(chunk));
    if (call(L_, func, 0) == Status::Error)
      output_ += std::string(L_->error_value.string()->view()) + "\n";
    return output_;
  }

private:
  void define(Table* table, const char* name, NativeFn fn) {
    table->set_str(L_, L_->new_string(name), Value::of(NativeFunction::make(L_, fn, name)));
  }

  State* L_;
  std::string output_;
};

TEST_CASE("how functions are called") {
  CHECK(Program().run(R"(
local function l() trace() end
local function u() l() end
function g() u() end
local t = {m = function(self) g() end}
t.f = function(...) local a, b = ...; t:m() return a end;
(function(...) t.f(1, 2, 3) end)(4)
)") == R"(stack traceback:
	p:2: in upvalue 'l'
	p:3: in upvalue 'u'
	p:4: in function 'g'
	p:5: in method 'm'
	p:6: in field 'f'
	p:7: in function <p:7>
	p:7: in main chunk
)");
}

TEST_CASE("5.5 prefers the call's name to the library's") {
  const char* text = "function g() trace('m', 0) end g()";
  CHECK(Program(Dialect::Lua54).run(text) == R"(m
stack traceback:
	[C]: in function 'trace'
	p:1: in function 'g'
	p:1: in main chunk
)");
  CHECK(Program(Dialect::Lua55).run(text) == R"(m
stack traceback:
	[C]: in global 'trace'
	p:1: in global 'g'
	p:1: in main chunk
)");
}

TEST_CASE("functions of libraries") {
  CHECK(Program().run("local q = string.mine q('m', 0)") == R"(m
stack traceback:
	[C]: in function 'string.mine'
	p:1: in main chunk
)");
}

TEST_CASE("tail calls") {
  CHECK(Program().run(R"(
local function l() trace() end
local function tail(...) return l(...) end
tail()
)") == R"(stack traceback:
	p:2: in function <p:2>
	(...tail calls...)
	p:4: in main chunk
)");
}

// The names of the metamethods that a statement calls, with the line of the caller.
std::string metamethods_of(const char* statement) {
  std::string text = R"(
local mt, events = {}, {'index', 'newindex', 'add', 'concat', 'eq', 'lt', 'le', 'unm', 'len', 'call',
                        'bnot', 'shl', 'idiv'}
local function mm() trace() return 1 end
for i = 1, #events do mt['__' .. events[i]] = mm end
mt.__close = function() trace() end
local a, b, _ = setmetatable({}, mt), setmetatable({}, mt)
)";
  std::string traces = Program().run(text + statement);
  std::string found;
  for (size_t at = 0; (at = traces.find("metamethod '", at)) != traces.npos; ++at)
    found += traces.substr(at + 12, traces.find('\n', at) - at - 13) + " ";
  for (size_t at = 0; (at = traces.find("p:8", at)) != traces.npos; ++at)
    found += "8";
  return found;
}

TEST_CASE("metamethods") {
  CHECK(metamethods_of("_ = a.x") == "index 8");
  CHECK(metamethods_of("_ = a[1]") == "index 8");
  CHECK(metamethods_of("_ = a[_]") == "index 8");
  CHECK(metamethods_of("a.y = 1") == "newindex 8");
  CHECK(metamethods_of("a[1] = 1") == "newindex 8");
  CHECK(metamethods_of("_ = a + 1") == "add 8");
  CHECK(metamethods_of("_ = 1 << a") == "shl 8");
  CHECK(metamethods_of("_ = a // b") == "idiv 8");
  CHECK(metamethods_of("_ = -a, ~a, #a") == "unm bnot len 888");
  CHECK(metamethods_of("_ = a .. 'x' .. b .. 'z'") == "concat concat 88");
  CHECK(metamethods_of("_ = a == b, a ~= b") == "eq eq 88");
  CHECK(metamethods_of("_ = a < b, 1 < a, a > b") == "lt lt lt 888");
  CHECK(metamethods_of("_ = a <= b, a >= 1") == "le le 88");
  CHECK(metamethods_of("do local c <close> = a end") == "close 8");
}

TEST_CASE("close handlers of a return, after the call of another metamethod") {
  CHECK(metamethods_of("local function h() local c <close> = a; b.q = 5 end h()") ==
        "newindex close 8888");
}

TEST_CASE("iterators") {
  CHECK(Program().run("for x in function() trace() end do end") == R"(stack traceback:
	p:1: in for iterator 'for iterator'
	p:1: in main chunk
)");
}

std::string repeat(const std::string& line, int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += line;
  return text;
}

TEST_CASE("long tracebacks are abbreviated") {
  auto recursion = [](int depth) {
    return "local function r(n) if n == 0 then trace() else r(n - 1) end return n end r(" +
           std::to_string(depth) + ")";
  };
  const std::string level = "\tp:1: in upvalue 'r'\n";
  const std::string end = "\tp:1: in local 'r'\n\tp:1: in main chunk\n";
  CHECK(Program().run(recursion(20)) == "stack traceback:\n" + repeat(level, 20) + end);
  CHECK(Program().run(recursion(21)) == "stack traceback:\n" + repeat(level, 10) +
                                            "\t...\t(skipping 1 levels)\n" + repeat(level, 9) +
                                            end);
  CHECK(Program().run(recursion(50)) == "stack traceback:\n" + repeat(level, 10) +
                                            "\t...\t(skipping 30 levels)\n" + repeat(level, 9) +
                                            end);
}

TEST_CASE("levels") {
  Program program;
  CHECK(program.run("trace('m', 1)") == "m\nstack traceback:\n\tp:1: in main chunk\n");
  CHECK(program.run("trace('m', 2)") == "m\nstack traceback:\n");
  CHECK(program.run("trace('m', 99)") == "m\nstack traceback:\n");
  CHECK(program.run("trace('m', -1)") == "m\nstack traceback:\n");
}

TEST_CASE("names of natives in argument errors") {
  Program program;
  CHECK(program.run("name()") == "name\n");
  CHECK(program.run("local x = name x()") == "x\n");
  CHECK(program.run("local x = {f = name} x.f() x:f()") == "f\nf (method)\n");
  CHECK(program.run("return name()") == "name\n");
  CHECK(program.run("return setmetatable({}, {__index = name}).x") == "index\n");
}

TEST_CASE("descriptions of values in errors") {
  Program program;
  auto error = [&](const char* text) {
    std::string message = program.run(text);
    REQUIRE(message.starts_with("p:1: attempt to "));
    return message.substr(16, message.size() - 17);
  };
  CHECK(error("x.y = 1") == "index a nil value (global 'x')");
  CHECK(error("local a a.b = 1") == "index a nil value (local 'a')");
  CHECK(error("local a local function f() return a.b end f()") ==
        "index a nil value (upvalue 'a')");
  CHECK(error("local a = {} a.b.c = 1") == "index a nil value (field 'b')");
  CHECK(error("local a = {} a[1].c = 1") == "index a nil value (field 'integer index')");
  CHECK(error("local a, k = {}, 1 a[k].c = 1") == "index a nil value (field '?')");
  CHECK(error("local a = {} a:b()") == "call a nil value (method 'b')");
  CHECK(error("f()") == "call a nil value (global 'f')");
  CHECK(error("local a = {} return 1 + a.b") == "perform arithmetic on a nil value (field 'b')");
  CHECK(error("local a = 'x' return a .. {}") == "concatenate a table value");
  CHECK(error("local a = f or g a()") == "call a nil value (local 'a')");
  CHECK(error("(f or g)()") == "call a nil value");
}

}  // namespace
}  // namespace perilune
