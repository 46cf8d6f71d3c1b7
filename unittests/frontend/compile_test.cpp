// The entrance, the features of dialects, and the lines of instructions.
#include <map>

#include "listing.h"

#include <doctest/doctest.h>

#include "frontend/dialect.h"

using namespace perilune;
using namespace perilune::frontend;

namespace {

// The lines of a chunk's instructions with the given name.
std::string lines_of(const char* name, std::string_view source, Dialect dialect = Dialect::Lua54) {
  std::unique_ptr<bytecode::Function> function;
  std::string error, out;
  REQUIRE_MESSAGE(compile(source, "=x", dialect, &function, &error), error);
  CHECK(function->lines.size() == function->code.size());
  for (uint32_t pc = 0; pc < function->code.size();) {
    const auto& info = bytecode::op_info(bytecode::op_of(function->code[pc]));
    if (std::string(info.text) == name) {
      out += (out.empty() ? "" : " ") + std::to_string(function->lines[pc]);
      for (int i = 1; i < info.words(); ++i)
        CHECK(function->lines[pc + i] == function->lines[pc]);
    }
    pc += info.words();
  }
  return out;
}

}  // namespace

// A text that is its own name would otherwise be kept as often as it has functions.
TEST_CASE("all functions of a chunk share its name and its constant strings") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  const std::string text = "local s <const> = 'long' f = function() return s end g = function() "
                           "return s, function() return s end end";
  REQUIRE(compile(text, text, Dialect::Lua54, &function, &error));
  const bytecode::Function& f = *function->functions[0];
  const bytecode::Function& g = *function->functions[1];
  CHECK(f.source.view() == text);
  CHECK(f.source.identity() == function->source.identity());
  CHECK(g.functions[0]->source.identity() == function->source.identity());
  CHECK(f.constants[0].string.view() == "long");
  CHECK(g.constants[0].string.identity() == f.constants[0].string.identity());
  CHECK(g.functions[0]->constants[0].string.identity() == f.constants[0].string.identity());
}

TEST_CASE("the chunk's name") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  CHECK(compile("function f()\n\nend", "@a.lua", Dialect::Lua54, &function, &error));
  CHECK(function->source.view() == "@a.lua");
  CHECK(function->functions[0]->source.view() == "@a.lua");
  CHECK(function->functions[0]->line_defined == 1);
  CHECK(function->functions[0]->last_line == 3);
  CHECK(!compile("x", "@a.lua", Dialect::Lua54, &function, &error));
  CHECK(error == "a.lua:1: syntax error near <eof>");
  CHECK(!compile("x =\n", "x =\n", Dialect::Lua54, &function, &error));
  CHECK(error == "[string \"x =...\"]:2: unexpected symbol near <eof>");
}

TEST_CASE("levels in use") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  CHECK(compile("x = ((1))", "=x", Dialect::Lua54, &function, &error, 190));
  CHECK(!compile("x = ((((((((((1))))))))))", "=x", Dialect::Lua54, &function, &error, 190));
  CHECK(error == "C stack overflow");
}

TEST_CASE("constants are not repeated") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  REQUIRE(
      compile("x = 'a'; y = 'a' + 1; z = y + 1.0 + 1", "=x", Dialect::Lua54, &function, &error));
  std::map<std::string, int> counts;
  for (const auto& constant : function->constants)
    ++counts[bytecode::constant_text(constant)];
  CHECK(counts.size() == 6);
  for (const auto& [text, count] : counts) {
    CAPTURE(text);
    CHECK(count == 1);
  }
}

TEST_CASE("lines of calls, operators and loops") {
  CHECK(lines_of("CALL", "f\n(\n1\n)") == "2");
  CHECK(lines_of("CALL", "f\n(\n1\n)", Dialect::Lua55) == "2");
  CHECK(lines_of("CALL", "a\n.b\n:c(\n)") == "3");
  CHECK(lines_of("ADD", "local a, b\na = a\n+\nb") == "3");
  CHECK(lines_of("UNM", "local a\na = \n-\na") == "3");
  CHECK(lines_of("CONCAT", "local a\na = a\n..\na") == "3");
  CHECK(lines_of("FORLOOP", "for i = 1, 2 do\n\nend") == "1");
  CHECK(lines_of("TFORCALL", "for k\nin f do\n\nend") == "2");
  CHECK(lines_of("GETFIELD", "local a\na = a\n.\nb\n") == "4");
  CHECK(lines_of("SETTABUP", "function\nf()\n\nend") == "1");
  CHECK(lines_of("RETURN0", "\n\n") == "1");
}

TEST_CASE("features are a table") {
  CHECK(!features_of(Dialect::Lua51).goto_statement);
  CHECK(features_of(Dialect::Lua52).goto_statement);
  CHECK(!features_of(Dialect::Lua52).integers);
  CHECK(features_of(Dialect::Lua53).integers);
  CHECK(!features_of(Dialect::Lua53).attributes);
  CHECK(features_of(Dialect::Lua54).attributes);
  CHECK(!features_of(Dialect::Lua54).global_declarations);
  CHECK(features_of(Dialect::Lua55).global_declarations);
}

TEST_CASE("the older dialects' grammar") {
  CHECK(compile_error("goto = 1", Dialect::Lua51) == "");
  CHECK(compile_error("goto = 1", Dialect::Lua52) == "x:1: <name> expected near '='");
  CHECK(compile_error(";", Dialect::Lua51) == "x:1: unexpected symbol near ';'");
  CHECK(compile_error("x = 1; y = 2", Dialect::Lua51) == "");
  CHECK(compile_error("while x do break y() end", Dialect::Lua51) ==
        "x:1: 'end' expected near 'y'");
  CHECK(compile_error("while x do break y() end", Dialect::Lua52) == "");
  CHECK(compile_error("x = 1 // 2", Dialect::Lua52) == "x:1: unexpected symbol near '/'");
  CHECK(compile_error("x = 1 & 2", Dialect::Lua52) == "x:1: unexpected symbol near '&'");
  CHECK(compile_error("local x <const> = 1", Dialect::Lua53) == "x:1: unexpected symbol near '<'");
  CHECK(compile_error("do ::a:: do ::a:: end end", Dialect::Lua53) == "");
  CHECK(compile_error("do ::a:: do ::a:: end end", Dialect::Lua54) ==
        "x:1: label 'a' already defined on line 1");
}

TEST_CASE(
    "functions with environments have a hidden upvalue, others use theirs when they need it") {
  std::unique_ptr<bytecode::Function> function;
  std::string error;
  const char* const program = "return function() return function() end end";
  REQUIRE(compile(program, "=x", Dialect::Lua51, &function, &error));
  const bytecode::Function* f = function.get();
  CHECK(f->upvalues[0].in_stack);
  for (; f; f = f->functions.empty() ? nullptr : f->functions[0].get()) {
    REQUIRE(f->upvalues.size() == 1);
    CHECK(f->upvalues[0].name == bytecode::kHiddenEnvironment);
    CHECK(f->upvalues[0].index == 0);
    CHECK(f->upvalues[0].in_stack == (f == function.get()));
  }
  REQUIRE(compile(program, "=x", Dialect::Lua52, &function, &error));
  CHECK(function->upvalues[0].name == bytecode::kEnvironment);
  CHECK(function->functions[0]->upvalues.empty());
}
