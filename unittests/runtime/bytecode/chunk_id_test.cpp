// Chunk names as messages show them, with stock Lua's cuts.
#include "runtime/bytecode/chunk_id.h"

#include <doctest/doctest.h>

using perilune::bytecode::chunk_id;

TEST_CASE("names of 5.1, which are longer in syntax errors") {
  const auto old = [](const std::string& name) {
    return chunk_id(name, perilune::bytecode::ChunkIdForm::Old);
  };
  const auto syntax = [](const std::string& name) {
    return chunk_id(name, perilune::bytecode::ChunkIdForm::OldSyntax);
  };
  CHECK(old("=" + std::string(90, 'x')) == std::string(59, 'x'));
  CHECK(syntax("=" + std::string(90, 'x')) == std::string(79, 'x'));
  CHECK(old("@" + std::string(52, 'x')) == std::string(52, 'x'));
  CHECK(old("@a" + std::string(52, 'x')) == "..." + std::string(52, 'x'));
  CHECK(syntax("@a" + std::string(72, 'x')) == "..." + std::string(72, 'x'));
  CHECK(old("a\rb") == "[string \"a...\"]");
  CHECK(old("") == "[string \"\"]");
  CHECK(old(std::string(43, 'x')) == "[string \"" + std::string(43, 'x') + "\"]");
  CHECK(old(std::string(44, 'x')) == "[string \"" + std::string(43, 'x') + "...\"]");
  CHECK(syntax(std::string(64, 'x')) == "[string \"" + std::string(63, 'x') + "...\"]");
}

TEST_CASE("names and files") {
  CHECK(chunk_id("=stdin") == "stdin");
  CHECK(chunk_id("=") == "");
  CHECK(chunk_id("@a.lua") == "a.lua");
  CHECK(chunk_id("=" + std::string(70, 'x')) == std::string(59, 'x'));
  CHECK(chunk_id("@" + std::string(59, 'x')) == std::string(59, 'x'));
  CHECK(chunk_id("@" + std::string(60, 'x')) == "..." + std::string(56, 'x'));
}

TEST_CASE("texts") {
  CHECK(chunk_id("") == "[string \"\"]");
  CHECK(chunk_id("x = 1") == "[string \"x = 1\"]");
  CHECK(chunk_id("x = 1\ny = 2") == "[string \"x = 1...\"]");
  CHECK(chunk_id("\n") == "[string \"...\"]");
  CHECK(chunk_id(std::string(44, 'x')) == "[string \"" + std::string(44, 'x') + "\"]");
  CHECK(chunk_id(std::string(45, 'x')) == "[string \"" + std::string(45, 'x') + "...\"]");
  CHECK(chunk_id(std::string(46, 'x')) == "[string \"" + std::string(45, 'x') + "...\"]");
}

TEST_CASE("names end at a zero byte") {
  CHECK(chunk_id(std::string_view("=a\0b", 4)) == "a");
  CHECK(chunk_id(std::string_view("@a\0b", 4)) == "a");
}
