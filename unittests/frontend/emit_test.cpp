// The code of expressions and statements: registers, order of evaluation, encodings.
#include "listing.h"

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::frontend;

TEST_CASE("call frames leave room for the link") {
  CHECK(code("f(1, x)") == "GETTABUP 0 0 ; _ENV \"f\"\nLOADI 2 1\nGETTABUP 3 0 ; _ENV \"x\"\n"
                           "CALL 0 3 1 ; 2 in 0 out\n");
  CHECK(code("local a, b = f()") == "GETTABUP 0 0 ; _ENV \"f\"\nCALL 0 1 3 ; 0 in 2 out\n");
  CHECK(code("f(g())") == "GETTABUP 0 0 ; _ENV \"f\"\nGETTABUP 2 0 ; _ENV \"g\"\n"
                          "CALL 2 1 0 ; 0 in all out\nCALL 0 0 1 ; all in 0 out\n");
  CHECK(code("f((g()))") == "GETTABUP 0 0 ; _ENV \"f\"\nGETTABUP 2 0 ; _ENV \"g\"\n"
                            "CALL 2 1 2 ; 0 in 1 out\nCALL 0 2 1 ; 1 in 0 out\n");
  CHECK(code("local o; o:m(1)") ==
        "LOADNIL 0 0\nSELF 1 0 ; \"m\"\nLOADI 4 1\nCALL 1 3 1 ; 2 in 0 out\n");
  CHECK(code("f 's'") == "GETTABUP 0 0 ; _ENV \"f\"\nLOADK 2 1 ; \"s\"\nCALL 0 2 1 ; 1 in 0 out\n");
  CHECK(code("f(...)") ==
        "GETTABUP 0 0 ; _ENV \"f\"\nVARARG 2 0 0 ; all out\nCALL 0 0 1 ; all in 0 out\n");
}

TEST_CASE("the stack covers the frames") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  REQUIRE(compile("f()", "=x", Dialect::Lua54, &function, &error));
  CHECK(function->max_stack == 2);
  REQUIRE(compile("f(1, 2)", "=x", Dialect::Lua54, &function, &error));
  CHECK(function->max_stack == 4);
  REQUIRE(compile("for k in f do end", "=x", Dialect::Lua54, &function, &error));
  CHECK(function->max_stack == 8);
}

TEST_CASE("returns") {
  CHECK(code("return") == "RETURN0\n");
  CHECK(code("local a; return a") == "LOADNIL 0 0\nRETURN1 0\n");
  CHECK(code("local a; return a, 1") == "LOADNIL 0 0\nMOVE 1 0\nLOADI 2 1\nRETURN 1 3 0 ; 2 out\n");
  CHECK(code("return f(1)") ==
        "GETTABUP 0 0 ; _ENV \"f\"\nLOADI 2 1\nTAILCALL 0 2 0 ; 1 in\nRETURN 0 0 0 ; all out\n");
  CHECK(code("return (f(1))").find("TAILCALL") == std::string::npos);
  CHECK(code("return 1, f()") == "LOADI 0 1\nGETTABUP 1 0 ; _ENV \"f\"\nCALL 1 1 0 ; 0 in all out\n"
                                 "RETURN 0 0 0 ; all out\n");
}

TEST_CASE("loading") {
  CHECK(code("local a, b, c") == "LOADNIL 0 2\n");
  CHECK(code("local a; local b; local c = nil") == "LOADNIL 0 2\n");
  CHECK(code("local a = 32767; local b = 32768") == "LOADI 0 32767\nLOADK 1 0 ; 32768\n");
  CHECK(code("local a = 3.0; local b = 3.5") == "LOADF 0 3\nLOADK 1 0 ; 3.5\n");
  CHECK(code("local a, b = true, false") == "LOADTRUE 0\nLOADFALSE 1\n");
  CHECK(code("local a = 1; local b = a") == "LOADI 0 1\nMOVE 1 0\n");
}

TEST_CASE("constants beyond what an operand holds") {
  std::string program = "local x; local t = {";
  for (int i = 0; i < 300; ++i)
    program += std::to_string(i) + ".5,";
  program += "} x = x + 1000.5; x = 1000.5 - x; x = x < 1000.5; x = x == 1000.5; x = t.field";
  const std::string text = code(program);
  CHECK(text.find("ADD 0 0 2\n") != std::string::npos);
  CHECK(text.find("SUB 0 2 0\n") != std::string::npos);
  CHECK(text.find("LT 0 2 1\n") != std::string::npos);
  CHECK(text.find("EQ 0 2 1\n") != std::string::npos);
  CHECK(text.find("GETFIELD 0 1 ; \"field\"\n") != std::string::npos);
  program = "local t = {";
  for (int i = 0; i < 66000; ++i)
    program += std::to_string(i) + ".5,";
  CHECK(code(program + "}").find("LOADKX") != std::string::npos);
}

TEST_CASE("indexing") {
  CHECK(code("local t; t.x = t.y") == "LOADNIL 0 0\nGETFIELD 1 0 ; \"y\"\nSETFIELD 0 1 ; \"x\"\n");
  CHECK(code("local t; t[1] = t[255]") == "LOADNIL 0 0\nGETINT 1 0 255\nSETINT 0 1 1\n");
  CHECK(code("local t; t[256] = t[-1]") ==
        "LOADNIL 0 0\nLOADI 1 256\nLOADI 2 -1\nGETTABLE 2 0 2\nSETTABLE 0 1 2\n");
  CHECK(code("local t, k; t[k] = t['a' .. k]") ==
        "LOADNIL 0 1\nLOADK 2 0 ; \"a\"\nMOVE 3 1\nCONCAT 2 2\nGETTABLE 2 0 2\nSETTABLE 0 1 2\n");
  CHECK(code("local t; local function f() return t.x, t[1] end").find("CLOSURE") !=
        std::string::npos);
  CHECK(code("x.y.z = 1") == "GETTABUP 0 0 ; _ENV \"x\"\nGETFIELD 0 0 ; \"y\"\nLOADI 1 1\n"
                             "SETFIELD 0 1 ; \"z\"\n");
}

TEST_CASE("every site has a field cache of its own") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  REQUIRE(compile("x = x; y = x", "=x", Dialect::Lua54, &function, &error));
  CHECK(function->field_keys == std::vector<uint32_t>{0, 0, 0, 1});
}

TEST_CASE("arithmetic") {
  CHECK(code("local a, b; a = a + b") == "LOADNIL 0 1\nADD 0 0 1\n");
  CHECK(code("local a; a = a - 1") == "LOADNIL 0 0\nSUBRK 0 0 0 ; 1\n");
  CHECK(code("local a; a = 1 - a") == "LOADNIL 0 0\nSUBKR 0 0 0 ; 1\n");
  CHECK(code("local a; a = 2 ^ a // 3.5") == "LOADNIL 0 0\nPOWKR 1 0 0 ; 2\nIDIVRK 0 1 1 ; 3.5\n");
  CHECK(code("local a; a = a << 1 | 1 >> a") ==
        "LOADNIL 0 0\nSHLRK 1 0 0 ; 1\nSHRKR 2 0 0 ; 1\nBOR 0 1 2\n");
  CHECK(code("local a; a = -a + #a - ~a") ==
        "LOADNIL 0 0\nUNM 1 0\nLEN 2 0\nADD 1 1 2\nBNOT 2 0\nSUB 0 1 2\n");
  CHECK(code("local a; a = a * a + a") == "LOADNIL 0 0\nMUL 1 0 0\nADD 0 1 0\n");
}

TEST_CASE("priorities and associativity") {
  CHECK(code("local a, b, c; a = a + b * c") == "LOADNIL 0 2\nMUL 3 1 2\nADD 0 0 3\n");
  CHECK(code("local a, b, c; a = a - b - c") == "LOADNIL 0 2\nSUB 3 0 1\nSUB 0 3 2\n");
  CHECK(code("local a, b, c; a = a ^ b ^ c") == "LOADNIL 0 2\nPOW 3 1 2\nPOW 0 0 3\n");
  CHECK(code("local a, b; a = -a ^ b") == "LOADNIL 0 1\nPOW 2 0 1\nUNM 0 2\n");
  CHECK(code("local a, b; a = not a == b") == "LOADNIL 0 1\nNOT 2 0\nEQ 2 1 1\nJMP ; to 6\n"
                                              "LFALSESKIP 0\nLOADTRUE 0\n");
}

TEST_CASE("concatenation") {
  CHECK(code("local a; a = a .. 'x' .. a .. 1") ==
        "LOADNIL 0 0\nMOVE 1 0\nLOADK 2 0 ; \"x\"\nMOVE 3 0\nLOADI 4 1\nCONCAT 1 4\nMOVE 0 1\n");
  CHECK(code("local a; a = (a .. a) .. a") ==
        "LOADNIL 0 0\nMOVE 1 0\nMOVE 2 0\nCONCAT 1 2\nMOVE 2 0\nCONCAT 1 2\nMOVE 0 1\n");
}

TEST_CASE("comparisons") {
  const auto condition = [](const std::string& test) {
    const std::string text = code("local a, b; if " + test + " then f() end");
    const size_t start = text.find('\n') + 1;
    return text.substr(start, text.find('\n', start) - start);
  };
  CHECK(condition("a == b") == "EQ 0 1 0");
  CHECK(condition("a ~= b") == "EQ 0 1 1");
  CHECK(condition("a < b") == "LT 0 1 0");
  CHECK(condition("a <= b") == "LE 0 1 0");
  CHECK(condition("a > b") == "LT 1 0 0");
  CHECK(condition("a >= b") == "LE 1 0 0");
  CHECK(condition("a == nil") == "EQK 0 0 0 ; nil");
  CHECK(condition("'x' == a") == "EQK 0 0 0 ; \"x\"");
  CHECK(condition("a ~= true") == "EQK 0 0 1 ; true");
  CHECK(condition("a == 1.5") == "EQK 0 0 0 ; 1.5");
  CHECK(condition("a < 1") == "LTK 0 0 0 ; 1");
  CHECK(condition("a <= 1") == "LEK 0 0 0 ; 1");
  CHECK(condition("a > 1") == "GTK 0 0 0 ; 1");
  CHECK(condition("a >= 1") == "GEK 0 0 0 ; 1");
  CHECK(condition("1 < a") == "GTK 0 0 0 ; 1");
  CHECK(condition("1 <= a") == "GEK 0 0 0 ; 1");
  CHECK(condition("1 > a") == "LTK 0 0 0 ; 1");
  CHECK(condition("1 >= a") == "LEK 0 0 0 ; 1");
  CHECK(condition("not (a < b)") == "LT 0 1 1");
  CHECK(condition("not a") == "TEST 0 1");
}

TEST_CASE("logic") {
  CHECK(code("local a, b; a = a and b") == "LOADNIL 0 1\nTEST 0 0\nJMP ; to 5\nMOVE 0 1\n");
  CHECK(code("local a, b, c; a = b or c") == "LOADNIL 0 2\nTESTSET 0 1 1\nJMP ; to 5\nMOVE 0 2\n");
  CHECK(code("local a, b, c; a = a < b and c") ==
        "LOADNIL 0 2\nLT 0 1 0\nJMP ; to 6\nMOVE 0 2\nJMP ; to 8\nLFALSESKIP 0\nLOADTRUE 0\n");
  CHECK(code("local a, b; if a and not b then f() end").find("TEST 0 0\nJMP ; to 9\nTEST 1 1\n") !=
        std::string::npos);
  // A jump to a jump goes straight to its end.
  CHECK(code("local a, b; if a then if b then f() else g() end else h() end")
            .find("CALL 2 1 1 ; 0 in 0 out\nJMP ; to 17\n") != std::string::npos);
}

TEST_CASE("multiple assignment") {
  CHECK(code("local a, b; a, b = b, a") == "LOADNIL 0 1\nMOVE 2 1\nMOVE 1 0\nMOVE 0 2\n");
  CHECK(code("local a; a, x = f()") ==
        "LOADNIL 0 0\nGETTABUP 1 0 ; _ENV \"f\"\n"
        "CALL 1 1 3 ; 0 in 2 out\nSETTABUP 2 0 ; _ENV \"x\"\nMOVE 0 1\n");
  CHECK(code("local a, i; a[i], i = 1, 2") == "LOADNIL 0 1\nMOVE 2 1\nLOADI 3 1\nLOADI 1 2\n"
                                              "SETTABLE 0 2 3\n");
  CHECK(code("local a; a.x, a = 1, 2") ==
        "LOADNIL 0 0\nMOVE 1 0\nLOADI 2 1\nLOADI 0 2\nSETFIELD 1 2 ; \"x\"\n");
  CHECK(code("local a, b; a, b = 1").find("LOADI 2 1\nLOADNIL 3 0\nMOVE 1 3\nMOVE 0 2\n") !=
        std::string::npos);
}

TEST_CASE("an upvalue that is assigned while it is a target's table") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  REQUIRE(
      compile("local a; function f() a.x, a = 1, 2 end", "=x", Dialect::Lua54, &function, &error));
  const bytecode::Function& f = *function->functions[0];
  CHECK(bytecode::disassemble_instruction(f, 0) == "GETUPVAL 0 0 ; a");
  CHECK(bytecode::disassemble_instruction(f, 4) == "SETFIELD 0 1 ; \"x\"");
}

TEST_CASE("constructors") {
  CHECK(code("local t = {}") == "NEWTABLE 0 0 0\n");
  CHECK(code("local t = {1, x = 2, 3}") == "NEWTABLE 0 1 2\nLOADI 1 1\nLOADI 2 2\n"
                                           "SETFIELD 0 2 ; \"x\"\nLOADI 2 3\nSETLIST 0 2 0\n");
  CHECK(code("local t = {f()}") == "NEWTABLE 0 0 1\nGETTABUP 1 0 ; _ENV \"f\"\n"
                                   "CALL 1 1 0 ; 0 in all out\nSETLIST 0 0 0\n");
  CHECK(code("local t = {(...)}") == "NEWTABLE 0 0 1\nVARARG 1 0 2 ; 1 out\nSETLIST 0 1 0\n");
  CHECK(code("local t = {[1] = 2; ['a'] = 3, [x] = 4}") ==
        "NEWTABLE 0 3 0\nLOADI 1 2\nSETINT 0 1 1\nLOADI 1 3\nSETFIELD 0 1 ; \"a\"\n"
        "GETTABUP 1 0 ; _ENV \"x\"\nLOADI 2 4\nSETTABLE 0 1 2\n");
  std::string items;
  for (int i = 0; i < 120; ++i)
    items += "x,";
  const std::string text = code("local t = {" + items + "}");
  CHECK(text.find("NEWTABLE 0 0 120") == 0);
  CHECK(text.find("SETLIST 0 50 0\n") != std::string::npos);
  CHECK(text.find("SETLIST 0 50 50\n") != std::string::npos);
  CHECK(text.find("SETLIST 0 20 100\n") != std::string::npos);
}

TEST_CASE("loops") {
  CHECK(code("while x do f() end") ==
        "GETTABUP 0 0 ; _ENV \"x\"\nTEST 0 0\nJMP ; to 10\nGETTABUP 0 0 ; _ENV \"f\"\n"
        "CALL 0 1 1 ; 0 in 0 out\nJMPBACK ; to 1\n");
  CHECK(code("while true do end") == "JMPBACK ; to 1\n");
  CHECK(code("repeat f() until x") ==
        "GETTABUP 0 0 ; _ENV \"f\"\nCALL 0 1 1 ; 0 in 0 out\nGETTABUP 0 0 ; _ENV \"x\"\n"
        "TEST 0 1\nJMP ; to 10\nJMPBACK ; to 1\n");
  CHECK(code("repeat f() until true") == "GETTABUP 0 0 ; _ENV \"f\"\nCALL 0 1 1 ; 0 in 0 out\n");
  CHECK(code("repeat f() until false").find("LOADFALSE") == std::string::npos);
  CHECK(code("for i = 1, 10 do f() end") ==
        "LOADI 0 1\nLOADI 1 10\nLOADI 2 1\nFORPREP 0 ; to 11\nGETTABUP 4 0 ; _ENV \"f\"\n"
        "CALL 4 1 1 ; 0 in 0 out\nFORLOOP 0 ; to 6\n");
  CHECK(code("for k, v in p() do end") ==
        "GETTABUP 0 0 ; _ENV \"p\"\nCALL 0 1 5 ; 0 in 4 out\nTFORPREP 0 ; to 6\nTFORCALL 0 2\n"
        "TFORLOOP 0 ; to 6\nCLOSE 0\n");
  CHECK(code("while x do if y then break end end") ==
        "GETTABUP 0 0 ; _ENV \"x\"\nTEST 0 0\nJMP ; to 11\nGETTABUP 0 0 ; _ENV \"y\"\nTEST 0 1\n"
        "JMP ; to 11\nJMPBACK ; to 1\n");
}
