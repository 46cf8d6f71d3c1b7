// Scopes: what names mean, upvalues, what is closed where, labels.
#include "listing.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::frontend;
using bytecode::Function;

namespace {

std::unique_ptr<Function> compiled(std::string_view source, Dialect dialect = Dialect::Lua54) {
  std::unique_ptr<Function> function;
  std::string error;
  REQUIRE_MESSAGE(compile(source, "=x", dialect, &function, &error), error);
  REQUIRE_MESSAGE(bytecode::verify(*function, &error), error);
  return function;
}

// The locals as "name register start end".
std::string locals(const Function& function) {
  std::string out;
  for (const auto& local : function.locals) {
    out += local.name.str() + ' ' + std::to_string(local.reg) + ' ' +
           std::to_string(local.start_pc) + ' ' + std::to_string(local.end_pc) + '\n';
  }
  return out;
}

std::string upvalues(const Function& function) {
  std::string out;
  for (const auto& upvalue : function.upvalues) {
    out += upvalue.name.str() + (upvalue.in_stack ? " register " : " upvalue ") +
           std::to_string(upvalue.index) + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("lives of locals") {
  CHECK(locals(*compiled("local a = 1; do local b = a end local c = a")) ==
        "a 0 2 5\nb 1 3 3\nc 1 4 5\n");
  CHECK(locals(*compiled("local a = a")) == "a 0 3 4\n");
  // Constants whose value is known have no register and no name at run time.
  CHECK(locals(*compiled("local a <const>, b = 1, 2; local c <const> = 3; local d = c")) ==
        "a 0 3 5\nb 1 3 5\nd 2 4 5\n");
  CHECK(locals(*compiled("local function f() end")) == "f 0 2 3\n");
}

TEST_CASE("loops hide their state") {
  CHECK(locals(*compiled("for i = 1, 2 do end")) ==
        "(for state) 0 4 8\n(for state) 1 4 8\n(for state) 2 4 8\ni 3 6 6\n");
  CHECK(locals(*compiled("for k, v in f do end")) ==
        "(for state) 0 4 9\n(for state) 1 4 9\n(for state) 2 4 9\n(for state) 3 4 9\n"
        "k 4 6 6\nv 5 6 6\n");
  CHECK(locals(*compiled("for i = 1, 2 do end", Dialect::Lua55)) ==
        "(for state) 0 4 8\n(for state) 1 4 8\ni 3 6 6\n");
}

TEST_CASE("parameters") {
  const auto chunk = compiled("function t:m(a, ...) end");
  const Function& method = *chunk->functions[0];
  CHECK(method.num_params == 2);
  CHECK(method.is_vararg);
  CHECK(locals(method) == "self 0 0 2\na 1 0 2\n");
  CHECK(chunk->is_vararg);
  CHECK(chunk->num_params == 0);
}

TEST_CASE("upvalues") {
  const auto chunk =
      compiled("local a, b; local function f() return function() return b, a, g end end");
  CHECK(upvalues(*chunk) == "_ENV register 0\n");
  CHECK(upvalues(*chunk->functions[0]) == "b register 1\na register 0\n_ENV upvalue 0\n");
  CHECK(upvalues(*chunk->functions[0]->functions[0]) ==
        "b upvalue 0\na upvalue 1\n_ENV upvalue 2\n");
}

TEST_CASE("the environment is a variable like any other") {
  CHECK(code("local _ENV = {}; x = 1") == "NEWTABLE 0 0 0\nLOADI 1 1\nSETFIELD 0 1 ; \"x\"\n");
  CHECK(code("local _ENV; return x") == "LOADNIL 0 0\nGETFIELD 1 0 ; \"x\"\nRETURN1 1\n");
  // Before 5.2 it is no name.
  CHECK(code("local _ENV; return x", Dialect::Lua51) ==
        "LOADNIL 0 0\nGETTABUP 1 0 ; (environment) \"x\"\nRETURN1 1\n");
}

TEST_CASE("captured variables are closed where they die") {
  CHECK(code("do local a; f = function() return a end end") ==
        "LOADNIL 0 0\nCLOSURE 1 0 ; line 1\nSETTABUP 1 0 ; _ENV \"f\"\nCLOSE 0\n");
  CHECK(code("while x do local a; f = function() return a end end") ==
        "GETTABUP 0 0 ; _ENV \"x\"\nTEST 0 0\nJMP ; to 12\nLOADNIL 0 0\nCLOSURE 1 0 ; line 1\n"
        "SETTABUP 1 0 ; _ENV \"f\"\nCLOSE 0\nJMPBACK ; to 1\n");
  CHECK(code("repeat local a; f = function() return a end until a")
            .find("TEST 0 1\nJMP ; to 10\nCLOSE 0\nJMPBACK ; to 1\nCLOSE 0\n") !=
        std::string::npos);
  // Nothing captured, nothing closed.
  CHECK(code("while x do local a end").find("CLOSE") == std::string::npos);
  CHECK(code("local a; return function() return a end").find("RETURN 1 2 1") != std::string::npos);
}

TEST_CASE("leaving by break and goto closes too") {
  CHECK(code("while x do local a; f = function() return a end if a then break end end")
            .find("JMPBACK ; to 1\nCLOSE 0\n") != std::string::npos);
  CHECK(code("do local a; f = function() return a end goto l end do end ::l:: g()")
            .find("CLOSE 0\nCLOSE 0\nGETTABUP 0 0 ; _ENV \"g\"") != std::string::npos);
  CHECK(code("::l:: local a; f = function() return a end goto l") ==
        "LOADNIL 0 0\nCLOSURE 1 0 ; line 1\nSETTABUP 1 0 ; _ENV \"f\"\nCLOSE 0\nJMPBACK ; to 1\n");
}

TEST_CASE("variables to be closed") {
  CHECK(code("local a <close> = f()") ==
        "GETTABUP 0 0 ; _ENV \"f\"\nCALL 0 1 2 ; 0 in 1 out\nTBC 0\n");
  CHECK(code("do local a <close> = nil; return f() end") ==
        "LOADNIL 0 0\nTBC 0\nGETTABUP 1 0 ; _ENV \"f\"\nCALL 1 1 0 ; 0 in all out\n"
        "RETURN 1 0 1 ; all out\nCLOSE 0\n");
  CHECK(code("for k in f do return g() end").find("TAILCALL") == std::string::npos);
}

TEST_CASE("gotos") {
  CHECK(code("goto l; f() ::l::") ==
        "JMP ; to 5\nGETTABUP 0 0 ; _ENV \"f\"\nCALL 0 1 1 ; 0 in 0 out\n");
  CHECK(code("::l:: f() goto l") ==
        "GETTABUP 0 0 ; _ENV \"f\"\nCALL 0 1 1 ; 0 in 0 out\nJMPBACK ; to 1\n");
  // A test's jump is never backwards.
  CHECK(code("::l:: if x then goto l end") ==
        "GETTABUP 0 0 ; _ENV \"x\"\nTEST 0 0\nJMP ; to 7\nJMPBACK ; to 1\n");
  CHECK(code("for i = 1, 2 do goto continue; f() ::continue:: end").find("JMP ; to 10") !=
        std::string::npos);
}

TEST_CASE("declared globals of 5.5") {
  const Dialect lua55 = Dialect::Lua55;
  CHECK(code("global x; x = 1", lua55) == "LOADI 0 1\nSETTABUP 0 0 ; _ENV \"x\"\n");
  CHECK(
      code("global x = 1", lua55) ==
      "LOADI 0 1\nGETTABUP 1 0 ; _ENV \"x\"\nGLOBALUNDEF 1 0 ; \"x\"\nSETTABUP 0 0 ; _ENV \"x\"\n");
  CHECK(code("global x, y = 1", lua55) ==
        "LOADI 0 1\nLOADNIL 1 0\n"
        "GETTABUP 2 0 ; _ENV \"y\"\nGLOBALUNDEF 2 1 ; \"y\"\nSETTABUP 1 0 ; _ENV \"y\"\n"
        "GETTABUP 1 0 ; _ENV \"x\"\nGLOBALUNDEF 1 0 ; \"x\"\nSETTABUP 0 0 ; _ENV \"x\"\n");
  CHECK(code("global function f() end", lua55) ==
        "CLOSURE 0 0 ; line 1\nGETTABUP 1 0 ; _ENV \"f\"\nGLOBALUNDEF 1 0 ; \"f\"\n"
        "SETTABUP 0 0 ; _ENV \"f\"\n");
  CHECK(code("global = 1", lua55) == "LOADI 0 1\nSETTABUP 0 0 ; _ENV \"global\"\n");
  CHECK(code("local <const> a, b = 1, 2; return a + b", lua55) ==
        "LOADI 0 1\nADDRK 1 0 0 ; 2\nRETURN1 1\n");
}

TEST_CASE("named varargs of 5.5") {
  const auto chunk = compiled("function f(a, ...t) return t, ... end", Dialect::Lua55);
  const Function& function = *chunk->functions[0];
  CHECK(function.num_params == 1);
  CHECK(bytecode::disassemble_instruction(function, 0) == "VARARGPREP 1 2");
  CHECK(bytecode::disassemble_instruction(function, 2) == "VARARG 3 2 0 ; all out");
  CHECK(locals(function) == "a 0 0 5\nt 1 1 5\n");
}
